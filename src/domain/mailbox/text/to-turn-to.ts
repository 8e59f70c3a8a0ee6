import { insteadOf } from '../tables/common.ts'
import { fold } from './fold.ts'

const maxBefore = 80

/** Whether a sentence says to write to this one of its addresses: "contact ann@…". */
export function isToTurnTo(sentence: string, email: string): boolean {
  const at = sentence.toLowerCase().indexOf(email.toLowerCase())
  // Folding takes the blank away that stands between the words and the address.
  return insteadOf.test(`${fold(sentence.slice(Math.max(0, at - maxBefore), at))} `)
}
