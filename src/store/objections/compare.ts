import { numberChannels, type Channel } from '../../domain/app/channel.ts'
import { foundScopes } from '../../domain/objections/objection.ts'
import { everyKind, scopeKey } from '../../domain/app/kind.ts'
import type { Sql } from '../app/database.ts'
import { saidByThem } from '../contacts/former-identities.ts'
import { sharedNumber, writtenForNumbers } from '../app/numbers.ts'

/** A block that stands in a system although no Suppression covers it: an objection we have not heard of. */
export interface FoundBlock {
  recordId: number
  contactId: string
  connectionId: string
  object: string
  remoteId: string
  channels: Channel[]
  /** Empty = all kinds. */
  kinds: string[]
  hashes: Buffer[]
}

/**
 * Channels that one switch of a vendor stops together: setting it for one of them says nothing new about the others.
 */
const sharedSwitch = Object.entries(foundScopes).flatMap(([channel, together]) =>
  together.filter((other) => other !== channel).map((other) => ({ channel, other })),
)

/**
 * Blocks among the given records that no Suppression of the person explains (docs/reference/promises.md#doors:
 * opt-outs found are Objections). What Lawbase wrote itself is always explained: by the Suppression it was written for,
 * all kinds or that kind; by the Suppression of another channel behind the same switch; by the switches noted as our
 * own, whatever they are mapped to now; by the objection of a number, where the record holds it or was blocked for it;
 * and, after a Lift, by the block that the vendor keeps until it was seen open once.
 */
export async function findUnexplainedBlocks(sql: Sql, recordIds: readonly number[]): Promise<FoundBlock[]> {
  const { rows } = await sql.query<UnexplainedCell>(
    `with shared as (select * from unnest($2::text[], $3::text[]) as p (channel, other)),
     blocked as (
       select r.id, r.contact_id, r.connection_id, r.remote_id, b.key as channel, '' as kind, b.value as state, null::jsonb as made_by
       from remote_records r cross join lateral jsonb_each_text(r.blocks) b where r.id = any($1) and r.gone_at is null and r.contact_id is not null and b.value not in ('open', 'hidden')
       union all
       select r.id, r.contact_id, r.connection_id, r.remote_id, split_part(k.key, ':', 1), split_part(k.key, ':', 2), k.value ->> 'state', k.value -> 'by'
       from remote_records r cross join lateral jsonb_each(r.kind_blocks) k where r.id = any($1) and r.gone_at is null and r.contact_id is not null and k.value ->> 'state' <> 'hidden'
     ), open as (
       select b.id, b.channel, b.kind, b.state from blocked b
       where not exists (
         select 1 from remote_records mate join known_identities ri on ri.record_id = mate.id join suppressions s on s.identity_hash = ri.identity_hash
         where mate.contact_id = b.contact_id and mate.gone_at is null and (s.kind = '' or s.kind = b.kind) and ${saidByThem('s', 'ri')}
           and (s.channel = b.channel or (b.state = 'enforced' and exists (select 1 from shared where shared.channel = b.channel and shared.other = s.channel)))
           and (mate.id = b.id or not exists (select 1 from identities i where i.hash = ri.identity_hash and i.role)))
         and not exists (
           select 1 from remote_records r join record_numbers n on n.record_id = r.id join suppressions s on s.identity_hash = n.number_hash
           where b.channel = any($4) and s.channel = any($4) and r.contact_id = b.contact_id and r.gone_at is null and (s.kind = '' or s.kind = b.kind)
             and (s.channel = b.channel or b.state = 'enforced') and (r.id = b.id or not ${sharedNumber}))
         and not exists (select 1 from lifted_blocks l where l.record_id = b.id and l.channel = b.channel and l.kind = b.kind and l.state = 'pending')
         and not (jsonb_array_length(coalesce(b.made_by, '[]')) > 0 and not exists (
           select 1 from jsonb_array_elements_text(b.made_by) name where not exists (
             select 1 from own_kind_blocks own where own.connection_id = b.connection_id and own.vendor_name = name.value
               and (own.target = b.remote_id or own.target in (select encode(ri.identity_hash, 'hex') from record_identities ri where ri.record_id = b.id)))))
     )
     select r.id, r.contact_id, r.connection_id, r.object, r.remote_id, r.person_id, open.channel, open.kind, open.state,
       (select array_agg(ri.identity_hash order by ri.position) from record_identities ri where ri.record_id = r.id) as hashes
     from open join remote_records r on r.id = open.id order by r.id, open.kind, open.channel`,
    [recordIds, sharedSwitch.map((pair) => pair.channel), sharedSwitch.map((pair) => pair.other), numberChannels],
  )
  const ours = await blockedForNumbers(sql, rows)
  return blocksOf(saidOnce(rows.filter((row) => !ours.has(row))))
}

interface UnexplainedCell {
  id: number
  contact_id: string
  connection_id: string
  object: string
  remote_id: string
  person_id: string | null
  channel: Channel
  kind: string
  state: string
  hashes: Buffer[] | null
}

/**
 * What the vendor's own person refused shows beside each of their records (`partial`), and is one refusal of one person
 * (docs/reference/salesforce.md#individual): it stays with the first of them, for the addresses of all.
 */
