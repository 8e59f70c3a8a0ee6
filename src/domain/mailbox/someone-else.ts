import { fold } from './text/fold.ts'
import { emailsIn, forwardedPart, ownWords } from './text/own-words.ts'
import type { ParsedMail } from './text/parsed-mail.ts'
import { readSentences, type PhraseFinding } from './text/read-sentences.ts'
import { isToTurnTo } from './text/to-turn-to.ts'
import { colleague, firstPerson, forwardPrefix, thirdPerson, withColleague } from './tables/common.ts'
import { goneWords } from './tables/machines.ts'
import { forwardSeparator } from './tables/quoting.ts'
import { visibleText } from './text/visible-text.ts'

/** Whom an objection is meant for, besides the sender. */
export interface Others {
  /** The sender says no for another and not for himself. */
  only: boolean
  addresses: readonly string[]
}

const maxAddresses = 200
const says = (means: PhraseFinding['means']) => means === 'objection' || means === 'erasure'

/**
 * Whether the sentences that say no name somebody else: a colleague, "him", another address (docs/reference/law.md#f2:
 * only the person, and whoever speaks for them with proof). Null when they do not.
 */
export function othersNamed(
  sentences: readonly string[],
  findings: readonly PhraseFinding[],
  sender: string | null,
): Others | null {
  const refusals = [
    ...new Set(findings.filter(({ means, sure }) => sure && says(means)).map(({ sentence }) => sentence)),
  ].flatMap((index) => sentences[index] ?? [])
  const addresses = [
    ...new Set(
      [...refusals.flatMap(refusedIn), ...(refusals.length === 0 ? [] : listedIn(sentences))].map((email) =>
        email.toLowerCase(),
      ),
    ),
  ]
    .filter((email) => email !== sender?.toLowerCase())
    .slice(0, maxAddresses)
  const folded = refusals.map(fold)
  const named = folded.filter(namesColleague)
  // "She has left, remove her" is written by whoever looks after her mailbox.
  const isGone = () => goneWords.test(fold(sentences.join(' ')))
  if (
    named.length === 0 &&
    addresses.length === 0 &&
    (!folded.some((sentence) => thirdPerson.test(sentence)) || isGone())
  )
    return null
  // Who names but an address may write from another one of his own: the sender is meant too.
  return {
    only: named.length > 0 && named.length === folded.length && !named.some(speaksOfSelf) && !isGone(),
    addresses,
  }
}

/** Addresses that a sentence turns down: not those it says to write to instead. */
const refusedIn = (sentence: string): string[] => emailsIn(sentence).filter((email) => !isToTurnTo(sentence, email))

/**
 * Lines of nothing but addresses are a list of people, as brokers mail of those who opted out
 * (docs/reference/brokers.md#leadiq); a single one is a signature.
 */
function listedIn(sentences: readonly string[]): string[] {
  const listed = sentences.flatMap((sentence) => {
    const emails = emailsIn(sentence)
    return emails.reduce((text, email) => text.replace(email, ''), sentence).replace(/[\s,;<>()•·*–|-]+/gu, '') === ''
      ? emails
      : []
  })
  return listed.length > 1 ? listed : []
}

const speaksOfSelf = (sentence: string) => firstPerson.test(sentence.replace(new RegExp(colleague.source, 'gu'), ' '))

/**
 * "Write to my colleague, and remove me" names one to turn to; "remove me and my colleague" and "remove my colleague"
 * speak for one.
 */
const namesColleague = (sentence: string) =>
  (colleague.test(sentence) && !speaksOfSelf(sentence)) || withColleague.test(sentence)

/**
 * The objection in a message that this one passes on: forwarded, or hanging on it (docs/reference/law.md#f3: an
 * objection told to anybody binds). Null when there is none.
 */
export function objectionPassedOn(
  mail: ParsedMail,
): { bySender: boolean; addresses: readonly string[]; findings: readonly PhraseFinding[] } | null {
  const found = messagesPassedOn(mail)
    .map(({ from, text }) => ({
      from,
      findings: readSentences(ownWords(text).sentences).filter(
        ({ means }) => says(means) || means === 'access' || means === 'doubt',
      ),
    }))
    .filter(({ findings }) => findings.length > 0)
  if (found.length === 0) return null
  const addresses = [...new Set(found.flatMap(({ from }) => from?.toLowerCase() ?? []))].slice(0, maxAddresses)
  return {
    bySender: addresses.length === 1 && addresses[0] === mail.from?.toLowerCase(),
    addresses,
    findings: found.flatMap(({ findings }) => findings),
  }
}

/** The messages that a mail passes on: the one that it forwards, and those that hang on it. */
export function messagesPassedOn(mail: ParsedMail): ParsedMail['attached'] {
  const text =
    (mail.text ?? '').trim() !== '' || mail.html === null ? (mail.text ?? '') : visibleText(mail.html, 'kept').text
  const part =
    forwardPrefix.test(mail.subject) || text.split('\n').some((line) => forwardSeparator.test(line.trim()))
      ? forwardedPart(text)
      : null
  return part === null ? mail.attached : [part, ...mail.attached]
}
