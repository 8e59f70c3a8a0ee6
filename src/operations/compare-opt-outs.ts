import { findDrift, findUncoveredIdentities, findUnexplainedBlocks, type Drift } from '../store/compare.ts'
import { listConnections } from '../store/connections.ts'
import type { Sql } from '../store/database.ts'
import { addObjectionIdentities, insertSuppressions } from '../store/objections.ts'
import { insertPropagations, wakePropagations } from '../store/propagations.ts'
import { randomUUID } from 'node:crypto'
import type { App } from './app.ts'
import { recordObjections, startOf, type ObjectionInput } from './record-objection.ts'

export interface Comparison {
  /** Noes that stood in a system and are Objections now. */
  found: number
  /** Records that should be blocked and are not, whose Propagations go out (again). */
  drifted: number
  wakeConnectionIds: readonly string[]
}

/**
 * Compares opt-outs both ways for the given records and their people: a block we cannot explain is a no we had
 * not heard of; a suppressed person's open record is blocked (again). Runs in the caller's transaction.
 */
export async function compareOptOuts(
  app: App,
  sql: Sql,
  recordIds: readonly number[],
  intake: { door: 'found' | 'hubspot' | 'salesforce'; lane: 'objection' | 'backfill' },
): Promise<Comparison> {
  if (recordIds.length === 0) return { found: 0, drifted: 0, wakeConnectionIds: [] }
  const now = app.clock.now()
  const unexplained = await findUnexplainedBlocks(sql, recordIds)
  const inputs = unexplained.filter((block) => block.hashes.length > 0).map((block): ObjectionInput => ({
    emails: [], hashes: block.hashes, contactId: block.contactId, channels: block.channels,
    // The vendors do not date the flag: the no is not later than now (DESIGN 6, Connect).
    receivedAt: now, door: intake.door, actor: intake.door === 'found' ? 'first pull' : intake.door, originConnectionId: block.connectionId,
    lane: intake.lane, reason: 'objection', evidence: { object: block.object, recordId: block.remoteId, notLaterThan: true }, idempotencyKey: null,
  }))
  const recorded = await recordObjections(app, sql, inputs)
  await coverNewIdentities(sql, recordIds)
  const drift = await findDrift(sql, recordIds)
  const woken = await sendOutAgain(sql, drift, now)
  return {
    found: recorded.filter((objection) => !objection.repeated).length,
    drifted: drift.length,
    wakeConnectionIds: [...recorded.flatMap((objection) => objection.connectionIds), ...woken],
  }
}

/** A person who said no has more addresses now: the no covers them too. */
async function coverNewIdentities(sql: Sql, recordIds: readonly number[]): Promise<void> {
  const uncovered = await findUncoveredIdentities(sql, recordIds)
  if (uncovered.length === 0) return
  await insertSuppressions(sql, uncovered)
  await addObjectionIdentities(sql, uncovered.map(({ objectionId, hash }) => ({ objectionId, hash })))
}

/** Gives the Connections to wake. */
async function sendOutAgain(sql: Sql, drift: readonly Drift[], now: Date): Promise<string[]> {
  if (drift.length === 0) return []
  const connections = new Map((await listConnections(sql)).map((connection) => [connection.id, connection]))
  const pairs = drift.flatMap((row) => row.objectionIds.map((objectionId) => ({ objectionId, connectionId: row.connectionId })))
    .filter((pair) => connections.has(pair.connectionId))
  const unique = [...new Map(pairs.map((pair) => [`${pair.objectionId} ${pair.connectionId}`, pair])).values()]
  const missing = unique.map((pair) => {
    const connection = connections.get(pair.connectionId)
    if (connection === undefined) throw new Error('A drifting record has no Connection')
    return { id: randomUUID(), ...pair, lane: 'objection' as const, ...startOf(connection) }
  })
  await insertPropagations(sql, missing, now)
  await wakePropagations(sql, unique, now)
  return unique.map((pair) => pair.connectionId)
}
