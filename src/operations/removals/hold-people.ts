import { ConnectorError } from '../../connector/errors.ts'
import { dayOf } from '../../domain/app/day.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { heldUntil } from '../../store/objections/holds.ts'
import { moveItems, planItems } from '../../store/removals/removal-items.ts'
import { movePlan, type RemovalPlan } from '../../store/removals/removals.ts'
import { planRecords, type PlanRecord } from '../../store/removals/plan-records.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import { eachBatch, noteHolds } from './batches/plan-batches.ts'
import { takeOutChanged } from './take-out-changed.ts'

/**
 * Sets our do-not-contact on every record of the plan and reads it back. Nothing is deleted yet; lifting it restores.
 */
export async function holdStep(app: App, plan: RemovalPlan, signal: AbortSignal): Promise<void> {
  const now = app.clock.now()
  const { settings } = await loadSettings(app.pool)
  const until = new Date(now.getTime() + settings.restoreDays * 86_400_000)
  await takeOutChanged(app, plan, now, signal)
  const records = await planRecords(app.pool, plan.id, ['planned'])
  await setHolds(
    app,
    plan,
    records.filter((record) => !record.gone),
    dayOf(until),
    signal,
  )
  await settleHeld(app, plan, now)
  await movePlan(app.pool, plan.id, ['approved'], 'held', { heldUntil: until, nextStepAt: until })
}

/**
 * A person is held when each of their records is; a record that refuses keeps the whole person out
 * (docs/reference/promises.md#i6).
 */
async function settleHeld(app: App, plan: RemovalPlan, now: Date): Promise<void> {
  const open = new Set(
    (await planRecords(app.pool, plan.id, ['planned', 'refused']))
      .filter((record) => !record.gone)
      .map((record) => record.contactId),
  )
  const waiting = (await planItems(app.pool, plan.id, ['planned'], app.clock.now())).map((item) => item.contactId)
  await inTransaction(app.pool, async (sql) => {
    await moveItems(
      sql,
      plan.id,
      waiting.filter((id) => open.has(id)),
      { to: 'refused', reason: 'hold-refused' },
      now,
    )
    const held = await moveItems(
      sql,
      plan.id,
      waiting.filter((id) => !open.has(id)),
      { to: 'held', reason: null },
      now,
    )
    await insertAudit(
      sql,
      held.map((contactId) => ({
        actId: `hold:${plan.id}:${contactId}`,
        act: 'hold',
        actor: 'lawbase',
        contactId,
        details: { planId: plan.id, number: plan.number },
      })),
      now,
    )
  })
}

/**
 * Takes our do-not-contact off the records of people who left the plan, also where it may stand and nobody could note
 * it any more: in what a record was merged into, too.
 */
export async function liftHolds(app: App, plan: RemovalPlan, signal: AbortSignal): Promise<void> {
  await setHolds(
    app,
    plan,
    await planRecords(app.pool, plan.id, ['planned', 'held'], ['taken-out', 'restored', 'refused']),
    null,
    signal,
  )
}

/**
 * Writes our do-not-contact, or takes it off (`until` null), and notes what was read back. What else holds a person
 * stays written.
 */
async function setHolds(
  app: App,
  plan: RemovalPlan,
  records: readonly PlanRecord[],
  until: string | null,
  signal: AbortSignal,
): Promise<void> {
  await eachBatch(
    app,
    records,
    {
      verb: 'suppress',
      sizeOf: (system) => system.can.batch.hold,
      work: async (system, batch) => {
        if (system.hold === undefined) throw new ConnectorError('forbidden', 'This system cannot hold contacts.')
        const others = await heldUntil(
          app.pool,
          batch.map((record) => record.personId),
        )
        const lastDay = (personId: string) =>
          [until, others.get(personId)]
            .filter((day) => day != null)
            .toSorted()
            .at(-1) ?? null
        const outcomes = await system.hold(
          batch.map((record) => ({
            orderId: String(record.recordId),
            record: record.ref,
            until: lastDay(record.personId),
          })),
        )
        return () => noteHolds(app, plan, batch, until === null ? 'released' : 'held', outcomes)
      },
    },
    signal,
  )
}
