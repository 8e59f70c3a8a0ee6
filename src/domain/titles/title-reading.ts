import { areAkin } from './function-families.ts'
import { jobFunctions, type JobFunction } from './tables/job-titles.ts'
import { joined } from './tables/title-domains.ts'
import { dutchTitle, ended, otherEndings, shortened } from './tables/title-words.ts'
import {
  baseWord,
  compoundItems,
  lexicon,
  maxPhraseLength,
  meaningful,
  mendedWord,
  type Item,
} from './title-lexicon.ts'
import { readPart, type PartReading } from './title-part.ts'

// Blanks in front of the first conjunction only: were they looked for in front of each, a run of commas could be read
// in endlessly many ways.
const between = String.raw`(?:[&+,/]|\bet\b|\band\b|\bund\b|\by\b|\be\b|\bn\b|-\s+und\b|-\s*&)\s*(?:(?:de la|de l'|des|du|de|d'|la|le|les|l')\s*)?`
const conjunction = new RegExp(between, 'u')
const oneThing = joined.flatMap(([written, word]) =>
  written
    .split('|')
    .map(
      (phrase) =>
        [
          new RegExp(`(?<!\\p{L})${phrase.split(' + ').map(anyGender).join(`\\s*(?:${between})+`)}(?!\\p{L})`, 'gu'),
          word,
        ] as const,
    ),
)

/** "administratif" also stands for "administrative", "systeme" for "systemes". */
function anyGender(words: string): string {
  return words
    .split(' ')
    .map((word) =>
      word.endsWith('if')
        ? `${word.slice(0, -1)}(?:f|ve)s?`
        : word.endsWith('ier')
          ? `${word}(?:e)?s?`
          : word.length > 3
            ? `${word}s?`
            : word,
    )
    .join(String.raw`\s+`)
}

/**
 * Functions that the words of a folded title say, in the order of the list of functions; empty = they do not say it.
 */
export function readTitle(folded: string): readonly JobFunction[] {
  if (ended.test(folded)) return []
  const parts = partsOf(preparedTitle(folded))
  const items = parts.map(({ text }) => itemsOf(text))
  return items.flat().some(({ kind }) => kind === 'undoing')
    ? []
    : functionsIn(
        items,
        parts.map(({ before }) => before),
      )
}

/** Functions of the parts of a title; `befores`: what joins each part to the one before. */
function functionsIn(items: readonly (readonly Item[])[], befores: readonly string[]): readonly JobFunction[] {
  const found = new Set<JobFunction>()
  let role: Item | null = null
  let fieldMayFollow = true
  for (const [index, part] of items.entries()) {
    const reading: PartReading = readPart(part)
    if (reading.state === 'conflict') return []
    // A field that no conjunction brings in, or a department, is only where the person works once a function is
    // said.
    const begins = found.size === 0 && role !== null
    const mayCount = fieldMayFollow && (isEnumerated(befores, index) || begins)
    const isContext = !mayCount || belongsToFieldBefore(items[index - 1], reading, found)
    if (index > 0 && isField(reading, part) && isContext) continue
    for (const fn of reading.functions) found.add(fn)
    const ownRole = part.find(({ kind }) => kind === 'role')
    if (reading.state === 'unread' && ownRole === undefined) fieldMayFollow &&= found.size > 0
    role = ownRole ?? role
  }
  return inOrder(found)
}

/** In the order of the list; who also has another occupation is reached by the function. */
function inOrder(found: ReadonlySet<JobFunction>): readonly JobFunction[] {
  return jobFunctions.filter((fn) => found.has(fn) && (fn !== 'other' || found.size === 1))
}

const isField = ({ state }: PartReading, part: readonly Item[]) =>
  state === 'fields' || (part[0]?.kind === 'role' && part[0].word === 'direction')

/**
 * "Responsable achats marketing & communication" buys both: what follows belongs to the field that was not the head.
 */
function belongsToFieldBefore(
  before: readonly Item[] = [],
  reading: PartReading,
  found: ReadonlySet<JobFunction>,
): boolean {
  // "Photographe & communication": which of the two is the work there cannot be said of a field.
  if (found.size === 1 && found.has('other')) return true
  return before.some(
    (item) => item.kind === 'domain' && !found.has(item.fn) && reading.functions.some((fn) => areAkin(fn, item.fn)),
  )
}

/** A field counts beside others when a real conjunction, or a comma that leads to one, brings it in. */
function isEnumerated(befores: readonly string[], index: number): boolean {
  const before = befores[index]
  return before === 'and' || (before === ',' && isEnumerated(befores, index + 1))
}

