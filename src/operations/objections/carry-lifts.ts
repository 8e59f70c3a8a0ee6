import { asConnectorError } from '../app/as-connector-error.ts'
import { ConnectorError } from '../../connector/errors.ts'
import type { ReleaseOrder } from '../../connector/orders.ts'
import type { Outcome } from '../../connector/outcome.ts'
import { covers, scopeKey } from '../../domain/app/kind.ts'
import { backoffMs, nextStep } from '../../queue/failure-policy.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { lockPeople } from '../../store/objections/objections.ts'
import { inTransaction } from '../../store/app/database.ts'
import {
  clearAddress,
  connectionsKeepingEmail,
  connectionsWithDueLifts,
  dueLiftedBlocks,
  noteReleased,
  saveLiftedBlocks,
  type LiftedBlock,
  type LiftedResult,
} from '../../store/objections/lifts.ts'
import type { App } from '../app/app.ts'
import { compareOptOuts } from './compare-opt-outs.ts'
import { noteFailure, noteRevoked, openConnection } from '../connections/open-connection.ts'
import { wakeDrains } from '../app/wake-drains.ts'

/**
 * Takes lifted blocks off at one Connection and reads back that they are open. What stands for the person is read right
 * before; what was said meanwhile is found by comparing right after, and blocks again. Gives how many were due.
 */
export async function carryLifts(app: App, connectionId: string, signal: AbortSignal): Promise<number> {
  const { system, connection } = await openConnection(app, connectionId, 'objection', signal)
  if (!connection.granted.includes('suppress')) return 0
  const now = app.clock.now()
  const due = await dueLiftedBlocks(app.pool, connectionId, now, system.can.batch.hold)
  if (due.length === 0) return 0
  // Said no again since: the block is the new objection's.
  const stopped = due.filter((block) => covers(new Set(block.standing.map(scopeKey)), block))
  const open = due.filter((block) => !stopped.includes(block))
  const orders = open.map(
    (block): ReleaseOrder => ({
      orderId: orderIdOf(block),
      record: block.ref,
      scope: { channel: block.channel, kind: block.kind },
      keep: block.standing,
    }),
  )
  await noteIntent(app, connectionId, open)
  try {
    const outcomes =
      system.release === undefined ? orders.map(unsupported) : orders.length === 0 ? [] : await system.release(orders)
    await save(app, connectionId, open, stopped, outcomes)
  } catch (error) {
    const failure = asConnectorError(app.log, error, {
      doing: 'while releasing',
      message: 'The call did not come to an end. It is made again.',
      ids: { connectionId },
    })
    noteFailure(app, connectionId)
    if (failure.kind === 'access-revoked') await noteRevoked(app, connectionId, failure, connection.authorisedAt)
    await saveLiftedBlocks(
      app.pool,
      open.map((block) => {
        const step = nextStep(failure, block.attempts + 1)
        return {
          ...resultOf(block),
          attempts: block.attempts + 1,
          detail: failure.message,
          nextAttemptAt: step.step === 'wait' ? new Date(now.getTime() + step.delayMs) : null,
        }
      }),
      now,
    )
  }
  return due.length
}

/** What ended what the block stood for: a Lift, or the correction of a mistaken entry. */
const causeOf = ({ causeId, byLift }: LiftedBlock) => (byLift ? { liftId: causeId } : { correctionOf: causeId })

const orderIdOf = (block: LiftedBlock): string => `${block.causeId} ${block.recordId} ${scopeKey(block)}`

/**
 * What is about to be taken off stands in the log before the vendor is asked: a write whose answer is lost is explained
 * too.
 */
async function noteIntent(app: App, connectionId: string, open: readonly LiftedBlock[]): Promise<void> {
  await insertAudit(
    app.pool,
    open.map((block) => ({
      actId: `release:${orderIdOf(block)}`,
      act: 'release',
      actor: 'lawbase',
      contactId: block.contactId,
      connectionId,
      details: { ...causeOf(block), record: `${block.ref.object}:${block.ref.id}`, scope: scopeKey(block) },
    })),
    app.clock.now(),
  )
}

