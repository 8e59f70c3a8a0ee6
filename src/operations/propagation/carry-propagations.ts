import { ConnectorError } from '../../connector/errors.ts'
import type { SuppressionOrder } from '../../connector/orders.ts'
import type { Outcome } from '../../connector/outcome.ts'
import type { KindBlock, RecordRef } from '../../connector/records.ts'
import type { Channel } from '../../domain/app/channel.ts'
import { normalEmail } from '../../domain/contacts/identity.ts'
import { everyKind, parseScopeKey } from '../../domain/app/kind.ts'
import { claimMs, showWithinMs } from '../../domain/propagation/propagation.ts'
import { backoffMs, nextStep, offerAgainDelayMs } from '../../queue/failure-policy.ts'
import { insertAudit, type AuditAct } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { lockRecords, noteBlocks, noteOwnKindBlocks } from '../../store/propagation/noted-blocks.ts'
import { saveItems, saveResults, type PropagationResult } from '../../store/propagation/propagation-results.ts'
import {
  claimDue,
  dueLanes,
  loadOrderFacts,
  scopePause,
  wakeScope,
  type OrderFacts,
} from '../../store/propagation/propagations.ts'
import { answeredRows, type Carried, type Carry } from './answered-rows.ts'
import type { App } from '../app/app.ts'
import { oneAsksSoon } from './ask-soon.ts'
import { wakeDrains } from '../app/wake-drains.ts'
import { noteFailure, noteRevoked, openConnection, type OpenedConnection } from '../connections/open-connection.ts'
import { ordersOf } from './propagation-orders.ts'

/**
 * Claims one batch of due Propagations of the first lane that has any, carries it to the vendor, saves what came of it.
 * No transaction is open during the vendor's calls. Gives how many rows were moved.
 */
export async function carryPropagations(
  app: App,
  connectionId: string,
  lanes: readonly ('objection' | 'backfill')[],
  signal: AbortSignal,
): Promise<number> {
  for (const lane of await dueLanes(app.pool, connectionId, lanes, app.clock.now())) {
    const opened = await openConnection(app, connectionId, lane, signal)
    const { connection } = opened
    const claims = await inTransaction(app.pool, (sql) =>
      claimDue(
        sql,
        connectionId,
        lane,
        opened.system.can.batch.suppress,
        app.clock.now(),
        claimMs,
        connection.granted.includes('suppress'),
      ),
    )
    if (claims.length === 0) continue
    const facts = await loadOrderFacts(
      app.pool,
      claims.map((claim) => claim.id),
    )
    const rows = claims.flatMap((claim): Carried[] => {
      const found = facts.get(claim.id)
      return found === undefined ? [] : [{ claim, facts: found }]
    })
    // Due at once: nobody takes them without the right, and one that was granted meanwhile has already woken what
    // waited.
    const now = app.clock.now()
    const paused = opened.connector.kind === 'broker' ? await scopePause(app.pool, connectionId, now) : null
    if (!connection.granted.includes('suppress'))
      await save(
        app,
        connectionId,
        rows,
        rows.map((row) => waiting(row, 'not-granted', now, 0, null)),
        [],
      )
    else if (paused !== null)
      await save(
        app,
        connectionId,
        rows,
        rows.map((row) => waiting(row, 'scope-missing', now, paused.until.getTime() - now.getTime(), paused.detail)),
        [],
      )
    else await carry(app, opened, rows)
    return claims.length
  }
  return 0
}

/** Rows that may have been written already are only read; what the read does not show is written. */
async function carry(app: App, opened: OpenedConnection, rows: readonly Carried[]): Promise<void> {
  const { system, connection, connector } = opened
  const toRead = rows.filter(({ claim }) => claim.state === 'written' || claim.verifyFirst)
  const toWrite = rows.filter((row) => !toRead.includes(row))
  const seen = await attempt(app, opened, toRead, (orders) => system.verify(orders))
  const stillOpen = seen
    .filter(({ row, outcome }) => row.claim.state === 'sending' && outcome.status === 'written')
    .map(({ row }) => row)
  const settled = seen.filter(({ row }) => !stillOpen.includes(row))
  const written = await attempt(app, opened, [...stillOpen, ...toWrite], (orders) => system.suppress(orders))
  const outcomes = [...settled, ...written]
  const results = oneAsksSoon(
    app,
    connector,
    outcomes.map(({ row, outcome }) => resultOf(app, row, outcome)),
  )
  await save(
    app,
    connection.id,
    outcomes.map(({ row }) => row),
    results,
    outcomes,
  )
  const through = outcomes.some(
    ({ row, outcome }) => row.claim.reason === 'scope-missing' && outcome.status !== 'hidden',
  )
  if (through && (await wakeScope(app.pool, connection.id, app.clock.now())) > 0) await wakeDrains(app, [connection.id])
}

