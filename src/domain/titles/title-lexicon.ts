import type { JobFunction } from './tables/job-titles.ts'
import { domains, wideFields, vague } from './tables/title-domains.ts'
import { alone, chiefs, titleTrades, type ByOrder, type Phrases } from './tables/title-holders.ts'
import { finerFields, twofold } from './tables/title-finer-fields.ts'
import { finerChiefs, finerTrades } from './tables/title-finer-trades.ts'
import { otherTrades } from './tables/title-other.ts'
import {
  bareRoles,
  compounds,
  deputies,
  empty,
  levels,
  neutral,
  otherHeads,
  otherNetworks,
  outsideRoles,
  places,
  titleRoles,
  undoing,
} from './tables/title-words.ts'

/**
 * What a word or phrase of a title is. A `chief` or a `trade` says its function by itself, a `domain` beside a role;
 * `alone` does if nothing else in its part of the title is unread. `undoing` makes the whole title unknown. `english` =
 * in English order, the head last. `vague` = an unread word in front may turn it into something else, `open` = one
 * behind. `turning` = what such an unread word says that a network or a head is: none of a computer, none of a
 * business. `also` = a second function of the same word (QHSE). `shared` = a head beside others, named for a field.
 * `bare` = what a role says with no field beside it; `outside` = what it says whatever field stands there, because it
 * belongs to people from outside.
 */
export type Item =
  | { kind: 'chief'; fn: JobFunction; shared: boolean; english: false }
  | { kind: 'alone'; fn: JobFunction; english: false }
  | { kind: 'trade'; fn: JobFunction; also?: JobFunction; english: boolean; network: boolean }
  | { kind: 'domain'; fn: JobFunction; also?: JobFunction; english: boolean; vague: boolean; open?: boolean }
  | { kind: 'role'; english: boolean; word: string; bare?: JobFunction; outside?: JobFunction }
  | { kind: 'neutral' | 'undoing'; english: false }
  | { kind: 'unread'; english: false; turning?: 'network' | 'head' }

const little = new Set(
  'a an the of en per con mit with de des du d da do dos la le les l el los las lo il gli un une en der die das des dem den fur im in zu zur zum vom von del della delle dei degli di al alla het van op pour for aux au'.split(
    ' ',
  ),
)

/** Words that carry meaning: little words out. */
export function meaningful(words: readonly string[]): string[] {
  return words.filter((word) => !little.has(word))
}

const listed = (phrases: Phrases): string[] =>
  phrases
    .split('|')
    .filter((phrase) => phrase !== '')
    .map((phrase) => meaningful(phrase.split(' ')).join(' '))
const byFunction = <T>(table: Readonly<Partial<Record<JobFunction, T>>>) => Object.entries(table) as [JobFunction, T][]

/** Trades that keep networks, of computers or of something else. */
const networkWords = /\b(?:reseaux?|network|systemes?|systems?|infrastructures?)\b/u
const vagueFields = new Set(listed(vague))
const openFields = new Set(listed(wideFields))

type Add = (phrases: Phrases, item: (key: string) => Item) => void
type OrderedTable = Readonly<Partial<Record<JobFunction, ByOrder>>>

function addTrades(add: Add, table: OrderedTable, english: boolean): void {
  for (const [fn, phrases] of byFunction(table))
    add(phrases[english ? 'english' : 'other'], (key) => ({
      kind: 'trade',
      fn,
      ...second(key),
      english,
      network: fn === 'it' && networkWords.test(key),
    }))
}

function addFields(add: Add, table: OrderedTable, english: boolean): void {
  for (const [fn, phrases] of byFunction(table))
    add(phrases[english ? 'english' : 'other'], (key) => ({
      kind: 'domain',
      fn,
      ...second(key),
      english,
      vague: vagueFields.has(key),
      open: openFields.has(key),
    }))
}

