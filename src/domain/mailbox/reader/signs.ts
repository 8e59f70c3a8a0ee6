import { fold } from '../text/fold.ts'
import type { ParsedMail } from '../text/parsed-mail.ts'
import { signsOfLimits } from './scope.ts'
import type { PhraseFinding } from '../text/read-sentences.ts'
import { isMachineForm } from './machine-forms.ts'
import { autoSubject, bounceSender, bounceSubject } from '../tables/machines.ts'
import { forwardPrefix, replyPrefix } from '../tables/common.ts'

/** What the grammar and the head of a message tell the reader, as names. */
export function signsOf(
  { subject, headers, from }: ParsedMail,
  sentences: readonly string[],
  findings: readonly PhraseFinding[],
): string[] {
  const folded = fold(subject.replace(replyPrefix, ''))
  const signs = new Set<string>(signsOfLimits(sentences))
  for (const { means, sure, reason } of findings) {
    signs.add(`${means}${sure ? '' : '?'}`)
    signs.add(reason.rule)
  }
  if (findings.length === 0) signs.add('nothing found')
  if (isMachineForm(sentences)) signs.add('machine form')
  if (replyPrefix.test(subject)) signs.add('reply')
  if (forwardPrefix.test(subject)) signs.add('forward')
  if (autoSubject.test(folded)) signs.add('automatic subject')
  if (bounceSubject.test(folded)) signs.add('bounce subject')
  if (bounceSender.test((from ?? '').toLowerCase())) signs.add('bounce sender')
  if (/^auto-/iu.test((headers['auto-submitted'] ?? '').trim())) signs.add('automatic header')
  if ('x-autoreply' in headers || 'x-autorespond' in headers) signs.add('automatic header')
  return [...signs]
}