/**
 * One vendor call for all rows. When it fails as a whole the rows take the step of the failure policy and are left out
 * of the answer; those that were carried before it failed are in it. The one it failed at goes last the next time:
 * others may not need to wait for it.
 */
async function attempt(
  app: App,
  { connector, connection: { id: connectionId, authorisedAt } }: OpenedConnection,
  rows: readonly Carried[],
  call: (orders: readonly SuppressionOrder[]) => Promise<readonly Outcome[]>,
): Promise<Carry[]> {
  if (rows.length === 0) return []
  const asked = rows.flatMap((row) => ordersOf(row.claim, row.facts).map((part) => ({ row, part })))
  try {
    const outcomes = await call(asked.map(({ part }) => part.order))
    if (outcomes.length < asked.length)
      throw new ConnectorError('unexpected-response', 'The connector gave no outcome for an order.')
    return answeredRows(asked, outcomes)
  } catch (error) {
    const failure =
      error instanceof ConnectorError
        ? error
        : new ConnectorError('unavailable', 'The call did not come to an end. It is made again.', { cause: error })
    if (!(error instanceof ConnectorError))
      app.log.error(
        { connectionId, stack: error instanceof Error ? error.stack : undefined },
        'unexpected failure while carrying',
      )
    const before = answeredRows(asked, failure.details.done ?? [])
    const left = rows.filter((row) => !before.some((carry) => carry.row === row))
    noteFailure(app, connectionId)
    if (left.some((row) => asksForAdmin(failure, row.claim.attempts + 1)))
      await noteRevoked(app, connectionId, failure, authorisedAt)
    const results = left.map((row, index) =>
      later(failed(app, row, failure), failure.details.done !== undefined && index === 0 ? goLastMs : 0),
    )
    await save(app, connectionId, left, oneAsksSoon(app, connector, results), [])
    return before
  }
}

/** Enough to be taken after the others of its batch. */
const goLastMs = 1_000
const later = (result: PropagationResult, ms: number): PropagationResult =>
  result.nextAttemptAt === null ? result : { ...result, nextAttemptAt: new Date(result.nextAttemptAt.getTime() + ms) }

function asksForAdmin(failure: ConnectorError, attempts: number): boolean {
  const next = nextStep(failure, attempts)
  return next.step === 'wait' && next.connection === 'needs-reauthorisation'
}

/** A look that comes this much after its time proves nothing about how long the system took. */
const lateMs = 2 * 60_000

/** What waits for a person is looked at by itself now and then; the person's answer wakes it at once. */
const personLookMs = 6 * 3_600_000
/** What our user may not see is looked at by itself now and then, besides the one that asks soon. */
const hiddenMs = 60 * 60_000
/** How often a written block is looked for before it is written again. */
const looksBeforeRewriting = 2

const nothing = {
  reason: null,
  owner: null,
  detail: null,
  nextAttemptAt: null,
  ticket: null,
  proof: null,
  verifyFirst: false,
  written: false,
  showBy: null,
  done: false,
  repairedRecords: 0,
}

