import type { JobFunction } from './tables/job-titles.ts'
import type { Item } from './title-lexicon.ts'

/**
 * What one part of a title says. `said`: a role with its field, or a trade. `fields`: only fields, which belong to a
 * role beside them. `conflict`: two functions that nothing joins. `unread`: nothing, or words we do not know in
 * between.
 */
export interface PartReading {
  state: 'said' | 'fields' | 'conflict' | 'unread'
  functions: readonly JobFunction[]
}

const unread: PartReading = { state: 'unread', functions: [] }
const conflict: PartReading = { state: 'conflict', functions: [] }
const say = (...functions: readonly JobFunction[]): PartReading => ({ state: 'said', functions })
/** Roles that lead what stands beside them: "Directeur DSI" heads the IT, "Conseiller DAF" is no head of finance. */
const leading = new Set([
  'directeur',
  'director',
  'manager',
  'responsable',
  'leiter',
  'leitung',
  'chef',
  'adjoint',
  'head',
  'lead',
  'vp',
  'vice president',
  'mitglied',
  'officer',
  'direktor',
  'direttore',
  'chief',
])
const assistants = new Set(['assistant', 'assistenz', 'assistent', 'asst', 'assistente', 'asistente'])

/** Where fields stand: in front of an English role, behind one, or beside a role of another language. */
type Order = 'english' | 'after' | 'other'
type Holder = Extract<Item, { kind: 'chief' | 'trade' | 'alone' }>
type Domain = Extract<Item, { kind: 'domain' }>
const isHolder = (item: Item): item is Holder => item.kind === 'chief' || item.kind === 'trade' || item.kind === 'alone'
const isDomain = (item: Item): item is Domain => item.kind === 'domain'

/**
 * Reads the items of one part of a title. A function comes out only when every word it hangs on is known
 * (docs/reference/law.md#b1f).
 */
export function readPart(items: readonly Item[]): PartReading {
  const words = items.filter(({ kind }) => kind !== 'neutral')
  const holders = words.filter(isHolder)
  const outside = words.map((item) => (item.kind === 'role' ? item.outside : undefined)).find((fn) => fn !== undefined)
  if (outside !== undefined && holders.every(({ kind }) => kind === 'chief')) return say(outside)
  if (holders.length > 0) return readHolders(words, holders)
  const fields = words.filter(isDomain)
  if (fields.length === 0) return readBareRoles(words)
  if (words.every(isDomain)) return readBareFields(fields)
  return readRoles(words)
}

function readHolders(words: readonly Item[], holders: readonly Holder[]): PartReading {
  const [first] = holders
  if (first === undefined) return unread
  const before = words.slice(0, words.indexOf(first))
  if (isUnsure(first, words, before) || isTurned(first, words)) return unread
  if (isAssistant(first, words) && holders.some(isHead)) return say('administration')
  const beside = first.kind === 'chief' ? words : first.fn === 'management' ? before : []
  if (beside.some((item) => item.kind === 'role' && !leading.has(item.word))) return unread
  if (new Set(holders.map(({ fn }) => fn)).size > 1 || isSalesBesideMarketing(words)) return conflict
  return sayHolder(first, words)
}

/**
 * What is held, with the field beside it. A head is a head whatever the business does ("Gérant transport"); the deputy
 * of one, or one of several, is named for a field ("DGA finances", "Vorstand Technik").
 */
function sayHolder(first: Holder, words: readonly Item[]): PartReading {
  const field = words.find((item) => isDomain(item) && item.fn !== first.fn)
  if (first.kind === 'trade' || field === undefined || !isDomain(field)) return say(...functionsOf(first))
  const isBehind = words.indexOf(field) > words.indexOf(first)
  if (first.fn !== 'management' || (first.kind === 'alone' && !isBehind)) return conflict
  return first.kind === 'chief' && first.shared ? say(...functionsOf(field)) : say(first.fn)
}

/** "Sales marketing manager": two fields that somebody forgot to join. */
function isSalesBesideMarketing(words: readonly Item[]): boolean {
  const functions = words.map((item) => (isDomain(item) || isHolder(item) ? item.fn : null))
  return functions.includes('sales') && functions.includes('marketing')
}

/** A word that nobody knows stands where it may change what is held; it makes no function of another occupation. */
function isUnsure(first: Holder, words: readonly Item[], before: readonly Item[]): boolean {
  const hasUnread = (items: readonly Item[]) => items.some(({ kind }) => kind === 'unread')
  if (first.fn === 'other') return false
  return (hasUnread(before) && !first.english) || (first.kind === 'alone' && hasUnread(words))
}

