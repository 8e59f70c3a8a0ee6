import { frenchText } from '../app/french-text.ts'
import { isOutsideEea } from '../evidence/register.ts'
import type { NoticeKind, NoticeLanguage } from '../notices/tables/notice-words.ts'
import { assessmentQuestions, type AssessmentQuestion } from '../evidence/tables/assessment-questions.ts'
import { assessmentAnswers } from './tables/assessment-answers.ts'
import { de } from './tables/de.ts'
import { en } from './tables/en.ts'
import { es } from './tables/es.ts'
import { fr } from './tables/fr.ts'
import { it } from './tables/it.ts'
import { nl } from './tables/nl.ts'
import { partsOf, type GapName, type Safeguard, type TextTable } from './tables/text-table.ts'
import type { TextFacts } from './text-facts.ts'

export const textTables: Readonly<Record<NoticeLanguage, TextTable>> = { fr: typeset(fr), en, de, es, it, nl }

/** Our own French words alone: a name that a company gave stays as it is. */
function typeset<T>(table: T): T {
  if (typeof table === 'string') return frenchText(table) as T
  if (Array.isArray(table)) return table.map(typeset) as T
  return table !== null && typeof table === 'object'
    ? (Object.fromEntries(Object.entries(table).map(([key, value]) => [key, typeset(value as unknown)])) as T)
    : table
}

