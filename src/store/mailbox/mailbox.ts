import type { Sql } from '../app/database.ts'

interface NewMailboxMessage {
  id: string
  connectionId: string
  dedupeKey: string
  receivedAt: Date
  verdicts: readonly string[]
  rules: readonly string[]
  confidence: number
  fault: string | null
  sealed: string
  keepUntil: Date
  /** Who wrote, when it counts as an act of the person; null = it does not. */
  actedHash: Buffer | null
}

/** Stores one message; false when it was taken in before. */
export async function insertMailboxMessage(sql: Sql, row: NewMailboxMessage, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into mailbox_messages (id, connection_id, dedupe_key, received_at, taken_in_at, verdicts, rules, confidence, fault, sealed, keep_until, acted_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (connection_id, dedupe_key) do nothing`,
    [
      row.id,
      row.connectionId,
      row.dedupeKey,
      row.receivedAt,
      now,
      row.verdicts,
      row.rules,
      row.confidence,
      row.fault,
      row.sealed,
      row.keepUntil,
      row.actedHash,
    ],
  )
  return rowCount === 1
}

export async function noteMessageObjection(sql: Sql, messageId: string, objectionId: string): Promise<void> {
  await sql.query('update mailbox_messages set objection_id = $2 where id = $1', [messageId, objectionId])
}

interface StoredMessage {
  id: string
  receivedAt: Date
  verdicts: string[]
  rules: string[]
  confidence: number
  fault: string | null
  /** Null once the copy was erased. */
  sealed: string | null
}

export async function findMailboxMessage(sql: Sql, id: string): Promise<StoredMessage | null> {
  const { rows } = await sql.query<StoredMessage>(
    `select id, received_at as "receivedAt", verdicts, rules, confidence, fault, sealed from mailbox_messages where id = $1`,
    [id],
  )
  return rows[0] ?? null
}

/**
 * Erases the copies whose time is over; a message that an open review points at is kept until the answer. Gives how
 * many.
 */
export async function eraseOldCopies(sql: Sql, now: Date): Promise<number> {
  const { rowCount } = await sql.query(
    `update mailbox_messages m set sealed = null where m.sealed is not null and m.keep_until <= $1
     and not exists (select 1 from reviews r where r.message_id = m.id and r.answered_at is null)`,
    [now],
  )
  return rowCount ?? 0
}

/** Notes an address that a server refuses for good. The first refusal stays. */
export async function insertMailStop(
  sql: Sql,
  row: { hash: Buffer; connectionId: string; status: string; since: Date },
): Promise<void> {
  await sql.query(
    'insert into mail_stops (identity_hash, connection_id, status, since) values ($1, $2, $3, $4) on conflict (identity_hash) do nothing',
    [row.hash, row.connectionId, row.status, row.since],
  )
}
