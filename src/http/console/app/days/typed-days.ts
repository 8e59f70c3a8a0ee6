import type { FastifyRequest } from 'fastify'
import { readTypedDay } from '../../../../domain/app/typed-day.ts'
import type { App } from '../../../../operations/app/app.ts'
import { loadSettings } from '../../../../store/settings/settings.ts'

const mark = '_day.'

/** Name of the hidden field that says of the field `name` that a day is typed there. */
export const dayMark = (name: string): string => `${mark}${name}`

/**
 * A form that was sent, by the names of its fields: each typed day as YYYY-MM-DD where the company is, and what is no
 * day as it was typed. The marks are gone. A form without marks stays as it came.
 */
export async function withDaysRead(
  app: App,
  form: ReadonlyMap<string, string[]>,
): Promise<ReadonlyMap<string, string[]>> {
  const isMark = (name: string) => name.startsWith(mark)
  if (![...form.keys()].some(isMark)) return form
  const { timeZone } = (await loadSettings(app.pool)).settings
  const now = app.clock.now()
  const read = (text: string) => readTypedDay(text, now, timeZone) ?? text
  return new Map(
    [...form]
      .filter(([name]) => !isMark(name))
      .map(([name, values]) => [name, form.has(dayMark(name)) ? values.map(read) : values]),
  )
}

/**
 * The address with its typed days read, for a form that was sent by GET: what is kept as a bookmark names the day
 * itself, never "yesterday". Null = no form with a day was sent.
 */
export async function addressOfDays(
  app: App,
  { method, url }: Pick<FastifyRequest, 'method' | 'url'>,
): Promise<string | null> {
  if (method !== 'GET') return null
  const { pathname, searchParams } = new URL(url, 'http://own')
  const asked = new Map([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]))
  const read = await withDaysRead(app, asked)
  if (read === asked) return null
  const query = new URLSearchParams(
    [...read].flatMap(([name, values]) =>
      values.flatMap((value) => (value === '' && asked.has(dayMark(name)) ? [] : [[name, value]])),
    ),
  )
  return query.size === 0 ? pathname : `${pathname}?${query}`
}
