import { plain } from '../app/plain-words.ts'

/**
 * Plain form of running text: lower case, no accents, straight apostrophes, single blanks. What the word tables are
 * written for.
 */
export function flat(text: string): string {
  return plain(text)
    .replace(/[’‘`´]/gu, "'")
    .replace(/[\s\u00a0\u202f]+/gu, ' ')
    .trim()
}

/** Longer ones are cut: nobody writes them, and a pattern must not search for ever. */
const maxSentenceLength = 1_500

/** Sentences as they were written. A line is a sentence of its own; the point of `S.A.S.` or `art. 6` ends none. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/\n+|(?<=[!?;])\s+|(?<=\p{Ll}{2}\.|\d\.|\)\.)\s+(?=[\p{Lu}«"„(*])/u)
    .map((one) => one.trim().slice(0, maxSentenceLength))
    .filter((one) => one !== '')
}

const maxQuoteLength = 220

/** What was read, short enough to be shown. */
export function quoteOf(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  return line.length <= maxQuoteLength ? line : `${line.slice(0, maxQuoteLength - 1).trimEnd()}…`
}
