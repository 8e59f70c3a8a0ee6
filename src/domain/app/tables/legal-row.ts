/**
 * What a row rests on (docs/reference/law.md, first table): law, regulator's doctrine, or our own choice where the law
 * is silent.
 */
export type Ground = 'law' | 'doctrine' | 'choice'
/** How well a cell was verified. `unsure` is never shown as law: the strictest reading is applied as our choice. */
export type Confidence = 'good' | 'fair' | 'weak' | 'unsure'

/**
 * What each row of a table carries, so that a past decision can be taken again as it was: a published row is never
 * edited, a new one begins.
 */
export interface LegalRow {
  /** Id of a row of docs/reference/law.md. */
  id: string
  /** First day on which the row holds, YYYY-MM-DD; `always` = before anything we decide. */
  validFrom: string
  /** First day on which it holds no longer; null = still in force. */
  validUntil: string | null
  /** Code of docs/reference/law.md#sources. */
  source: string
  ground: Ground
  confidence: Confidence
}

export const always = '0001-01-01'
