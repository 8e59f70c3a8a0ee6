import type { Sql } from '../app/database.ts'

/**
 * Every column that holds keyed hashes of addresses and numbers, the one they all point to first. Others that look
 * alike are named in the test of this file.
 */
export const identityColumns: readonly (readonly [table: string, column: string])[] = [
  ['identities', 'hash'],
  ['access_identities', 'identity_hash'],
  ['broker_delivery_rows', 'identity_hash'],
  ['broker_sample_rows', 'identity_hash'],
  ['former_identities', 'identity_hash'],
  ['consent_change_identities', 'identity_hash'],
  ['consents', 'identity_hash'],
  ['consents', 'number_hash'],
  ['holds', 'identity_hash'],
  ['kept_address_blocks', 'identity_hash'],
  ['lifted_suppressions', 'identity_hash'],
  ['lifts', 'identity_hash'],
  ['mail_stops', 'identity_hash'],
  ['mailbox_messages', 'acted_hash'],
  ['notice_mails', 'identity_hash'],
  ['notices', 'identity_hash'],
  ['objection_identities', 'identity_hash'],
  ['person_mails', 'identity_hash'],
  ['questionnaire_answers', 'identity_hash'],
  ['record_identities', 'identity_hash'],
  ['record_numbers', 'number_hash'],
  ['record_traces', 'trace_hash'],
  ['removal_memory', 'identity_hash'],
  ['repeated_identities', 'identity_hash'],
  ['repermission_asks', 'identity_hash'],
  ['shopper_identities', 'identity_hash'],
  ['suppressions', 'identity_hash'],
  ['tool_acts', 'identity_hash'],
  ['vendor_answers', 'identity_hash'],
  ['vendor_ids', 'identity_hash'],
]
/** Text that may be the hex of one: what was written to or read back, by address. */
const hexColumns: readonly (readonly [table: string, column: string])[] = [
  ['own_kind_blocks', 'target'],
  ['propagation_items', 'target'],
]
/** Hexes joined by `+` inside the evidence of an objection: what a repeated call is compared by. */
const subjectOf = `evidence ->> 'subject'`

const isHex = (text: string) => `${text} ~ '^[0-9a-f]{64}$'`

/**
 * Takes every table with hashes for ourselves, and the ring first: nobody may open a connection meanwhile. Fails after
 * `lock_timeout`.
 */
export async function lockForRehash(sql: Sql): Promise<void> {
  const tables = [
    ...new Set([...identityColumns, ...hexColumns].map(([table]) => table)),
    'objections',
    'person_links',
  ].toSorted()
  await sql.query('lock table key_ring in access exclusive mode')
  await sql.query(`lock table ${tables.join(', ')} in access exclusive mode`)
}

const together = 20_000

/**
 * Puts `wrap(hash)` in the place of every stored hash (32 bytes each), in the caller's transaction and after
 * `lockForRehash`. The keys stay in this process: SQL gets pairs, nothing that a server may log and that would open
 * anything. Pairs that `pairHashes` made on the same connection are used. Gives how many different hashes there are.
 */
export async function rehashIdentities(sql: Sql, wrap: (hash: Buffer) => Buffer): Promise<number> {
  await pairHashes(sql, wrap)
  const taken = await takeOff(sql)
  for (const [table, column] of identityColumns)
    await sql.query(`update ${table} t set ${column} = m.new from rehashed m where t.${column} = m.old`)
  for (const [table, column] of hexColumns)
    await sql.query(
      `update ${table} t set ${column} = encode(m.new, 'hex') from rehashed m where ${isHex(`t.${column}`)} and decode(t.${column}, 'hex') = m.old`,
    )
  await sql.query(
    `update person_links t set identity_hashes = (select array_agg(coalesce(m.new, h.hash) order by h.place) from unnest(t.identity_hashes) with ordinality as h (hash, place) left join rehashed m on m.old = h.hash) where identity_hashes <> '{}'`,
  )
  await sql.query(
    `update objections t set evidence = jsonb_set(t.evidence, '{subject}', to_jsonb((select string_agg(coalesce(encode(m.new, 'hex'), p.part), '+' order by p.place)
       from unnest(string_to_array(t.${subjectOf}, '+')) with ordinality as p (part, place) left join rehashed m on ${isHex('p.part')} and m.old = decode(p.part, 'hex')))) where t.${subjectOf} <> ''`,
  )
  await putBack(sql, taken)
  const count = (await sql.query<{ n: number }>('select count(*)::int as n from rehashed')).rows[0]?.n ?? 0
  await sql.query('drop table rehashed')
  return count
}

