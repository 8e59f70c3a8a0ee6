import type { Sql } from './database.ts'

/** Every column that holds keyed hashes of addresses and numbers, the one they all point to first. Others that look alike are named in the test of this file. */
export const identityColumns: readonly (readonly [table: string, column: string])[] = [
  ['identities', 'hash'],
  ['broker_delivery_rows', 'identity_hash'], ['broker_sample_rows', 'identity_hash'], ['consents', 'identity_hash'], ['consents', 'number_hash'], ['lifted_suppressions', 'identity_hash'], ['lifts', 'identity_hash'],
  ['mail_stops', 'identity_hash'], ['mailbox_messages', 'acted_hash'], ['notice_mails', 'identity_hash'], ['notices', 'identity_hash'], ['objection_identities', 'identity_hash'], ['person_mails', 'identity_hash'],
  ['questionnaire_answers', 'identity_hash'], ['record_identities', 'identity_hash'], ['record_numbers', 'number_hash'], ['removal_memory', 'identity_hash'], ['repermission_asks', 'identity_hash'],
  ['shopper_identities', 'identity_hash'], ['suppressions', 'identity_hash'], ['tool_acts', 'identity_hash'],
]
/** Text that may be the hex of one: what was written to or read back, by address. */
const hexColumns: readonly (readonly [table: string, column: string])[] = [['own_kind_blocks', 'target'], ['propagation_items', 'target']]
/** Hexes joined by `+` inside the evidence of a no: what a repeated call is compared by. */
const subjectOf = `evidence ->> 'subject'`

const isHex = (text: string) => `${text} ~ '^[0-9a-f]{64}$'`

/** Takes every table with hashes for ourselves, and the ring first: nobody may open a connection meanwhile. Fails after `lock_timeout`. */
export async function lockIdentities(sql: Sql): Promise<void> {
  const tables = [...new Set([...identityColumns, ...hexColumns].map(([table]) => table)), 'objections', 'person_links'].toSorted()
  await sql.query('lock table key_ring in access exclusive mode')
  await sql.query(`lock table ${tables.join(', ')} in access exclusive mode`)
}

const together = 20_000

/**
 * Puts `wrap(hash)` in the place of every stored hash (32 bytes each), in the caller's transaction and after `lockIdentities`. The keys stay
 * in this process: SQL gets pairs, nothing that a server may log and that would open anything. `told` hears how many were made so far.
 * Gives how many different hashes there were.
 */
export async function rehashIdentities(sql: Sql, wrap: (hash: Buffer) => Buffer, told: (done: number, of: number) => void = () => undefined): Promise<number> {
  const count = await mapHashes(sql, wrap, told)
  const links = await takeOff(sql)
  for (const [table, column] of identityColumns) await sql.query(`update ${table} t set ${column} = m.new from rehashed m where t.${column} = m.old`)
  for (const [table, column] of hexColumns) await sql.query(`update ${table} t set ${column} = encode(m.new, 'hex') from rehashed m where ${isHex(`t.${column}`)} and t.${column} = encode(m.old, 'hex')`)
  await sql.query(`update person_links t set identity_hashes = (select array_agg(coalesce(m.new, h.hash) order by h.place) from unnest(t.identity_hashes) with ordinality as h (hash, place) left join rehashed m on m.old = h.hash) where identity_hashes <> '{}'`)
  await sql.query(
    `update objections t set evidence = jsonb_set(t.evidence, '{subject}', to_jsonb((select string_agg(coalesce(encode(m.new, 'hex'), p.part), '+' order by p.place)
       from unnest(string_to_array(t.${subjectOf}, '+')) with ordinality as p (part, place) left join rehashed m on encode(m.old, 'hex') = p.part))) where t.${subjectOf} <> ''`,
  )
  await putBack(sql, links)
  await sql.query('drop table rehashed')
  return count
}

/** Fills the table `rehashed` (old, new) with every hash that stands somewhere. */
async function mapHashes(sql: Sql, wrap: (hash: Buffer) => Buffer, told: (done: number, of: number) => void): Promise<number> {
  const places = [
    ...identityColumns.map(([table, column]) => `select ${column} as old from ${table}`),
    ...hexColumns.map(([table, column]) => `select decode(${column}, 'hex') from ${table} where ${isHex(column)}`),
    'select unnest(identity_hashes) from person_links',
    `select decode(part, 'hex') from objections, unnest(string_to_array(${subjectOf}, '+')) as part where ${isHex('part')}`,
  ]
  await sql.query(`create temporary table hashes_there on commit drop as select old from (${places.join(' union ')}) as p where old is not null`)
  await sql.query('create temporary table rehashed (old bytea not null, new bytea not null) on commit drop')
  const of = (await sql.query<{ n: number }>('select count(*)::int as n from hashes_there')).rows[0]?.n ?? 0
  await sql.query('declare hashes_there_each no scroll cursor for select old from hashes_there')
  let done = 0
  for (;;) {
    const { rows } = await sql.query<{ old: Buffer }>(`fetch ${together} from hashes_there_each`)
    if (rows.length === 0) break
    await sql.query('insert into rehashed (old, new) select * from unnest($1::bytea[], $2::bytea[])', [rows.map((row) => row.old), rows.map((row) => wrap(row.old))])
    done += rows.length
    told(done, of)
  }
  await sql.query('close hashes_there_each')
  await sql.query('drop table hashes_there')
  await sql.query('create unique index on rehashed (old)')
  await sql.query('analyze rehashed')
  return done
}

interface Link { table: string; name: string; definition: string }

/** Foreign keys to an address are taken off while both ends move, and triggers that hold proofs fast: what is proved does not change here. */
async function takeOff(sql: Sql): Promise<Link[]> {
  const { rows } = await sql.query<Link>(`select conrelid::regclass::text as table, conname::text as name, pg_get_constraintdef(oid) as definition from pg_constraint where contype = 'f' and confrelid = 'identities'::regclass order by conname`)
  for (const link of rows) await sql.query(`alter table ${link.table} drop constraint "${link.name}"`)
  for (const table of moved) await sql.query(`alter table ${table} disable trigger user`)
  return rows
}

async function putBack(sql: Sql, links: readonly Link[]): Promise<void> {
  for (const link of links) await sql.query(`alter table ${link.table} add constraint "${link.name}" ${link.definition}`)
  for (const table of moved) await sql.query(`alter table ${table} enable trigger user`)
}

const moved = [...new Set(identityColumns.map(([table]) => table))]