/** Words by which an admin names what allows a transfer, in the languages of the register. */
const safeguardWords: readonly (readonly [Safeguard, RegExp])[] = [
  ['framework', /data privacy framework|\bdpf\b|cadre de protection des données|datenschutzrahmen/iu],
  ['adequacy', /(?<!\p{L})(?:adequa|adéqua|angemessenheit|adecuaci|adeguatezza|adequaat)/iu],
  ['clauses', /standard contractual|clauses? (?:contractuelles? )?types?|\bscc\b|\bcct\b|standardvertragsklauseln/iu],
  ['rules', /binding corporate|\bbcr\b|règles d['’]entreprise/iu],
]

/**
 * A text of one kind and language with the company's facts in it. What is not known stands in it as `[[…]]`, which the
 * check refuses by name; nothing is made up. In a notice `{controller}`, `{contact}`, `{source}`, `{preferences}` and
 * `{privacy}` stay: they are filled in for each person.
 */
export function writeText(kind: NoticeKind, language: NoticeLanguage, facts: TextFacts): string {
  const table = textTables[language]
  const values = { ...valuesIn(language, facts), ...(kind === 'notice' ? mergeFields(facts) : {}) }
  const lines = partsOf[kind].flatMap((part) => {
    if (part === '') return ['']
    const line = fillPart(table.parts[part], values)
    return line === null ? [] : [line]
  })
  return lines.join('\n')
}

/**
 * Answers to the questions of a balance of interests for one offer, as far as the company's facts carry them; what only
 * it can weigh stands in them as `[[…]]` (docs/reference/law.md#h6).
 */
export function writeAssessment(
  language: NoticeLanguage,
  offer: string,
  facts: TextFacts,
): Record<AssessmentQuestion, string> {
  const [open, close] = textTables[language].quotes
  const values = { ...valuesIn(language, facts), offer: `${open}${offer}${close}` }
  return Object.fromEntries(
    assessmentQuestions.map((question) => {
      const answer = assessmentAnswers[language][question]
      return [question, fillPart(language === 'fr' ? frenchText(answer) : answer, values) ?? '']
    }),
  ) as Record<AssessmentQuestion, string>
}

/** Null = a fact says that there is nothing to say. */
function fillPart(part: string, values: Readonly<Record<string, string | null>>): string | null {
  let isNothing = false
  const line = part.replace(/\{([a-zA-Z]+)\}/gu, (whole, name: string) => {
    const value = values[name]
    if (value === null) isNothing = true
    return value ?? whole
  })
  return isNothing ? null : line
}

/** Fields that are filled in when a notice is sent, as long as the company is known by then. */
function mergeFields({ controller }: TextFacts): Record<string, string> {
  return controller === null ? {} : { controller: '{controller}', contact: '{contact}', privacy: '{privacy}' }
}

function valuesIn(language: NoticeLanguage, facts: TextFacts): Record<string, string | null> {
  const table = textTables[language]
  const lists = new Intl.ListFormat(language, { type: 'conjunction' })
  const gap = (name: GapName, names: readonly string[] = []) =>
    `[[${table.gaps[name].replace('{list}', () => lists.format(names))}]]`
  const [open, close] = table.quotes
  const quoted = (names: readonly string[]) => lists.format(names.map((name) => `${open}${name}${close}`))
  const { controller, offers, dpo } = facts
  const unassessed = offers.filter(({ isAssessed }) => !isAssessed).map(({ name }) => name)
  const names = facts.sources.map(({ name }) => name)
  return {
    controller: controller?.name ?? gap('name'),
    contact: controller?.contact ?? gap('address'),
    privacy: controller?.privacyUrl ?? gap('page'),
    dpo: dpo === 'none' ? null : (dpo ?? gap('dpo')),
    offers: offers.length === 0 ? gap('offers') : quoted(offers.map(({ name }) => name)),
    assessment: unassessed.length === 0 ? '' : ` ${gap('assessment', unassessed)}`,
    months: String(facts.months),
    authority: facts.authority.trim() === '' ? gap('authority') : facts.authority,
    recipients: [
      lists.format([table.values.teams, ...facts.recipients.map(recipientName)]),
      ...(facts.toolsStated ? [] : [gap('tools')]),
    ].join(', '),
    transfers: transfersIn(language, facts, gap),
    sources: names.length === 0 ? gap('sources') : lists.format(names),
    public: publicIn(table, facts, gap, (list) => lists.format(list)),
  }
}

type Gap = (name: GapName, names?: readonly string[]) => string

/** As people know it, and in brackets the company behind it. */
const recipientName = ({ name, legalName }: TextFacts['recipients'][number]): string =>
  legalName === null || legalName === name ? name : `${name} (${legalName})`

/** Where data leave the European Economic Area, to whom, and what allows it (docs/reference/law.md#d). */
function transfersIn(language: NoticeLanguage, { recipients, toolsStated }: TextFacts, gap: Gap): string {
  const table = textTables[language]
  const unknown = recipients.filter(({ country }) => country === null).map(({ name }) => name)
  if (unknown.length > 0) return gap('country', unknown)
  const outside = recipients.filter(({ country }) => country !== null && isOutsideEea(country))
  // Of a tool that nobody named it is not known where it keeps data.
  if (!toolsStated) return gap('tools')
  if (outside.length === 0) return table.values.noTransfer
  const countries = new Intl.DisplayNames([language], { type: 'region' })
  const list = outside.map(
    ({ name, country, safeguard }) =>
      `${name}, ${countries.of(country ?? '') ?? country} (${safeguardIn(table, safeguard) ?? gap('safeguard', [name])})`,
  )
  return table.values.outside.replace('{list}', () => list.join(', '))
}

/** Words beside which a safeguard may be one that is missing. */
const doubts =
  /(?<!\p{L})(?:no|not|none|nothing|without|yet|missing|pending|planned|pas|sans|aucune?|non|ni|jamais|prévue?s?|keine?|nicht|ohne|noch|geplant|sin|ningún|ninguna|falta|todavía|senza|nessuna?|manca|ancora|geen|niet|zonder|nog)(?!\p{L})/iu

/** In the language of the text; null = not said, in doubt, or in words that are not known. */
function safeguardIn(table: TextTable, said: string | null): string | null {
  const known = said === null || doubts.test(said) ? undefined : safeguardWords.find(([, words]) => words.test(said))
  return known === undefined ? null : table.safeguards[known[0]]
}

/** Which sources are accessible to the public and which are not, by name (docs/reference/law.md#s-kaspr). */
function publicIn(
  { values }: TextTable,
  { sources }: TextFacts,
  gap: Gap,
  join: (names: readonly string[]) => string,
): string {
  const named = (isPublic: boolean | null) =>
    sources.filter((source) => source.isPublic === isPublic).map(({ name }) => name)
  if (sources.length === 0) return gap('sources')
  return [
    ...(named(true).length === 0 ? [] : [values.isPublic.replace('{list}', () => join(named(true)))]),
    ...(named(false).length === 0 ? [] : [values.notPublic.replace('{list}', () => join(named(false)))]),
    ...(named(null).length === 0 ? [] : [gap('isPublic', named(null))]),
  ].join(' ')
}
