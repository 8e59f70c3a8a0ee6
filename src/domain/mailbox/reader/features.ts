import { remembered } from '../../app/remembered.ts'
import { keptForMessage } from '../sieve/kept-for-message.ts'
import { fold } from '../text/fold.ts'
import { wordClasses } from '../tables/word-classes.ts'
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
const maxSubject = 12
const maxWord = 24
/** So many words back a class is near another class, and near a word. */
const farApart = 5
const nearWord = 4

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
  classWord: seedOf('v'),
  quoted: seedOf('q'),
  subject: seedOf('s'),
  sign: seedOf('g'),
  length: seedOf('l'),
}

/**
 * Words, pairs and triples of them (the last of a sentence as such), parts of words (3 to 5 letters, so that a misspelt
 * word is still known), and what stands near a class in a sentence: classes and words. What a sentence quotes is told
 * apart: it is another's. `signs`: what the grammar found, as names.
 */
export function featuresOf(subject: string, sentences: readonly string[], signs: readonly string[]): Features {
  const read = shortened(sentences.map(sentenceParts))
  beginCount(read.reduce((sum, { places }) => sum + places.length, maxSubject + signs.length + 1))
  for (const { places, weights } of read)
    for (let at = 0; at < places.length; at++) count(places[at] ?? 0, weights[at] ?? 0)
  for (const word of tokensOf(subject).slice(0, maxSubject)) count(placeOf(hashOf(seeds.subject, word)), 0.6)
  for (const sign of signs) count(signPlace(sign), 1.5)
  const length = read.reduce((sum, { words }) => sum + words, 0)
  count(placeOf(hashOf(seeds.length, String(Math.min(7, Math.floor(Math.log2(length + 1)))))), 1)
  return counted()
}

const signPlace = remembered((sign) => placeOf(hashOf(seeds.sign, sign)), 1_000)

/** What one sentence adds to which places, in the order in which it is added up, and how many words it has. */
interface SentenceParts {
  places: readonly number[]
  weights: readonly number[]
  words: number
}

/** A message is read as a whole and by its sentences. */
const sentenceParts = keptForMessage((sentence): SentenceParts => {
  const { own, quotes } = withoutQuoted(sentence)
  const words = tokensOf(own).map(wordParts)
  const places: number[] = []
  const weights: number[] = []
  const add: Add = (place, weight) => {
    places.push(place)
    weights.push(weight)
  }
  addWords(words, add)
  addClasses(words, add)
  for (const word of quotes.flatMap(tokensOf)) add(placeOf(hashOf(seeds.quoted, word)), 0.5)
  return { places, weights, words: words.length }
})

type Add = (place: number, weight: number) => void

/** Of a long text its beginning and its end: what is asked stands there. */
function shortened(sentences: readonly SentenceParts[]): readonly SentenceParts[] {
  const until = (list: readonly SentenceParts[], most: number) => {
    let words = 0
    return list.findIndex((sentence) => (words += sentence.words) > most)
  }
  const head = until(sentences, maxHead)
  if (head < 0) return sentences
  const tail = until(sentences.slice(head).toReversed(), maxTail)
  return tail < 0 ? sentences : [...sentences.slice(0, head + 1), ...sentences.slice(-Math.max(1, tail))]
}

const plainTokens = /[a-z]+|\d+|[!?]+/g
const anyTokens = /\p{L}+|\d+|[!?]+|\p{Extended_Pictographic}/gu
// oxlint-disable-next-line no-control-regex
const isAscii = /^[\u0000-\u007f]*$/

function tokensOf(text: string): string[] {
  const folded = fold(text)
  return (folded.match(isAscii.test(folded) ? plainTokens : anyTokens) ?? [])
    .slice(0, maxHead)
    .map((token) => (/^\d/u.test(token) ? '#' : token.slice(0, maxWord)))
}

/** What a word adds by itself, and what pairs and triples that it begins go on from. */
interface WordParts {
  word: string
  place: number
  parts: readonly number[]
  classes: readonly number[]
  pair: number
  triple: number
  /** Its places near classes that stand before it; below 0: not looked up yet. */
  after: Int32Array
}

/** Most words of a text are those of others; long ones are not, and would be kept for nothing. */
const commonParts = remembered(partsOfWord, 4_000)
const maxCommon = 12
const wordParts = (word: string) => (word.length > maxCommon ? partsOfWord(word) : commonParts(word))

