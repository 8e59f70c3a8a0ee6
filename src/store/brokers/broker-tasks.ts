import type { BrokerAnswer } from '../../domain/brokers/broker-answer.ts'
import type { Sql } from '../app/database.ts'

interface NewTask {
  id: string
  noticeId: string
  connectionId: string
  kind: 'act' | 'chase'
  dueAt: Date
}

/** Opens a task; a notice has one of each kind at most. */
export async function insertTask(sql: Sql, task: NewTask, now: Date): Promise<void> {
  await sql.query(
    'insert into broker_tasks (id, notice_id, connection_id, kind, due_at, created_at) values ($1, $2, $3, $4, $5, $6) on conflict (notice_id, kind) do nothing',
    [task.id, task.noticeId, task.connectionId, task.kind, task.dueAt, now],
  )
}

export interface BrokerTask {
  id: string
  noticeId: string
  number: string
  connectionId: string
  connector: string
  label: string
  kind: 'act' | 'chase'
  dueAt: Date
  createdAt: Date
  sentAt: Date | null
  doneAt: Date | null
  doneBy: string | null
  outcome: BrokerAnswer | 'answered' | null
  note: string | null
  /** File that shows what was done: its id, and its SHA-256 in hex. */
  evidenceId: string | null
  evidenceDigest: string | null
  people: number
}

const columns = `t.id, t.notice_id as "noticeId", n.number, t.connection_id as "connectionId", c.connector, c.label, t.kind, t.due_at as "dueAt", t.created_at as "createdAt", n.sent_at as "sentAt", t.done_at as "doneAt",
  t.done_by as "doneBy", t.outcome, t.note, e.id as "evidenceId", encode(e.digest, 'hex') as "evidenceDigest", (select count(*)::int from broker_notice_orders o where o.notice_id = n.id) as people`
const from =
  'broker_tasks t join broker_notices n on n.id = t.notice_id join connections c on c.id = t.connection_id left join evidence_files e on e.broker_task_id = t.id'

/** Open tasks first by their day, then the last ones done. */
export async function listTasks(sql: Sql, open: boolean, limit: number): Promise<BrokerTask[]> {
  const { rows } = await sql.query<BrokerTask>(
    `select ${columns} from ${from} where (t.done_at is null) = $1 and c.state <> 'disconnected' order by ${open ? 't.due_at' : 't.done_at desc'}, t.id limit $2`,
    [open, limit],
  )
  return rows
}

export async function findTask(sql: Sql, id: string, lock = false): Promise<BrokerTask | null> {
  return (
    (
      await sql.query<BrokerTask>(`select ${columns} from ${from} where t.id = $1${lock ? ' for update of t' : ''}`, [
        id,
      ])
    ).rows[0] ?? null
  )
}

export async function countOpenTasks(
  sql: Sql,
  now: Date,
): Promise<{ open: number; late: number; since: Date | null; by: Date | null }> {
  const { rows } = await sql.query<{ open: number; late: number; since: Date | null; by: Date | null }>(
    "select count(*)::int as open, count(*) filter (where due_at < $1)::int as late, min(t.created_at) as since, min(due_at) as by from broker_tasks t join connections c on c.id = t.connection_id and c.state <> 'disconnected' where done_at is null",
    [now],
  )
  return rows[0] ?? { open: 0, late: 0, since: null, by: null }
}

export async function endTask(
  sql: Sql,
  id: string,
  end: { by: string; outcome: BrokerAnswer | 'answered'; note: string | null },
  now: Date,
): Promise<void> {
  await sql.query(
    'update broker_tasks set done_at = $2, done_by = $3, outcome = $4, note = $5 where id = $1 and done_at is null',
    [id, now, end.by, end.outcome, end.note],
  )
}

/**
 * Notices whose term has come: those that nobody answered get a task, unless somebody has one for that objection
 * already. One statement, so that it happens once.
 */
export async function chaseDue(sql: Sql, now: Date): Promise<number> {
  const { rowCount } = await sql.query(
    `with due as (
       update broker_notices n set term_seen_at = $1 where n.id in (
         select id from broker_notices where term_seen_at is null and due_at <= $1 and sent_at is not null order by due_at limit 100 for update skip locked)
       returning n.id, n.connection_id, n.kind, n.created_at)
     insert into broker_tasks (id, notice_id, connection_id, kind, due_at, created_at)
     select gen_random_uuid(), d.id, d.connection_id, 'chase', $1, $1 from due d where d.kind <> 'task' and exists (
       select 1 from broker_notice_orders o join propagations p on p.id = o.propagation_id
       where o.notice_id = d.id and p.state = 'accepted' and coalesce(p.proof, 1) < 2 and not exists (select 1 from broker_answers a where a.propagation_id = p.id and a.received_at >= d.created_at)
         and not exists (select 1 from broker_tasks t join broker_notice_orders e on e.notice_id = t.notice_id where e.propagation_id = p.id and t.kind = 'chase' and t.done_at is null))
     on conflict (notice_id, kind) do nothing`,
    [now],
  )
  return rowCount ?? 0
}

/** A broker that answered for everybody needs no chasing any more, and what the person lifted needs no telling. */
export async function closeAnswered(sql: Sql, now: Date): Promise<void> {
  await sql.query(
    `update broker_tasks t set done_at = $1, done_by = 'lawbase', outcome = 'answered' where t.done_at is null and not exists (
       select 1 from broker_notice_orders o join propagations p on p.id = o.propagation_id
       where o.notice_id = t.notice_id and case t.kind when 'chase' then p.state = 'accepted' and coalesce(p.proof, 1) < 2 else p.state <> 'superseded' end)`,
    [now],
  )
}