function unsupported(order: ReleaseOrder): Outcome {
  return {
    orderId: order.orderId,
    status: 'refused',
    reason: 'not-supported',
    detail: 'this system cannot take a block off',
  }
}

function resultOf({ causeId, recordId, channel, kind }: LiftedBlock): LiftedResult {
  return { causeId, recordId, channel, kind, state: 'pending', attempts: 0, detail: null, nextAttemptAt: null }
}

async function save(
  app: App,
  connectionId: string,
  open: readonly LiftedBlock[],
  stopped: readonly LiftedBlock[],
  outcomes: readonly Outcome[],
): Promise<void> {
  const now = app.clock.now()
  const shown = (outcome: Outcome | undefined) =>
    outcome?.status === 'applied' || outcome?.status === 'already' || outcome?.status === 'absent'
  const results = open.map((block, index): LiftedResult => {
    const outcome = outcomes[index]
    if (shown(outcome)) return { ...resultOf(block), state: 'open' }
    if (outcome?.status === 'refused') return { ...resultOf(block), detail: outcome.detail }
    // Written, and not shown yet.
    return {
      ...resultOf(block),
      attempts: block.attempts + 1,
      nextAttemptAt: new Date(now.getTime() + backoffMs(block.attempts + 2)),
    }
  })
  const released = open.filter((_block, index) => shown(outcomes[index]))
  const wake = await inTransaction(app.pool, async (sql) => {
    // Records, then people, then lifted blocks: the order in which a page of records takes its locks.
    await noteReleased(
      sql,
      released.map((block) => ({ recordId: block.recordId, scope: { channel: block.channel, kind: block.kind } })),
      new Date(),
    )
    await lockPeople(sql)
    await saveLiftedBlocks(
      sql,
      [...results, ...stopped.map((block): LiftedResult => ({ ...resultOf(block), state: 'open' }))],
      now,
    )
    await insertAudit(
      sql,
      released.map((block) => ({
        actId: `released:${orderIdOf(block)}`,
        act: 'release',
        actor: 'lawbase',
        contactId: block.contactId,
        connectionId,
        details: {
          ...causeOf(block),
          record: `${block.ref.object}:${block.ref.id}`,
          scope: scopeKey(block),
          seen: valueOf(outcomes[open.indexOf(block)]),
        },
      })),
      now,
    )
    return (
      await compareOptOuts(app, sql, [...new Set([...released, ...stopped].map((block) => block.recordId))], {
        door: 'found',
        actor: 'first pull',
        lane: 'objection',
      })
    ).wakeConnectionIds
  })
  await wakeDrains(app, wake)
}

function valueOf(outcome: Outcome | undefined): string | null {
  return outcome?.status === 'applied' || outcome?.status === 'already' ? outcome.seen.value : null
}

/** Starts at once what the sweep would start within a second. */
export async function wakeLifts(app: App): Promise<void> {
  for (const connectionId of await connectionsWithDueLifts(app.pool, app.clock.now()))
    await app.enqueue('carry-lifts', { connectionId })
}

/**
 * Pages of vendors that open their own e-mail block to the person only; one that does not answer is left out.
 */
export async function liftLinks(
  app: App,
  contactId: string,
  identityHash: Buffer,
  language: string,
): Promise<{ label: string; url: string }[]> {
  const email = await clearAddress(app.pool, identityHash)
  if (email === null) return []
  const links: { label: string; url: string }[] = []
  for (const connectionId of await connectionsKeepingEmail(app.pool, contactId)) {
    try {
      const { system, connection } = await openConnection(app, connectionId, 'objection', AbortSignal.timeout(5_000))
      const url = (await system.liftLink?.(email, language)) ?? null
      if (url !== null) links.push({ label: connection.label, url })
    } catch (error) {
      app.log.warn(
        { connectionId, kind: error instanceof ConnectorError ? error.kind : 'unknown' },
        'no link to start again there',
      )
    }
  }
  return links
}