function saidOnce(cells: readonly UnexplainedCell[]): UnexplainedCell[] {
  const keyOf = (row: UnexplainedCell) =>
    row.state === 'partial' && row.person_id !== null
      ? `${row.connection_id} ${row.person_id} ${row.contact_id} ${row.channel} ${row.kind}`
      : `${row.id} ${row.channel} ${row.kind}`
  const groups = [...Map.groupBy(cells, keyOf).values()]
  const hashes = new Map<number, Map<string, Buffer>>()
  for (const [first, ...others] of groups) {
    if (first === undefined) continue
    const known = hashes.get(first.id) ?? new Map<string, Buffer>()
    for (const row of [first, ...others]) for (const hash of row.hashes ?? []) known.set(hash.toString('hex'), hash)
    hashes.set(first.id, known)
  }
  return groups.flatMap(([first]) =>
    first === undefined ? [] : { ...first, hashes: [...(hashes.get(first.id)?.values() ?? [])] },
  )
}

/** One block for each record and kind, with all channels of it. */
function blocksOf(cells: readonly UnexplainedCell[]): FoundBlock[] {
  return [...Map.groupBy(cells, (row) => `${row.id} ${row.kind}`).values()].flatMap((group) =>
    group.slice(0, 1).map((first) => ({
      recordId: first.id,
      contactId: first.contact_id,
      connectionId: first.connection_id,
      object: first.object,
      remoteId: first.remote_id,
      channels: group.map((row) => row.channel),
      kinds: first.kind === everyKind ? [] : [first.kind],
      hashes: first.hashes ?? [],
    })),
  )
}

interface Unexplained {
  connection_id: string
  remote_id: string
  channel: Channel
  kind: string
  state: string
}

/** The blocks that Lawbase wrote for a number, which may have left the record since. */
async function blockedForNumbers<Row extends Unexplained>(sql: Sql, rows: readonly Row[]): Promise<ReadonlySet<Row>> {
  const byNumber = rows.filter((row) => numberChannels.some((channel) => channel === row.channel))
  if (byNumber.length === 0) return new Set()
  const written = await writtenForNumbers(
    sql,
    byNumber.map((row) => ({ connectionId: row.connection_id, remoteId: row.remote_id })),
  )
  const together = (row: Row) => (row.state === 'enforced' ? foundScopes[row.channel] : [row.channel])
  return new Set(
    byNumber.filter((row) =>
      together(row).some((channel) =>
        written.has(`${row.connection_id} ${row.remote_id} ${scopeKey({ channel, kind: row.kind })}`),
      ),
    ),
  )
}

/** Which of the switches at these addresses Lawbase set itself: `hash (hex) vendor name`. */
export async function ownKindBlocks(
  sql: Sql,
  connectionId: string,
  targets: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ target: string; vendor_name: string }>(
    'select target, vendor_name from own_kind_blocks where connection_id = $1 and target = any($2)',
    [connectionId, targets],
  )
  return new Set(rows.map((row) => `${row.target} ${row.vendor_name}`))
}

/**
 * An identity of a suppressed person that is not suppressed itself yet (a record merged in, an address added later, or
 * in the place of another).
 */
interface Uncovered {
  hash: Buffer
  channel: Channel
  kind: string
  since: Date
  objectionId: string
}

/**
 * For contacts of the given records: personal identities that must share the person's Suppressions, those of a former
 * address too (docs/reference/promises.md#i2; opt-outs are a union).
 */
export async function findUncoveredIdentities(sql: Sql, recordIds: readonly number[]): Promise<Uncovered[]> {
  const { rows } = await sql.query<{ hash: Buffer; channel: Channel; kind: string; since: Date; objection_id: string }>(
    `with people as (select distinct contact_id from remote_records where id = any($1) and contact_id is not null and gone_at is null),
     held as (
       select p.contact_id, ri.record_id, ri.identity_hash, i.role, ri.former, ri.until from people p join remote_records r on r.contact_id = p.contact_id and r.gone_at is null
       join known_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash
     ), said as (
       select distinct on (h.contact_id, s.channel, s.kind) h.contact_id, s.channel, s.kind, s.since, s.objection_id
       from held h join suppressions s on s.identity_hash = h.identity_hash where not h.role and ${saidByThem('s', 'h')} order by h.contact_id, s.channel, s.kind, s.since
     )
     select distinct on (h.identity_hash, said.channel, said.kind) h.identity_hash as hash, said.channel, said.kind, said.since, said.objection_id
     from held h join said on said.contact_id = h.contact_id
     where not h.role and not h.former and not exists (select 1 from suppressions s where s.identity_hash = h.identity_hash and s.channel = said.channel and (s.kind = '' or s.kind = said.kind))
     order by h.identity_hash, said.channel, said.kind, said.since`,
    [recordIds],
  )
  return rows.map((row) => ({
    hash: row.hash,
    channel: row.channel,
    kind: row.kind,
    since: row.since,
    objectionId: row.objection_id,
  }))
}

/** Row ids of live records after `after`, for walking the whole base in pages. */
export async function pageOfRecordIds(sql: Sql, after: number, limit: number): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>(
    'select id from remote_records where id > $1 and gone_at is null order by id limit $2',
    [after, limit],
  )
  return rows.map((row) => row.id)
}

/** Statistics of the tables that a big pull fills: without them the planner takes them for small. */
export async function refreshStatistics(sql: Sql): Promise<void> {
  await sql.query('analyze remote_records, record_identities, identities, contacts')
}