const functionByRole = (table: Readonly<Partial<Record<JobFunction, Phrases>>>) =>
  new Map(byFunction(table).flatMap(([fn, phrases]) => listed(phrases).map((word) => [word, fn] as const)))
const secondFunctions = functionByRole(twofold)
const second = (key: string): { also?: JobFunction } => {
  const also = secondFunctions.get(key)
  return also === undefined ? {} : { also }
}
const bareFunctions = functionByRole(bareRoles)
const outsideFunctions = functionByRole(outsideRoles)

const sharedHeads = new Set(listed(deputies))
const chiefItem = (fn: JobFunction, key: string): Item => ({
  kind: 'chief',
  fn,
  shared: sharedHeads.has(key),
  english: false,
})

function roleItem(word: string, english: boolean): Item {
  const [bare, outside] = [bareFunctions.get(word), outsideFunctions.get(word)]
  return { kind: 'role', english, word, ...(bare && { bare }), ...(outside && { outside }) }
}

function build(): ReadonlyMap<string, Item> {
  const lexicon = new Map<string, Item>()
  const add: Add = (phrases, item) => {
    for (const key of listed(phrases)) if (key !== '' && !lexicon.has(key)) lexicon.set(key, item(key))
  }
  // The first entry of a phrase counts, so what stops a reading comes before what allows one.
  add(undoing, () => ({ kind: 'undoing', english: false }))
  for (const [fn, phrases] of byFunction(finerChiefs)) add(phrases, (key) => chiefItem(fn, key))
  for (const english of [true, false]) addTrades(add, finerTrades, english)
  for (const english of [true, false]) addFields(add, finerFields, english)
  add(otherTrades, () => ({ kind: 'trade', fn: 'other', english: false, network: false }))
  add(empty, () => ({ kind: 'unread', english: false }))
  for (const [fn, phrases] of byFunction(chiefs)) add(phrases, (key) => chiefItem(fn, key))
  for (const [fn, phrases] of byFunction(alone)) add(phrases, () => ({ kind: 'alone', fn, english: false }))
  for (const english of [true, false]) {
    addTrades(add, titleTrades, english)
    addFields(add, domains, english)
    add(titleRoles[english ? 'english' : 'other'], (word) => roleItem(word, english))
  }
  for (const table of [bareRoles, outsideRoles])
    for (const [, phrases] of byFunction(table)) add(phrases, (word) => roleItem(word, false))
  add(otherNetworks, () => ({ kind: 'unread', english: false, turning: 'network' }))
  add(otherHeads, () => ({ kind: 'unread', english: false, turning: 'head' }))
  for (const words of [neutral, levels, places]) add(words, () => ({ kind: 'neutral', english: false }))
  return lexicon
}

/** All words and phrases of the tables. */
export const lexicon = build()
/** How many words the longest phrase has. */
export const maxPhraseLength = Math.max(...[...lexicon.keys()].map((key) => key.split(' ').length))
const vocabulary = new Set([...lexicon.keys()].flatMap((key) => key.split(' ')))
/** Words long enough to mend a slip, by their first letter. */
const longWords = Map.groupBy(
  [...vocabulary].filter((word) => word.length > 6),
  (word) => word[0],
)

const endings: readonly (readonly [RegExp, string])[] = [
  [/trice$/u, 'teur'],
  [/trice$/u, 'tore'],
  [/euse$/u, 'eur'],
  [/iere$/u, 'ier'],
  [/ienne$/u, 'ien'],
  [/elle$/u, 'el'],
  [/ffe$/u, 'f'],
  [/ale$/u, 'al'],
  [/ive$/u, 'if'],
  [/aux$/u, 'al'],
  [/innen$/u, ''],
  [/in$/u, ''],
  [/e$/u, ''],
  [/e$/u, 'er'],
  [/a$/u, 'o'],
  [/a$/u, ''],
  [/es$/u, ''],
  [/s$/u, ''],
  [/n$/u, ''],
]

