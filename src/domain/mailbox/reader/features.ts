import { fold } from '../fold.ts'
import { withoutQuoted } from './quoted-words.ts'
import { classesOf } from './word-classes-of.ts'

/** How many numbers a class of the model has: each feature falls in one of them (feature hashing). */
export const buckets = 1 << 16

/** What the reader sees of a message: places in the model, and how much each weighs. Their squares sum to 1. */
export interface Features {
  places: Int32Array
  values: Float64Array
}

const maxWords = 400
const maxWord = 24
const farApart = 5

function placeOf(key: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 12)) & (buckets - 1)
}

/**
 * Words, pairs and triples of them, parts of words (3 to 5 letters, so that a misspelt word is still known), and pairs
 * of classes that stand near each other in a sentence. What a sentence quotes is told apart: it is another's. `signs`:
 * what the grammar found, as names.
 */
export function featuresOf(subject: string, sentences: readonly string[], signs: readonly string[]): Features {
  const counts = new Map<number, number>()
  const add = (key: string, weight: number) => {
    const place = placeOf(key)
    counts.set(place, (counts.get(place) ?? 0) + weight)
  }
  let read = 0
  for (const sentence of sentences) {
    const { own, quotes } = withoutQuoted(sentence)
    const words = tokensOf(own).slice(0, maxWords - read)
    read += words.length
    addWords(words, add)
    addClasses(words, add)
    for (const word of quotes.flatMap(tokensOf)) add(`q ${word}`, 0.5)
    if (read >= maxWords) break
  }
  for (const word of tokensOf(subject).slice(0, 12)) add(`s ${word}`, 0.6)
  for (const sign of signs) add(`g ${sign}`, 1.5)
  add(`l ${Math.min(7, Math.floor(Math.log2(read + 1)))}`, 1)
  return normal(counts)
}

const tokensOf = (text: string): string[] =>
  (fold(text).match(/\p{L}+|\d+|[!?]+|\p{Extended_Pictographic}/gu) ?? []).map((token) =>
    /^\d/u.test(token) ? '#' : token.slice(0, maxWord),
  )

function addWords(words: readonly string[], add: (key: string, weight: number) => void): void {
  for (const [at, word] of words.entries()) {
    const before = words[at - 1]
    add(`w ${word}`, 1)
    add(`b ${before ?? '^'} ${word}`, 1)
    if (at > 1) add(`t ${words[at - 2] ?? ''} ${before ?? ''} ${word}`, 0.7)
    const padded = `_${word}_`
    for (let size = 3; size <= 5; size++)
      for (let start = 0; start + size <= padded.length; start++) add(padded.slice(start, start + size), 0.4)
  }
}

function addClasses(words: readonly string[], add: (key: string, weight: number) => void): void {
  const classed = words.map(classesOf)
  for (const [at, names] of classed.entries()) {
    for (const name of names) {
      add(`c ${name}`, 0.7)
      for (let back = 1; back <= farApart && back <= at; back++)
        for (const earlier of classed[at - back] ?? []) add(`p ${earlier} ${name}`, back === 1 ? 1 : 0.6)
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
