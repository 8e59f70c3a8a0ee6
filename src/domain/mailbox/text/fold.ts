import { keptForMessage } from '../sieve/kept-for-message.ts'

/** Letters of other scripts that look like Latin ones: an objection written with them is still an objection. */
const lookAlikes: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  е: 'e',
  ё: 'e',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  і: 'i',
  ї: 'i',
  ј: 'j',
  ѕ: 's',
  ԁ: 'd',
  ԛ: 'q',
  һ: 'h',
  г: 'r',
  п: 'n',
  ь: 'b',
  α: 'a',
  β: 'b',
  ε: 'e',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  η: 'n',
  ϲ: 'c',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
}

/** Characters nobody sees: zero width, soft hyphen, text direction, variation selectors, tags. */
const unseen = /\p{Default_Ignorable_Code_Point}/gu

/** No phrase is longer; what comes after it is not compared. */
export const maxFolded = 8_000

/** The text without characters nobody sees, line ends as `\n`. */
export function seenText(text: string): string {
  return text
    .normalize('NFC')
    .replace(unseen, '')
    .replace(/\r\n?|\u2028|\u2029|\u0085/gu, '\n')
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]/gu, ' ')
}

/**
 * The form in which phrases are compared: lower case, no accents, look-alike letters as Latin ones, one space between
 * words, apostrophes and hyphens as spaces (`don't` becomes `dont`), sentence marks kept. The parts of a message are
 * looked at by many, so they are kept while it is read.
 */
export const fold: (text: string) => string = keptForMessage((text) => tidied(plainSigns(text.slice(0, maxFolded))))

/** Signs that become others one by one, whatever stands beside them: most texts hold no others. */
const onlySimple = /^[\t\n -~\u00a0-\u00ac\u00ae-\u00ffŒœ–—‘’“”„•…€]*$/u
const becomesOther = /[\u0080-\uffff\t`]/g
const simple = new Map<string, string>()

/** Lower case, without accents and unseen characters, look-alike letters as Latin ones. */
function plainSigns(text: string): string {
  if (!onlySimple.test(text)) return plainOfAny(text)
  return text
    .replace(becomesOther, (sign) => {
      let plain = simple.get(sign)
      if (plain === undefined) simple.set(sign, (plain = plainOfAny(sign)))
      return plain
    })
    .toLowerCase()
}

function plainOfAny(text: string): string {
  return seenText(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/œ/gu, 'oe')
    .replace(/æ/gu, 'ae')
    .replace(/ß/gu, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{ASCII}]/gu, (char) => lookAlikes[char] ?? char)
    .replace(/[’‘ʼ´`′＇]/gu, "'")
}

/** What only some texts hold, and a step of tidying each has. */
const apart = /(?:^|[^a-z])[a-z][ .\-*_][a-z][ .\-*_][a-z][ .\-*_][a-z]/
const digitInside = /[a-z][013][a-z]/
const threefold = /([a-z])\1\1/
const marks = /[\n\f\v*_~#|‐‑-]/
const otherLetters = /[^ -~\n«»–—€•°©®]/

function tidied(plain: string): string {
  let text = apart.test(plain) || otherLetters.test(plain) ? joined(plain) : plain
  if (digitInside.test(text)) text = text.replace(/[a-z0-9]+/gu, lettersForDigits)
  if (threefold.test(text)) text = text.replace(/([a-z])\1{2,}/gu, '$1')
  if (text.includes("'"))
    text = text
      .replace(/n't\b/gu, 'nt')
      .replace(/'(ll|ve|re|m|s|d)\b/gu, '$1')
      .replace(/'/gu, ' ')
  if (marks.test(text))
    text = text
      .replace(/\be ?[-‐‑] ?mail/gu, 'email')
      .replace(/(?<=[\p{L}\d])[-‐‑_](?=[\p{L}\d])/gu, ' ')
      .replace(/[*_~#|]+/gu, ' ')
      .replace(/[ \f\v]+/gu, ' ')
      .replace(/ ?\n ?/gu, '\n')
  return (text.includes('  ') ? text.replace(/ +/gu, ' ') : text).trim()
}

/** `s t o p` and `s.t.o.p` as `stop`. */
const joined = (text: string) =>
  text.replace(/(?<![\p{L}\d])\p{L}(?:[ .\-*_]\p{L}){3,}(?![\p{L}\d])/gu, (run) => run.replace(/[ .\-*_]/gu, ''))

/** `st0p` as `stop`. */
const lettersForDigits = (word: string) =>
  /^[a-z]+[013][a-z]+$/u.test(word) ? word.replace(/0/gu, 'o').replace(/1/gu, 'i').replace(/3/gu, 'e') : word
