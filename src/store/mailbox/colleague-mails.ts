import type { Sql } from '../app/database.ts'

export type ColleagueMailKind = 'receipt' | 'nobody' | 'doubt'

/** An answer to a colleague. */
export interface ColleagueMail {
  id: string
  messageId: string
  kind: ColleagueMailKind
  /** Sealed. */
  address: string
  language: 'en' | 'fr'
  objectionIds: string[]
  dueAt: Date
}

interface ClaimedMail extends ColleagueMail {
  attempts: number
  /** The mailbox that its message came to. */
  connectionId: string
}

export async function insertColleagueMail(sql: Sql, mail: ColleagueMail, now: Date): Promise<void> {
  await sql.query(
    `insert into colleague_mails (id, message_id, kind, address, language, objection_ids, created_at, due_at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (message_id) do nothing`,
    [mail.id, mail.messageId, mail.kind, mail.address, mail.language, mail.objectionIds, now, mail.dueAt],
  )
}

/** Ids of those that are due, or whose objections reached every system already. */
export async function dueColleagueMails(sql: Sql, now: Date): Promise<string[]> {
  return (
    await sql.query<{ id: string }>(
      `select m.id from colleague_mails m where m.sent_at is null and m.address is not null and (m.claimed_until is null or m.claimed_until < clock_timestamp())
         and (m.due_at <= $1 or (m.attempts = 0 and not exists (
           select 1 from propagations p where p.objection_id = any(m.objection_ids) and p.state in ('queued', 'sending', 'written')))) order by m.created_at limit 50`,
      [now],
    )
  ).rows.map((row) => row.id)
}

/** Takes one for this worker alone; null when another has it, or it was sent. */
export async function claimColleagueMail(sql: Sql, id: string, claimMs: number): Promise<ClaimedMail | null> {
  const { rows } = await sql.query<ClaimedMail>(
    `update colleague_mails set attempts = attempts + 1, claimed_until = clock_timestamp() + make_interval(secs => $2::float8 / 1000)
     where id = $1 and sent_at is null and address is not null and (claimed_until is null or claimed_until < clock_timestamp())
     returning id, message_id as "messageId", kind, address, language, objection_ids as "objectionIds", due_at as "dueAt", attempts, (select m.connection_id from mailbox_messages m where m.id = message_id) as "connectionId"`,
    [id, claimMs],
  )
  return rows[0] ?? null
}

/** It was sent, or is given up: whom it went to is not kept. */
export async function endColleagueMail(
  sql: Sql,
  id: string,
  sentAt: Date | null,
  failure: string | null,
): Promise<void> {
  await sql.query(
    'update colleague_mails set sent_at = $2, failure = $3, address = null, claimed_until = null where id = $1',
    [id, sentAt, failure],
  )
}

export async function postponeColleagueMail(sql: Sql, id: string, dueAt: Date, failure: string): Promise<void> {
  await sql.query('update colleague_mails set due_at = $2, failure = $3, claimed_until = null where id = $1', [
    id,
    dueAt,
    failure,
  ])
}
