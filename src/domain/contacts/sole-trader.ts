import { foldTitle } from '../titles/fold-title.ts'
import { remembered } from '../app/remembered.ts'
import { otherIndependence, soleTraderWords } from './tables/sole-trader-words.ts'

const whole = (words: readonly string[]) =>
  new RegExp(`(?<![\\p{L}\\p{N}-])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'gu')
const trader = whole(soleTraderWords)
const other = whole(otherIndependence)
/** Words that also have another sense ("administrateur indépendant"). */
const twoSenses = /^(?:independante?|autonom[oa]|zelfstandige?|(?:solo-?)?sel?bst(?:st)?andige?r?|liberale?)$/u

/**
 * Does a job title say that the person is the business (docs/reference/law.md#a6, #fr4, #fr5), alone or inside a longer
 * title ("Graphiste indépendante")? "Administrateur indépendant" does not.
 */
export const isSoleTraderTitle = remembered((title: string): boolean => {
  // "EI" and "TNS" in capitals are the French legal forms; in small letters they are parts of other words.
  if (/(?<![\p{L}\p{N}])(?:EI|E\.I\.|TNS)(?![\p{L}\p{N}])/u.test(title)) return true
  const text = foldTitle(title)
  const named = [...text.matchAll(trader)].map(([word]) => word)
  return named.some((word) => !twoSenses.test(word) || text.search(other) < 0)
})
