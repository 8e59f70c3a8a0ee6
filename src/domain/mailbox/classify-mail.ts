import { fold } from './fold.ts'
import { machineVerdict } from './machine-mail.ts'
import { ownWords } from './own-words.ts'
import type { Classification, ParsedMail, Reason, Verdict } from './parsed-mail.ts'
import { aboutProducts, isForeign, readSentences, type Finding } from './read-sentences.ts'
import { objectionPassedOn, othersNamed, type Others } from './someone-else.ts'
import {
  firstPerson,
  forwardPrefix,
  lukewarm,
  ownRefusal,
  refusing,
  replyPrefix,
  rudeSigns,
  subjectCommand,
  welcoming,
} from './tables/common.ts'
import { autoSubject, goneWords } from './tables/machines.ts'
import { visibleText } from './visible-text.ts'

/**
 * What a message that reached the mailbox asks for (docs/reference/law.md#f2, #f3, #f21;
 * docs/reference/brokers.md#inbound). Pure: the words, the tables and nothing else. A missed no costs more than a false
 * one, so what is not clear is `unsure`, and sending is blocked until a person has read it. `none` means: understood,
 * and no request in it.
 */
export function classifyMail(mail: ParsedMail): Classification {
  const machine = machineVerdict(mail)
  if (machine !== null) return machine
  const own = readBodies(mail)
  const passed = own.verdicts.includes('auto-reply') ? null : objectionPassedOn(mail)
  if (passed === null) return own
  // What the sender says beside it stands where it blocks; "please handle" and nothing at all are about the other's
  // words.
  const kept = own.verdicts.filter(
    (verdict) => verdict !== 'none' && !(verdict === 'unsure' && own.reasons.every(({ rule }) => rule === 'empty')),
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

function readBodies(mail: ParsedMail): Classification {
  const bodies = bodiesOf(mail)
  const answers = bodies.map(({ sentences }) => readBody(mail, withoutOffers(mail, sentences)))
  const main = answers[0] ?? readBody(mail, [])
  const other = answers[1]
  // Two bodies that do not say the same: the stronger one counts at least as a doubt.
  if (other !== undefined && blocks(other) && !blocks(main)) return { ...other, verdicts: ['unsure'], confidence: 0.4 }
  return main
}

const blocks = ({ verdicts }: Classification) =>
  verdicts.some((verdict) => verdict === 'objection' || verdict === 'someone-else' || verdict === 'unsure')

/**
 * The bodies with words of the sender's in them, the more trustworthy first: HTML tells quotes apart by its elements.
 */
function bodiesOf(mail: ParsedMail): { sentences: readonly string[] }[] {
  const html = mail.html === null ? null : visibleText(mail.html)
  const fromHtml = html === null ? null : ownWords(html.text)
  const fromText = mail.text === null ? null : ownWords(mail.text)
  const ordered = html?.cut === true ? [fromHtml, fromText] : [fromText, fromHtml]
  return ordered.filter((body) => body !== null).filter((body) => !body.empty)
}

function readBody(mail: ParsedMail, sentences: readonly string[]): Classification {
  const subject = subjectOf(mail)
  const findings = readSentences(sentences)
  const contrary = findings.some((finding) => finding.means === 'contrary')
  // Behind "Automatic reply:" our own subject stands, not the sender's words.
  const namedAutomatic = autoSubject.test(fold(mail.subject))
  const fromSubject = subject.own === '' || namedAutomatic ? [] : readSentences([subject.own])
  const own = sentences.length > 0
  const others = othersNamed(sentences, findings, mail.from)
  const byToken = mail.token && !namedAutomatic ? tokenCommand : null
  const command = contrary ? null : (byToken ?? commandIn(subject, own))
  if (command !== null) {
    const verdicts: Verdict[] = ['objection', ...rightsIn(findings)]
    return forOthers(answer(verdicts, command.sure, [command.reason, ...reasonsOf(findings)]), others, false)
  }
  const all = [...findings, ...fromSubject.filter((finding) => finding.sure && !isMention(finding))]
  const automatic = namedAutomatic || mail.headers['auto-submitted']?.trim().toLowerCase().startsWith('auto-') === true
  const verdicts = verdictsOf(all)
  if (automatic) return fromMachine(sentences, verdicts, all)
  if (verdicts.length > 0)
    return forOthers(answer(verdicts, verdicts.includes('unsure') ? 0.5 : 0.9, reasonsOf(all)), others, true)
  if (looksAutomatic(all)) return answer(['auto-reply'], 0.7, reasonsOf(all))
  if (mail.token) return answer(['unsure'], 0.5, reasonsOf(all))
  return withoutFinding(mail, sentences, all)
}

/** A message that says no by itself, before a sentence of it is read, and how sure that is. */
interface Command {
  sure: number
  reason: Classification['reasons'][number]
}

/** It came to an address that only the person's own link holds. */
const tokenCommand: Command = { sure: 1, reason: { rule: 'token', language: 'any', phrase: '' } }

/** A subject that is a command: "STOP", or one that stands alone behind "Re:" without any text. */
function commandIn(subject: ReturnType<typeof subjectOf>, hasText: boolean): Command | null {
  const isCommand = subjectCommand.test(fold(subject.own)) || (!hasText && subjectCommand.test(fold(subject.core)))
  return isCommand ? { sure: 0.95, reason: { rule: 'subject-command', language: 'any', phrase: subject.core } } : null
}

/**
 * An objection that names somebody else is theirs as well; theirs alone when the sender's own words name nobody but
 * them.
 */
function forOthers(said: Classification, others: Others | null, byWordsAlone: boolean): Classification {
  if (others === null || !said.verdicts.includes('objection') || said.verdicts.includes('employer')) return said
  const kept = said.verdicts.filter(
    (verdict) => !(byWordsAlone && others.only && (verdict === 'objection' || verdict === 'erasure')),
  )
  return { ...said, verdicts: [...kept, 'someone-else'], about: others.addresses }
}

/**
 * Said to be automatic by its subject, or by a header that ticket tools set too: an objection in it waits for a person,
 * unless it is that of somebody who left.
 */
function fromMachine(
  sentences: readonly string[],
  verdicts: readonly Verdict[],
  findings: readonly Finding[],
): Classification {
  const asks =
    verdicts.some((verdict) => verdict === 'objection' || verdict === 'access') &&
    !goneWords.test(fold(sentences.join(' ')))
  return asks
    ? answer(['unsure'], 0.5, [{ rule: 'auto-generated', language: 'any', phrase: '' }, ...reasonsOf(findings)])
    : answer(['auto-reply'], 0.9, [{ rule: 'auto-generated', language: 'any', phrase: '' }])
}

/** Without headers or subject: the words "automatic reply", or being away together with until when. */
function looksAutomatic(findings: readonly Finding[]): boolean {
  const rules = new Set(findings.filter((finding) => finding.means === 'auto').map((finding) => finding.reason.rule))
  return rules.has('automatic') || (rules.has('away') && rules.has('until'))
}

/** Above this length one refusing word says little. */
const longMessage = 400

const isMention = (finding: Finding) => finding.reason.rule === 'unsubscribe-word'

/**
 * Sent to many and an answer to nothing: "Unsubscribe" below its text is its own offer, unless the sender speaks of
 * himself. What a list of people passes on is a person's (Precedence: list).
 */
function withoutOffers({ headers }: ParsedMail, sentences: readonly string[]): readonly string[] {
  if (
    !('list-unsubscribe' in headers) ||
    'in-reply-to' in headers ||
    /^list$/iu.test((headers['precedence'] ?? '').trim())
  )
    return sentences
  const said = readSentences(sentences)
  const offers = (index: number) =>
    said.some((finding) => finding.sentence === index && (isMention(finding) || finding.reason.rule === 'command'))
  return sentences.filter((sentence, index) => index === 0 || firstPerson.test(fold(sentence)) || !offers(index))
}

/** No phrase spoke: understood, or not understood. */
function withoutFinding(mail: ParsedMail, sentences: readonly string[], findings: readonly Finding[]): Classification {
  const doubt = (rule: string) => answer(['unsure'], 0.4, [{ rule, language: 'any', phrase: '' }])
  if (sentences.length === 0) return doubt('empty')
  if (sentences.some((sentence) => rudeSigns.test(sentence))) return doubt('rude-sign')
  if (isForeign(sentences)) return doubt('foreign')
  if (
    mail.attachments > 0 &&
    sentences.join(' ').length < 200 &&
    /\b(?:ci joint|piece jointe|attached|attachment|anbei|anhang|adjunt|allegat|bijlage|lettre|letter|courrier)/u.test(
      fold(sentences.join(' ')),
    )
  )
    return doubt('letter-attached')
  const words = fold(sentences.join(' '))
  const understood = findings.some((finding) => finding.means === 'contrary' || finding.means === 'later')
  const refuses = ownRefusal.test(words)
  const isWelcoming = refuses
    ? welcoming.test(words.replace(lukewarm, ' '))
    : aboutProducts(sentences) || welcoming.test(words)
  if (!understood && !isWelcoming && words.length < longMessage && refusing.test(words)) return doubt('refusing-words')
  return answer(['none'], findings.length > 0 ? 0.9 : 0.7, reasonsOf(findings))
}

/**
 * Rights first, then the objection, then doubt. Erasure and an objection for a company are objections too
 * (docs/reference/law.md#f21, #f2).
 */
function verdictsOf(findings: readonly Finding[]): Verdict[] {
  const has = (means: Finding['means']) => findings.some((finding) => finding.means === means && finding.sure)
  const rights = rightsIn(findings)
  if (has('objection') || rights.includes('erasure'))
    return ['objection', ...(speaksForCompany(findings) ? ['employer' as const] : []), ...rights]
  const doubts = findings.filter((finding) => finding.means === 'doubt' && !takenBack(finding, findings))
  // Who asks where the address comes from and is angry beside it may well mean no.
  if (rights.length > 0) return doubts.length > 0 ? [...rights, 'unsure'] : rights
  if (doubts.length > 0) return ['unsure']
  return []
}

/**
 * The contrary in the same sentence, or a wish to be written to later that is not said before the doubt: "not
 * interested, but call me in March".
 */
function takenBack(doubt: Finding, findings: readonly Finding[]): boolean {
  return findings.some(
    ({ means, sure, sentence, clause }) =>
      (means === 'contrary' && sentence === doubt.sentence) ||
      (means === 'later' &&
        sure &&
        (sentence > doubt.sentence || (sentence === doubt.sentence && clause >= doubt.clause))),
  )
}

function rightsIn(findings: readonly Finding[]): Verdict[] {
  return (['erasure', 'access'] as const).filter((right) => findings.some((finding) => finding.means === right))
}

/** The company is named in the sentence that says no. */
function speaksForCompany(findings: readonly Finding[]): boolean {
  const refusals = new Set(
    findings
      .filter((finding) => finding.sure && (finding.means === 'objection' || finding.means === 'erasure'))
      .map((finding) => finding.sentence),
  )
  return findings.some((finding) => finding.means === 'employer' && refusals.has(finding.sentence))
}

function reasonsOf(findings: readonly Finding[]): Reason[] {
  return findings.map((finding) => finding.reason)
}

function answer(verdicts: readonly Verdict[], confidence: number, reasons: readonly Reason[]): Classification {
  return { verdicts: [...new Set(verdicts)], confidence, reasons: reasons.slice(0, 20), bounce: null, about: [] }
}

/** `own` is empty when the subject is the one of a message answered or forwarded: those words are not the sender's. */
function subjectOf(mail: ParsedMail): { core: string; own: string } {
  const core = mail.subject.replace(replyPrefix, '').replace(forwardPrefix, '').trim()
  return { core, own: core === mail.subject.trim() ? core : '' }
}
