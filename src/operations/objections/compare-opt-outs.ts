import type { VendorActor } from '../../connector/webhook.ts'
import type { Channel } from '../../domain/app/channel.ts'
import { mappingsAt, scopeKey, type MessageKind } from '../../domain/app/kind.ts'
import { contactsOf } from '../../store/objections/taken-mobiles.ts'
import { findUncoveredIdentities, findUnexplainedBlocks, type FoundBlock } from '../../store/objections/compare.ts'
import { findDrift, type Drift } from '../../store/objections/drift.ts'
import { listConnections } from '../../store/connections/connections.ts'
import type { Sql } from '../../store/app/database.ts'
import { queueHolds, unheldRecords } from '../../store/objections/holds.ts'
import { addObjectionIdentities, insertSuppressions } from '../../store/objections/objections.ts'
import { connectionsCarrying, insertPropagations, wakePropagations } from '../../store/propagation/propagations.ts'
import { noteOpenedBlocks } from '../../store/objections/lifts.ts'
import { askWhyPutBack } from '../../store/mailbox/reviews.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import { randomUUID } from 'node:crypto'
import type { App } from '../app/app.ts'
import { startOf } from '../propagation/plan-propagations.ts'
import type { ObjectionInput } from './objection-input.ts'
import { reasonOf } from './reported-objections.ts'
import { takeMobiles } from './take-mobiles.ts'
import { auditWidened, recordObjections } from './record-objection.ts'

/** Who did something to a record at the vendor, and when. */
export interface RecordActor extends VendorActor {
  at: Date
}

export interface Comparison {
  /** Objections that stood in a system and are Objections now. */
  found: number
  /** Records that should be blocked and are not, whose Propagations go out (again). */
  drifted: number
  wakeConnectionIds: readonly string[]
  /** Contacts whose objections were found. */
  objectorIds: readonly (string | null)[]
}

/** How the records were read, and what their systems say beside them. */
interface Read {
  connectionId?: string
  door: 'found' | 'crm'
  actor: string
  lane: 'objection' | 'backfill'
  actors?: ReadonlyMap<string, RecordActor>
  complained?: ReadonlySet<string>
  /** Of records just read, by `object id`: since when their system says that its blocks stand. */
  datedBlocks?: ReadonlyMap<string, DatedBlocks>
}

/**
 * Compares opt-outs both ways for the given records, just read or just tied to another person, and their people: a
 * block we cannot explain is an objection we had not heard of; a suppressed person's open record is blocked (again).
 * Runs in the caller's transaction.
 */
export async function compareOptOuts(
  app: App,
  sql: Sql,
  recordIds: readonly number[],
  intake: Read,
): Promise<Comparison> {
  if (recordIds.length === 0) return { found: 0, drifted: 0, wakeConnectionIds: [], objectorIds: [] }
  const now = app.clock.now()
  await noteOpenedBlocks(sql, recordIds, now)
  // First: a block that stands for an objection under a former address is explained by it, and is no new objection.
  const covered = [
    ...(await coverNewIdentities(sql, recordIds, now)),
    ...(await coverNewMobiles(app, sql, recordIds, now)),
  ]
  const unexplained = await findUnexplainedBlocks(sql, recordIds)
  const inputs = unexplained
    .filter((block) => block.hashes.length > 0)
    .flatMap((block) => byDate(block, intake, now).map((dated) => objectionOf(dated, intake, now)))
  const recorded = await recordObjections(app, sql, inputs)
  await queueHolds(sql, await unheldRecords(sql, recordIds), now)
  const { kinds } = (await loadSettings(sql)).settings
  const drift = await findDrift(sql, recordIds, mappedCells(kinds))
  const woken = await sendOutAgain(sql, [...pairsOf(drift, new Set(recordIds), intake.actors), ...covered], now)
  return {
    found: recorded.filter((objection) => !objection.repeated).length,
    drifted: drift.filter(({ unseen }) => !unseen).length,
    wakeConnectionIds: [...recorded.flatMap((objection) => objection.connectionIds), ...woken],
    objectorIds: recorded.filter((objection) => !objection.repeated).map((objection) => objection.contactId),
  }
}

/** Since when a system says that channels are stopped, by those that it dates. */
export type DatedBlocks = Readonly<Partial<Record<Channel, Date>>>

interface DatedBlock extends FoundBlock {
  since: Date | null
}

/**
 * A block by the system's own dates, one for each; null where it gives none: then the objection is not later than our
 * reading (docs/reference/promises.md#doors). What was refused on two days are two objections.
 */
function byDate(block: FoundBlock, { connectionId, datedBlocks }: Read, now: Date): DatedBlock[] {
  const isDated = block.connectionId === connectionId && block.kinds.length === 0
  const known = isDated ? datedBlocks?.get(`${block.object} ${block.remoteId}`) : undefined
  const sinceOf = (channel: Channel) => {
    const since = known?.[channel]
    return since === undefined || since > now ? null : since
  }
  return [...Map.groupBy(block.channels, (channel) => sinceOf(channel)?.getTime() ?? null)].map(([at, channels]) => ({
    ...block,
    channels,
    since: at === null ? null : new Date(at),
  }))
}

