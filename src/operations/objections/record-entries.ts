import type { KeyRing } from '../../store/app/key-ring.ts'
import type { Pool } from 'pg'
import type { Door } from '../../domain/objections/objection.ts'
import type { ObjectionEntry } from '../../domain/objections/objection-entry.ts'
import { sortKinds } from '../../domain/app/kind.ts'
import { inTransaction } from '../../store/app/database.ts'
import { findByIdempotencyKeys } from '../../store/objections/objections.ts'
import type { App } from '../app/app.ts'
import { decideLater } from '../decisions/decide-later.ts'
import { wakeDrains } from '../app/wake-drains.ts'
import { IdempotencyConflict, sameContent, type ObjectionInput } from './objection-input.ts'
import { commitObjection, recordObjections, type RecordedObjection } from './record-objection.ts'

/** An objection and its place in the list or file it came in. */
export interface IndexedEntry {
  index: number
  entry: ObjectionEntry
}

export interface EntriesCall {
  door: Door
  actor: string
  /**
   * Makes each row idempotent: the same key and place always mean the same objection. Null: what is suppressed already
   * is known again.
   */
  key: string | null
  /** Facts of the call that each row keeps as evidence. */
  evidence?: Readonly<Record<string, unknown>>
  /** How far it got, after each commit; it is waited for, and what it throws ends the call. */
  onProgress?: (done: number, of: number) => unknown
  /** The call began then and was cut off: what it recorded since is its own, not something that stood before. */
  since?: Date
}

/** Small enough to hold no lock for long, large enough for a constant number of statements to pay. */
const rowsPerCommit = 500
/** More than this is a backlog: it must not stand before a person who says no now. */
const maxUrgent = 100
const keyTries = 3
const keyConstraint = 'objections_idempotency_key_key'

/**
 * Records many objections, a few hundred per commit, each as `recordObjection` does one. What is committed stays when
 * the rest fails; the same call again with its key completes it. The same objection twice in one call is one objection.
 * Throws IdempotencyConflict, before anything is recorded, when the key stands for other rows.
 */
export async function recordEntries(
  app: App,
  rows: readonly IndexedEntry[],
  call: EntriesCall,
): Promise<Map<number, RecordedObjection>> {
  const groups = sameObjections(rows)
  const lane = rows.length > maxUrgent ? 'backfill' : 'objection'
  const inputs = groups.map(({ index, entry }) => ({ index, input: inputOf(app.keys, entry, index, call, lane) }))
  // A single no is compared where it is recorded.
  if (inputs.length > 1) await refuseOtherContent(app.pool, inputs)
  const byIndex = new Map<number, RecordedObjection>()
  for (let start = 0; start < inputs.length; start += rowsPerCommit) {
    const part = inputs.slice(start, start + rowsPerCommit)
    const recorded = await recordPart(app, part)
    for (const [place, { index }] of part.entries()) {
      const one = recorded[place]
      if (one !== undefined)
        byIndex.set(index, call.since === undefined || one.recordedAt < call.since ? one : { ...one, repeated: false })
    }
    app.later(
      wakeDrains(
        app,
        recorded.flatMap((one) => one.connectionIds),
      ),
    )
    decideLater(
      app,
      recorded.flatMap((one) => (one.repeated ? [] : [one.contactId])),
    )
    await call.onProgress?.(Math.min(start + rowsPerCommit, inputs.length), inputs.length)
  }
  for (const { index, again } of groups) {
    const first = byIndex.get(index)
    if (first !== undefined)
      for (const other of again) byIndex.set(other, { ...first, repeated: true, connectionIds: [] })
  }
  return byIndex
}

/** Each different no once, at its first place, dated by the earliest of its rows. */
function sameObjections(rows: readonly IndexedEntry[]): (IndexedEntry & { again: number[] })[] {
  const known = new Map<string, IndexedEntry & { again: number[] }>()
  for (const { index, entry } of rows) {
    const key = JSON.stringify([...reachedBy(entry), entry.channels, sortKinds(entry.kinds), entry.reason])
    const first = known.get(key)
    if (first === undefined) known.set(key, { index, entry, again: [] })
    else {
      first.again.push(index)
      if (entry.receivedAt < first.entry.receivedAt) first.entry = { ...first.entry, receivedAt: entry.receivedAt }
    }
  }
  return [...known.values()]
}

function inputOf(
  keys: KeyRing,
  entry: ObjectionEntry,
  index: number,
  call: EntriesCall,
  lane: ObjectionInput['lane'],
): ObjectionInput {
  const [emails, phones] = reachedBy(entry)
  const hashes = [...emails.map((email) => keys.hashEmail(email)), ...phones.map((phone) => keys.hashPhone(phone))]
  return {
    emails,
    phones,
    hashes: [],
    contactId: null,
    channels: entry.channels,
    kinds: entry.kinds,
    receivedAt: entry.receivedAt,
    door: call.door,
    actor: call.actor,
    originConnectionId: null,
    lane,
    reason: entry.reason,
    asksErasure: entry.reason === 'erasure',
    evidence: {
      ...call.evidence,
      ...(entry.reference === null ? {} : { reference: entry.reference }),
      subject: hashes.map((hash) => hash.toString('hex')).join('+'),
    },
    idempotencyKey: call.key === null ? null : `${call.key}:${index}`,
  }
}

/** Addresses, then numbers. */
function reachedBy({ email, phone, further }: ObjectionEntry): [string[], string[]] {
  return [
    [...(email === null ? [] : [email]), ...(further?.emails ?? [])],
    [...(phone === null ? [] : [phone]), ...(further?.phones ?? [])],
  ]
}

interface IndexedInput {
  index: number
  input: ObjectionInput
}

async function refuseOtherContent(pool: Pool, inputs: readonly IndexedInput[]): Promise<void> {
  const earlier = await findByIdempotencyKeys(
    pool,
    inputs.map(({ input }) => input.idempotencyKey).filter((key) => key !== null),
  )
  for (const { index, input } of inputs) {
    const known = earlier.get(input.idempotencyKey ?? '')
    if (known !== undefined && !sameContent(known, input)) throw new IdempotencyConflict(index)
  }
}

/** One commit. The same call made twice at once meets its own keys: then the other one's rows are there to be found. */
async function recordPart(app: App, part: readonly IndexedInput[]): Promise<RecordedObjection[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      const [only] = part
      if (part.length === 1 && only !== undefined) return [await commitObjection(app, only.input)]
      return await inTransaction(app.pool, (sql) =>
        recordObjections(
          app,
          sql,
          part.map(({ input }) => input),
        ),
      )
    } catch (error) {
      if (error instanceof IdempotencyConflict) throw new IdempotencyConflict(part[error.index]?.index ?? 0)
      if (attempt === keyTries || (error as { constraint?: unknown }).constraint !== keyConstraint) throw error
    }
  }
}
