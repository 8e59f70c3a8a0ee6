import { fold } from './fold.ts'
import { emailsIn } from './own-words.ts'
import type { PhraseReason } from './parsed-mail.ts'
import type { Language, LanguageTable, Meaning } from '../tables/phrase.ts'
import { firstPerson, stopSigns, turns } from '../tables/common.ts'
import { dutch } from '../tables/nl.ts'
import { english } from '../tables/en.ts'
import { french } from '../tables/fr.ts'
import { german } from '../tables/de.ts'
import { italian } from '../tables/it.ts'
import { otherRefusals } from '../tables/other-languages.ts'
import { spanish } from '../tables/es.ts'
import { sieveOf } from '../sieve/sieve.ts'

export const languageTables: readonly LanguageTable[] = [french, english, german, spanish, italian, dutch]

/** Whole words of greeting and politeness, by language. */
export const courtesies = new Map(
  languageTables.map((table) => [table, new RegExp(`${table.politeness.source}(?![\\p{L}\\d])`, 'gu')]),
)

/** The phrases of all tables, in their order, and what takes one back. */
const phrases = languageTables.flatMap(({ language, phrases }) => phrases.map((phrase) => ({ language, phrase })))
const topics = languageTables.map((table) => table.topics)
const contraries = languageTables.flatMap(({ language, contrary }) =>
  contrary.map((pattern) => ({ language, pattern })),
)

/** Most of them stand in no sentence. */
const inSentence = sieveOf([
  ...phrases.map(({ phrase }) => phrase.pattern),
  ...topics,
  ...contraries.map(({ pattern }) => pattern),
  otherRefusals.pattern,
])

/** The whole sentences that are answers, by their longest word: all of its words stand in a text that is one. */
const answersBy = Map.groupBy(
  languageTables.flatMap((table) =>
    [...table.commands, ...table.doubts].map((answer) => ({ table, words: answer.split(' ') })),
  ),
  ({ words }) => words.reduce((longest, word) => (word.length > longest.length ? word : longest), ''),
)

/** The tables that may know a sentence, or a part of it, as a command or a doubt. */
function answeringTables(plain: string): readonly LanguageTable[] {
  const words = new Set(plain.split(' '))
  const found = new Set<LanguageTable>()
  for (const word of words)
    for (const { table, words: needed } of answersBy.get(word) ?? [])
      if (!found.has(table) && needed.every((one) => words.has(one))) found.add(table)
  return found.size === 0 ? [] : languageTables.filter((table) => found.has(table))
}

/** What one rule found. */
export interface PhraseFinding {
  means: Meaning | 'contrary'
  sure: boolean
  sentence: number
  /** How many words like "but" stand before it in the sentence. */
  clause: number
  reason: PhraseReason
}

/** The act is only named. */
export const isMention = (finding: PhraseFinding) => finding.reason.rule === 'unsubscribe-word'

const maxSentence = 600
const shortSentence = 60
const maxSentences = 400

/**
 * Looks for the phrases of every language in each sentence; the language is never guessed, since people mix them. Only
 * "later" takes an objection back, so it has to be said in the language of most of the short words; and "delete it"
 * speaks of an address where the sender asked where it comes from.
 */
export function readSentences(sentences: readonly string[]): PhraseFinding[] {
  const found = findingsOf(sentences)
  const spoken = found.some(({ means }) => means === 'later') ? spokenLanguages(sentences) : nobody
  const asked = found.some(({ means }) => means === 'access')
  return found.filter(
    ({ means, reason }) => (means !== 'later' || spoken.has(reason.language)) && (reason.rule !== 'erase-it' || asked),
  )
}

const nobody: ReadonlySet<Language> = new Set()

function findingsOf(sentences: readonly string[]): PhraseFinding[] {
  return sentences.slice(0, maxSentences).flatMap((sentence, index) => {
    const signs = stopSigns.test(sentence)
      ? [finding('objection', true, index, { rule: 'stop-sign', language: 'any', phrase: sentence })]
      : []
    // An address is one word to the phrases, and its dots end no sentence.
    const folded = fold(emailsIn(sentence).reduce((text, email) => text.replace(email, 'address'), sentence))
    return [...signs, ...piecesOf(folded).flatMap((piece) => readSentence(piece, index))]
  })
}

/** Of a sentence without end pieces that overlap, so that no phrase is cut. */
function piecesOf(folded: string): string[] {
  const pieces: string[] = []
  for (let at = 0; at === 0 || at + overlap < folded.length; at += maxSentence - overlap)
    pieces.push(folded.slice(at, at + maxSentence))
  return pieces
}
const overlap = 150

function readSentence(folded: string, index: number): PhraseFinding[] {
  const answers = answersIn(folded, index)
  if (answers.some(({ reason }) => reason.rule === 'command')) return answers
  if (inSentence.says(otherRefusals.pattern, folded))
    answers.push(
      finding('doubt', false, index, {
        rule: otherRefusals.rule,
        language: 'any',
        phrase: otherRefusals.pattern.exec(folded)?.[0] ?? '',
      }),
    )
  const { rest, contrary } = withoutContrary(folded, index)
  return [...contrary, ...answers, ...phrasesIn(rest, index, folded.endsWith('?'))]
}