function objectionOf({ since, ...block }: DatedBlock, intake: Read, now: Date): ObjectionInput {
  return {
    emails: [],
    hashes: block.hashes,
    contactId: block.contactId,
    channels: block.channels,
    kinds: block.kinds,
    receivedAt: since ?? now,
    door: intake.door,
    actor: intake.actor,
    originConnectionId: block.connectionId,
    lane: intake.lane,
    reason:
      block.connectionId === intake.connectionId
        ? reasonOf(intake, { object: block.object, id: block.remoteId })
        : 'objection',
    evidence: {
      object: block.object,
      recordId: block.remoteId,
      ...(since === null ? { notLaterThan: true } : { datedBySystem: true }),
    },
    idempotencyKey: null,
  }
}

/**
 * A person who said no has more addresses now: the objection covers them too, and goes out again to every system that
 * blocks by address.
 */
async function coverNewIdentities(sql: Sql, recordIds: readonly number[], now: Date): Promise<Pair[]> {
  const uncovered = await findUncoveredIdentities(sql, recordIds)
  if (uncovered.length === 0) return []
  const widened = await insertSuppressions(sql, uncovered)
  await addObjectionIdentities(
    sql,
    uncovered.map(({ objectionId, hash }) => ({ objectionId, hash })),
  )
  await auditWidened(sql, widened, 'lawbase', now)
  return (await connectionsCarrying(sql, [...new Set(uncovered.map((row) => row.objectionId))])).map((pair) => ({
    ...pair,
    lookAgain: true,
  }))
}

/** The same for the mobiles of whoever said no to everything. */
async function coverNewMobiles(app: App, sql: Sql, recordIds: readonly number[], now: Date): Promise<Pair[]> {
  const widened = await takeMobiles(app, sql, await contactsOf(sql, recordIds), now)
  if (widened.length === 0) return []
  await auditWidened(sql, widened, 'lawbase', now)
  return (await connectionsCarrying(sql, widened)).map((pair) => ({ ...pair, lookAgain: true }))
}

/** Cells that have a switch of the vendor: `connection email:newsletter`. */
function mappedCells(kinds: readonly MessageKind[]): Set<string> {
  const connectionIds = new Set(kinds.flatMap((kind) => Object.keys(kind.targets)))
  return new Set([...connectionIds].flatMap((id) => mappingsAt(kinds, id).map((cell) => `${id} ${scopeKey(cell)}`)))
}

interface Pair {
  objectionId: string
  connectionId: string
  putBack?: RecordActor
  lookAgain: boolean
  unseen?: boolean
}

/**
 * What is under way at another system was open before it was written, and nobody has read it since: only a record of
 * `seen` can know more than the worker that carries it.
 */
function pairsOf(
  drift: readonly Drift[],
  seen: ReadonlySet<number>,
  actors: ReadonlyMap<string, RecordActor> | undefined,
): Pair[] {
  return drift.flatMap((row) => {
    const putBack = actors?.get(`${row.object} ${row.remoteId}`)
    return row.objectionIds.map((objectionId) => ({
      objectionId,
      connectionId: row.connectionId,
      lookAgain: seen.has(row.recordId) && !row.unseen,
      unseen: row.unseen,
      ...(putBack === undefined ? {} : { putBack }),
    }))
  })
}

/** Gives the Connections to wake. */
async function sendOutAgain(sql: Sql, pairs: readonly Pair[], now: Date): Promise<string[]> {
  if (pairs.length === 0) return []
  const connections = new Map((await listConnections(sql)).map((connection) => [connection.id, connection]))
  const unique = [...Map.groupBy(pairs, (pair) => `${pair.objectionId} ${pair.connectionId}`).values()].flatMap(
    (same) => {
      const pair = same.at(-1)
      return pair === undefined
        ? []
        : [{ ...pair, lookAgain: same.some((one) => one.lookAgain), unseen: same.every((one) => one.unseen === true) }]
    },
  )
  const missing = unique.flatMap((pair) => {
    const connection = connections.get(pair.connectionId)
    return connection === undefined
      ? []
      : [{ id: randomUUID(), ...pair, lane: 'objection' as const, ...startOf(connection) }]
  })
  await insertPropagations(sql, missing, now)
  const woken = await wakePropagations(sql, unique, now)
  await askWhyPutBack(
    sql,
    woken
      .filter((row) => row.reason === 'reintroduced')
      .flatMap((row) => {
        const putBack = unique.find(
          (pair) => pair.objectionId === row.objectionId && pair.connectionId === row.connectionId,
        )?.putBack
        return putBack?.kind !== 'user'
          ? []
          : [
              {
                objectionId: row.objectionId,
                connectionId: row.connectionId,
                facts: { by: putBack.name, at: putBack.at.toISOString() },
              },
            ]
      }),
    now,
  )
  return missing.map((row) => row.connectionId)
}