const isAssistant = (first: Holder, words: readonly Item[]) =>
  words.some((item) => item.kind === 'role' && assistants.has(item.word)) || first.fn === 'administration'
const isHead = ({ kind, fn }: Holder) => kind === 'chief' || (kind === 'alone' && fn === 'management')

/**
 * "Ingénieur réseaux électriques", "Ingénieur système qualité", "Directeur de site web": a word beside it says that it
 * is another kind of network or head.
 */
function isTurned(first: Holder, words: readonly Item[]): boolean {
  const isNetwork = first.kind === 'trade' && first.network
  if (isNetwork && words.some((item) => isDomain(item) && item.fn !== first.fn)) return true
  const turning = isNetwork ? 'network' : first.fn === 'management' ? 'head' : null
  return turning !== null && words.some((item) => item.kind === 'unread' && item.turning === turning)
}

/** "Opérateur", "Architecte": a role that says its function when nothing stands beside it that may change it. */
function readBareRoles(words: readonly Item[]): PartReading {
  const [bare] = words.flatMap((item) => (item.kind === 'role' && item.bare !== undefined ? [item.bare] : []))
  return bare === undefined || words.some(({ kind }) => kind === 'unread') ? unread : say(bare)
}

/** "Achats", "Service client", "Achats informatique". */
function readBareFields(fields: readonly Domain[]): PartReading {
  const head = headOf(fields, 'other')
  return head === null ? conflict : { state: 'fields', functions: functionsOf(head) }
}

/**
 * A field that touches its role: in front of an English role, else behind the role, else in front of any ("IT-Leiter").
 */
function readRoles(words: readonly Item[]): PartReading {
  const atEnglish = words.findIndex(
    (item, index) => item.kind === 'role' && item.english && words[index - 1]?.kind === 'domain',
  )
  if (atEnglish > 0) {
    const run = runBackFrom(words, atEnglish - 1)
    return run[0]?.vague === true && words[atEnglish - run.length - 1]?.kind === 'unread'
      ? unread
      : sayHead(run, 'english')
  }
  const firstUnread = words.findIndex(({ kind }) => kind === 'unread')
  const known = firstUnread < 0 ? words : words.slice(0, firstUnread)
  const ahead = known.findIndex((item, index) => item.kind === 'role' && known[index + 1]?.kind === 'domain')
  if (ahead >= 0 && isOpenBefore(words, runFrom(known, ahead + 1), ahead)) return unread
  if (ahead >= 0) return sayHead(runFrom(known, ahead + 1), known[ahead]?.english === true ? 'after' : 'other')
  const behind = known.findIndex((item, index) => item.kind === 'role' && known[index - 1]?.kind === 'domain')
  return behind > 0 ? sayHead(runBackFrom(known, behind - 1), 'other') : unread
}

/** "Chargé de production documentaire": a word that we do not know says of what, and it may be none of a plant. */
function isOpenBefore(words: readonly Item[], run: readonly Domain[], ahead: number): boolean {
  return run.at(-1)?.open === true && words[ahead + run.length + 1]?.kind === 'unread'
}

function sayHead(run: readonly Domain[], order: Order): PartReading {
  const head = headOf(run, order)
  return head === null ? conflict : say(...functionsOf(head))
}

const functionsOf = ({ fn, also }: { fn: JobFunction; also?: JobFunction }): readonly JobFunction[] =>
  also === undefined ? [fn] : [fn, also]

function runFrom(words: readonly Item[], start: number): Domain[] {
  const end = words.findIndex((item, index) => index >= start && item.kind !== 'domain')
  return words.slice(start, end < 0 ? words.length : end).filter(isDomain)
}

function runBackFrom(words: readonly Item[], last: number): Domain[] {
  let start = last
  while (words[start - 1]?.kind === 'domain') start -= 1
  return words.slice(start, last + 1).filter(isDomain)
}

/**
 * Which of several fields in a row is meant. English: the last ("IT procurement"). Other languages: the first ("achats
 * informatique"). Sales beside marketing are two fields that somebody forgot to join.
 */
function headOf(run: readonly Domain[], order: Order): Domain | null {
  const [first, last] = [run[0], run.at(-1)]
  const functions = new Set(run.map(({ fn }) => fn))
  if (first === undefined || last === undefined || isSalesBesideMarketing(run)) return null
  if (functions.size === 1) return run.find(({ also }) => also !== undefined) ?? first
  const english = run.every((field) => field.english)
  if (order === 'english' || (order === 'after' && english)) return last
  return first.english ? null : first
}
