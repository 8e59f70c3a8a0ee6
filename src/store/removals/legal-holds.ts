import type { Sql } from '../app/database.ts'

export interface LegalHold {
  id: string
  /** By law; or out of plans, for a reason that ends (always one person, never against their own wish to be erased). */
  purpose: 'legal' | 'kept-out'
  kind: 'person' | 'domain' | 'list'
  /** The domain, or the filter of the list; '' for a person. */
  name: string
  reason: string
  /** First day without it (YYYY-MM-DD); null = until somebody ends it. */
  until: string | null
  author: string
  createdAt: Date
  people: number
  /** Whom it is about, where that is one person. */
  contactId?: string | null
}

const columns = `h.id, h.purpose, h.kind, h.name, h.reason, h.until::text, h.author, h.created_at as "createdAt"`
const standing = (today: string): string => `h.ended_at is null and (h.until is null or h.until > ${today})`
/** By a former address too: a new one ends no dispute with whom they worked for. */
const ofDomain = (
  contact: string,
): string => `exists (select 1 from remote_records hr join known_identities hi on hi.record_id = hr.id join identities hv on hv.hash = hi.identity_hash
  where hr.contact_id = ${contact} and (split_part(hv.value, '@', 2) = h.name or split_part(hv.value, '@', 2) like '%.' || h.name))`

const over = (contact: string): string =>
  `(case when h.kind = 'domain' then ${ofDomain(contact)} else exists (select 1 from legal_hold_contacts m where m.hold_id = h.id and m.contact_id = ${contact}) end)`

/** SQL: whether a legal hold stands over the contact on that day; both are SQL expressions. */
export function keptByLaw(contact: string, today: string): string {
  return `exists (select 1 from legal_holds h where h.purpose = 'legal' and ${standing(today)} and ${over(contact)})`
}

/** SQL: the same for a legal hold or a reason of the company's to keep them out of plans. */
export function keptOnPurpose(contact: string, today: string): string {
  return `exists (select 1 from legal_holds h where ${standing(today)} and ${over(contact)})`
}

/** SQL: everybody of whom `keptOnPurpose` is true that day, as a set. */
export const allKeptOnPurpose = (today: string): string =>
  `(select m.contact_id from legal_hold_contacts m join legal_holds h on h.id = m.hold_id and h.kind <> 'domain' where ${standing(today)}
    union all select hr.contact_id from legal_holds h join identities hv on split_part(hv.value, '@', 2) = h.name or split_part(hv.value, '@', 2) like '%.' || h.name
      join known_identities hi on hi.identity_hash = hv.hash join remote_records hr on hr.id = hi.record_id where h.kind = 'domain' and ${standing(today)})`

/** Those that stand today, the newest first. */
export async function listLegalHolds(sql: Sql, today: string): Promise<LegalHold[]> {
  const { rows } = await sql.query<LegalHold>(
    `select ${columns}, case when h.kind = 'domain' then (select count(distinct hr.contact_id)::int from remote_records hr join known_identities hi on hi.record_id = hr.id join identities hv on hv.hash = hi.identity_hash
       where hr.gone_at is null and (split_part(hv.value, '@', 2) = h.name or split_part(hv.value, '@', 2) like '%.' || h.name)) else (select count(*)::int from legal_hold_contacts m where m.hold_id = h.id) end as people,
       case when h.kind = 'person' then (select m.contact_id from legal_hold_contacts m where m.hold_id = h.id limit 1) end as "contactId"
     from legal_holds h where ${standing('$1')} order by h.created_at desc, h.id`,
    [today],
  )
  return rows
}

/** Those that stand over some contacts, by contact. */
export async function keepingsOf(
  sql: Sql,
  contactIds: readonly string[],
  today: string,
): Promise<Map<string, Omit<LegalHold, 'people'>[]>> {
  const { rows } = await sql.query<Omit<LegalHold, 'people'> & { contactId: string }>(
    `select ${columns}, c.id as "contactId" from unnest($1::uuid[]) as c (id) join legal_holds h on ${standing('$2')} and ${over('c.id')} order by h.created_at, h.id`,
    [contactIds, today],
  )
  return new Map(
    [...Map.groupBy(rows, ({ contactId }) => contactId)].map(([id, theirs]) => [
      id,
      theirs.map(({ contactId: _contactId, ...hold }) => hold),
    ]),
  )
}

/** Those that stand over one contact. */
export async function legalHoldsOf(sql: Sql, contactId: string, today: string): Promise<Omit<LegalHold, 'people'>[]> {
  const { rows } = await sql.query<Omit<LegalHold, 'people'>>(
    `select ${columns} from legal_holds h where ${standing('$2')} and ${over('$1::uuid')} order by h.created_at, h.id`,
    [contactId, today],
  )
  return rows
}

export async function insertLegalHold(
  sql: Sql,
  hold: Pick<LegalHold, 'id' | 'purpose' | 'kind' | 'name' | 'reason' | 'until' | 'author'>,
  contactIds: readonly string[],
  now: Date,
): Promise<void> {
  await sql.query(
    'insert into legal_holds (id, kind, name, reason, until, author, created_at, purpose) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [hold.id, hold.kind, hold.name, hold.reason, hold.until, hold.author, now, hold.purpose],
  )
  await sql.query(
    'insert into legal_hold_contacts (hold_id, contact_id) select $1, id from contacts where id = any($2)',
    [hold.id, contactIds],
  )
}

/** Ends one, of that purpose alone where one is given; false when there is none, or it ended before. */
export async function endLegalHold(
  sql: Sql,
  id: string,
  by: string,
  now: Date,
  purpose: LegalHold['purpose'] | null = null,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update legal_holds set ended_at = $3, ended_by = $2 where id = $1 and ended_at is null and ($4::text is null or purpose = $4)',
    [id, by, now, purpose],
  )
  return rowCount === 1
}
