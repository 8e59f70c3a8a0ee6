import type { ParsedMail } from '../text/parsed-mail.ts'
import type { PhraseFinding } from '../text/read-sentences.ts'
import { forwardPrefix, replyPrefix } from '../tables/common.ts'
import { featuresOf, type Features } from './features.ts'
import { signsOf } from './signs.ts'

/**
 * All that the reader sees of a message: its subject, the sender's own sentences, and what the grammar found. A subject
 * that the sender made is a sentence, too.
 */
export function messageFeatures(
  mail: ParsedMail,
  sentences: readonly string[],
  findings: readonly PhraseFinding[],
): Features {
  const subject = mail.subject.replace(replyPrefix, '').replace(forwardPrefix, '').trim()
  const isOwn = subject === mail.subject.trim() && subject !== ''
  return featuresOf(subject, isOwn ? [subject, ...sentences] : sentences, signsOf(mail, sentences, findings))
}
