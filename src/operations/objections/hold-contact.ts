import { randomUUID } from 'node:crypto'
import { dayOf } from '../../domain/app/day.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { listConnections } from '../../store/connections/connections.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { connectionsWithDueHolds, endHolds, insertHold, queueHolds } from '../../store/objections/holds.ts'
import type { App } from '../app/app.ts'
import { decideAgain } from '../decisions/decide-later.ts'

interface HoldInput {
  contactId: string
  /** Why, in one word, e.g. `pause`, `mailbox-review`. */
  reason: string
  /** First day on which it no longer holds, YYYY-MM-DD; null = until somebody ends it. */
  until: string | null
  actor?: string
  evidence?: Readonly<Record<string, unknown>>
}

/**
 * "Not for now": our own do-not-contact, carried to every CRM and read back, never the vendor's opt-out
 * (docs/reference/promises.md#i6). Runs in the caller's transaction; after its commit the sweep carries it within a
 * second, or `wakeHolds` at once. Gives the hold's id.
 */
export async function holdContact(app: App, sql: Sql, input: HoldInput): Promise<string> {
  const now = app.clock.now()
  const id = randomUUID()
  const actor = input.actor ?? 'lawbase'
  await insertHold(
    sql,
    { id, contactId: input.contactId, reason: input.reason, until: input.until, actor, evidence: input.evidence ?? {} },
    now,
  )
  await carryEverywhere(app, sql, [input.contactId], now)
  await insertAudit(
    sql,
    [
      {
        actId: `hold:${id}`,
        act: 'hold',
        actor,
        contactId: input.contactId,
        details: { reason: input.reason, until: input.until, ...input.evidence },
      },
    ],
    now,
  )
  return id
}

/**
 * Ends one hold; other holds of the contact go on. Ending it twice changes nothing. Runs in the caller's transaction.
 */
export async function endHold(app: App, sql: Sql, holdId: string, by: string): Promise<void> {
  const now = app.clock.now()
  await afterEnd(app, sql, await endHolds(sql, { ids: [holdId] }, by, now), by)
}

/** Holds whose last day has passed end by themselves, everywhere. */
export async function endDueHolds(app: App): Promise<void> {
  const ended = await inTransaction(app.pool, async (sql) => {
    const due = await endHolds(sql, { dueOn: dayOf(app.clock.now()) }, 'lawbase', app.clock.now())
    await afterEnd(app, sql, due, 'lawbase')
    return due
  })
  await decideAgain(
    app,
    ended.map((hold) => hold.contactId),
  )
}

/** Takes holds that have ended off in every CRM, unless another asks for the same, and audits the end. */
export async function afterEnd(
  app: App,
  sql: Sql,
  ended: readonly { id: string; contactId: string; reason: string }[],
  by: string,
): Promise<void> {
  if (ended.length === 0) return
  const now = app.clock.now()
  await carryEverywhere(
    app,
    sql,
    ended.map((hold) => hold.contactId),
    now,
  )
  await insertAudit(
    sql,
    ended.map((hold) => ({
      actId: `hold-end:${hold.id}`,
      act: 'hold-end',
      actor: by,
      contactId: hold.contactId,
      details: { reason: hold.reason },
    })),
    now,
  )
}

/** What holds of these contacts ask for now is to be written in every CRM. */
export async function carryEverywhere(
  app: Pick<App, 'connectors'>,
  sql: Sql,
  contactIds: readonly string[],
  now: Date,
): Promise<void> {
  const crms = (await listConnections(sql)).filter(
    (connection) => app.connectors.get(connection.connector)?.kind === 'crm',
  )
  await queueHolds(
    sql,
    contactIds.flatMap((contactId) => crms.map((connection) => ({ contactId, connectionId: connection.id }))),
    now,
  )
}

/** Starts carrying at once what the sweep would carry within a second. */
export async function wakeHolds(app: App): Promise<void> {
  for (const connectionId of await connectionsWithDueHolds(app.pool, app.clock.now()))
    await app.enqueue('carry-holds', { connectionId })
}
