import { randomUUID } from 'node:crypto'
import { channels } from '../../../domain/app/channel.ts'
import { Refused } from '../../../domain/app/refused.ts'
import { givenReason } from '../../../domain/app/given-reason.ts'
import type { User } from '../../../store/accounts/users.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../../store/app/database.ts'
import {
  insertDomainOrder,
  liftDomainOrder,
  peopleUnderOrders,
  setSubdomains,
  standingOrders,
} from '../../../store/objections/domain-orders.ts'
import type { App } from '../../app/app.ts'
import { wakeDrains } from '../../app/wake-drains.ts'
import { recordObjections, type RecordedObjection } from '../record-objection.ts'

/** Why an order is not lifted: none stands, or no reason was given. */
export class OrderRefused extends Refused<'unknown' | 'reason'> {
  constructor(code: OrderRefused['code']) {
    super(code, `the order was not lifted: ${code}`)
  }
}

/** How an objection under an order comes in. */
interface Coming {
  actor: string
  lane: 'objection' | 'backfill'
  originConnectionId: string | null
}

/**
 * Makes an order stand for a domain and records the objection of everybody known there (docs/reference/law.md#f2).
 * Whoever appears later follows by `recordUnderOrders`.
 */
export async function acceptDomainOrder(
  app: App,
  sql: Sql,
  {
    domain,
    subdomains,
    reviewId,
    connectionId,
  }: { domain: string; subdomains: boolean; reviewId: string | null; connectionId: string | null },
  user: User,
): Promise<RecordedObjection[]> {
  const order = await insertDomainOrder(
    sql,
    { id: randomUUID(), domain, subdomains, reviewId, acceptedBy: user.email },
    app.clock.now(),
  )
  await insertAudit(
    sql,
    [
      {
        actId: `domain-order:${order.id}`,
        act: 'domain-order',
        actor: user.email,
        details: { accepted: true, subdomains: order.subdomains },
      },
    ],
    app.clock.now(),
  )
  return recordUnderOrders(app, sql, null, { actor: user.email, lane: 'backfill', originConnectionId: connectionId }, [
    order.id,
  ])
}

/**
 * Records the objection of whoever of these records (null = of all) stands under an order and was not recorded for it
 * before: once for each person, so that a later act of their own that lifts it is not undone. A constant number of
 * statements.
 */
export async function recordUnderOrders(
  app: App,
  sql: Sql,
  recordIds: readonly number[] | null,
  coming: Coming,
  orderIds?: readonly string[],
): Promise<RecordedObjection[]> {
  if (recordIds?.length === 0 || (await standingOrders(sql)).length === 0) return []
  const people = (await peopleUnderOrders(sql, recordIds)).filter(
    ({ orderId }) => orderIds === undefined || orderIds.includes(orderId),
  )
  const now = app.clock.now()
  return recordObjections(
    app,
    sql,
    people.map(({ contactId, orderId, shared }) => ({
      emails: [],
      hashes: shared,
      contactId,
      channels,
      receivedAt: now,
      door: 'mailbox',
      reason: 'objection',
      evidence: { domainOrder: orderId, subject: `domain-order:${orderId}` },
      idempotencyKey: `domain-order:${orderId}:${contactId}`,
      ...coming,
    })),
  )
}

/**
 * Says whether an order covers the sub-domains of its domain: once it does, whoever is known there is opted out; once
 * it does not, nobody who appears there later is. Opt-outs that it recorded stand. Throws OrderRefused.
 */
export async function coverSubdomains(app: App, user: User, id: string, covered: boolean): Promise<void> {
  const now = app.clock.now()
  const recorded = await inTransaction(app.pool, async (sql) => {
    if (!(await setSubdomains(sql, id, covered))) throw new OrderRefused('unknown')
    await insertAudit(
      sql,
      [
        {
          actId: `domain-order:${id}:subdomains:${now.getTime()}`,
          act: 'domain-order',
          actor: user.email,
          details: { subdomains: covered },
        },
      ],
      now,
    )
    if (!covered) return []
    const coming = { actor: user.email, lane: 'backfill' as const, originConnectionId: null }
    return recordUnderOrders(app, sql, null, coming, [id])
  })
  await wakeDrains(
    app,
    recorded.flatMap((one) => one.connectionIds),
  )
}

/**
 * Ends an order: nobody who appears later is blocked by it. The opt-outs that it recorded stand, since only the person
 * lifts one (docs/reference/promises.md#i2). Throws OrderRefused.
 */
export async function endDomainOrder(app: App, user: User, id: string, typed: string): Promise<void> {
  const reason = givenReason(typed)
  if (reason === null) throw new OrderRefused('reason')
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    if (!(await liftDomainOrder(sql, id, user.email, reason, now))) throw new OrderRefused('unknown')
    await insertAudit(
      sql,
      [
        {
          actId: `domain-order:${id}:lifted`,
          act: 'domain-order',
          actor: user.email,
          details: { lifted: true, reason },
        },
      ],
      now,
    )
  })
}
