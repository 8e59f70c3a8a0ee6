import { actNames, idleWords, personWords, wholeNames } from './tables/act-names.ts'
import { actKinds, actRules, type ActKind } from './tables/acts.ts'

/** One tool writes `hard_bounce`, another `HardBounce`. */
const lettersOf = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
const kindsByLetters: ReadonlyMap<string, ActKind> = new Map(
  [...Object.entries(actNames), ...actKinds.map((kind) => [kind, kind] as const)].map(([name, kind]) => [
    lettersOf(name),
    kind,
  ]),
)

/** What a person's name in front does not make ours: they acted, or their mail program did. */
const theirs: ReadonlySet<ActKind> = new Set([
  'open',
  'unsubscribe',
  'stop',
  'preferences-to-none',
  'complaint',
  'bounce',
  'out-of-office',
  'read-receipt',
  'scanner-click',
  'web-visit',
])

/**
 * The kind that a name of an event stands for, by our name or that of a vendor; null = nobody knows. A name that is not
 * known as it stands is read without the words that say nothing of what was done (`tool_email_click`), and what is
 * left must be known: a guess could take an act of the person for one of ours.
 */
export function readKind(name: string): ActKind | null {
  const exact = kindsByLetters.get(lettersOf(name))
  if (exact !== undefined) return exact
  const telling = wordsOf(name).filter((word) => !idleWords.has(word))
  const said = named(telling)
  if (said !== undefined) return said
  const [who = '', ...rest] = telling
  const done = personWords.has(who) ? named(rest) : undefined
  return done !== undefined && (actRules[done] !== 'no' || theirs.has(done)) ? done : null
}

function named(words: readonly string[]): ActKind | undefined {
  const letters = words.join('')
  return wholeNames.has(letters) ? undefined : kindsByLetters.get(letters)
}

function wordsOf(name: string): string[] {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}
