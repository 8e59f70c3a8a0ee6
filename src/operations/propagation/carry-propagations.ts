import { asConnectorError } from '../app/as-connector-error.ts'
import { ConnectorError } from '../../connector/errors.ts'
import type { SuppressionOrder } from '../../connector/orders.ts'
import type { Outcome } from '../../connector/outcome.ts'
import { numberChannels } from '../../domain/app/channel.ts'
import { scopesOf } from '../../domain/app/kind.ts'
import { claimMs } from '../../domain/propagation/states.ts'
import { nextStep } from '../../queue/failure-policy.ts'
import { inTransaction } from '../../store/app/database.ts'
import { planned } from '../../store/app/prepared.ts'
import type { PropagationResult } from '../../store/propagation/propagation-results.ts'
import { scopePause, wakeScope } from '../../store/propagation/propagations.ts'
import { claimDue, dueLanes } from '../../store/propagation/claim.ts'
import { noteOwnBlocks } from '../../store/propagation/noted-blocks.ts'
import { loadOrderFacts } from '../../store/propagation/order-facts.ts'
import { answeredRows, type Carried, type Carry } from './answered-rows.ts'
import type { App } from '../app/app.ts'
import { oneAsksSoon } from './ask-soon.ts'
import { wakeDrains } from '../app/wake-drains.ts'
import { noteFailure, noteRevoked, openConnection, type OpenedConnection } from '../connections/open-connection.ts'
import { followTrails } from './follow-trails.ts'
import { ordersOf } from './propagation-orders.ts'
import { failed, resultOf, waiting } from './propagation-result.ts'
import { saveCarried } from './save-carried.ts'

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
  for (const lane of await dueLanes(planned(app.pool), connectionId, lanes, app.clock.now())) {
    const opened = await openConnection(app, connectionId, lane, signal)
    const { connection } = opened
    const claims = await inTransaction(app.pool, (sql) =>
      claimDue(
        planned(sql),
        { connectionId, lane, granted: connection.granted.includes('suppress') },
        { limit: opened.system.can.batch.suppress, claimMs },
        app.clock.now(),
      ),
    )
    if (claims.length === 0) continue
    const facts = await loadOrderFacts(
      planned(app.pool),
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
    if (!connection.granted.includes('suppress')) {
      const results = rows.map((row) => waiting(row, 'not-granted', now, 0, null))
      await saveCarried(app, connectionId, rows, results, [])
    } else if (paused !== null) {
      const pauseMs = paused.until.getTime() - now.getTime()
      const results = rows.map((row) => waiting(row, 'scope-missing', now, pauseMs, paused.detail))
      await saveCarried(app, connectionId, rows, results, [])
    } else {
      await noteOwnBlocks(app.pool, cellsOf(rows))
      await followTrails(app, opened, rows, () => carry(app, opened, rows))
    }
    return claims.length
  }
  return 0
}

/**
 * Every cell of a record that these rows are about to close; of one that a number alone leads to, as `ordersOf` does.
 */
const cellsOf = (rows: readonly Carried[]) =>
  rows.flatMap(({ claim, facts }) =>
    scopesOf(facts.channels, facts.kinds).flatMap((scope) =>
      [...facts.records, ...(numberChannels.some((one) => one === scope.channel) ? facts.numbered : [])].map(
        ({ rowId }) => ({ propagationId: claim.id, recordId: rowId, ...scope }),
      ),
    ),
  )

/** Rows that may have been written already are only read; what the read does not show is written. */
async function carry(
  app: App,
  opened: OpenedConnection,
  rows: readonly Carried[],
): Promise<readonly PropagationResult[]> {
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
    outcomes.map(({ row, outcome }) => resultOf(row, outcome, app.clock.now())),
  )
  await saveCarried(
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
  return results
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
    const failure = asConnectorError(app.log, error, {
      doing: 'while carrying',
      message: 'The call did not come to an end. It is made again.',
      ids: { connectionId },
    })
    const before = answeredRows(asked, failure.details.done ?? [])
    const left = rows.filter((row) => !before.some((carry) => carry.row === row))
    noteFailure(app, connectionId)
    if (left.some((row) => asksForAdmin(failure, row.claim.attempts + 1)))
      await noteRevoked(app, connectionId, failure, authorisedAt)
    const results = left.map((row, index) =>
      later(failed(row, failure, app.clock.now()), failure.details.done !== undefined && index === 0 ? goLastMs : 0),
    )
    await saveCarried(app, connectionId, left, oneAsksSoon(app, connector, results), [])
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
