/**
 * A text with the digits of every script (Unicode Nd: Arabic-Indic, Devanagari, of double width …) written 0 to 9, and
 * the plus of double width as +. Unicode gives the digits of a script in one run of ten, from zero on.
 */
export const latinDigits = (text: string): string =>
  foreign.test(text) ? text.replaceAll('＋', '+').replaceAll(otherDigit, valueOf) : text
const foreign = /[^\x20-\x7e]/u
const otherDigit = /(?![0-9])\p{Nd}/gu

function valueOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (isDigit.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String((code - zero) % 10)
}
const isDigit = /^\p{Nd}$/u
