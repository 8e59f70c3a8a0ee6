import { hasCome } from '../../../domain/app/day.ts'
import { maxCarriers, type NoticeCarrier } from '../../../domain/notices/notice-carrier.ts'
import { noticeLanguageCodes } from '../../../domain/notices/tables/notice-words.ts'
import { pastError } from '../app/days/day-error.ts'
import type { View } from '../app/view.ts'

type Part = 'mail' | 'since' | 'language' | 'version'

export const carrierField = (connector: string, place: number, part: Part): string =>
  `carrier-${connector}-${place}-${part}`

/** The last versions, and the one a declaration names already. */
export function shownVersions(versions: readonly number[], row: NoticeCarrier | null): number[] {
  return row === null || versions.includes(row.version) ? [...versions] : [...versions, row.version]
}

/** Mails of one system as they were typed; a row without a name is none. */
export function readCarriers(
  view: View,
  connector: string,
  form: Readonly<Record<string, string | undefined>>,
  versions: readonly { number: number; languages: readonly string[] }[],
): { carriers: NoticeCarrier[]; errors: Record<string, string> } {
  const s = view.t.notices.carriers.errors
  const declared = view.settings.noticeCarriers[connector] ?? []
  const carriers: NoticeCarrier[] = []
  const errors: Record<string, string> = {}
  for (let place = 0; place < maxCarriers; place += 1) {
    const typed = (part: Part) => (form[carrierField(connector, place, part)] ?? '').trim()
    const fault = (part: Part, text: string) => (errors[carrierField(connector, place, part)] ??= text)
    const [mail, since] = [typed('mail'), typed('since')]
    if (mail === '') continue
    if (mail.length > 150) fault('mail', s.mail)
    if (carriers.some((one) => one.mail === mail)) fault('mail', s.twice)
    if (!hasCome(since, view.today)) fault('since', pastError(view, since, s.since))
    const language = noticeLanguageCodes.find((code) => code === typed('language')) ?? 'fr'
    const version = versionOf(typed('version'), versions, declared[place] ?? null)
    if (versions.find(({ number }) => number === version)?.languages.includes(language) === false)
      fault('language', s.text(version, view.t.notices.languages[language]))
    carriers.push({ mail, since, language, version })
  }
  return { carriers, errors }
}

/** The version that was chosen among those shown; without one, the newest. */
function versionOf(typed: string, versions: readonly { number: number }[], row: NoticeCarrier | null): number {
  const shown = shownVersions(
    versions.map(({ number }) => number),
    row,
  )
  return shown.find((number) => String(number) === typed) ?? versions[0]?.number ?? 0
}