/** What a sentence is as a whole: a command, one with a clause that is one, a bare refusal. */
function answersIn(folded: string, index: number): PhraseFinding[] {
  const plain = plainForm(folded)
  const tables = answeringTables(plain)
  if (tables.length === 0) return []
  const found = (means: 'objection' | 'doubt', rule: string, { language }: LanguageTable) =>
    finding(means, means === 'objection', index, { rule, language, phrase: folded })
  const commanding = tables.find((table) => isIn(table.commands, table, plain))
  if (commanding !== undefined) return [found('objection', 'command', commanding)]
  const clauses = clausesOf(folded).map(plainForm)
  const inClause = tables.find((table) => clauses.some((clause) => isIn(table.commands, table, clause)))
  return [
    ...(inClause === undefined ? [] : [found('objection', 'clause-command', inClause)]),
    ...tables.filter((table) => isIn(table.doubts, table, plain)).map((table) => found('doubt', 'bare-refusal', table)),
  ]
}

const isIn = (answers: ReadonlySet<string>, table: LanguageTable, plain: string) =>
  answers.has(plain) || answers.has(bareForm(table, plain))

function phrasesIn(rest: string, index: number, asks: boolean): PhraseFinding[] {
  const found = inSentence.mayHold(rest).flatMap((at) => {
    const row = phrases[at]
    const words = row?.phrase.pattern.exec(rest) ?? null
    return row === undefined || words === null ? [] : [{ ...row, words }]
  })
  if (found.length === 0) return []
  // The words of one language are read in the sentences of another, so what takes them back is looked for in all first.
  const topical = isTopical(rest) && !firstPerson.test(rest)
  return found.flatMap(({ language, phrase, words }) => {
    if (phrase.mention && topical) return []
    // "How does your tool erase data?" asks about the tool, "is it GDPR compliant?" too.
    if (topical && asks && ['erasure', 'access', 'doubt'].includes(phrase.means)) return []
    const means = phrase.mention && isTopical(rest) ? 'doubt' : phrase.means
    return [
      finding(
        means,
        phrase.sure && means === phrase.means,
        index,
        { rule: phrase.rule, language, phrase: words[0] },
        turnsBefore(rest, words.index),
      ),
    ]
  })
}

const isTopical = (text: string) => topics.some((pattern) => inSentence.says(pattern, text))

function withoutContrary(folded: string, index: number): { rest: string; contrary: PhraseFinding[] } {
  const contrary: PhraseFinding[] = []
  let rest = folded
  const speaking = new Set(
    inSentence.mayHold(folded).flatMap((at) => {
      const row = contraries[at - firstContrary]
      return row?.pattern.test(folded) === true ? [row.language] : []
    }),
  )
  if (speaking.size === 0) return { rest, contrary }
  for (const { language, pattern } of contraries) {
    const found = speaking.has(language) && inSentence.says(pattern, rest) ? pattern.exec(rest) : null
    if (found === null) continue
    contrary.push(finding('contrary', true, index, { rule: 'contrary', language, phrase: found[0] }))
    rest = `${rest.slice(0, found.index)} … ${rest.slice(found.index + found[0].length)}`
  }
  return { rest, contrary }
}
const firstContrary = phrases.length + topics.length

/** In a short sentence each part between commas may be the command: "Not interested, remove". */
function clausesOf(folded: string): string[] {
  return folded.length > shortSentence ? [] : folded.split(/[,;:/]+/u).filter((clause) => clause.trim() !== '')
}

const plainForm = (folded: string) =>
  isPlain.test(folded)
    ? folded
    : folded
        .replace(/[^\p{L}\p{N} ]+/gu, ' ')
        .replace(/ +/gu, ' ')
        .trim()
const isPlain = /^[a-z\d]+(?: [a-z\d]+)*$/

/** A sentence without marks (`plainForm`), and without greetings and politeness. */
function bareForm(table: LanguageTable, plain: string): string {
  return plainForm(plain.replace(courtesies.get(table) ?? '', ' ')).replace(
    /(?<![\p{L}\d])(\p{L}+)(?: \1)+(?![\p{L}\d])/gu,
    '$1',
  )
}

const turnsBefore = (sentence: string, index: number) => sentence.slice(0, index).match(turns)?.length ?? 0

function finding(
  means: PhraseFinding['means'],
  sure: boolean,
  sentence: number,
  { rule, language, phrase }: PhraseFinding['reason'],
  clause = 0,
): PhraseFinding {
  return { means, sure, sentence, clause, reason: { rule, language, phrase: phrase.trim().slice(0, 120) } }
}

/** The languages with the most frequent short words in the text; all of them when it has none. */
function spokenLanguages(sentences: readonly string[]): ReadonlySet<Language> {
  const words = fold(sentences.join(' ')).match(/[a-z]+/gu) ?? []
  const counts = stopWordsIn(words)
  const maxCount = Math.max(...counts)
  return new Set(languageTables.filter((_table, at) => counts[at] === maxCount).map(({ language }) => language))
}

/** The tables, by their place, that have a word among their most frequent short ones. */
const stopWordTables = Map.groupBy(
  languageTables.flatMap(({ stopWords }, at) => [...stopWords].map((word) => ({ word, at }))),
  ({ word }) => word,
)

/** How many of the words are frequent short ones of each table, in the tables' order. */
export function stopWordsIn(words: readonly string[]): readonly number[] {
  const counts = languageTables.map(() => 0)
  for (const word of words) for (const { at } of stopWordTables.get(word) ?? []) counts[at] = (counts[at] ?? 0) + 1
  return counts
}

/** True when a sentence speaks of products, customers or events and none of the sender. */
export function aboutProducts(sentences: readonly string[]): boolean {
  const folded = sentences.map(fold)
  return folded.some(isTopical) && !folded.some((text) => firstPerson.test(text))
}
