import { bodiesOf } from './bodies.ts'
import { answer, grammarVerdict, reasonsOf, verdictsOf } from './grammar-verdict.ts'
import { machineVerdict } from './machine-mail.ts'
import type { Classification, ParsedMail, Reason } from './parsed-mail.ts'
import { readable } from './readable.ts'
import { bounds, decidingSentence, readByModel } from './reader/second-stage.ts'
import { weigh } from './reader/weigh.ts'
import { channelForAnother, scopeOf, signsOfLimits } from './reader/scope.ts'
import { objectionPassedOn } from './someone-else.ts'

/**
 * What a message that reached the mailbox asks for (docs/reference/law.md#f2, #f3, #f21;
 * docs/reference/brokers.md#inbound). Pure: the words, the tables and nothing else. A missed no costs more than a false
 * one, so what is not clear is `unsure`, and sending is blocked until a person has read it. `none` means: understood,
 * and no request in it.
 */
export function classifyMail(received: ParsedMail): Classification {
  const mail = readable(received)
  const machine = machineVerdict(mail)
  if (machine !== null) return machine
  const own = readBodies(mail)
  const passed = own.verdicts.includes('auto-reply') ? null : objectionPassedOn(mail)
  if (passed === null) return own
  // What the sender says beside it stands where it blocks; "please handle" and nothing at all are about the other's
  // words.
  const kept = own.verdicts.filter(
    (verdict) => verdict !== 'none' && !(verdict === 'unsure' && own.reasons.every(({ rule }) => saysLittle(rule))),
  )
  const theirs = passed.bySender ? verdictsOf(passed.findings) : ['someone-else' as const]
  const reasons: Reason[] = [
    { rule: 'passed-on', language: 'any', phrase: '' },
    ...own.reasons,
    ...reasonsOf(passed.findings),
  ]
  return {
    ...answer([...kept, ...theirs], 0.5, reasons),
    about: passed.bySender ? own.about : [...new Set([...own.about, ...passed.addresses])],
  }
}

/** A doubt about the few words that stand above what is passed on. */
const saysLittle = (rule: string) => rule === 'empty' || rule.startsWith('reader-')

function readBodies(mail: ParsedMail): Classification {
  const answers = bodiesOf(mail).map((sentences) => readBody(mail, sentences))
  const main = answers[0] ?? readBody(mail, [])
  const other = answers[1]
  // Two bodies that do not say the same: the stronger one counts at least as a doubt.
  if (other !== undefined && blocks(other) && !blocks(main)) return { ...other, verdicts: ['unsure'], confidence: 0.4 }
  return main
}

function readBody(mail: ParsedMail, sentences: readonly string[]): Classification {
  const { said, findings } = grammarVerdict(mail, sentences)
  const chances = readByModel(mail, sentences, findings)
  return weigh(said, chances, bounds, {
    words: () => decidingSentence(mail, sentences),
    scope: () => scopeOf(sentences),
    keepsChannel: () => signsOfLimits(sentences).includes(channelForAnother),
  })
}

const blocks = ({ verdicts }: Classification) =>
  verdicts.some((verdict) => verdict === 'objection' || verdict === 'someone-else' || verdict === 'unsure')
