import { z } from 'zod'
import type { NoticeFact } from '../decisions/facts.ts'
import { noticeLanguageCodes } from './tables/notice-words.ts'

export const maxCarriers = 10

/**
 * A mail of a CRM that a person in charge declares as carrying the notice, from a day on. That a mail went out proves
 * nothing of what was in it: the declaration ties the two, and stands in the settings' versions with its author.
 */
export const NoticeCarrier = z.object({
  /** As the CRM names it. */
  mail: z.string().trim().min(1).max(150),
  since: z.iso.date(),
  language: z.enum(noticeLanguageCodes),
  /** Version of the text that was in force when it was declared. */
  version: z.int().min(1),
})
export type NoticeCarrier = z.infer<typeof NoticeCarrier>

/** Of a stored report: `carrier` and `connector` where a CRM showed a mail that carried the notice. */
export interface OfCarrier {
  carrier: string | null
  connector: string | null
}
export type ReportedNotice = NoticeFact & OfCarrier

/**
 * What counts of the reports: a mail of a CRM only while it is declared, from its day on, in the language declared now.
 */
export function countedNotices<T extends { on: string; language: string | null } & OfCarrier>(
  reported: readonly T[],
  carriers: Readonly<Record<string, readonly NoticeCarrier[]>>,
): Omit<T, keyof OfCarrier>[] {
  return reported.flatMap(({ carrier, connector, ...notice }) => {
    if (carrier === null) return [notice]
    const declared = carriers[connector ?? '']?.find(({ mail, since }) => mail === carrier && since <= notice.on)
    return declared === undefined ? [] : [{ ...notice, language: declared.language }]
  })
}
