import { z } from 'zod'
import { Day } from '../app/moment.ts'
import { sourceKinds, type SourceKind } from '../sources/tables/source-kinds.ts'

/** The reference is three years (docs/reference/law.md#g1); more than that has to be explained. */
const referenceMonths = 36
const maxMonths = 60
const shortestReason = 20

/**
 * `former-customer`: a relationship ended and no system shows a customer (docs/reference/law.md#g2); `prospect`:
 * everybody else (G1).
 */
export const populations = ['prospect', 'former-customer'] as const
export type PopulationName = (typeof populations)[number]

/** A term of its own for a population, the contacts of a country, of a kind of source, or what of these is named. */
export const RetentionRule = z
  .object({
    id: z.string().min(1).max(40),
    population: z.enum(populations).nullable().default(null),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/u, 'is not a country code such as FR')
      .nullable(),
    sourceKind: z.enum(sourceKinds).nullable(),
    months: z.int().min(1).max(maxMonths),
    reason: z.string().trim().max(500),
    /** First day on which it counts. */
    from: Day,
  })
  .refine((rule) => rule.population !== null || rule.country !== null || rule.sourceKind !== null, {
    path: ['country'],
    message: 'name a population, a country or a kind of source',
  })
  .refine((rule) => rule.months <= referenceMonths || rule.reason.length >= shortestReason, {
    path: ['reason'],
    message: 'more than 36 months need a written reason',
  })
export type RetentionRule = z.infer<typeof RetentionRule>

interface Population {
  countries: readonly string[]
  sourceKinds: readonly SourceKind[]
  /** Their relationship as customers is over. */
  formerCustomer: boolean
}

/** The terms of their own that count on a day. */
export function ownTermsOn(
  rules: readonly RetentionRule[],
  day: string,
): Pick<RetentionRule, 'population' | 'country' | 'sourceKind' | 'months'>[] {
  return rules
    .filter((rule) => rule.from <= day)
    .map(({ population, country, sourceKind, months }) => ({ population, country, sourceKind, months }))
}

/** Whether a rule is about these people. */
function isAbout(
  { population, country, sourceKind }: Pick<RetentionRule, 'population' | 'country' | 'sourceKind'>,
  people: Population,
): boolean {
  return (
    (population === null || (population === 'former-customer') === people.formerCustomer) &&
    (country === null || people.countries.includes(country)) &&
    (sourceKind === null || people.sourceKinds.includes(sourceKind))
  )
}

/**
 * Months without an act after which these people go: the shortest term that is about them on that day, else that of
 * everybody.
 */
export function monthsFor(
  settings: { inactivityMonths: number; retentionRules: readonly RetentionRule[] },
  people: Population,
  today: string,
): number {
  const terms = settings.retentionRules
    .filter((rule) => rule.from <= today && isAbout(rule, people))
    .map((rule) => rule.months)
  return terms.length === 0 ? settings.inactivityMonths : Math.min(...terms)
}

/** Months of the longest term that a rule gives anybody: no act before it keeps someone. */
export function longestTerm(settings: {
  inactivityMonths: number
  retentionRules: readonly Pick<RetentionRule, 'months'>[]
}): number {
  return Math.max(settings.inactivityMonths, ...settings.retentionRules.map((rule) => rule.months))
}
