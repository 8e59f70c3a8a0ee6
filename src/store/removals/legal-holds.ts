import type { Sql } from '../app/database.ts'

export interface LegalHold {
  id: string
  kind: 'person' | 'domain' | 'list'
  /** The domain, or the filter of the list; '' for a person. */
  name: string
  reason: string
  /** First day without it (YYYY-MM-DD); null = until somebody ends it. */
  until: string | null
  author: string
  createdAt: Date
  people: number
}

const columns = `h.id, h.kind, h.name, h.reason, h.until::text, h.author, h.created_at as "createdAt"`
const standing = (today: string): string => `h.ended_at is null and (h.until is null or h.until > ${today})`
/** By a former address too: a new one ends no dispute with whom they worked for. */
const ofDomain = (
  contact: string,
): string => `exists (select 1 from remote_records hr join known_identities hi on hi.record_id = hr.id join identities hv on hv.hash = hi.identity_hash
  where hr.contact_id = ${contact} and (split_part(hv.value, '@', 2) = h.name or split_part(hv.value, '@', 2) like '%.' || h.name))`

/** SQL: whether a legal hold stands over the contact on that day; both are SQL expressions. */
export function keptByLaw(contact: string, today: string): string {
  return `exists (select 1 from legal_holds h where ${standing(today)} and (case when h.kind = 'domain' then ${ofDomain(contact)} else exists (select 1 from legal_hold_contacts m where m.hold_id = h.id and m.contact_id = ${contact}) end))`
}

/** Those that stand today, the newest first. */
export async function listLegalHolds(sql: Sql, today: string): Promise<LegalHold[]> {
  const { rows } = await sql.query<LegalHold>(
    `select ${columns}, case when h.kind = 'domain' then (select count(distinct hr.contact_id)::int from remote_records hr join known_identities hi on hi.record_id = hr.id join identities hv on hv.hash = hi.identity_hash
       where hr.gone_at is null and (split_part(hv.value, '@', 2) = h.name or split_part(hv.value, '@', 2) like '%.' || h.name)) else (select count(*)::int from legal_hold_contacts m where m.hold_id = h.id) end as people
     from legal_holds h where ${standing('$1')} order by h.created_at desc, h.id`,
    [today],
  )
  return rows
}

/** Those that stand over one contact. */
export async function legalHoldsOf(sql: Sql, contactId: string, today: string): Promise<Omit<LegalHold, 'people'>[]> {
  const { rows } = await sql.query<Omit<LegalHold, 'people'>>(
    `select ${columns} from legal_holds h where ${standing('$2')} and (case when h.kind = 'domain' then ${ofDomain('$1::uuid')} else exists (select 1 from legal_hold_contacts m where m.hold_id = h.id and m.contact_id = $1) end) order by h.created_at, h.id`,
    [contactId, today],
  )
  return rows
}

export async function insertLegalHold(
  sql: Sql,
  hold: Pick<LegalHold, 'id' | 'kind' | 'name' | 'reason' | 'until' | 'author'>,
  contactIds: readonly string[],
  now: Date,
): Promise<void> {
  await sql.query(
    'insert into legal_holds (id, kind, name, reason, until, author, created_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [hold.id, hold.kind, hold.name, hold.reason, hold.until, hold.author, now],
  )
  await sql.query(
    'insert into legal_hold_contacts (hold_id, contact_id) select $1, id from contacts where id = any($2)',
    [hold.id, contactIds],
  )
}

/** Ends one; false when there is none, or it ended before. */
export async function endLegalHold(sql: Sql, id: string, by: string, now: Date): Promise<boolean> {
  return (
    (
      await sql.query('update legal_holds set ended_at = $3, ended_by = $2 where id = $1 and ended_at is null', [
        id,
        by,
        now,
      ])
    ).rowCount === 1
  )
}
