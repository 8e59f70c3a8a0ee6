import type { Sql } from '../../app/database.ts'

/**
 * Whoever became one with another contact since the decision goes as that one: the request and its plan follow (a
 * person is erased, not a row).
 */
export async function followMerges(sql: Sql, planId: string): Promise<void> {
  const { rows } = await sql.query<{ loser: string; winner: string }>(
    `with recursive chain as (select i.contact_id as loser, c.merged_into as winner from removal_items i join contacts c on c.id = i.contact_id where i.plan_id = $1 and i.state in ('planned', 'held') and c.merged_into is not null
       union select h.loser, c.merged_into from chain h join contacts c on c.id = h.winner where c.merged_into is not null)
     select h.loser, h.winner from chain h join contacts c on c.id = h.winner and c.merged_into is null`,
    [planId],
  )
  for (const { loser, winner } of rows) {
    await sql.query('update removal_records set contact_id = $3 where plan_id = $1 and contact_id = $2', [
      planId,
      loser,
      winner,
    ])
    // Parts that are one again are one person of the plan.
    await sql.query(
      'delete from removal_items i where plan_id = $1 and contact_id = $2 and exists (select 1 from removal_items o where o.plan_id = $1 and o.contact_id = $3)',
      [planId, loser, winner],
    )
    await sql.query('update removal_items set contact_id = $3 where plan_id = $1 and contact_id = $2', [
      planId,
      loser,
      winner,
    ])
    // Both may have been asked for: the other request then keeps the contact.
    await sql.query(
      'update erasure_requests e set contact_id = $2 where plan_id = $1 and not exists (select 1 from erasure_requests o where o.contact_id = $2 and o.answered_at is null and o.id <> e.id)',
      [planId, winner],
    )
  }
}

/**
 * Whoever is two contacts since the decision, because one system gave them a new address, goes with both: what the plan
 * knows as theirs was the person's when they asked. A contact that was there before, or that a name tells apart, is
 * somebody else, whose address was written over the record. Whoever became one with another meanwhile is
 * `followMerges`' next time. Gives how many records stand for another part now.
 */
export async function followParts(sql: Sql, planId: string, now: Date): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    `with split as (select i.*, rr.record_id, r.contact_id as part from removal_items i join removal_records rr on rr.plan_id = i.plan_id and rr.contact_id = i.contact_id
       join remote_records r on r.id = rr.record_id and (r.gone_at is null or rr.state in ('binned', 'erased', 'anonymised')) and r.contact_id <> rr.contact_id join contacts c on c.id = r.contact_id and c.purged_at is null
       join removal_plans p on p.id = i.plan_id and p.created_at <= c.created_at join parted_contacts t on (t.contact_id, t.other_id) in ((c.id, i.contact_id), (i.contact_id, c.id))
       join contacts asked on asked.id = i.contact_id and asked.merged_into is null where i.plan_id = $1 and i.state in ('planned', 'held')),
     theirs as (update removal_records rr set contact_id = p.part from split p where rr.plan_id = $1 and rr.record_id = p.record_id returning 1),
     people as (insert into removal_items (plan_id, contact_id, state, last_act_at, last_act_kind, term_on, updated_at) select distinct on (part) plan_id, part, state, last_act_at, last_act_kind, term_on, $2 from split order by part on conflict do nothing)
     select count(*)::int as n from theirs`,
    [planId, now],
  )
  return rows[0]?.n ?? 0
}

/**
 * A record that an erasure knows as its person's, there or gone, or a live one that stands for one of its contacts.
 * `sure`: it was theirs at the decision, and shows the same addresses since; `older`: its system had it before.
 */
interface ErasureRecord {
  id: number
  contactId: string
  firstName: string | null
  lastName: string | null
  inPlan: boolean
  sure: boolean
  older: boolean
}

export async function erasureRecords(sql: Sql, planId: string): Promise<ErasureRecord[]> {
  return (
    await sql.query<ErasureRecord>(
      `select r.id, r.contact_id as "contactId", r.first_name as "firstName", r.last_name as "lastName", rr.record_id is not null as "inPlan",
       rr.record_id is not null and not exists (select 1 from former_identities f where f.record_id = r.id and f.left_at >= p.created_at) as sure, r.created_remote_at < p.created_at as older
     from removal_plans p cross join remote_records r left join removal_records rr on rr.plan_id = $1 and rr.record_id = r.id
     where p.id = $1 and r.contact_id is not null and ((rr.record_id is not null and r.gone_reason is distinct from 'merged') or r.gone_at is null and r.contact_id in (select contact_id from removal_items where plan_id = $1 and state in ('planned', 'held'))) order by r.id`,
      [planId],
    )
  ).rows
}

