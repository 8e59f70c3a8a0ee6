import { z } from 'zod'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { Cursor } from '../../../src/connector/records.ts'
import { overlapMs } from '../transport/endpoints.ts'
import { personObjects } from '../fields/fields.ts'
import type { PersonObject } from '../fields/fields.ts'

/**
 * Position of a pull. `stamp` and `id` are the last record seen of `object` (stamp null: its beginning; id empty: from
 * the stamp on, inclusive). `contactStamp` and `leadStamp` are the latest stamps seen, where the next increment starts,
 * less the overlap. Times are ISO text in UTC. `bulk` lists the objects of a sweep that are read by query jobs: a job
 * goes on at `locator` (empty: its first page), and a new job, or a query, after `stamp` and `id` like any other page.
 */
const PullCursor = z.object({
  walk: z.enum(['full', 'changes', 'rest']),
  object: z.enum([...personObjects, 'acts']),
  stamp: z.string().nullable(),
  id: z.string(),
  contactStamp: z.string().nullable(),
  leadStamp: z.string().nullable(),
  /**
   * The last record with that stamp, where no other can come before it any more; empty: all with that stamp are read
   * again.
   */
  contactId: z.string().default(''),
  leadId: z.string().default(''),
  /** When this walk began, and when the last finished one did: acts are looked for from there on. */
  startedAt: z.string(),
  actsSince: z.string(),
  /** When the last walk that looked at Individuals began; empty = when the last one for acts did. */
  individualsSince: z.string().default(''),
  total: z.number().nullable(),
  bulk: z.string().default(''),
  job: z.string().nullable().default(null),
  jobMadeAt: z.string().nullable().default(null),
  locator: z.string().default(''),
  /** Jobs made for `object` so far. */
  jobs: z.number().default(0),
})
export type PullCursor = z.infer<typeof PullCursor>

const noJob = { job: null, jobMadeAt: null, locator: '' } as const

/** Throws `cursor-lost` for a position that this version did not write. */
export function parseCursor(cursor: Cursor): PullCursor {
  const parsed = PullCursor.safeParse(cursor)
  if (parsed.success) return parsed.data
  throw new ConnectorError(
    'cursor-lost',
    'The saved position in Salesforce is not readable; the base is read again from the start.',
  )
}

export function sweepStart(startedAt: string, total: number, bulk: readonly PersonObject[]): PullCursor {
  return {
    walk: 'full',
    object: 'Contact',
    stamp: null,
    id: '',
    contactStamp: null,
    leadStamp: null,
    contactId: '',
    leadId: '',
    startedAt,
    actsSince: startedAt,
    individualsSince: startedAt,
    total,
    bulk: bulk.join(','),
    ...noJob,
    jobs: 0,
  }
}

export function changesStart(position: PullCursor, now: Date): PullCursor {
  return {
    ...position,
    walk: 'changes',
    object: 'Contact',
    ...resumeAt(position.contactStamp, position.contactId, now),
    startedAt: now.toISOString(),
    total: null,
  }
}

export function isReadByJob(position: PullCursor, object: PersonObject): boolean {
  return position.walk === 'full' && position.bulk.split(',').includes(object)
}

export function withJob(position: PullCursor, job: string, madeAt: Date): PullCursor {
  return { ...position, job, jobMadeAt: madeAt.toISOString(), locator: '', jobs: position.jobs + 1 }
}

/** A job's results are lost: a new one begins after the last record. */
export function withoutJob(position: PullCursor): PullCursor {
  return { ...position, ...noJob }
}

/** No more jobs in this sweep; `again`: what the job gave of this object cannot be trusted. */
export function withoutBulk(position: PullCursor, again: boolean): PullCursor {
  return { ...position, ...noJob, bulk: '', ...(again ? { stamp: null, id: '' } : {}) }
}

export function seenUpTo(position: PullCursor, object: PersonObject, stamp: string, id: string): PullCursor {
  const known = object === 'Contact' ? position.contactStamp : position.leadStamp
  if (known !== null && known > stamp) return { ...position, stamp, id }
  return {
    ...position,
    stamp,
    id,
    ...(object === 'Contact' ? { contactStamp: stamp, contactId: id } : { leadStamp: stamp, leadId: id }),
  }
}

export function objectEnded(position: PullCursor, object: PersonObject, now: Date): PullCursor {
  const ended = { ...position, ...noJob, jobs: 0, id: '' }
  if (object === 'Contact')
    return {
      ...ended,
      object: 'Lead',
      ...(position.walk === 'full' ? { stamp: null } : resumeAt(position.leadStamp, position.leadId, now)),
    }
  return position.walk === 'full' ? rest(ended) : { ...ended, object: 'acts', stamp: null }
}

/**
 * The watermarks lie the overlap before the begin of the walk, at the latest: a record seen early may have changed
 * since, and a long transaction that was open at the begin commits with an older stamp
 * (docs/reference/salesforce.md#polling). Every job of the walk was made later. `actsLooked`: this walk looked for acts
 * too.
 */
export function rest(position: PullCursor, actsLooked = true): PullCursor {
  const safe = new Date(new Date(position.startedAt).getTime() - overlapMs).toISOString()
  const isSafe = (stamp: string | null): stamp is string => stamp !== null && stamp < safe
  return {
    ...position,
    walk: 'rest',
    object: 'Contact',
    stamp: null,
    id: '',
    contactStamp: isSafe(position.contactStamp) ? position.contactStamp : safe,
    leadStamp: isSafe(position.leadStamp) ? position.leadStamp : safe,
    contactId: isSafe(position.contactStamp) ? position.contactId : '',
    leadId: isSafe(position.leadStamp) ? position.leadId : '',
    actsSince: actsLooked ? position.startedAt : position.actsSince,
    individualsSince: position.startedAt,
    total: null,
    bulk: '',
  }
}

/**
 * docs/reference/salesforce.md#polling: `min(T, now - 5 min)`. A record that was read and is older than that is not
 * read again.
 */
function resumeAt(stamp: string | null, id: string, now: Date): { stamp: string; id: string } {
  const latest = new Date(now.getTime() - overlapMs)
  return stamp !== null && new Date(stamp) < latest
    ? { stamp: new Date(stamp).toISOString(), id }
    : { stamp: latest.toISOString(), id: '' }
}
