import { z } from 'zod'
import { Day } from './moment.ts'
import { sourceKinds, type SourceKind } from './tables/source-kinds.ts'

/** The reference is three years (legal-rules G1); more than that has to be explained. */
export const referenceMonths = 36
const mostMonths = 60
const shortestReason = 20

/** A term of its own for the contacts of a country, of a kind of source, or of both. */
export const RetentionRule = z.object({
  id: z.string().min(1).max(40),
  country: z.string().regex(/^[A-Z]{2}$/u, 'is not a country code such as FR').nullable(),
  sourceKind: z.enum(sourceKinds).nullable(),
  months: z.int().min(1).max(mostMonths),
  reason: z.string().trim().max(500),
  /** First day on which it counts. */
  from: Day,
}).refine((rule) => rule.country !== null || rule.sourceKind !== null, { path: ['country'], message: 'name a country or a kind of source' })
  .refine((rule) => rule.months <= referenceMonths || rule.reason.length >= shortestReason, { path: ['reason'], message: 'more than 36 months need a written reason' })
export type RetentionRule = z.infer<typeof RetentionRule>

export interface Population {
  countries: readonly string[]
  sourceKinds: readonly SourceKind[]
}

/** Whether a rule is about these people. */
export function isAbout({ country, sourceKind }: Pick<RetentionRule, 'country' | 'sourceKind'>, people: Population): boolean {
  return (country === null || people.countries.includes(country)) && (sourceKind === null || people.sourceKinds.includes(sourceKind))
}

/** Months without an act after which these people go: the shortest term that is about them on that day, else that of everybody. */
export function monthsFor(settings: { inactivityMonths: number; retentionRules: readonly RetentionRule[] }, people: Population, today: string): number {
  const terms = settings.retentionRules.filter((rule) => rule.from <= today && isAbout(rule, people)).map((rule) => rule.months)
  return terms.length === 0 ? settings.inactivityMonths : Math.min(...terms)
}
