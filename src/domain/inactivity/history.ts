import { z } from 'zod'
import { Day, Moment } from '../app/moment.ts'
import { sourceKinds } from '../sources/tables/source-kinds.ts'

const Text = z.string().trim().min(1).max(400)
/** A text, or null; an empty one is none. */
export const TextOrNull = z
  .string()
  .trim()
  .max(400)
  .transform((text) => (text === '' ? null : text))
  .nullable()
  .default(null)
export const Months = z.int().min(1).max(36)

/** A list; null is an empty one. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item, 'must be a list')
    .nullable()
    .default([])
    .transform((list) => list ?? [])

/** One event of a history or of a case. */
export const Event = z.strictObject({
  kind: Text,
  at: Moment,
  system: TextOrNull,
  /** A user wrote a dated note about it. */
  noted: z.boolean().default(false),
  /** The message that was clicked, when it was delivered, what the link was, and who followed it. */
  message: TextOrNull,
  sentAt: Moment.nullable().default(null),
  link: z
    .string()
    .trim()
    .max(4_000)
    .transform((text) => (text === '' ? null : text))
    .nullable()
    .default(null),
  agent: TextOrNull,
  dataCentre: z.boolean().default(false),
})

const Record = z.strictObject({
  system: TextOrNull,
  createdOn: Moment.nullable().default(null),
  relation: z.enum(['none', 'customer', 'open-deal']).default('none'),
})

/**
 * One line of `lawbase clock --json`: everything known of one contact's past. Every field is told in docs/api/clock.md.
 */
export const History = z.strictObject({
  id: z.union([Text, z.number()], 'must be a text or a number').nullable().default(null),
  now: Moment.nullable().default(null),
  sources: listOf(
    z.strictObject({
      kind: z.enum(sourceKinds).nullable().default(null),
      name: TextOrNull,
      obtainedOn: Moment.nullable().default(null),
    }),
  ),
  records: listOf(Record),
  events: listOf(Event),
  relation: z.enum(['none', 'customer', 'open-deal']).default('none'),
  relationEndedOn: Day.nullable().default(null),
  formerCustomer: z.boolean().default(false),
  holds: listOf(
    z.strictObject({
      kind: z.enum(['contract', 'legal-hold', 'not-now', 'pending-objection', 'pending-erasure']),
      until: Day.nullable().default(null),
    }),
  ),
  systems: listOf(
    z.strictObject({ name: Text, readAt: Moment.nullable().default(null), failing: z.boolean().default(false) }),
  ),
  otherTools: z
    .array(z.strictObject({ name: Text, importedAt: Moment.nullable().default(null) }))
    .nullable()
    .default([]),
  policy: z
    .strictObject({
      months: Months.default(36),
      afterRelationMonths: Months.nullable().default(null),
      assumedStarts: z.boolean().default(false),
    })
    .prefault({}),
})
export type History = z.infer<typeof History>
export type HistoryEvent = History['events'][number]
