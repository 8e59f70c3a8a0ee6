import type { TagField } from '../../connector/orders.ts'
import type { Channel } from '../../domain/app/channel.ts'
import type { RecordRef } from '../../connector/records.ts'
import type { Sql } from '../app/database.ts'
import { tableOf } from '../app/table-of.ts'

/** A live record with the verdict of its contact and our fields as the vendor shows them. */
export interface TagCandidate {
  id: number
  contactId: string
  ref: RecordRef
  seen: Partial<Record<TagField, string | null>>
  written: Partial<Record<string, string | null>>
  /** Asked through this system's fields, and neither answered nor past: the link stands there. */
  askedAt: Date | null
  verdict: string
  basis: string | null
  rule: string
  decidedAt: Date
  termOn: string
  lastActAt: Date | null
  detail: {
    source: string
    objectedOn: string | null
    collectedOn: string
    noticeState?: string
    channels?: Partial<Record<Channel, { verdict: string }>>
  }
}

export async function pageOfTagCandidates(
  sql: Sql,
  connectionId: string,
  after: number,
  limit: number,
): Promise<TagCandidate[]> {
  const { rows } = await sql.query<Omit<TagCandidate, 'ref'> & { object: string; remote_id: string }>(
    `select r.id, r.contact_id as "contactId", r.object, r.remote_id, r.tags as seen, r.written_tags as written,
       (select a.asked_at from repermission_asks a where a.contact_id = r.contact_id and a.connection_id = r.connection_id and a.state = 'asked' and a.answered_at is null and a.term_on = d.term_on) as "askedAt", d.verdict, d.basis, d.rule, d.decided_at as "decidedAt", d.term_on as "termOn", d.last_act_at as "lastActAt", d.detail
     from remote_records r join decisions d on d.contact_id = r.contact_id where r.connection_id = $1 and r.id > $2 and r.gone_at is null order by r.id limit $3`,
    [connectionId, after, limit],
  )
  return rows.map(({ object, remote_id, ...row }) => ({ ...row, ref: { object, id: remote_id } }))
}

/** Notes what was written and read back, so that it is not written again. */
export async function noteTags(
  sql: Sql,
  rows: readonly { id: number; fields: Readonly<Record<string, string | null>> }[],
  now: Date,
): Promise<void> {
  await sql.query(
    `update remote_records r set tags = r.tags || p.fields, written_tags = r.written_tags || p.fields, tagged_at = $3
     from unnest($1::bigint[], $2::jsonb[]) as p (id, fields) where r.id = p.id`,
    [rows.map((row) => row.id), rows.map((row) => JSON.stringify(row.fields)), now],
  )
}

/**
 * Links for people, each with all the addresses its no will cover: a shared mailbox only where the link is sent to it.
 * Stored hashed, with the language that a record of the person names, where one does.
 */
export async function insertPersonLinks(
  sql: Sql,
  rows: readonly { tokenHash: Buffer; contactId: string }[],
  mask: (email: string) => string,
  now: Date,
): Promise<void> {
  if (rows.length === 0) return
  const { rows: held } = await sql.query<{
    contact_id: string
    hashes: Buffer[]
    first: string | null
    language: string | null
  }>(
    `select r.contact_id, array_agg(distinct ri.identity_hash) filter (where not i.role or ri.position = 0) as hashes, min(i.value) filter (where ri.position = 0) as first,
       (array_agg(r.extras ->> 'language' order by r.id) filter (where r.extras ->> 'language' is not null))[1] as language
     from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash
     where r.contact_id = any($1) and r.gone_at is null group by r.contact_id`,
    [rows.map((row) => row.contactId)],
  )
  const byContact = new Map(held.map((row) => [row.contact_id, row]))
  const known = rows.flatMap((row) => {
    const identities = byContact.get(row.contactId)
    return identities === undefined
      ? []
      : [
          {
            ...row,
            masked: identities.first === null ? '' : mask(identities.first),
            hashes: identities.hashes,
            language: identities.language,
          },
        ]
  })
  // Arrays of arrays must have one length in Postgres, so the hashes of a link travel as one text.
  const table = tableOf('p', 2, known, {
    token_hash: ['bytea', (row) => row.tokenHash],
    contact_id: ['uuid', (row) => row.contactId],
    hashes: ['text', (row) => row.hashes.map((hash) => hash.toString('hex')).join(',')],
    masked: ['text', (row) => row.masked],
    language: ['text', (row) => row.language],
  })
  await sql.query(
    `insert into person_links (token_hash, contact_id, identity_hashes, masked, language, created_at)
     select token_hash, contact_id, (select array_agg(decode(part, 'hex')) from unnest(string_to_array(hashes, ',')) as part), masked, language, $1
     from ${table.from}`,
    [now, ...table.values],
  )
}

/**
 * A link for one address, also of somebody whom no system has yet. `askId`: it also opens the page of that question.
 */
export async function insertAddressLink(
  sql: Sql,
  row: { tokenHash: Buffer; contactId: string; identityHash: Buffer; masked: string; language: string; askId?: string },
  now: Date,
): Promise<void> {
  await sql.query(
    'insert into person_links (token_hash, contact_id, identity_hashes, masked, language, created_at, ask_id) values ($1, $2, array[$3::bytea], $4, $5, $6, $7)',
    [row.tokenHash, row.contactId, row.identityHash, row.masked, row.language, now, row.askId ?? null],
  )
}

export interface PersonLink {
  contactId: string
  identityHashes: Buffer[]
  masked: string
  /** What a record of the person, or the mail with the link, was written in; null = not known. */
  language: string | null
}

export async function findPersonLink(sql: Sql, tokenHash: Buffer): Promise<PersonLink | null> {
  const { rows } = await sql.query<PersonLink>(
    `select contact_id as "contactId", identity_hashes as "identityHashes", masked, language from person_links where token_hash = $1`,
    [tokenHash],
  )
  return rows[0] ?? null
}

/** The links of these tokens that somebody has, by the hash of the token in hex. */
export async function findPersonLinks(sql: Sql, tokenHashes: readonly Buffer[]): Promise<Map<string, PersonLink>> {
  const { rows } = await sql.query<PersonLink & { tokenHash: string }>(
    `select encode(token_hash, 'hex') as "tokenHash", contact_id as "contactId", identity_hashes as "identityHashes", masked, language from person_links where token_hash = any($1)`,
    [tokenHashes],
  )
  return new Map(rows.map(({ tokenHash, ...link }) => [tokenHash, link]))
}

/** How many of these addresses are known in clear. */
export async function clearAddresses(sql: Sql, hashes: readonly Buffer[]): Promise<number> {
  return (
    (
      await sql.query<{ n: number }>(
        'select count(*)::int as n from identities where hash = any($1) and value is not null',
        [hashes],
      )
    ).rows[0]?.n ?? 0
  )
}
