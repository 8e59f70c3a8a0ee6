import type { Classification } from '../text/parsed-mail.ts'

/**
 * Rules that need no second opinion: a whole sentence, plain thanks or a plain yes, a sign or a link that says no by
 * itself.
 */
const certainRules: ReadonlySet<string> = new Set([
  'subject-command',
  'token',
  'stop-sign',
  'feedback-report',
  'plain-thanks',
  'plain-yes',
])

/** Whether the grammar needs no second opinion on a message. */
export const isCertain = ({ reasons }: Pick<Classification, 'reasons'>): boolean =>
  reasons.some(({ rule }) => certainRules.has(rule))
