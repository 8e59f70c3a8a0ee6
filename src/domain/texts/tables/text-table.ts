import type { NoticeKind } from '../../notices/tables/notice-words.ts'

/** Parts in the order in which each kind says them; a part that opens a paragraph stands behind a `''`. */
export const partsOf = {
  /** To people whose data came from somebody else (docs/reference/law.md#d, art. 14). */
  notice: [
    'controller', 'purposes', 'basis', 'interest', 'consent', 'withdrawal', '', 'categories', 'source', 'public', 'recipients', 'transfers', 'retention',
    '', 'rights', 'access', 'rectification', 'erasure', 'restriction', 'portability', '', 'objection', '', 'contact', 'dpo', 'complaint', 'privacyLink',
  ],
  /** Beside a form of the company's own (docs/reference/law.md#d1, art. 13). */
  form: [
    'controllerForm', 'purposesForm', 'basis', 'interest', 'consent', 'withdrawal', 'compulsory', '', 'recipients', 'transfers', 'retention',
    '', 'rights', 'access', 'rectification', 'erasure', 'restriction', 'portability', '', 'objectionWrite', '', 'contact', 'dpo', 'complaint', 'privacyLink',
  ],
  /** A part of the company's privacy page: what it says of people in its base, wherever their data came from. */
  privacy: [
    'titlePrivacy', 'controllerPrivacy', 'purposes', 'basis', 'interest', 'consent', 'withdrawal', '', 'categories', 'sourcePrivacy', 'public', 'recipients', 'transfers', 'retention',
    '', 'rights', 'access', 'rectification', 'erasure', 'restriction', 'portability', '', 'objectionWrite', '', 'contact', 'dpo', 'complaint',
  ],
} as const satisfies Readonly<Record<NoticeKind, readonly string[]>>
export type TextPart = Exclude<(typeof partsOf)[NoticeKind][number], ''>

/** What is not known of the company, and stands in the text as `[[…]]` until somebody says it. */
export type GapName =
  'name' | 'address' | 'page' | 'dpo' | 'offers' | 'assessment' | 'tools' | 'country' | 'safeguard' | 'authority' | 'sources' | 'isPublic'

/** What allows a transfer, where the register says it in words that are known (docs/reference/law.md#d). */
export type Safeguard = 'framework' | 'adequacy' | 'clauses' | 'rules'

/**
 * The texts of one language. In the parts `{controller}` … stand for facts of the company; `{source}` and
 * `{preferences}` for those of a person, which are put in when the notice is sent.
 */
export interface TextTable {
  parts: Readonly<Record<TextPart, string>>
  /** Sentences that depend on what the register says; `{list}` = names. */
  values: Readonly<Record<'teams' | 'noTransfer' | 'outside' | 'isPublic' | 'notPublic', string>>
  /** Around the name of an offer. */
  quotes: readonly [string, string]
  safeguards: Readonly<Record<Safeguard, string>>
  /** What a gap asks for; `{list}` = names it is about. */
  gaps: Readonly<Record<GapName, string>>
}
