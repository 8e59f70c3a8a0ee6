export type Language = 'fr' | 'en' | 'de' | 'es' | 'it' | 'nl' | 'any'

/** What a phrase says. `auto` and `gone` describe a machine's answer; `wants-in` a wish to stay or come back. */
export type Meaning = 'objection' | 'employer' | 'erasure' | 'access' | 'doubt' | 'later' | 'auto'

/**
 * One rule. `sure` phrases decide alone; the others make a message wait for a person. A `mention` only names the act
 * ("désinscription"): it counts unless the sentence speaks of somebody's product or customers (`topics`).
 */
interface Phrase {
  rule: string
  means: Meaning
  sure: boolean
  mention: boolean
  pattern: RegExp
}

export interface LanguageTable {
  language: Language
  /** Whole sentences that are an objection by themselves, politeness taken off. */
  commands: ReadonlySet<string>
  /** Whole sentences that leave a doubt ("non merci"). */
  doubts: ReadonlySet<string>
  /** Words of greeting and politeness that may stand around a command. */
  politeness: RegExp
  /** Spans that say the contrary ("ne me désinscrivez pas"): taken out before anything is looked for. */
  contrary: readonly RegExp[]
  /** A sentence about products, customers or other people: what it mentions is no wish. */
  topics: RegExp
  phrases: readonly Phrase[]
  /** Frequent short words: a message with none of any language is not understood. */
  stopWords: ReadonlySet<string>
}

/** Each alternative starts at a word. `u` and no `g`: the objects are shared. */
export const words = (source: string) => new RegExp(`(?<![\\p{L}\\d])(?:${source})`, 'u')
/** Each alternative is a whole word, or several. */
export const wholeWords = (source: string) => new RegExp(`(?<![\\p{L}\\d])(?:${source})(?![\\p{L}\\d])`, 'u')
export const sure = (rule: string, means: Meaning, source: string): Phrase => ({ rule, means, sure: true, mention: false, pattern: words(source) })
export const weak = (rule: string, means: Meaning, source: string): Phrase => ({ rule, means, sure: false, mention: false, pattern: words(source) })
export const mention = (rule: string, means: Meaning, source: string): Phrase => ({ rule, means, sure: true, mention: true, pattern: words(source) })
/** Entries separated by commas. */
export const setOf = (list: string): ReadonlySet<string> => new Set(list.split(',').map((entry) => entry.trim().replace(/\s+/gu, ' ')).filter((entry) => entry !== ''))
/** Up to `n` words of any kind, each followed by a space. */
export const gap = (n: number) => `(?:\\S+ ){0,${n}}?`
