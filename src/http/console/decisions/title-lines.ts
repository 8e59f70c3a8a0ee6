import { jobFunctions, type JobFunction } from '../../../domain/titles/tables/job-titles.ts'
import { normalTitle } from '../../../domain/titles/job-function.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import type { View } from '../app/view.ts'

/** `title = function`, one a line; a function by its code or by its name in either language. */
export function parseTitleLines(view: View, text: string): { titles: Settings['titles'] } | { line: number } {
  const titles: Record<string, JobFunction> = {}
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
    const code = names.get(
      raw
        .slice(at + 1)
        .trim()
        .toLowerCase(),
    )
    if (at < 1 || title === '' || code === undefined) return { line: index + 1 }
    titles[title] = code
  }
  return { titles }
}

export function titleLines(view: View, titles: Settings['titles']): string {
  return Object.entries(titles)
    .map(([title, code]) => `${title} = ${view.t.common.functions[code]}`)
    .join('\n')
}