function resultOf(app: App, { claim, facts }: Carried, outcome: Outcome): PropagationResult {
  const base = { ...nothing, id: claim.id, version: claim.version, from: claim.state, attempts: 0 }
  const now = app.clock.now()
  switch (outcome.status) {
    case 'applied':
    case 'already':
      return {
        ...base,
        to: 'applied',
        written: true,
        done: true,
        repairedRecords: outcome.status === 'applied' ? repairedRecords(facts) : 0,
      }
    case 'written': {
      if (
        claim.showBy !== null &&
        now > claim.showBy &&
        claim.dueAt !== null &&
        now.getTime() - claim.dueAt.getTime() > lateMs
      ) {
        // Nobody looked while the time ran out: that says nothing about the system.
        return {
          ...waiting(
            { claim, facts },
            'unavailable',
            now,
            500,
            'Nobody could look in time whether the block shows. It is written again.',
          ),
          verifyFirst: true,
          attempts: 0,
        }
      }
      if (claim.showBy !== null && now > claim.showBy)
        return {
          ...base,
          to: 'refused',
          reason: 'not-honoured',
          owner: 'operator',
          detail: 'The system accepted the block but never showed it.',
          done: true,
        }
      // Two noes of one person may have been written side by side, the later over the earlier: it is written once more.
      if (claim.state === 'written' && claim.attempts >= looksBeforeRewriting)
        return { ...waiting({ claim, facts }, 'unavailable', now, 500, null), verifyFirst: true, attempts: 0 }
      return {
        ...base,
        to: 'written',
        attempts: claim.attempts + 1,
        nextAttemptAt: new Date(now.getTime() + Math.min(20_000, backoffMs(claim.attempts + 1) / 2)),
        written: true,
        showBy: new Date(now.getTime() + showWithinMs),
      }
    }
    case 'accepted':
      if (claim.state === 'written')
        return { ...waiting({ claim, facts }, 'unavailable', now, 1_000, null), verifyFirst: false }
      return { ...base, to: 'accepted', ticket: outcome.ticket, proof: outcome.proof, done: true }
    case 'absent':
      // A record that vanished after it was written is asked for again from the start.
      if (claim.state === 'written')
        return { ...waiting({ claim, facts }, 'unavailable', now, 1_000, null), verifyFirst: false }
      return { ...base, to: 'absent', done: true }
    case 'pending':
      return {
        ...waiting({ claim, facts }, 'person', now, personLookMs, outcome.detail),
        verifyFirst: true,
        attempts: 0,
      }
    case 'busy':
      return {
        ...waiting({ claim, facts }, 'unavailable', now, backoffMs(claim.attempts + 1), outcome.detail),
        attempts: claim.attempts + 1,
        verifyFirst: true,
      }
    case 'hidden':
      return {
        ...waiting({ claim, facts }, 'scope-missing', now, hiddenMs, outcome.detail),
        verifyFirst: true,
        attempts: 0,
      }
    case 'not-taken': {
      // Counted from the first no: how often the system could not be reached before says nothing about the message.
      const offers = claim.reason === 'not-taken' ? claim.attempts + 1 : 1
      const delayMs = offerAgainDelayMs(offers, outcome.retryAfterMs)
      if (delayMs === null)
        return { ...base, to: 'refused', reason: outcome.reason, owner: 'operator', detail: outcome.detail, done: true }
      return {
        ...waiting({ claim, facts }, 'not-taken', now, delayMs, outcome.detail),
        attempts: offers,
        verifyFirst: false,
      }
    }
    case 'refused':
      return { ...base, to: 'refused', reason: outcome.reason, owner: 'operator', detail: outcome.detail, done: true }
  }
}

/** Records that were contactable by e-mail before another system's no reached them. */
function repairedRecords(facts: OrderFacts): number {
  return facts.channels.includes('email') && facts.kinds.length === 0
    ? facts.records.filter((record) => record.emailBlock === 'open').length
    : 0
}

function failed(app: App, row: Carried, error: ConnectorError): PropagationResult {
  const now = app.clock.now()
  const attempts = row.claim.attempts + 1
  const step = nextStep(error, attempts)
  if (row.claim.state === 'written') {
    // Nothing was learned: the block is looked at again; only a long silence ends it.
    return {
      ...waiting(
        row,
        step.step === 'wait' ? step.reason : 'unavailable',
        now,
        step.step === 'wait' ? step.delayMs : 60_000,
        error.message,
      ),
      verifyFirst: true,
    }
  }
  if (step.step === 'refuse') {
    return {
      ...nothing,
      id: row.claim.id,
      version: row.claim.version,
      from: 'sending',
      to: 'refused',
      attempts,
      reason: step.reason,
      owner: 'operator',
      detail: error.message,
      done: true,
    }
  }
  return {
    ...waiting(row, step.reason, now, step.delayMs, error.message),
    attempts: step.countsAsAttempt ? attempts : row.claim.attempts,
    verifyFirst: true,
  }
}

function waiting(
  { claim }: Carried,
  reason: string,
  now: Date,
  delayMs: number,
  detail: string | null,
): PropagationResult {
  const owner = ['not-granted', 'reauthorise', 'scope-missing'].includes(reason)
    ? 'admin'
    : reason === 'person'
      ? 'operator'
      : null
  return {
    ...nothing,
    id: claim.id,
    version: claim.version,
    from: claim.state,
    to: 'waiting',
    attempts: claim.attempts,
    reason,
    owner,
    detail,
    nextAttemptAt: new Date(now.getTime() + delayMs),
    verifyFirst: claim.verifyFirst,
  }
}