/** Slips mended, abbreviations without their dots, one word for what is one thing, nothing after "at" or "chez". */
export function preparedTitle(folded: string): string {
  const plain = (dutchTitle.test(folded) ? folded.replaceAll(' en ', ' & ') : folded)
    .replace(/\b(?:\p{L}\.){2,}\p{L}?(?!\p{L})/gu, (dotted) => dotted.replaceAll('.', ''))
    .replace(/(?<=\p{L})\.(?!\p{L})/gu, ' ')
    .replace(/\p{L}+/gu, (word) => (Object.hasOwn(shortened, word) ? (shortened[word] ?? word) : word))
    .replace(/\p{L}+/gu, mendedWord)
    .replace(/\b(\p{L}+)-(\p{L}+)/gu, (whole, first: string, last: string) =>
      isEnglishField(first) && compoundItems(last)?.[0]?.kind === 'domain' ? last : whole,
    )
    .replace(/\bassistant to\b/gu, 'executive assistant to')
    .replace(/ ?(?:@|\b(?:at|chez|bei|to(?! (?:b|pay|cash|report)\b)|au sein d[eu]|aupres d[eu]|presso)\b).*$/u, '')
  return conjunction.test(plain)
    ? oneThing.reduce((text, [pattern, word]) => text.replace(pattern, ` ${word} `), plain)
    : plain
}

/** "IT-Einkauf" buys for the IT: in a German compound the last field counts. */
function isEnglishField(word: string): boolean {
  const item = lexicon.get(word)
  return item?.kind === 'domain' && item.english
}

/** Parts of a title with what brings them in: `and`, a comma, or another mark. */
function partsOf(text: string): { before: 'and' | ',' | 'mark'; text: string }[] {
  const pieces = text.split(/(\s*(?:[/&+,;:|()[\]–—•·\n]|\s-+\s|(?<=\s)(?:et|and|und|y|e|ou|or|oder)(?=\s))\s*)/u)
  const parts: { before: 'and' | ',' | 'mark'; text: string }[] = []
  let before: 'and' | ',' | 'mark' = 'mark'
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 1) before = sharper(before, piece.trim())
    else if (piece.trim() !== '') {
      parts.push({ before, text: piece })
      before = 'and'
    }
  }
  return parts
}

/** Two separators in a row ("), "): the one that says less about belonging together counts. */
function sharper(before: 'and' | ',' | 'mark', mark: string): 'and' | ',' | 'mark' {
  if (before === 'mark') return 'mark'
  return /^(?:[/&+]|et|and|und|y|e|ou|or|oder)$/u.test(mark) ? before : mark === ',' ? ',' : 'mark'
}

/** Items of one part, longest phrase first. */
function itemsOf(text: string): readonly Item[] {
  const words = meaningful(
    text
      .replace(/['\-_."*!?#]/gu, ' ')
      .split(/\s+/u)
      .filter((word) => word !== ''),
  )
  const bases = words.map((word) => baseWord(word))
  const readings = [
    words,
    words.map((word, index) => (lexicon.has(word) ? word : (bases[index] ?? word))),
    words.map((word, index) => bases[index] ?? word),
  ]
  const items: Item[] = []
  for (let at = 0; at < words.length; ) {
    const phrase = phraseAt(readings, at)
    items.push(...(phrase?.items ?? wordItems(words[at] ?? '')))
    at += phrase?.length ?? 1
  }
  return items
}

/** Longest phrase from here on: as written, else with feminines and plurals taken back. */
function phraseAt(
  readings: readonly (readonly string[])[],
  at: number,
): { items: readonly Item[]; length: number } | null {
  for (let length = Math.min(maxPhraseLength, (readings[0]?.length ?? 0) - at); length > 0; length -= 1) {
    for (const words of readings) {
      const item = lexicon.get(words.slice(at, at + length).join(' '))
      if (item !== undefined && !(item.kind === 'trade' && isCutField(words, at, length)))
        return { items: [item], length }
    }
  }
  return null
}

/**
 * "Responsable parc" is a trade, but in "responsable parc informatique" the role stands before a longer field,
 * and "chargé de formation" before one that the next word may turn.
 */
function isCutField(words: readonly string[], at: number, length: number): boolean {
  if (length < 2 || lexicon.get(words[at] ?? '')?.kind !== 'role') return false
  const last = lexicon.get(words[at + length - 1] ?? '')
  if (last?.kind === 'domain' && last.open === true) return true
  for (let end = Math.min(words.length, at + 1 + maxPhraseLength); end > at + length; end -= 1)
    if (lexicon.get(words.slice(at + 1, end).join(' '))?.kind === 'domain') return true
  return false
}

/** A word in no phrase: an occupation by its ending, a compound, a number, or not ours to read. */
function wordItems(word: string): readonly Item[] {
  if (otherEndings.test(word)) return [{ kind: 'trade', fn: 'other', english: false, network: false }]
  return compoundItems(word) ?? [{ kind: /^\d+$/u.test(word) ? 'neutral' : 'unread', english: false }]
}