function partsOfWord(word: string): WordParts {
  const padded = `_${word}_`
  const parts: number[] = []
  for (let size = 3; size <= 5; size++)
    for (let start = 0; start + size <= padded.length; start++)
      parts.push(placeOf(hashOf(seeds.part, padded, start, start + size)))
  return {
    word,
    place: placeOf(hashOf(seeds.word, word)),
    parts,
    classes: classesOf(word).map((name) => classNames.indexOf(name)),
    pair: hashOf(seeds.pair, `${word} `),
    triple: hashOf(seeds.triple, `${word} `),
    after: new Int32Array(classNames.length).fill(-1),
  }
}
const noWord = hashOf(seeds.pair, '^ ')
/** Stands behind the last word of a sentence. */
const end = '$'
/** A word has many parts: together they must not outweigh it. */
const partWeight = 0.25

function addWords(words: readonly WordParts[], add: Add): void {
  for (const [at, { word, place, parts }] of words.entries()) {
    const before = words[at - 1]
    add(place, 1)
    add(placeOf(hashOf(before?.pair ?? noWord, word)), 1)
    const first = words[at - 2]
    if (first !== undefined) add(placeOf(hashOf(hashOf(first.triple, `${before?.word ?? ''} `), word)), 0.7)
    for (const part of parts) add(part, partWeight)
  }
  const [last, before] = [words.at(-1), words.at(-2)]
  if (last !== undefined) add(placeOf(hashOf(last.pair, end)), 1)
  if (last !== undefined && before !== undefined) add(placeOf(hashOf(hashOf(before.triple, `${last.word} `), end)), 0.7)
}

const classNames = Object.keys(wordClasses)
const classPlaces = classNames.map((name) => placeOf(hashOf(seeds.class, name)))
const classPairs = classNames.map((earlier) =>
  classNames.map((name) => placeOf(hashOf(hashOf(seeds.classPair, earlier), name))),
)

const wordAfterClass = classNames.map((name) => hashOf(seeds.classWord, `${name} `))

/** The place of a word near a class before it. A word that comes again is not hashed again. */
function placeAfter({ word, after }: WordParts, earlier: number): number {
  const known = after[earlier]
  if (known !== undefined && known >= 0) return known
  return (after[earlier] = placeOf(hashOf(wordAfterClass[earlier] ?? 0, word)))
}

function addClasses(words: readonly WordParts[], add: Add): void {
  for (const [at, word] of words.entries()) {
    addNearWord(words, at, add)
    for (const name of word.classes) {
      add(classPlaces[name] ?? 0, 0.7)
      for (let back = 1; back <= farApart && back <= at; back++)
        for (const earlier of words[at - back]?.classes ?? [])
          add(classPairs[earlier]?.[name] ?? 0, back === 1 ? 1 : 0.6)
    }
  }
}

/** A word by the classes that stand before it. */
function addNearWord(words: readonly WordParts[], at: number, add: Add): void {
  const word = words[at]
  if (word === undefined) return
  for (let back = 1; back <= nearWord && back <= at; back++)
    for (const earlier of words[at - back]?.classes ?? []) add(placeAfter(word, earlier), 0.5)
}

/**
 * Counts by place, while one text is read: a table of slots, small for a short text so that it stays near the
 * processor. `touched` holds the slots that are taken, in the order in which they were.
 */
let slots = 0
let takenBy = new Int32Array(0)
let counts = new Float64Array(0)
let touched = new Int32Array(0)
let taken = 0

/** Begins to count up to so many places. */
function beginCount(most: number): void {
  slots = 64
  while (slots < 2 * most) slots *= 2
  if (slots > counts.length) {
    takenBy = new Int32Array(slots)
    counts = new Float64Array(slots)
    touched = new Int32Array(slots)
  }
  taken = 0
}

function count(place: number, weight: number): void {
  let slot = place & (slots - 1)
  while (counts[slot] !== 0 && takenBy[slot] !== place) slot = (slot + 1) & (slots - 1)
  if (counts[slot] === 0) {
    takenBy[slot] = place
    touched[taken++] = slot
  }
  counts[slot] = (counts[slot] ?? 0) + weight
}

/** The features of what was counted; all counts are 0 again. */
function counted(): Features {
  const places = new Int32Array(taken)
  const values = new Float64Array(taken)
  let sum = 0
  for (let at = 0; at < taken; at++) {
    const slot = touched[at] ?? 0
    const value = logOf(counts[slot] ?? 0)
    counts[slot] = 0
    places[at] = takenBy[slot] ?? 0
    values[at] = value
    sum += value * value
  }
  const scale = sum === 0 ? 0 : 1 / Math.sqrt(sum)
  for (let at = 0; at < taken; at++) values[at] = (values[at] ?? 0) * scale
  return { places, values }
}

/** Logarithms by tenths: counts are sums of a few weights, and most of them come again and again. */
const known = new Float64Array(256)
const logs = new Float64Array(known.length)

function logOf(sum: number): number {
  const at = Math.round(sum * 10) % known.length
  if (known[at] !== sum) {
    known[at] = sum
    logs[at] = Math.log1p(sum)
  }
  return logs[at] ?? 0
}
