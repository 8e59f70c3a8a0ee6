import { jobFunctions, type JobFunction } from '../../../domain/titles/tables/job-titles.ts'
import { normalTitle } from '../../../domain/titles/job-function.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import type { View } from '../app/view.ts'

/** `title = function + function`, one a line; a function by its code or by its name in the language of the page. */
export function parseTitleLines(view: View, text: string): { titles: Settings['titles'] } | { line: number } {
  const titles: Settings['titles'] = {}
  const names = new Map<string, JobFunction>(
    jobFunctions.flatMap((code) => [
      [code, code] as const,
      [view.t.common.functions[code].toLowerCase(), code] as const,
    ]),
  )
  for (const [index, raw] of text.split(/\r?\n/u).entries()) {
    if (raw.trim() === '') continue
    const at = raw.lastIndexOf('=')
    const title = normalTitle(raw.slice(0, Math.max(0, at)))
    const codes = raw
      .slice(at + 1)
      .split('+')
      .map((name) => names.get(name.trim().toLowerCase()))
    if (at < 1 || title === '' || codes.includes(undefined)) return { line: index + 1 }
    titles[title] = codes.filter((code) => code !== undefined)
  }
  return { titles }
}

export function titleLines(view: View, titles: Settings['titles']): string {
  return Object.entries(titles)
    .map(([title, codes]) => `${title} = ${codes.map((code) => view.t.common.functions[code]).join(' + ')}`)
    .join('\n')
}
