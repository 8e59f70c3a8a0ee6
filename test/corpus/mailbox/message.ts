/** What a message asks for. `employer` is a no for a whole company; `erasure` is a no as well. */
export type Label =
  | 'objection'
  | 'employer'
  | 'erasure'
  | 'access'
  | 'complaint'
  | 'auto-reply'
  | 'bounce'
  | 'none'
  | 'unsure'

/**
 * One labelled message. All of them are written for this corpus; people and companies are invented and live at
 * example.test.
 */
export interface CorpusMessage {
  id: string
  /** Every third message is held back: figures on it are reported, rules are never fitted to it. */
  held: boolean
  labels: readonly Label[]
  subject: string
  text: string | null
  html: string | null
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>
  from: string
  /** True when our own unsubscribe token stood in a recipient address or in the subject. */
  token: boolean
  feedbackType: string | null
  /** Fields of a delivery report, when there is one. */
  delivery: { action: string; status: string } | null
}

export type Row = readonly [
  number: number,
  labels: string,
  subject: string,
  text: string | null,
  more?: Partial<Pick<CorpusMessage, 'html' | 'headers' | 'from' | 'token' | 'feedbackType' | 'delivery'>>,
]

/**
 * Rows of one file. The number is part of the id and fixes the split for good: numbers that three divides are held
 * back.
 */
export function corpusOf(prefix: string, rows: readonly Row[]): CorpusMessage[] {
  return rows.map(([number, labels, subject, text, more]) => ({
    id: `${prefix}-${number}`,
    held: number % 3 === 0,
    labels: labels.split('+') as Label[],
    subject,
    text,
    html: null,
    headers: {},
    from: 'anne.roy@acme.example.test',
    token: false,
    feedbackType: null,
    delivery: null,
    ...more,
  }))
}