/**
 * The known word behind a feminine, a plural, `ae` for `ä` or a lost apostrophe ("dinformation"); null when there is
 * none.
 */
export function baseWord(word: string): string | null {
  for (const form of [word, word.replace(/([aou])e/gu, '$1')]) {
    if (form !== word && vocabulary.has(form)) return form
    const unglued = /^[dl][aeiouh]/u.test(form) && form.length > 6 ? form.slice(1) : form
    if (unglued !== form && vocabulary.has(unglued)) return unglued
    for (const [ending, other] of endings) {
      const base = form.replace(ending, other)
      if (base !== form && base.length > 3 && vocabulary.has(base)) return base
    }
  }
  return null
}

/** The word as it stands, or with one slip of the keyboard mended when it is too long to mean something else. */
export function mendedWord(word: string): string {
  if (word.length < 6 || vocabulary.has(word) || baseWord(word) !== null || compoundItems(word) !== null) return word
  return (
    longWords.get(word[0])?.find((known) => Math.abs(known.length - word.length) < 2 && isOneSlip(word, known)) ?? word
  )
}

/**
 * One letter too many, missing, wrong, or two letters swapped. Not the last one: it makes another word ("factors",
 * "factory").
 */
function isOneSlip(a: string, b: string): boolean {
  let from = 0
  while (from < a.length && a[from] === b[from]) from += 1
  const [x, y] = [a.slice(from), b.slice(from)]
  if (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2)) return true
  return (
    x.length > 1 &&
    y.length > 1 &&
    Math.max(a.length, b.length) > 7 &&
    (x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1))
  )
}

const stems = new Map(
  byFunction(compounds.fields).flatMap(([fn, list]) => listed(list).map((stem) => [stem, fn] as const)),
)
const compoundTrades = new Map(
  byFunction(compounds.trades).flatMap(([fn, list]) => listed(list).map((trade) => [trade, fn] as const)),
)
const longestFirst = (list: readonly string[]) => list.toSorted((a, b) => b.length - a.length)
const compoundRoles = longestFirst(listed(compounds.roles))
const tradeEnds = longestFirst([...compoundTrades.keys()])
const ranks = longestFirst(listed(compounds.ranks))

/**
 * Parts of a German or Dutch compound ("Regionalvertriebsleiterin": the field sales and a role); null when it is none.
 */
export function compoundItems(word: string): readonly Item[] | null {
  for (const form of [word, word.replace(/([aou])e/gu, '$1')]) {
    for (const base of [form, form.replace(/in$/u, ''), form.replace(/innen$/u, ''), form.replace(/e$/u, 'er')]) {
      const trade = tradeEnds.find((end) => base.endsWith(end))
      const tradeFn = trade === undefined ? undefined : compoundTrades.get(trade)
      if (tradeFn !== undefined) return [{ kind: 'trade', fn: tradeFn, english: false, network: false }]
      const field = fieldOf(base)
      if (field !== null) return [{ kind: 'domain', fn: field, english: false, vague: false }]
      const role = compoundRoles.find((end) => base.endsWith(end) && base.length > end.length)
      const stem = role === undefined ? null : fieldOf(base.slice(0, -role.length))
      if (stem !== null && role !== undefined)
        return [
          { kind: 'domain', fn: stem, english: false, vague: false },
          { kind: 'role', english: false, word: role },
        ]
    }
  }
  return null
}

/** Function of the front part, without its rank ("regional") and its linking s. */
function fieldOf(part: string): JobFunction | null {
  const rank = ranks.find((start) => part.startsWith(start) && part.length > start.length)
  for (const stem of [
    part,
    part.replace(/s$/u, ''),
    ...(rank === undefined ? [] : [part.slice(rank.length), part.slice(rank.length).replace(/s$/u, '')]),
  ]) {
    const fn = stems.get(stem)
    if (fn !== undefined) return fn
  }
  return null
}