/** Whether a system merged a record of the plan into another one since. */
export async function mergedThere(sql: Sql, planId: string): Promise<boolean> {
  return (
    (
      await sql.query(
        `select 1 from removal_records rr join remote_records r on r.id = rr.record_id where rr.plan_id = $1 and r.gone_reason = 'merged' limit 1`,
        [planId],
      )
    ).rowCount === 1
  )
}

/**
 * Records that somebody else's data were written over leave a plan; the contact of a record that stays goes with it,
 * and one of which none is left does not.
 */
export async function leaveStrangers(
  sql: Sql,
  planId: string,
  strangers: readonly number[],
  contactId: string,
  now: Date,
): Promise<void> {
  await sql.query(
    `delete from removal_records where plan_id = $1 and record_id = any($2) and state in ('planned', 'held')`,
    [planId, strangers],
  )
  await sql.query(
    `insert into removal_items (plan_id, contact_id, state, last_act_at, last_act_kind, term_on, updated_at) select plan_id, $2, state, last_act_at, last_act_kind, term_on, $3 from removal_items where plan_id = $1 and state in ('planned', 'held') order by contact_id limit 1 on conflict do nothing`,
    [planId, contactId, now],
  )
  await sql.query(
    'update removal_records rr set contact_id = r.contact_id from remote_records r where rr.plan_id = $1 and r.id = rr.record_id and r.contact_id = $2',
    [planId, contactId],
  )
  await sql.query(
    `delete from removal_items i where i.plan_id = $1 and i.state in ('planned', 'held') and not exists (select 1 from removal_records rr where rr.plan_id = $1 and rr.contact_id = i.contact_id)`,
    [planId],
  )
  await sql.query(
    'update erasure_requests e set contact_id = $2 where plan_id = $1 and not exists (select 1 from removal_items i where i.plan_id = $1 and i.contact_id = e.contact_id) and not exists (select 1 from erasure_requests o where o.contact_id = $2 and o.answered_at is null and o.id <> e.id)',
    [planId, contactId],
  )
}

/**
 * Live records of a plan's people that are not in it yet join it, but for `strangers`: an erasure takes whatever
 * appeared meanwhile. Gives how many.
 */
export async function joinNewRecords(sql: Sql, planId: string, strangers: readonly number[]): Promise<number> {
  const { rowCount } = await sql.query(
    `insert into removal_records (plan_id, record_id, contact_id, connection_id, state) select i.plan_id, r.id, r.contact_id, r.connection_id, 'planned'
     from removal_items i join remote_records r on r.contact_id = i.contact_id and r.gone_at is null where i.plan_id = $1 and i.state in ('planned', 'held') and r.id <> all($2) on conflict (plan_id, record_id) do nothing`,
    [planId, strangers],
  )
  return rowCount ?? 0
}

/**
 * Connections that hold a record of the plan and have not yet shown that the person's objections stand there
 * (docs/reference/promises.md#i6).
 */
export async function notBlockedYet(sql: Sql, planId: string): Promise<number> {
  return (
    (
      await sql.query<{ n: number }>(
        `select count(*)::int as n from (select distinct rr.connection_id from removal_records rr join remote_records r on r.id = rr.record_id and r.gone_at is null where rr.plan_id = $1 and rr.state in ('planned', 'held')) w
     where not exists (select 1 from erasure_requests e join propagations p on p.objection_id = e.objection_id where e.plan_id = $1 and p.connection_id = w.connection_id)
        or exists (select 1 from (select objection_id as id from erasure_requests where plan_id = $1 union select o.id from removal_items i join objections o on o.contact_id = i.contact_id where i.plan_id = $1) theirs
             join propagations p on p.objection_id = theirs.id where p.connection_id = w.connection_id and p.state not in ('applied', 'absent', 'superseded'))`,
        [planId],
      )
    ).rows[0]?.n ?? 0
  )
}
