/**
 * Which events restart the clock (docs/reference/law.md#g-events). `noted`: only with a dated note of a user.
 * What is not here does not count.
 */
export const actRules = {
  click: 'counts', reply: 'counts', 'document-request': 'counts', form: 'counts', 'call-received': 'counts', letter: 'counts', order: 'counts', login: 'counts', response: 'counts', act: 'counts',
  meeting: 'noted', 'call-answered': 'noted',
  open: 'no', 'mail-sent': 'no', 'call-made': 'no', 'call-unanswered': 'no', voicemail: 'no', 'sequence-step': 'no', task: 'no',
  import: 'no', merge: 'no', edit: 'no', 'owner-change': 'no', 'list-added': 'no', 'score-change': 'no', enrichment: 'no', 'job-change': 'no',
  'out-of-office': 'no', bounce: 'no', 'read-receipt': 'no', complaint: 'no', unsubscribe: 'no', stop: 'no', 'preferences-to-none': 'no',
  'scanner-click': 'no', 'privacy-click': 'no', 'view-online-click': 'no', 'image-click': 'no', 'social-click': 'no', 'web-visit': 'no', impression: 'no',
} as const satisfies Readonly<Record<string, 'counts' | 'noted' | 'no'>>
export type ActKind = keyof typeof actRules
export const actKinds = Object.keys(actRules) as readonly ActKind[]

/** Whether an event comes from the person. `noted`: a user wrote a dated note about it. */
export function countsAsAct(kind: string, noted: boolean): boolean {
  const rule = (actRules as Readonly<Record<string, string>>)[kind]
  return rule === 'counts' || (rule === 'noted' && noted)
}
