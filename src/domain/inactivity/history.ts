import { z } from 'zod'
import { Day, Moment } from '../moment.ts'
import { sourceKinds } from '../tables/source-kinds.ts'

const Text = z.string().trim().min(1).max(400)
const Months = z.int().min(1).max(36)

/** One event of a history. */
export const Event = z.strictObject({
  kind: Text, at: Moment, system: Text.nullable().default(null),
  /** A user wrote a dated note about it. */
  noted: z.boolean().default(false),
  /** The message that was clicked, when it was delivered, what the link was, and who followed it. */
  message: Text.nullable().default(null), sentAt: Moment.nullable().default(null), link: Text.nullable().default(null), agent: Text.nullable().default(null), dataCentre: z.boolean().default(false),
})

const Record = z.strictObject({ system: Text.nullable().default(null), createdOn: Moment.nullable().default(null), relation: z.enum(['none', 'customer', 'open-deal']).default('none') })

/** One line of `lawbase clock --json`: everything known of one contact's past. Every field is told in docs/clock.md. */
export const History = z.strictObject({
  id: z.union([Text, z.number()]).nullable().default(null), now: Moment.nullable().default(null),
  sources: z.array(z.strictObject({ kind: z.enum(sourceKinds).nullable().default(null), name: Text.nullable().default(null), obtainedOn: Moment })).default([]),
  records: z.array(Record).default([]), events: z.array(Event).default([]),
  relation: z.enum(['none', 'customer', 'open-deal']).default('none'), relationEndedOn: Day.nullable().default(null),
  holds: z.array(z.strictObject({ kind: z.enum(['contract', 'legal-hold', 'not-now', 'pending-objection', 'pending-erasure']), until: Day.nullable().default(null) })).default([]),
  systems: z.array(z.strictObject({ name: Text, readAt: Moment.nullable().default(null), failing: z.boolean().default(false) })).default([]),
  otherTools: z.array(z.strictObject({ name: Text, importedAt: Moment.nullable().default(null) })).nullable().default([]),
  policy: z.strictObject({ months: Months.default(36), afterRelationMonths: Months.nullable().default(null), assumedStarts: z.boolean().default(false) }).prefault({}),
})
export type History = z.infer<typeof History>
export type HistoryEvent = History['events'][number]
