import { fold } from './text/fold.ts'
import type { Classification, ParsedMail, PhraseReason, MailVerdict } from './text/parsed-mail.ts'
import { aboutProducts, isMention, readSentences, type PhraseFinding } from './text/read-sentences.ts'
import { othersNamed, type Others } from './someone-else.ts'
import {
  forwardPrefix,
  lukewarm,
  ownRefusal,
  plainThanks,
  refusing,
  replyPrefix,
  rudeSigns,
  subjectCommand,
  welcoming,
} from './tables/common.ts'
import { sieveOf } from './sieve/sieve.ts'
import { foreignLanguage } from './reader/foreign-language.ts'
import { classesIn, classesOf } from './reader/word-classes-of.ts'
import { weighedFinding } from './what-is-refused.ts'
import { isMachineForm } from './reader/machine-forms.ts'
import { shortAnswers } from './tables/other-languages.ts'
import { autoSubject, goneWords } from './tables/machines.ts'

/** What the tables say of one body of a message, and all that they found in it. */
export interface GrammarVerdict {
  said: Classification
  findings: readonly PhraseFinding[]
}

/**
 * Exact grammar: phrases of six languages, in the sender's own words. Certain where it speaks; what it does not know is
 * the second stage's (docs/decisions/0063).
 */
export function grammarVerdict(mail: ParsedMail, sentences: readonly string[]): GrammarVerdict {
  const isForm = isMachineForm(sentences)
  const findings = readSentences(sentences).map((finding) =>
    weighedFinding(finding, sentences[finding.sentence] ?? '', isForm),
  )
  return { said: verdictOf(mail, sentences, findings), findings }
}

