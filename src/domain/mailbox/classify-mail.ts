import { bodiesOf, type Body } from './text/bodies.ts'
import { classification, grammarVerdict, foundReasons, verdictsOf } from './grammar-verdict.ts'
import { machineVerdict } from './machine-mail.ts'
import type { Classification, ParsedMail, PhraseReason, MailVerdict } from './text/parsed-mail.ts'
import { fold } from './text/fold.ts'
import { forgetMessage } from './sieve/kept-for-message.ts'
import { readSentences } from './text/read-sentences.ts'
import { readable } from './readable.ts'
import { firstPerson } from './tables/common.ts'
import { isMachineForm } from './reader/machine-forms.ts'
import { goneWords } from './tables/machines.ts'
import { weighedFinding } from './what-is-refused.ts'
import { bounds, readByModel, secondReading } from './reader/second-stage.ts'
import { weigh } from './reader/weigh.ts'
import { foreignLanguage } from './reader/foreign-language.ts'
import { newContactIn } from './reader/new-contact.ts'
import { channelForAnother, scopeOf, signsOfLimits } from './reader/scope.ts'
import { objectionPassedOn } from './someone-else.ts'

/**
 * What a message that reached the mailbox asks for (docs/reference/law.md#f2, #f3, #f21;
 * docs/reference/brokers.md#inbound). Pure: the words, the tables and nothing else. A missed no costs more than a false
 * one, so what is not clear is `unsure`, and sending is blocked until a person has read it. `none` means: understood,
 * and no request in it.
 */
export function classifyMail(received: ParsedMail): Classification {
  try {
    return judged(received)
  } finally {
    forgetMessage()
  }
}

function judged(received: ParsedMail): Classification {
  const mail = readable(received)
  const machine = machineVerdict(mail)
  if (machine !== null) return spokenUnder(mail, machine) ?? withSuggestions(machine, mail, sentencesOf(mail, machine))
  const own = readBodies(mail)
  const passed = own.verdicts.includes('auto-reply') ? null : objectionPassedOn(mail)
  if (passed === null) return own
  // What the sender says beside it stands where it blocks; "please handle" and nothing at all are about the other's
  // words.
  const kept = own.verdicts.filter(
    (verdict) => verdict !== 'none' && !(verdict === 'unsure' && own.reasons.every(({ rule }) => saysLittle(rule))),
  )
  const theirs = passed.bySender ? verdictsOf(passed.findings) : ['someone-else' as const]
  const reasons: PhraseReason[] = [
    { rule: 'passed-on', language: 'any', phrase: '' },
    ...own.reasons,
    ...foundReasons(passed.findings),
  ]
  return {
    ...classification([...kept, ...theirs], 0.5, reasons),
    about: passed.bySender ? own.about : [...new Set([...own.about, ...passed.addresses])],
  }
}

/**
 * What a person says in a message that its head calls a machine's, or null: no header is believed against a plain
 * refusal or a right asked for. What a mail server reports of a failed delivery, and complaints, are what they are.
 */
function spokenUnder(mail: ParsedMail, machine: Classification): Classification | null {
  if (machine.verdicts.includes('complaint') || mail.delivery?.action.trim().toLowerCase() === 'failed') return null
  const own = { ...mail, headers: {}, delivery: null, feedbackType: null }
  for (const { sentences } of bodiesOf(own)) {
    const { said, findings } = grammarVerdict({ ...own, subject: '' }, sentences)
    const { refusal, limited, machine: form } = readByModel({ ...own, subject: '' }, sentences, findings)
    const rights =
      form < formFrom ? said.verdicts.filter((verdict) => verdict === 'access' || verdict === 'erasure') : []
    if (rights.length > 0 || refusal + limited >= plainFrom)
      return { ...said, ...doubtOf(rights), reasons: [...machine.reasons, ...said.reasons] }
  }
  return null
}
/** From this chance on a text refuses plainly, whatever its headers say; from the other it is a machine's form. */
const plainFrom = 0.6
const formFrom = 0.3

