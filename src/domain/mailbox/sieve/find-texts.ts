import { wordEnd, wordStart } from './read-pattern.ts'

/** Signs that texts are made of: ASCII. */
const signs = 128

/**
 * Finds many texts in one pass (Aho and Corasick's automaton): gives the number of each text that stands in the one
 * given, once. A mark of a word's edge must be met; beside a sign that is not ASCII it counts as met.
 */
export function finderOf(texts: readonly string[]): (text: string) => readonly number[] {
  const { next, found, symbols, count } = automatonOf(texts.map(bare))
  const lengths = Uint8Array.from(texts, (text) => bare(text).length)
  const begins = Uint8Array.from(texts, (text) => (text.startsWith(wordStart) ? 1 : 0))
  const ends = Uint8Array.from(texts, (text) => (text.endsWith(wordEnd) ? 1 : 0))
  const seenAt = new Int32Array(texts.length)
  let pass = 0
  return (text) => {
    const seen: number[] = []
    pass += 1
    let state = 0
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      state = code < signs ? (next[state * count + (symbols[code] ?? 0)] ?? 0) : 0
      const here = found[state]
      if (here === undefined) continue
      for (const number of here) {
        if (seenAt[number] === pass) continue
        if (begins[number] === 1 && isLetter(text.charCodeAt(at - (lengths[number] ?? 0)))) continue
        if (ends[number] === 1 && isLetter(text.charCodeAt(at + 1))) continue
        seenAt[number] = pass
        seen.push(number)
      }
    }
    return seen
  }
}

const bare = (text: string) => text.replaceAll(wordStart, '').replaceAll(wordEnd, '')

/** A letter that goes on with a word; a digit behind a word is none, as for `(?![a-z])`. */
const isLetter = (code: number) => code >= 97 && code <= 122

interface Automaton {
  /** The state behind a state and a symbol, `count` numbers for each state. */
  next: Uint16Array
  /** The texts that end in a state. */
  found: readonly (readonly number[] | undefined)[]
  /** The symbol of each sign; 0 = in no text. */
  symbols: Uint8Array
  count: number
}

function automatonOf(texts: readonly string[]): Automaton {
  const used = [...new Set(texts.join(''))]
  const symbols = new Uint8Array(signs)
  for (const [at, sign] of used.entries()) symbols[sign.charCodeAt(0)] = at + 1
  const count = used.length + 1
  const most = texts.reduce((sum, { length }) => sum + length, 1)
  const steps = new Uint16Array(most * count)
  const found: number[][] = []
  let states = 1
  for (const [number, text] of texts.entries()) {
    let state = 0
    for (let at = 0; at < text.length; at++) {
      const step = state * count + (symbols[text.charCodeAt(at)] ?? 0)
      if (steps[step] === 0) steps[step] = states++
      state = steps[step] ?? 0
    }
    ;(found[state] ??= []).push(number)
  }
  if (states > 0xffff) throw new Error('More texts than one pass can find')
  const next = steps.slice(0, states * count)
  link(next, found, count)
  return { next, found, symbols, count }
}

/** Completes `next` and `found` by where a search goes on when a longer text breaks off. */
function link(next: Uint16Array, found: number[][], count: number): void {
  const back = new Uint16Array(next.length / count)
  const open = [0]
  for (const state of open) {
    const behind = back[state] ?? 0
    const shorter = found[behind]
    if (state !== 0 && shorter !== undefined) found[state] = [...(found[state] ?? []), ...shorter]
    for (let symbol = 1; symbol < count; symbol++) {
      const to = next[state * count + symbol] ?? 0
      const instead = state === 0 ? 0 : (next[behind * count + symbol] ?? 0)
      if (to === 0) next[state * count + symbol] = instead
      else {
        back[to] = instead
        open.push(to)
      }
    }
  }
}
