import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { dayOf } from '../../../../domain/app/day.ts'
import { peopleCsvLine } from '../../../../domain/spreadsheets/people-csv.ts'
import { noteExport } from '../../../../operations/app/note-use.ts'
import { contactPage, type ContactFilters, type ContactRow } from '../../../../store/contacts/contacts-view.ts'
import { countryName } from '../../ui/verdict-pill.tsx'
import type { Visit } from '../../app/route.ts'
import type { View } from '../../app/view.ts'

/** Rows of one look. */
const together = 1_000

/** Every contact under the filters as a CSV, in clear. One act in the audit log, before the first byte. */
export async function sendContacts(
  { app, login, reply }: Visit,
  view: View,
  filters: ContactFilters,
): Promise<FastifyReply> {
  await noteExport(app, login.user, { what: 'list of contacts', filters })
  const separator = view.language === 'fr' ? ';' : ','
  const { columns: c } = view.t.contacts
  const today = dayOf(view.now)
  const lines = async function* () {
    const heads = [
      c.id,
      c.person,
      c.email,
      c.company,
      c.title,
      c.country,
      c.verdict,
      c.rule,
      c.basis,
      c.source,
      c.keep,
      c.systems,
    ]
    yield `\uFEFF${peopleCsvLine(heads, separator)}`
    let rows: readonly ContactRow[]
    let after: string | undefined
    do {
      rows = await contactPage(app.pool, filters, { after }, today, together)
      yield rows.map((row) => peopleCsvLine(cellsOf(view, row), separator)).join('')
      after = rows.at(-1)?.id
    } while (rows.length === together)
  }
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="lawbase-contacts-${view.today}.csv"`)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .send(Readable.from(lines()))
}

function cellsOf(view: View, row: ContactRow): string[] {
  const { common } = view.t
  return [
    row.id,
    [row.firstName, row.lastName].filter((part) => part !== null && part !== '').join(' '),
    row.email ?? '',
    row.company ?? '',
    row.jobTitle ?? '',
    (row.countries ?? []).map((code) => countryName(view, code)).join(', '),
    row.verdict === null
      ? common.unknown
      : (common.verdicts[row.verdict as keyof typeof common.verdicts] ?? row.verdict),
    row.rule ?? '',
    row.basis ?? '',
    row.source ?? '',
    row.clockState === 'blind' ? common.clocks.blind : (row.termOn ?? ''),
    (row.systems ?? []).join(', '),
  ]
}
