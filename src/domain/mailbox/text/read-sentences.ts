import { fold } from './fold.ts'
import { emailsIn } from './own-words.ts'
import type { PhraseReason } from './parsed-mail.ts'
import { type Language, anyOf, type LanguageTable, type Meaning } from '../tables/phrase.ts'
import { firstPerson, stopSigns, turns } from '../tables/common.ts'
import { dutch } from '../tables/nl.ts'
import { english } from '../tables/en.ts'
import { french } from '../tables/fr.ts'
import { german } from '../tables/de.ts'
import { italian } from '../tables/it.ts'
import { otherRefusals } from '../tables/other-languages.ts'
import { spanish } from '../tables/es.ts'

export const languageTables: readonly LanguageTable[] = [french, english, german, spanish, italian, dutch]

/** Whole words of greeting and politeness, by language. */
export const courtesies = new Map(
  languageTables.map((table) => [table, new RegExp(`${table.politeness.source}(?![\\p{L}\\d])`, 'gu')]),
)

/** The tables that have a phrase, or a word that takes one back, in a sentence: most have none. */
const anyPhrase = languageTables.map((table) => anyOf(table.phrases.map(({ pattern }) => pattern)))
const anyContrary = languageTables.map((table) => anyOf(table.contrary))

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
  const spoken = spokenLanguages(sentences)
  const found = findingsOf(sentences)
  const asked = found.some(({ means }) => means === 'access')
  return found.filter(
    ({ means, reason }) => (means !== 'later' || spoken.has(reason.language)) && (reason.rule !== 'erase-it' || asked),
  )
}

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
  const isCommand = (table: LanguageTable, part: string) =>
    table.commands.has(bareForm(table, part)) || table.commands.has(plainForm(part))
  const commanding = languageTables.find((table) => isCommand(table, folded))
  if (commanding !== undefined)
    return [finding('objection', true, index, { rule: 'command', language: commanding.language, phrase: folded })]
  const commands = languageTables
    .filter((table) => clausesOf(folded).some((clause) => isCommand(table, clause)))
    .slice(0, 1)
    .map((table) =>
      finding('objection', true, index, { rule: 'clause-command', language: table.language, phrase: folded }),
    )
  const refusals = languageTables
    .filter((table) => table.doubts.has(bareForm(table, folded)) || table.doubts.has(plainForm(folded)))
    .map((table) => finding('doubt', false, index, { rule: 'bare-refusal', language: table.language, phrase: folded }))
  const elsewhere = otherRefusals.pattern.exec(folded)
  if (elsewhere !== null)
    refusals.push(finding('doubt', false, index, { rule: otherRefusals.rule, language: 'any', phrase: elsewhere[0] }))
  const { rest, contrary } = withoutContrary(folded, index)
  // The words of one language are read in the sentences of another, so what takes them back is looked for in all first.
  const topical = languageTables.some((table) => table.topics.test(rest))
  const personal = firstPerson.test(rest)
  const speaking = languageTables.filter((_table, index) => anyPhrase[index]?.test(rest) === true)
  const phrases = speaking.flatMap((table) =>
    table.phrases.flatMap((phrase) => {
      const found = phrase.pattern.exec(rest)
      if (found === null || (phrase.mention && topical && !personal)) return []
      // "How does your tool erase data?" asks about the tool, "is it GDPR compliant?" too.
      if (topical && !personal && folded.endsWith('?') && ['erasure', 'access', 'doubt'].includes(phrase.means))
        return []
      const means = phrase.mention && topical ? 'doubt' : phrase.means
      return [
        finding(
          means,
          phrase.sure && means === phrase.means,
          index,
          { rule: phrase.rule, language: table.language, phrase: found[0] },
          turnsBefore(rest, found.index),
        ),
      ]
    }),
  )
  return [...contrary, ...commands, ...refusals, ...phrases]
}

function withoutContrary(folded: string, index: number): { rest: string; contrary: PhraseFinding[] } {
  const contrary: PhraseFinding[] = []
  let rest = folded
  for (const table of languageTables.filter((_table, index) => anyContrary[index]?.test(folded) === true)) {
    for (const pattern of table.contrary) {
      const found = pattern.exec(rest)
      if (found === null) continue
      contrary.push(finding('contrary', true, index, { rule: 'contrary', language: table.language, phrase: found[0] }))
      rest = `${rest.slice(0, found.index)} … ${rest.slice(found.index + found[0].length)}`
    }
  }
  return { rest, contrary }
}

/** In a short sentence each part between commas may be the command: "Not interested, remove". */
function clausesOf(folded: string): string[] {
  return folded.length > shortSentence ? [] : folded.split(/[,;:/]+/u).filter((clause) => clause.trim() !== '')
}

const plainForm = (folded: string) =>
  folded
    .replace(/[^\p{L}\p{N} ]+/gu, ' ')
    .replace(/ +/gu, ' ')
    .trim()

/** The sentence without greetings, politeness and marks. */
function bareForm(table: LanguageTable, folded: string): string {
  return plainForm(plainForm(folded).replace(courtesies.get(table) ?? '', ' ')).replace(
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
  const counts = languageTables.map(({ language, stopWords }) => ({
    language,
    count: words.filter((word) => stopWords.has(word)).length,
  }))
  const maxCount = Math.max(...counts.map(({ count }) => count))
  return new Set(counts.filter(({ count }) => count === maxCount).map(({ language }) => language))
}

/** True when a sentence speaks of products, customers or events and none of the sender. */
export function aboutProducts(sentences: readonly string[]): boolean {
  const folded = sentences.map(fold)
  return (
    folded.some((text) => languageTables.some((table) => table.topics.test(text))) &&
    !folded.some((text) => firstPerson.test(text))
  )
}