/** Saves results, what was read back, and one audit row per terminal move, in one short transaction. */
async function save(
  app: App,
  connectionId: string,
  rows: readonly Carried[],
  results: readonly PropagationResult[],
  outcomes: readonly Carry[],
): Promise<void> {
  if (results.length === 0) return
  const byId = new Map(rows.map((row) => [row.claim.id, row]))
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    await lockRecords(
      sql,
      outcomes.flatMap(({ parts }) => parts.flatMap(blocksOf)).map((block) => block.recordId),
    )
    const saved = await saveResults(sql, results, new Date(), now)
    const kept = outcomes.filter(({ row }) => saved.has(row.claim.id))
    await saveItems(
      sql,
      kept.flatMap(({ row, outcome }) => itemsOf(app, row, outcome)),
    )
    await noteOwnKindBlocks(
      sql,
      connectionId,
      kept
        .flatMap(({ row, outcome }) => itemsOf(app, row, outcome))
        .flatMap(({ item, target }) => (item.by ?? []).map((vendorName) => ({ target, vendorName }))),
      now,
    )
    await noteBlocks(
      sql,
      kept.flatMap(({ parts }) => parts.flatMap(blocksOf)),
      new Date(),
    )
    await insertAudit(
      sql,
      results
        .filter((result) => saved.has(result.id) && result.done)
        .map((result): AuditAct => {
          const { facts, claim } = byId.get(result.id) ?? {}
          const outcome = outcomes.find(({ row }) => row.claim.id === result.id)?.outcome
          return {
            actId: `propagation:${result.id}:${result.version}`,
            act: 'propagation',
            actor: 'lawbase',
            contactId: facts?.contactId ?? null,
            connectionId,
            details: {
              objectionId: facts?.objectionId,
              to: result.to,
              reason: result.reason,
              proof: result.proof,
              ticket: result.ticket,
              ...(outcome === undefined ? {} : { seen: auditedItems(outcome) }),
              ...(claim?.putBack == null
                ? {}
                : { putBack: { at: claim.putBack.at.toISOString(), by: claim.putBack.by, kind: claim.putBack.kind } }),
              records: facts === undefined ? [] : [...facts.records, ...facts.numbered].map(nameOf),
              ...(facts === undefined || facts.numbered.length === 0 ? {} : { byNumber: facts.numbered.map(nameOf) }),
            },
          }
        }),
      now,
    )
  })
}

const nameOf = (record: RecordRef): string => `${record.object}:${record.id}`

function itemsOf(app: App, row: Carried, outcome: Outcome) {
  if (outcome.status !== 'applied' && outcome.status !== 'already') return []
  return outcome.seen.items.map((item) => ({
    propagationId: row.claim.id,
    item,
    target:
      item.targetKind === 'address'
        ? app.keys.hashEmail(normalEmail(item.target) ?? item.target).toString('hex')
        : item.target,
    readAt: outcome.seen.at,
  }))
}

/** What was read back of our records, by channel and kind. Addresses stand in the proof, not on a record. */
function blocksOf({ part, outcome }: Carry['parts'][number]) {
  if (outcome.status !== 'applied' && outcome.status !== 'already') return []
  const { items } = outcome.seen
  const emailByAddress = items.some(
    (item) => item.targetKind === 'address' && item.channel === 'email' && item.level === 'enforced',
  )
  return part.records.map((record) => {
    const blocks: Partial<Record<Channel, string>> = {}
    const kindBlocks: Record<string, KindBlock> = {}
    for (const item of items) {
      const scope = parseScopeKey(item.channel)
      if (scope === null || (item.targetKind === 'record' && item.target !== record.id)) continue
      // The vendor shows a kind of an address on the record that holds it; which one is not told, so all of the
      // person's count.
      if (scope.kind !== everyKind) kindBlocks[item.channel] = { state: item.level, by: item.by ?? [] }
      else if (item.targetKind === 'record') blocks[scope.channel] = item.level
    }
    return {
      recordId: record.rowId,
      blocks: emailByAddress && Object.keys(blocks).length > 0 ? { ...blocks, email: 'enforced' as const } : blocks,
      kindBlocks,
    }
  })
}

/** Proof for the audit log: record ids of the vendor and values, never an address. */
function auditedItems(outcome: Outcome): unknown {
  if (outcome.status !== 'applied' && outcome.status !== 'already') return undefined
  return outcome.seen.items.map((item) => ({
    ...(item.targetKind === 'record' ? { record: item.target } : { address: true }),
    channel: item.channel,
    level: item.level,
    value: item.value,
  }))
}
