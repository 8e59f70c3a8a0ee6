import { z } from 'zod'
import { ConnectorError } from '../../src/connector/errors.ts'
import type { Cursor } from '../../src/connector/records.ts'
import { personObjects } from './fields.ts'

/**
 * Position of a pull. `stamp` and `id` are the last record seen of `object` (stamp null: its beginning; id empty: from
 * the stamp on, inclusive). `contactStamp` and `leadStamp` are the latest stamps seen, where the next increment
 * starts, less the overlap. Times are ISO text in UTC.
 */
const PullCursor = z.object({
  walk: z.enum(['full', 'changes', 'rest']),
  object: z.enum([...personObjects, 'acts']),
  stamp: z.string().nullable(),
  id: z.string(),
  contactStamp: z.string().nullable(),
  leadStamp: z.string().nullable(),
  /** When this walk began, and when the last finished one did: acts are looked for from there on. */
  startedAt: z.string(),
  actsSince: z.string(),
  total: z.number().nullable(),
})
export type PullCursor = z.infer<typeof PullCursor>

/** Throws `cursor-lost` for a position that this version did not write. */
export function parseCursor(cursor: Cursor): PullCursor {
  const parsed = PullCursor.safeParse(cursor)
  if (parsed.success) return parsed.data
  throw new ConnectorError('cursor-lost', 'The saved position in Salesforce is not readable; the base is read again from the start.')
}