/**
 * Fills the connection's own table `rehashed` (old, new) with every hash that stands somewhere and is not in it yet.
 * Done once while everybody works, little is left to do when nobody may. In a transaction of the caller. `told` hears
 * how many were made so far.
 */
export async function pairHashes(
  sql: Sql,
  wrap: (hash: Buffer) => Buffer,
  told: (done: number, of: number) => void = () => undefined,
): Promise<void> {
  const places = [
    ...identityColumns.map(([table, column]) => `select ${column} as old from ${table}`),
    ...hexColumns.map(([table, column]) => `select decode(${column}, 'hex') from ${table} where ${isHex(column)}`),
    'select unnest(identity_hashes) from person_links',
    `select decode(part, 'hex') from objections, unnest(string_to_array(${subjectOf}, '+')) as part where ${isHex('part')}`,
  ]
  await sql.query('create temporary table if not exists rehashed (old bytea not null, new bytea not null)')
  // Place by place: the few that came since are found without sorting all of them again.
  const missing = places.map(
    (place) =>
      `select distinct p.old from (${place}) as p (old) where p.old is not null and not exists (select from rehashed m where m.old = p.old)`,
  )
  await sql.query(`create temporary table hashes_there on commit drop as ${missing.join(' union ')}`)
  const of = (await sql.query<{ n: number }>('select count(*)::int as n from hashes_there')).rows[0]?.n ?? 0
  await sql.query('declare hashes_there_each no scroll cursor for select old from hashes_there')
  for (let done = 0; done < of; ) {
    const { rows } = await sql.query<{ old: Buffer }>(`fetch ${together} from hashes_there_each`)
    await sql.query('insert into rehashed (old, new) select * from unnest($1::bytea[], $2::bytea[])', [
      rows.map((row) => row.old),
      rows.map((row) => wrap(row.old)),
    ])
    done += rows.length
    told(done, of)
  }
  await sql.query('close hashes_there_each')
  await sql.query('drop table hashes_there')
  await sql.query('create unique index if not exists rehashed_old on rehashed (old)')
  await sql.query('analyze rehashed')
}

/** What a statement can take off and put back. */
interface Fixture {
  off: string
  back: string
}

/**
 * Foreign keys to an address are taken off while both ends move, triggers that hold proofs fast (what is proved does
 * not change here), and indexes of hashes, which are built anew in a fraction of the time that changing every entry
 * takes.
 */
async function takeOff(sql: Sql): Promise<Fixture[]> {
  const { rows } = await sql.query<Fixture>(
    `with hashed as (select h.t::regclass as relation, a.attnum from unnest($1::text[], $2::text[]) as h (t, c) join pg_attribute a on a.attrelid = h.t::regclass and a.attname = h.c),
     indexes as (select distinct i.indexrelid, c.oid as constraint_id from pg_index i join hashed h on h.relation = i.indrelid and h.attnum = any(i.indkey) left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u')),
     constraints as (
       select oid, contype, format('alter table %s drop constraint %I', conrelid::regclass, conname) as off, format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as back from pg_constraint)
     select off, back from (
       select 1 as rank, off, back from constraints where contype = 'f' and oid in (select oid from pg_constraint where confrelid = 'identities'::regclass)
       union all select 2, off, back from constraints where oid in (select constraint_id from indexes)
       union all select 3, format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid) from indexes where constraint_id is null
       union all select distinct 4, format('alter table %s disable trigger user', relation), format('alter table %s enable trigger user', relation) from hashed) as every
     order by rank, off`,
    [identityColumns.map(([table]) => table), identityColumns.map(([, column]) => column)],
  )
  for (const { off } of rows) await sql.query(off)
  return rows
}

/** In the other order: a foreign key needs the index it points to. */
async function putBack(sql: Sql, taken: readonly Fixture[]): Promise<void> {
  for (const { back } of taken.toReversed()) await sql.query(back)
}
