import type { BrokerAnswer } from '../../domain/brokers/broker-answer.ts'
import type { LedgerEntry } from '../../connector/ledger.ts'
import type { PropagationState } from '../../domain/propagation/states.ts'
import type { Sql } from '../app/database.ts'

interface NewNotice {
  id: string
  connectionId: string
  kind: 'mail' | 'task' | 'file'
  language: string
  dueAt: Date
  /** Propagations, in the order of their lines. */
  orderIds: readonly string[]
  reminders: readonly Date[]
}

/** A notice for exactly these orders that never went out: it is taken up again instead of making another one. */
export async function findUnsent(
  sql: Sql,
  connectionId: string,
  kind: string,
  orderIds: readonly string[],
): Promise<{ id: string; number: string } | null> {
  const { rows } = await sql.query<{ id: string; number: string }>(
    `select n.id, n.number from broker_notices n where n.connection_id = $1 and n.kind = $2 and n.sent_at is null
       and not exists (select 1 from broker_notice_orders o join propagations p on p.id = o.propagation_id where o.notice_id = n.id and p.sent_again_at > n.created_at)
       and $3::uuid[] = (select array_agg(o.propagation_id order by o.line) from broker_notice_orders o where o.notice_id = n.id) order by n.created_at limit 1`,
    [connectionId, kind, orderIds],
  )
  return rows[0] ?? null
}

export async function insertNotice(sql: Sql, notice: NewNotice, now: Date): Promise<{ id: string; number: string }> {
  const { rows } = await sql.query<{ number: string }>(
    `insert into broker_notices (id, connection_id, kind, number, language, created_at, due_at)
     values ($1, $2, $3, 'B-' || to_char($5::timestamptz at time zone 'UTC', 'YYYY') || '-' || lpad(nextval('broker_notice_numbers')::text, 4, '0'), $4, $5, $6) returning number`,
    [notice.id, notice.connectionId, notice.kind, notice.language, now, notice.dueAt],
  )
  await sql.query(
    'insert into broker_notice_orders (notice_id, propagation_id, line) select $1, id, line from unnest($2::uuid[]) with ordinality as o (id, line)',
    [notice.id, notice.orderIds],
  )
  await sql.query(
    'insert into broker_reminders (notice_id, step, due_at) select $1, step, due from unnest($2::timestamptz[]) with ordinality as r (due, step)',
    [notice.id, notice.reminders],
  )
  const number = rows[0]?.number
  if (number === undefined) throw new Error('A notice has no number')
  return { id: notice.id, number }
}

export async function insertNoticeLink(sql: Sql, tokenHash: Buffer, noticeId: string, now: Date): Promise<void> {
  await sql.query('insert into broker_links (token_hash, notice_id, created_at) values ($1, $2, $3)', [
    tokenHash,
    noticeId,
    now,
  ])
}

export async function markNoticeSent(
  sql: Sql,
  id: string,
  ticket: string,
  details: Readonly<Record<string, string>>,
  now: Date,
): Promise<void> {
  await sql.query(
    'update broker_notices set sent_at = coalesce(sent_at, $2), ticket = $3, details = details || $4 where id = $1',
    [id, now, ticket, JSON.stringify(details)],
  )
}

/** The latest notice and the latest answer of each order; what was before a person had it sent again is left out. */
export async function ledgerEntries(
  sql: Sql,
  connectionId: string,
  orderIds: readonly string[],
): Promise<Map<string, LedgerEntry>> {
  const { rows } = await sql.query<{
    order: string
    noticeId: string
    sentAt: Date | null
    ticket: string | null
    answer: BrokerAnswer | null
    reason: string | null
    answerTicket: string | null
  }>(
    `select distinct on (o.propagation_id) o.propagation_id as "order", n.id as "noticeId", n.sent_at as "sentAt", n.ticket, a.answer, a.reason, a.ticket as "answerTicket"
     from broker_notice_orders o join propagations p on p.id = o.propagation_id join broker_notices n on n.id = o.notice_id and n.created_at >= coalesce(p.sent_again_at, '-infinity')
     left join lateral (select answer, reason, ticket from broker_answers a where a.propagation_id = o.propagation_id and a.received_at >= coalesce(p.sent_again_at, '-infinity') order by answered_at desc, id desc limit 1) a on true
     where o.propagation_id = any($1) and n.connection_id = $2 order by o.propagation_id, n.sent_at desc nulls last, n.created_at desc`,
    [orderIds, connectionId],
  )
  return new Map(
    rows.map((row) => [
      row.order,
      {
        noticeId: row.noticeId,
        sentAt: row.sentAt,
        ticket: row.ticket,
        answer: row.answer === null ? null : { answer: row.answer, reason: row.reason, ticket: row.answerTicket },
      },
    ]),
  )
}

export interface Notice {
  id: string
  connectionId: string
  label: string
  kind: 'mail' | 'task' | 'file'
  number: string
  language: string
  createdAt: Date
  sentAt: Date | null
  ticket: string | null
  details: Record<string, string>
}

const noticeColumns = `n.id, n.connection_id as "connectionId", c.label, n.kind, n.number, n.language, n.created_at as "createdAt", n.sent_at as "sentAt", n.ticket, n.details`

export async function noticeOfLink(sql: Sql, tokenHash: Buffer): Promise<Notice | null> {
  const { rows } = await sql.query<Notice>(
    `select ${noticeColumns} from broker_links l join broker_notices n on n.id = l.notice_id join connections c on c.id = n.connection_id where l.token_hash = $1`,
    [tokenHash],
  )
  return rows[0] ?? null
}

export async function findNotice(sql: Sql, id: string): Promise<Notice | null> {
  return (
    (
      await sql.query<Notice>(
        `select ${noticeColumns} from broker_notices n join connections c on c.id = n.connection_id where n.id = $1`,
        [id],
      )
    ).rows[0] ?? null
  )
}

/** One order of a notice, as it stands. */
export interface NoticeLine {
  line: number
  propagationId: string
  contactId: string | null
  objectedAt: Date
  state: PropagationState
  proof: number | null
  answer: BrokerAnswer | null
  reason: string | null
  answeredBy: string | null
  answeredAt: Date | null
}

export async function linesOfNotice(sql: Sql, noticeId: string): Promise<NoticeLine[]> {
  const { rows } = await sql.query<NoticeLine>(
    `select o.line, o.propagation_id as "propagationId", ob.contact_id as "contactId", ob.received_at as "objectedAt", p.state, p.proof, a.answer, a.reason, a.answered_by as "answeredBy", a.answered_at as "answeredAt"
     from broker_notice_orders o join broker_notices n on n.id = o.notice_id join propagations p on p.id = o.propagation_id join objections ob on ob.id = p.objection_id
     left join lateral (select * from broker_answers a where a.propagation_id = o.propagation_id and a.received_at >= n.created_at order by answered_at desc, id desc limit 1) a on true
     where o.notice_id = $1 order by o.line`,
    [noticeId],
  )
  return rows
}

/** What the broker calls an order: never an address. */
export const referenceOf = (number: string, line: number): string => `${number}-${line}`
