/**
 * A pattern as far as the words that it needs go: `texts` are the only ones that may stand there, `anything` may be
 * anything, also nothing. What looks before or behind counts only where it is the edge of a word.
 */
export type Shape =
  | { is: 'texts'; texts: readonly string[] }
  | { is: 'anything' }
  | { is: 'row'; parts: readonly Shape[] }
  | { is: 'choice'; of: readonly Shape[] }

/** The beginning of a word, before a text; and the end of one, behind it. */
export const wordStart = '⌊'
export const wordEnd = '⌋'

const anything: Shape = { is: 'anything' }
const nothing: Shape = { is: 'texts', texts: [''] }
const edges: Readonly<Record<string, Shape>> = {
  '(?<![\\p{L}\\d])': { is: 'texts', texts: [wordStart] },
  '(?![\\p{L}\\d])': { is: 'texts', texts: [wordEnd] },
  '(?![a-z])': { is: 'texts', texts: [wordEnd] },
}
/** A class of so many signs is read as these signs. */
const maxClass = 4

/** A place in the source of a pattern. */
interface Reader {
  source: string
  at: number
}

/** Reads the source of a pattern without flags other than `u` and `g`. */
export function patternShape({ source }: RegExp): Shape {
  return choiceAt({ source, at: 0 })
}

function choiceAt(reader: Reader): Shape {
  const of = [rowAt(reader)]
  while (reader.source[reader.at] === '|') {
    reader.at += 1
    of.push(rowAt(reader))
  }
  return of.length === 1 ? (of[0] ?? nothing) : { is: 'choice', of }
}

function rowAt(reader: Reader): Shape {
  const parts: Shape[] = []
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at] ?? '')) {
    const read = partAt(reader)
    const part = repeated(read, countAt(reader))
    parts.push(...(part.is === 'row' ? part.parts : [part]))
  }
  return { is: 'row', parts }
}

function partAt(reader: Reader): Shape {
  const sign = reader.source[reader.at] ?? ''
  if (sign === '(') return groupAt(reader)
  if (sign === '[') return classAt(reader)
  if (sign === '\\') return escapeAt(reader)
  const plain = plainAt(reader)
  if (plain !== '') return { is: 'texts', texts: [plain] }
  reader.at += 1
  return sign === '.' ? anything : nothing
}

/** Signs that mean themselves; the last of several is left for what says how often it stands. */
function plainAt(reader: Reader): string {
  const plain = /[^\\()[\]{}.*+?|^$]+/uy
  plain.lastIndex = reader.at
  const signs = plain.exec(reader.source)?.[0] ?? ''
  const isCounted =
    signs.length > 1 && /^[*+?{]/u.test(reader.source.slice(reader.at + signs.length, reader.at + signs.length + 1))
  const found = isCounted ? signs.slice(0, -1) : signs
  reader.at += found.length
  return found
}

function groupAt(reader: Reader): Shape {
  const from = reader.at
  const opening = /\((?:\?(?:<?[=!]|:|<\w{1,40}>))?/uy
  opening.lastIndex = from
  const begun = opening.exec(reader.source)?.[0] ?? '('
  reader.at += begun.length
  const inside = choiceAt(reader)
  reader.at += 1
  if (!/[=!]$/u.test(begun)) return inside
  return edges[reader.source.slice(from, reader.at)] ?? nothing
}

function classAt(reader: Reader): Shape {
  const { source, at } = reader
  let end = at + 1
  while (end < source.length && source[end] !== ']') end += source[end] === '\\' ? 2 : 1
  const inside = source.slice(at + 1, end)
  reader.at = end + 1
  return inside.length <= maxClass && !/[\\^-]/u.test(inside) ? { is: 'texts', texts: inside.split('') } : anything
}

function escapeAt(reader: Reader): Shape {
  const escape = /\\(?:[pu]\{[^}]{1,40}\}|u[\da-f]{4}|x[\da-f]{2}|k<\w{1,40}>|[^])/iuy
  escape.lastIndex = reader.at
  const found = escape.exec(reader.source)?.[0] ?? '\\'
  reader.at += found.length
  const sign = found.slice(1)
  if (sign === 'b' || sign === 'B') return nothing
  return /^[\p{L}\d]/u.test(sign) ? anything : { is: 'texts', texts: [sign] }
}

/** How often the part before stands at least and at most. */
function countAt(reader: Reader): { least: number; most: number } {
  const quantifier = /(?:([*+?])|\{(\d{1,4})(,?)(\d{0,4})\})\??/uy
  quantifier.lastIndex = reader.at
  const found = quantifier.exec(reader.source)
  if (found === null) return { least: 1, most: 1 }
  reader.at += found[0].length
  const [, sign, least, comma, most] = found
  if (sign !== undefined) return { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity }
  return { least: Number(least), most: comma === '' ? Number(least) : most === '' ? Infinity : Number(most) }
}

function repeated(part: Shape, { least, most }: { least: number; most: number }): Shape {
  if (least === 1 && most === 1) return part
  if (least === 0) return most === 1 ? { is: 'choice', of: [part, nothing] } : anything
  return { is: 'row', parts: [part, anything] }
}
