import { fold } from '../text/fold.ts'
import { emailsIn } from '../text/own-words.ts'
import type { NewContact } from '../text/parsed-mail.ts'
import { readSentences } from '../text/read-sentences.ts'
import { isToTurnTo, placeOfEmail } from '../text/to-turn-to.ts'
import { handOver } from '../tables/hand-over.ts'
import { goneWords } from '../tables/machines.ts'

/** Sentences of one message that are looked at, and addresses of others it may name: more of them are a list. */
const maxSentences = 60
const maxAddresses = 2
const maxSentence = 600
const maxShort = 200
const nameBefore = 60

/**
 * The person whom a message hands over to: its writer has left, or it is for a colleague. A suggestion for a person to
 * look at, never an entry in a CRM. Null where no other address is named, or nothing says that it takes over.
 */
export function newContactIn(sentences: readonly string[], sender: string | null): NewContact | null {
  const read = sentences.slice(0, maxSentences)
  const own = sender?.toLowerCase() ?? ''
  const named = read.flatMap((sentence, at) =>
    emailsIn(sentence)
      .map((email) => email.toLowerCase())
      .filter((email) => email !== own)
      .map((email) => ({ email, at, sentence })),
  )
  const domain = own.split('@')[1]
  const isShort = read.join(' ').length <= maxShort
  const emails = new Set(named.map(({ email }) => email))
  if (emails.size === 0 || emails.size > maxAddresses) return null
  const found = named
    .filter(({ sentence, email }) => !isTurnedDown(sentence, email))
    // A line that holds hardly more than the address of a colleague needs no word that hands over.
    .filter(({ at, email }) => handsOver(read, at) || (isShort && email.split('@')[1] === domain))
    .map(({ email, sentence }): NewContact => ({ email, name: nameBeside(sentence, email) }))
  // "Invoices to billing@…, all else to Jane Roe, jane.roe@…": a person before a mailbox that many read.
  return found.find(({ name }) => name !== null) ?? found[0] ?? null
}

/** The sentence asks to write to the address no more, or says that its owner has left: nobody to turn to. */
function isTurnedDown(sentence: string, email: string): boolean {
  if (isToTurnTo(sentence, email)) return false
  const behind = placeOfEmail(sentence.toLowerCase(), email) + email.length
  return (
    goneWords.test(fold(sentence.slice(behind, behind + maxBehind))) ||
    readSentences([sentence]).some(({ means }) => means === 'objection' || means === 'erasure' || means === 'contrary')
  )
}
const maxBehind = 80

/** The sentence with the address hands over, or the one before it does: "Ask Ines. i.pagel@…". */
function handsOver(sentences: readonly string[], at: number): boolean {
  const near = fold([sentences[at - 1], sentences[at]].map((sentence = '') => sentence.slice(0, maxSentence)).join(' '))
  return handOver.test(near) || goneWords.test(fold(sentences.join(' ').slice(0, 2_000)))
}

/** Small words inside a name. */
const particles: ReadonlySet<string> = new Set(['de', 'du', 'van', 'von', 'der', 'den', 'la', 'le', 'el', 'di', 'da'])
/** German writes what somebody is with a capital, too. */
const deskWord = /^(?:kolleg|nachfolger|vertretung|ansprechpartner)/iu
const maxName = 4

/** Two words or more with capitals, right before the address: "Ines Pagel (i.pagel@…)". */
function nameBeside(sentence: string, email: string): string | null {
  const until = placeOfEmail(sentence.toLowerCase(), email)
  const words = sentence.slice(Math.max(0, until - nameBefore), until).match(/[\p{L}'’-]+|[.:;!?]/gu) ?? []
  while (words.length > 0 && !isNameWord(words.at(-1) ?? '')) words.pop()
  const from = words.findLastIndex((word) => !isNameWord(word) && !particles.has(word))
  const name = words.slice(from + 1).slice(-maxName)
  while (particles.has(name[0] ?? '')) name.shift()
  return name.length > 1 ? name.join(' ') : null
}

const isNameWord = (word: string) => /^\p{Lu}/u.test(word) && !deskWord.test(word)
