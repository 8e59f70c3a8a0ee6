import { z } from 'zod'
import type { Channel } from '../../app/channel.ts'
import { wordsOf } from '../../app/plain-words.ts'
import { basisWords } from '../tables/basis-words.ts'

/** Facts that a field of the person may hold, and such as a field of their deals may. */
export const personFacts = ['basis', 'agreed', 'agreedOn', 'reached', 'account', 'published', 'disclosed'] as const
/** Those whose value is a day, which means itself. */
export const dayFacts = ['agreedOn', 'disclosed'] as const satisfies readonly (typeof personFacts)[number][]
export const dealFacts = ['family', 'entity'] as const
export const fieldFacts = [...personFacts, ...dealFacts] as const
export type PersonFact = (typeof personFacts)[number]
export type FieldFact = (typeof fieldFacts)[number]
export type DayFact = (typeof dayFacts)[number]
/** Those whose values somebody says the meaning of. */
export type JudgedFactName = Exclude<FieldFact, DayFact>

export const isDay = (fact: FieldFact): fact is DayFact => (dayFacts as readonly FieldFact[]).includes(fact)

/**
 * What a value may mean; a day means itself, a product family is the company's own word.
 *
 * - `basis`: on what the person was held before Lawbase (docs/reference/law.md#b1); `none` = no basis of prospecting.
 * - `agreed`: to which messages the person agreed, as the system shows it (docs/reference/law.md#e).
 * - `reached`: in their profession, or as a private person (docs/reference/law.md#fr12).
 * - `account`: a free account, one that belongs to a paid offer, or none (docs/reference/law.md#fr8).
 * - `published`: where the data were published, the person refuses canvassing (docs/reference/law.md#c8), or the
 *   address is there for offers (docs/reference/law.md#b4-nl).
 * - `entity`: the deal was made by the company that advertises, or by another (docs/reference/law.md#b3).
 */
export const factMeanings = {
  basis: ['consent', 'soft_opt_in', 'legitimate_interest', 'contract', 'none'],
  agreed: ['none', 'email', 'phone', 'sms', 'all'],
  reached: ['business', 'consumer'],
  account: ['none', 'free', 'paid-offer'],
  published: ['none', 'refused', 'for-offers'],
  entity: ['ours', 'other'],
} as const
/** Facts whose values mean one of a list. */
export type ListedFact = keyof typeof factMeanings
export type FactMeaning<F extends ListedFact> = (typeof factMeanings)[F][number]

/** Longest name of a product family (as an offer names it). */
const maxFamily = 60

/** What somebody said that one value of a field means. `label`: what the screen called it then. */
const JudgedFact = z.object({
  field: z.string().min(1).max(200),
  value: z.string().min(1).max(200),
  label: z.string().max(200),
  means: z.string().trim().min(1).max(maxFamily),
  by: z.string().min(1).max(320),
  on: z.iso.date(),
})
const FactField = z.object({ property: z.string().trim().max(100), values: z.array(JudgedFact).max(500) })
/** Fields of one kind of system, by what they hold; a fact that is missing, or an empty field, is read nowhere. */
export const FactFields = z.partialRecord(z.enum(fieldFacts), FactField).superRefine((fields, context) => {
  for (const [fact, field] of Object.entries(fields))
    for (const { value, means } of field.values)
      if (isListed(fact) && !(factMeanings[fact] as readonly string[]).includes(means))
        context.addIssue({
          code: 'custom',
          path: [fact, 'values'],
          message: `"${value}" cannot mean "${means}": choose one of ${factMeanings[fact].join(', ')}.`,
        })
})
export type FactFields = z.infer<typeof FactFields>

/** Names of the fields by fact, as a connector reads them; empty ones are left out. */
export type FactNames = Readonly<Partial<Record<FieldFact, string>>>

export const factNamesOf = (fields: FactFields | undefined): FactNames =>
  Object.fromEntries(
    Object.entries(fields ?? {}).flatMap(([fact, { property }]) => (property === '' ? [] : [[fact, property]])),
  )

/**
 * The day that a field says, YYYY-MM-DD, of a day or an instant in ISO 8601; null for any other text: `03/02/2026` is
 * one day here and another elsewhere, and no one knows which was meant.
 */
export function shownDay(text: string): string | null {
  const [day = ''] = /^\d{4}-\d{2}-\d{2}(?=$|T)/u.exec(text.trim()) ?? []
  const start = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(start.getTime()) || start.toISOString().slice(0, 10) !== day) return null
  const at = new Date(text.trim())
  return Number.isNaN(at.getTime()) ? day : at.toISOString().slice(0, 10)
}

const isListed = (fact: string): fact is ListedFact => fact in factMeanings

/** What a value means and by whose word; `by` null = the table of words proposes it, or nobody knows (`means` null). */
interface FactJudgement {
  means: string | null
  by: { who: string; on: string } | null
}

/**
 * What one value means: what a person said of it, else what is proposed: for a basis by a table of words, for a family
 * the offers' own names.
 */
export function judgeFact(
  fields: FactFields | undefined,
  fact: JudgedFactName,
  value: string,
  families: readonly string[] = [],
): FactJudgement {
  const field = fields?.[fact]
  const said = field?.values.find(
    (one) => isSame(one.value, value) && (field.property === '' || one.field === field.property),
  )
  if (said !== undefined) return { means: said.means, by: { who: said.by, on: said.on } }
  if (fact === 'family') return { means: families.find((one) => isSame(one, value)) ?? null, by: null }
  return { means: fact === 'basis' ? readBasis(value) : null, by: null }
}

/** Channels that a person agreed to; a word for all of them never means a robot, a letter or an audience. */
export function agreedChannels(means: string | null): Channel[] {
  const all: Channel[] = ['email', 'phone', 'sms']
  return means === 'all' ? all : all.filter((channel) => channel === means)
}

const isSame = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

/** The basis that a text names; null = none that is known. */
function readBasis(text: string): FactMeaning<'basis'> | null {
  const words = ` ${wordsOf(text).join(' ')} `
  return basisWords.find(([word]) => words.includes(` ${word} `))?.[1] ?? null
}
