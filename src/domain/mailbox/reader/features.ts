import { fold } from '../text/fold.ts'
import { withoutQuoted } from './quoted-words.ts'
import { classesOf } from './word-classes-of.ts'

/** How many numbers a class of the model has: each feature falls in one of them (feature hashing). */
export const buckets = 1 << 18

/** What the reader sees of a message: places in the model, and how much each weighs. Their squares sum to 1. */
export interface Features {
  places: Int32Array
  values: Float64Array
}

/** Words read at the beginning of a text, and at its end. */
const maxHead = 300
const maxTail = 150
const maxWord = 24
const farApart = 5

/** FNV-1a, begun from a number of each kind of feature, so that no text is put together only to be hashed. */
function hashOf(seed: number, text: string, from = 0, to = text.length): number {
  let hash = seed
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash
}

function placeOf(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 12)) & (buckets - 1)
}

const seedOf = (kind: string) => hashOf(0x811c9dc5, `${kind} `)
const seeds = {
  word: seedOf('w'),
  pair: seedOf('b'),
  triple: seedOf('t'),
  part: seedOf('c'),
  class: seedOf('k'),
  classPair: seedOf('p'),
  quoted: seedOf('q'),
  subject: seedOf('s'),
  sign: seedOf('g'),
  length: seedOf('l'),
}

/** Adds to the count of a place. */
type Add = (hash: number, weight: number) => void

/**
 * Words, pairs and triples of them, parts of words (3 to 5 letters, so that a misspelt word is still known), and pairs
 * of classes that stand near each other in a sentence. What a sentence quotes is told apart: it is another's. `signs`:
 * what the grammar found, as names.
 */
export function featuresOf(subject: string, sentences: readonly string[], signs: readonly string[]): Features {
  const counts = new Map<number, number>()
  const add: Add = (hash, weight) => {
    const place = placeOf(hash)
    counts.set(place, (counts.get(place) ?? 0) + weight)
  }
  const read = shortened(
    sentences.map((sentence) => {
      const { own, quotes } = withoutQuoted(sentence)
      return { words: tokensOf(own), quoted: quotes.flatMap(tokensOf) }
    }),
  )
  for (const { words, quoted } of read) {
    addWords(words, add)
    addClasses(words, add)
    for (const word of quoted) add(hashOf(seeds.quoted, word), 0.5)
  }
  for (const word of tokensOf(subject).slice(0, 12)) add(hashOf(seeds.subject, word), 0.6)
  for (const sign of signs) add(hashOf(seeds.sign, sign), 1.5)
  const length = read.reduce((sum, { words }) => sum + words.length, 0)
  add(hashOf(seeds.length, String(Math.min(7, Math.floor(Math.log2(length + 1))))), 1)
  return normal(counts)
}

/** Of a long text its beginning and its end: what is asked stands there. */
function shortened<Sentence extends { words: readonly string[] }>(sentences: readonly Sentence[]): Sentence[] {
  const until = (list: readonly Sentence[], most: number) => {
    let words = 0
    return list.findIndex((sentence) => (words += sentence.words.length) > most)
  }
  const head = until(sentences, maxHead)
  if (head < 0) return [...sentences]
  const tail = until(sentences.slice(head).toReversed(), maxTail)
  return tail < 0 ? [...sentences] : [...sentences.slice(0, head + 1), ...sentences.slice(-Math.max(1, tail))]
}

const tokensOf = (text: string): string[] =>
  (fold(text).match(/\p{L}+|\d+|[!?]+|\p{Extended_Pictographic}/gu) ?? [])
    .slice(0, maxHead)
    .map((token) => (/^\d/u.test(token) ? '#' : token.slice(0, maxWord)))

function addWords(words: readonly string[], add: Add): void {
  for (const [at, word] of words.entries()) {
    const before = words[at - 1] ?? '^'
    add(hashOf(seeds.word, word), 1)
    add(hashOf(hashOf(seeds.pair, `${before} `), word), 1)
    if (at > 1) add(hashOf(hashOf(hashOf(seeds.triple, `${words[at - 2] ?? ''} `), `${before} `), word), 0.7)
    const padded = `_${word}_`
    for (let size = 3; size <= 5; size++)
      for (let start = 0; start + size <= padded.length; start++)
        add(hashOf(seeds.part, padded, start, start + size), 0.4)
  }
}

function addClasses(words: readonly string[], add: Add): void {
  const classed = words.map(classesOf)
  for (const [at, names] of classed.entries()) {
    for (const name of names) {
      add(hashOf(seeds.class, name), 0.7)
      for (let back = 1; back <= farApart && back <= at; back++)
        for (const earlier of classed[at - back] ?? [])
          add(hashOf(hashOf(seeds.classPair, earlier), name), back === 1 ? 1 : 0.6)
    }
  }
}

function normal(counts: ReadonlyMap<number, number>): Features {
  const places = new Int32Array(counts.size)
  const values = new Float64Array(counts.size)
  let at = 0
  let sum = 0
  for (const [place, count] of counts) {
    const value = Math.log1p(count)
    places[at] = place
    values[at++] = value
    sum += value * value
  }
  const scale = sum === 0 ? 0 : 1 / Math.sqrt(sum)
  for (let index = 0; index < values.length; index++) values[index] = (values[index] ?? 0) * scale
  return { places, values }
}