function verdictOf(mail: ParsedMail, sentences: readonly string[], findings: readonly PhraseFinding[]): Classification {
  const subject = mailSubject(mail)
  const contrary = findings.some((finding) => finding.means === 'contrary')
  // Behind "Automatic reply:" our own subject stands, not the sender's words.
  const namedAutomatic = autoSubject.test(fold(mail.subject))
  const fromSubject = subject.own === '' || namedAutomatic ? [] : readSentences([subject.own])
  const own = sentences.length > 0
  const others = othersNamed(sentences, findings, mail.from)
  const byToken = mail.token && !namedAutomatic ? tokenCommand : null
  const command = contrary ? null : (byToken ?? commandIn(subject, own))
  if (command !== null) {
    const verdicts: MailVerdict[] = ['objection', ...rightsIn(findings)]
    return forOthers(classification(verdicts, command.sure, [command.reason, ...foundReasons(findings)]), others, false)
  }
  const all = [...findings, ...fromSubject.filter((finding) => finding.sure && !isMention(finding))]
  const automatic = namedAutomatic || mail.headers['auto-submitted']?.trim().toLowerCase().startsWith('auto-') === true
  const verdicts = verdictsOf(all)
  if (automatic) return fromMachine(sentences, verdicts, all)
  if (verdicts.length > 0)
    return forOthers(classification(verdicts, verdicts.includes('unsure') ? 0.5 : 0.9, foundReasons(all)), others, true)
  if (looksAutomatic(all)) return classification(['auto-reply'], 0.7, foundReasons(all))
  if (mail.token) return classification(['unsure'], 0.5, [tokenCommand.reason, ...foundReasons(all)])
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
function commandIn(subject: ReturnType<typeof mailSubject>, hasText: boolean): Command | null {
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
  verdicts: readonly MailVerdict[],
  findings: readonly PhraseFinding[],
): Classification {
  const asks =
    verdicts.some((verdict) => verdict === 'objection' || verdict === 'access' || verdict === 'erasure') &&
    !inText.says(goneWords, fold(sentences.join(' ')))
  return asks
    ? classification(['unsure', ...rightsIn(findings)], 0.5, [
        { rule: 'auto-generated', language: 'any', phrase: '' },
        ...foundReasons(findings),
      ])
    : classification(['auto-reply'], 0.9, [{ rule: 'auto-generated', language: 'any', phrase: '' }])
}

/** Without headers or subject: the words "automatic reply", or being away together with until when. */
function looksAutomatic(findings: readonly PhraseFinding[]): boolean {
  const rules = new Set(findings.filter((finding) => finding.means === 'auto').map((finding) => finding.reason.rule))
  return rules.has('automatic') || (rules.has('away') && rules.has('until'))
}

/** Above this length one refusing word says little. */
const longMessage = 400

/** Why a text cannot be read, as the rule that is noted; null = it can. */
function unreadRule(mail: ParsedMail, sentences: readonly string[], words: string): string | null {
  if (sentences.length === 0) return 'empty'
  if (sentences.some((sentence) => rudeSigns.test(sentence))) return 'rude-sign'
  if (foreignLanguage(sentences) !== null) return 'foreign'
  return mail.attachments > 0 && words.length < shortCover && namesLetter.test(words) ? 'letter-attached' : null
}

/** Below this length a text only introduces its attachment. */
const shortCover = 200
const namesLetter =
  /\b(?:ci joint|piece jointe|attached|attachment|anbei|anhang|adjunt|allegat|bijlage|lettre|letter|courrier)/u

/** Words of a refusal, whatever they are about. */
const refusingClasses = ['not', 'more', 'stop', 'takeOut', 'unsubscribe', 'peace'] as const

/** Classes of the words that a short agreement is made of: "Oui, mardi", "Ja gern, nächste Woche". */
const agreeingClasses: ReadonlySet<string> = new Set(['yes', 'time', 'interest', 'thanks'])
const maxYes = 60
const maxNoted = 3

/** A short text of words of agreement and of time alone: whoever refuses needs another word. */
function isPlainYes(words: string): boolean {
  const each = words.match(/\p{L}+/gu) ?? []
  const says = (name: string) => each.some((word) => classesOf(word).includes(name))
  const agrees = (word: string) => classesOf(word).some((name) => agreeingClasses.has(name))
  if (each.length === 0 || words.length > maxYes) return false
  // "Bien noté", "received, thanks".
  if (each.length <= maxNoted && each.every((word) => shortAnswers.has(word) || agrees(word))) return true
  return says('yes') && says('time') && each.every(agrees)
}

const inText = sieveOf([plainThanks, ownRefusal, welcoming, refusing, goneWords])

/** No phrase spoke: understood, or not understood. */
function withoutFinding(
  mail: ParsedMail,
  sentences: readonly string[],
  findings: readonly PhraseFinding[],
): Classification {
  const words = fold(sentences.join(' '))
  if (
    words.length <= shortCover &&
    inText.says(plainThanks, words) &&
    !refusingClasses.some((name) => classesIn(words).has(name))
  )
    return classification(['none'], 0.9, [{ rule: 'plain-thanks', language: 'any', phrase: words }])
  if (isPlainYes(words)) return classification(['none'], 0.9, [{ rule: 'plain-yes', language: 'any', phrase: words }])
  const doubt = (rule: string) => classification(['unsure'], 0.4, [{ rule, language: 'any', phrase: '' }])
  const unread = unreadRule(mail, sentences, words)
  if (unread !== null) return doubt(unread)
  const understood = findings.some((finding) => finding.means === 'contrary' || finding.means === 'later')
  const refuses = inText.says(ownRefusal, words)
  const isWelcoming = refuses
    ? welcoming.test(words.replace(lukewarm, ' '))
    : aboutProducts(sentences) || inText.says(welcoming, words)
  if (!understood && !isWelcoming && words.length < longMessage && inText.says(refusing, words))
    return doubt('refusing-words')
  return classification(['none'], findings.length > 0 ? 0.9 : 0.7, foundReasons(findings))
}

/**
 * Rights first, then the objection, then doubt. Erasure and an objection for a company are objections too
 * (docs/reference/law.md#f21, #f2).
 */
export function verdictsOf(findings: readonly PhraseFinding[]): MailVerdict[] {
  const has = (means: PhraseFinding['means']) => findings.some((finding) => finding.means === means && finding.sure)
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
function takenBack(doubt: PhraseFinding, findings: readonly PhraseFinding[]): boolean {
  return findings.some(
    ({ means, sure, sentence, clause }) =>
      (means === 'contrary' && sentence === doubt.sentence) ||
      (means === 'later' &&
        sure &&
        (sentence > doubt.sentence || (sentence === doubt.sentence && clause >= doubt.clause))),
  )
}

function rightsIn(findings: readonly PhraseFinding[]): MailVerdict[] {
  return (['erasure', 'access'] as const).filter((right) => findings.some((finding) => finding.means === right))
}

/** The company is named in the sentence that says no. */
function speaksForCompany(findings: readonly PhraseFinding[]): boolean {
  const refusals = new Set(
    findings
      .filter((finding) => finding.sure && (finding.means === 'objection' || finding.means === 'erasure'))
      .map((finding) => finding.sentence),
  )
  return findings.some((finding) => finding.means === 'employer' && refusals.has(finding.sentence))
}

export function foundReasons(findings: readonly PhraseFinding[]): PhraseReason[] {
  return findings.map((finding) => finding.reason)
}

export function classification(
  verdicts: readonly MailVerdict[],
  confidence: number,
  reasons: readonly PhraseReason[],
): Classification {
  return {
    verdicts: [...new Set(verdicts)],
    confidence,
    reasons: reasons.slice(0, 20),
    bounce: null,
    about: [],
    scope: null,
    newContact: null,
    foreign: null,
  }
}

/** `own` is empty when the subject is the one of a message answered or forwarded: those words are not the sender's. */
export function mailSubject(mail: ParsedMail): { core: string; own: string } {
  const core = mail.subject.replace(replyPrefix, '').replace(forwardPrefix, '').trim()
  return { core, own: core === mail.subject.trim() ? core : '' }
}
