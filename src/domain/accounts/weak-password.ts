import { commonPasswords } from './tables/common-passwords.ts'

/** Length in characters and bytes (facts: 15 to 256 code points, at most 1,024 bytes). */
const [minCharacters, maxCharacters, maxBytes] = [15, 256, 1_024]
/**
 * A password below this is guessed from what everybody knows. A letter of its own counts one, a well-known word three.
 */
const minEffort = 9
const effortOf = { word: 3, run: 1, ownName: 1, letter: 1, digit: 0.5, sign: 0.5 }
const [shortestRun, longestWord, shortestWord] = [4, 30, 4]

/** Keys that lie beside each other, and the alphabet, as they are run along. */
const rows = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  'qwertzuiop',
  'yxcvbnm',
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  'zaqxswcdevfrbgtnhymjukilop',
  'zaq1xsw2cde3vfr4bgt5nhy6mju7ki8lo9p0',
  '1qazxsw23edcvfr45tgbnhy67ujmki89olp0',
  '1q2w3e4r5t6y7u8i9o0p',
  '1a2z3e4r5t6y7u8i9o0p',
  '1aq2zs3ed4rf5tg6yh7uj8ik9ol0pm',
  'aqzsedrftgyhujikolpm',
  'q1w2e3r4t5y6u7i8o9p0',
  'a1z2e3r4t5y6u7i8o9p0',
  '1a2b3c4d5e6f7g8h9i',
  'a1b2c3d4e5f6g7h8i9',
].flatMap((row) => [row, Array.from(row).toReversed().join('')])

/** Digits and signs that stand for a letter. */
const letterFor: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '€': 'e',
}

/**
 * Why a password is not taken: too short or too long, or easy to guess; null = it is taken. `own`: names of the
 * account, the company and the product.
 */
export function passwordFault(password: string, own: readonly string[]): 'length' | 'weak' | null {
  const characters = Array.from(password).length
  if (characters < minCharacters || characters > maxCharacters || Buffer.byteLength(password) > maxBytes)
    return 'length'
  const plain = withoutAccents(password)
  const names = new Set(own.flatMap(partsOf))
  const written = [plain, Array.from(plain, (sign) => letterFor[sign] ?? sign).join('')]
  const read = written.flatMap((text) => [text, collapsed(text), text.replace(/[^\p{L}\d]+/gu, '')])
  return read.some((text) => effort(text, names) < minEffort) ? 'weak' : null
}

/** What of a text is not a well-known word, a name, a run of keys or a repetition. */
function effort(text: string, names: ReadonlySet<string>): number {
  const seen = new Set<string>()
  let sum = 0
  for (let at = 0; at < text.length; ) {
    const found = nameOrWordAt(text, at, names)
    const run = runAt(text, at)
    if (found !== null && found.word.length >= run) {
      sum += seen.has(found.word) ? 0 : found.effort
      seen.add(found.word)
      at += found.word.length
    } else if (run >= shortestRun) {
      sum += effortOf.run
      at += run
    } else {
      sum += signEffort(text[at] ?? '')
      at += 1
    }
  }
  return sum
}

function nameOrWordAt(text: string, at: number, names: ReadonlySet<string>): { word: string; effort: number } | null {
  for (let size = Math.min(longestWord, text.length - at); size >= 3; size--) {
    const word = text.slice(at, at + size)
    if (names.has(word)) return { word, effort: effortOf.ownName }
    if (size >= shortestWord && commonPasswords.has(word)) return { word, effort: effortOf.word }
  }
  return null
}

/** How many signs from here run along a row of keys. */
function runAt(text: string, at: number): number {
  let size = 1
  while (text[at + size] === text[at]) size += 1
  for (const row of rows) {
    for (let from = row.indexOf(text[at] ?? ' '); from !== -1; from = row.indexOf(text[at] ?? ' ', from + 1)) {
      let length = 0
      while (from + length < row.length && row[from + length] === text[at + length]) length += 1
      size = Math.max(size, length)
    }
  }
  return size
}

function signEffort(sign: string): number {
  if (/\s/u.test(sign)) return 0
  return /\d/u.test(sign) ? effortOf.digit : /\p{L}/u.test(sign) ? effortOf.letter : effortOf.sign
}

/** Without what repeats what stands right before it: a word three times is the word. */
function collapsed(text: string): string {
  let left = text
  for (let size = 1; size <= left.length / 2; size++) {
    let kept = left.slice(0, size)
    for (let at = size; at < left.length; ) {
      const next = left.slice(at, at + size)
      const isAgain = kept.slice(-size).startsWith(next)
      if (!isAgain) kept += left[at] ?? ''
      at += isAgain ? size : 1
    }
    left = kept
  }
  return left
}

/**
 * A name in its parts and as one word: `anne.roy@acme.example` gives anne, roy, acme, example and anneroyacmeexample.
 */
function partsOf(name: string): string[] {
  const parts = withoutAccents(name)
    .split(/[^\p{L}\d]+/u)
    .filter((part) => part !== '' && !['https', 'http', 'www', 'com', 'org', 'net'].includes(part))
  return [...parts, parts.join('').slice(0, longestWord)].filter((part) => part.length >= 3)
}

function withoutAccents(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
