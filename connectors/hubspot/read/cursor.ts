import { z } from 'zod'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { Cursor } from '../../../src/connector/records.ts'

/**
 * Properties that say whether a contact opted out of one subscription type, as the portal had them, with commas; null =
 * an older version did not note them.
 */
const Types = z.string().nullable().default(null)
/**
 * A sweep over the list endpoint: live contacts, then the bin; position, begin (epoch ms), opted-out contacts seen so
 * far, types at its begin.
 */
const SweepCursor = z.object({
  kind: z.literal('sweep'),
  archived: z.boolean(),
  after: z.string().nullable(),
  startedAt: z.number(),
  optOuts: z.number(),
  types: Types,
})
/**
 * Increments. `since`: begin of the window of the next walk. While a walk is under way `walk` says which one,
 * `lastId` how far it is and `startedAt` when it began.
 */
const ChangesCursor = z.object({
  kind: z.literal('changes'),
  since: z.number(),
  optOuts: z.number(),
  walk: z.enum(['rest', 'modified', 'opted-out']),
  lastId: z.string(),
  startedAt: z.number(),
  /**
   * When companies that changed were last looked for (epoch ms); 0 = an older version read none: the sweep that the
   * upgrade asks for shows them all.
   */
  companies: z.number().default(0),
  /** Last contact whose secondary addresses were asked for, in turn. */
  rotation: z.string().default('0'),
  types: Types,
})
export type SweepCursor = z.infer<typeof SweepCursor>
export type ChangesCursor = z.infer<typeof ChangesCursor>
const AnyCursor = z.discriminatedUnion('kind', [SweepCursor, ChangesCursor])

/** Throws `cursor-lost` for a position that this version did not write. */
export function parseCursor(cursor: Cursor): SweepCursor | ChangesCursor {
  const parsed = AnyCursor.safeParse(cursor)
  if (parsed.success) return parsed.data
  throw new ConnectorError(
    'cursor-lost',
    'The saved position in HubSpot is not readable; the base is read again from the start.',
  )
}