const doubtOf = (rights: readonly MailVerdict[]): Pick<Classification, 'verdicts' | 'confidence'> => ({
  verdicts: ['unsure', ...rights],
  confidence: 0.5,
})

/** A doubt about the few words that stand above what is passed on. */
const saysLittle = (rule: string) => rule === 'empty' || rule.startsWith('reader-')

function readBodies(mail: ParsedMail): Classification {
  const answers = bodiesOf(mail).map((body) => readBody(mail, body))
  const main = answers[0] ?? readBody(mail, { sentences: [], dropped: [] })
  const other = answers[1]
  if (other === undefined) return main
  const rights = [...main.verdicts, ...other.verdicts].filter(
    (verdict) => verdict === 'erasure' || verdict === 'access',
  )
  // Two bodies that do not say the same: the stronger one is at least a doubt, and what either asks for is asked.
  if (blocks(other) && !blocks(main))
    return { ...other, verdicts: [...new Set(['unsure' as const, ...rights])], confidence: 0.4 }
  const kept = main.verdicts.filter((verdict) => verdict !== 'none' || rights.length === 0)
  return { ...main, verdicts: [...new Set([...kept, ...rights])] }
}

function readBody(mail: ParsedMail, { sentences, dropped }: Body): Classification {
  const verdict = grammarVerdict(mail, sentences)
  const { chances, deciding } = secondReading(mail, sentences, verdict)
  const weighed = weigh(verdict.said, chances, bounds, {
    isShort: sentences.length <= 2 && sentences.join(' ').length <= shortText,
    words: deciding.sentence,
    sentence: sentences.length > 1 ? deciding.chance : 0,
    scope: () => scopeOf(sentences),
    keepsChannel: () => signsOfLimits(sentences).includes(channelForAnother),
  })
  const read = blocks(weighed) || weighed.verdicts.includes('bounce') ? weighed : withDropped(weighed, dropped)
  return withSuggestions(read, mail, sentences)
}

/** The words of an automatic answer, which may say that its owner has left. */
const sentencesOf = (mail: ParsedMail, { verdicts }: Classification): readonly string[] =>
  verdicts.includes('auto-reply') ? (bodiesOf(mail)[0]?.sentences ?? []) : []

/** What helps who looks at it. Who is away for a time names somebody for that time alone. */
function withSuggestions(read: Classification, mail: ParsedMail, sentences: readonly string[]): Classification {
  const isAway = read.verdicts.includes('auto-reply') && !goneWords.test(fold(sentences.join(' ')))
  return {
    ...read,
    newContact: isAway ? null : newContactIn(sentences, mail.from),
    foreign: read.verdicts.includes('unsure') ? foreignLanguage(sentences) : null,
  }
}

/** What looked like a footer or a signature is a doubt where it refuses in the first person. */
function withDropped(read: Classification, dropped: readonly string[]): Classification {
  const findings = readSentences(dropped)
    .map((finding) => weighedFinding(finding, dropped[finding.sentence] ?? '', isMachineForm(dropped)))
    .filter(({ sure, means }) => sure && (means === 'objection' || means === 'erasure'))
    .filter(({ sentence }) => firstPerson.test(fold(dropped[sentence] ?? '')))
  if (findings.length === 0) return read
  const isErasure = findings.some(({ means }) => means === 'erasure')
  const rights = [
    ...new Set([...read.verdicts.filter((one) => one === 'access'), ...(isErasure ? ['erasure' as const] : [])]),
  ]
  return {
    ...read,
    verdicts: ['unsure', ...rights],
    confidence: 0.5,
    reasons: [{ rule: 'in-footer', language: 'any', phrase: '' }, ...foundReasons(findings)],
  }
}

const blocks = ({ verdicts }: Classification) =>
  verdicts.some((verdict) => verdict === 'objection' || verdict === 'someone-else' || verdict === 'unsure')

/** Characters of a text in which a command is all that counts. */
const shortText = 60
