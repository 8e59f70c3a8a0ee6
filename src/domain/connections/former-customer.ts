import { z } from 'zod'

/**
 * Which fields of a system say who is a customer, beside its own ones, and who is none any more. Empty = no such field.
 */
export const FormerCustomerFields = z
  .object({
    /** A field of the company's own, what it means is said value by value; and those that mean a former customer. */
    property: z.string().trim().max(100),
    values: z.array(z.string().trim().min(1).max(200)).max(20),
    /** A date field with the day on which the relationship or the contract ended; a day to come means that it runs. */
    endProperty: z.string().trim().max(100),
  })
  .refine(({ property, values }) => property !== '' || values.length === 0, {
    path: ['values'],
    message: 'name the field of these values',
  })
export type FormerCustomerFields = z.infer<typeof FormerCustomerFields>

export const noFormerFields: FormerCustomerFields = { property: '', values: [], endProperty: '' }

/** `over` without a day: the system does not say when. */
type Relationship = { state: 'runs' } | { state: 'over'; endedOn: string | null }

/**
 * What those fields say of one person (docs/reference/law.md#g2); null = nothing. `read` gives the text of a field,
 * days as YYYY-MM-DD…; `today` in UTC. The day wins over the value: a contract that still runs makes a customer
 * whatever a stage says.
 */
export function relationshipOf(
  { property, values, endProperty }: FormerCustomerFields,
  read: (name: string) => string | null,
  today: string,
): Relationship | null {
  const endedOn = endProperty === '' ? undefined : /^\d{4}-\d{2}-\d{2}/u.exec(read(endProperty) ?? '')?.[0]
  if (endedOn !== undefined) return endedOn > today ? { state: 'runs' } : { state: 'over', endedOn }
  const value = property === '' ? null : read(property)
  return value !== null && values.some((one) => one.toLowerCase() === value.trim().toLowerCase())
    ? { state: 'over', endedOn: null }
    : null
}

interface Ended {
  relation: 'none' | 'customer' | 'open-deal'
  relationEndedOn: string | null
  /** The system says that it is over, and nobody saw or told when. */
  isEndUnknown?: boolean
}

/** Whether a relationship of this person is over and nobody knows since when; none while a system shows a customer. */
export function isEndUnknown(records: readonly Ended[]): boolean {
  return (
    !records.some(({ relation }) => relation === 'customer') && records.some((record) => record.isEndUnknown === true)
  )
}

/**
 * The last day on which a relationship of this person ended; null = none ended, or some system still shows a customer
 * (in doubt they stay).
 */
export function relationEndOf(records: readonly Ended[]): string | null {
  if (records.some(({ relation }) => relation === 'customer')) return null
  return (
    records
      .flatMap(({ relationEndedOn }) => relationEndedOn ?? [])
      .toSorted()
      .at(-1) ?? null
  )
}
