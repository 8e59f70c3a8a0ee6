import { remembered } from './remembered.ts'

/**
 * Lower case without accents, so that é and e, ß and ss are one: the form of all word tables. Cheap for plain ASCII.
 */
export function plain(text: string): string {
  const lower = text.toLowerCase()
  return asciiOnly.test(lower)
    ? lower
    : lower
        .normalize('NFD')
        .replace(marks, '')
        .replace(ligatures, (letter) => plainLigatures[letter] ?? letter)
}

/** The words of a name or a label, in plain form. */
export function wordsOf(text: string | null | undefined): string[] {
  return text == null
    ? []
    : plain(text)
        .replace(apostrophes, ' ')
        .split(notLetters)
        .filter((word) => word !== '')
}

/** The same for texts that come again and again over a base: names of people and of companies. */
export const wordsOfName: (name: string) => readonly string[] = remembered(wordsOf)

// oxlint-disable-next-line no-control-regex
const asciiOnly = /^[\u0000-\u007f]*$/u
const marks = /\p{M}/gu
const ligatures = /[ßæœøłđ]/gu
const plainLigatures: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd' }
const apostrophes = /['’]/gu
const notLetters = /[^\p{L}\p{N}]+/u
