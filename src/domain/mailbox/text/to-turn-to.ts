import { insteadOf, turnsDown } from '../tables/common.ts'
import { fold } from './fold.ts'
import { emailsIn } from './own-words.ts'

const maxBefore = 80

/**
 * Whether a sentence says to write to this one of its addresses: "contact ann@…". Only the words since the address
 * before it, or since a comma or an "and", are about it; a refusal among them turns it down: "do not contact ann@…".
 */
export function isToTurnTo(sentence: string, email: string): boolean {
  const text = sentence.toLowerCase()
  const at = placeOfEmail(text, email.toLowerCase())
  const ends = emailsIn(text.slice(0, at)).map((other) => text.lastIndexOf(other, at - 1) + other.length)
  // Folding takes the blank away that stands between the words and the address.
  const before = `${fold(text.slice(Math.max(0, at - maxBefore, ...ends), at))} `
  const own = before.split(/[,;:]| (?:and|et|und|y|ed?|en) /u).at(-1) ?? ''
  return insteadOf.test(own) && !turnsDown.test(own)
}

/** Where an address stands as a whole: "ann@…" does not stand in "joann@…". The text's length when it does not. */
export function placeOfEmail(text: string, email: string): number {
  let at = text.indexOf(email)
  while (at > 0 && /[\p{L}\d._%+-]/u.test(text[at - 1] ?? '')) at = text.indexOf(email, at + 1)
  return at === -1 ? text.length : at
}
