import { numberChannels, type Channel } from '../../domain/app/channel.ts'
import { foundScopes } from '../../domain/objections/objection.ts'
import { everyKind, scopeKey } from '../../domain/app/kind.ts'
import { allKindsHidden, type KindBlock } from '../../connector/records.ts'
import type { Sql } from '../app/database.ts'
import { saidByThem } from '../contacts/former-identities.ts'
import { sharedNumber, writtenForNumbers } from '../app/numbers.ts'

/** A block that stands in a system although no Suppression covers it: a no we have not heard of. */
interface FoundBlock {
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
 * Blocks among the given records that no Suppression of the person explains (docs/reference/promises.md#doors: opt-outs
 * found are Objections). What Lawbase wrote itself is always explained: by the Suppression it was written for, all
 * kinds or that kind; by the Suppression of another channel behind the same switch; by the switches noted as our own,
 * whatever they are mapped to now; by the no of a number, where the record holds it or was blocked for it; and, after a
 * Lift, by the block that the vendor keeps until it was seen open once.
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
     select r.id, r.contact_id, r.connection_id, r.object, r.remote_id, open.channel, open.kind, open.state,
       (select array_agg(ri.identity_hash order by ri.position) from record_identities ri where ri.record_id = r.id) as hashes
     from open join remote_records r on r.id = open.id order by r.id, open.kind, open.channel`,
    [recordIds, sharedSwitch.map((pair) => pair.channel), sharedSwitch.map((pair) => pair.other), numberChannels],
  )
  const ours = await blockedForNumbers(sql, rows)
  return blocksOf(rows.filter((row) => !ours.has(row)))
}

interface UnexplainedCell {
  id: number
  contact_id: string
  connection_id: string
  object: string
  remote_id: string
  channel: Channel
  kind: string
  state: string
  hashes: Buffer[] | null
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
 * address too (I2, opt-outs are a union).
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

/** A record that a Suppression should block and that does not show the block. */
export interface Drift {
  recordId: number
  contactId: string
  connectionId: string
  object: string
  remoteId: string
  objectionIds: string[]
  /** `email`, or `email:newsletter` for one kind. */
  scopes: string[]
  /** Nothing of it is known to be open: our user may not see it. */
  unseen: boolean
}

/**
 * Records on which a suppressed channel is open (I3): the given ones, the other records of the same people, and whoever
 * shares a suppressed address with them; a no under a former address asks for our mark. By e-mail, the strongest block
 * is needed when the record's own address is suppressed; our mark is enough when the person's no does not cover the
 * address, because it is a shared mailbox. A number that said no is a shared one when two people hold it, and counts
 * for the channels that reach a number. A kind is blocked by the system's block of all kinds, by its own switch
 * (`mapped`: Connections and cells that have one), or by our mark. Channels that a system cannot block at all are not
 * in its records' blocks; what our user may not see there is told apart (`unseen`). Each step names its rows by a list
 * of keys, so that it uses an index however young the tables' statistics are.
 */
export async function findDrift(sql: Sql, recordIds: readonly number[], mapped: ReadonlySet<string>): Promise<Drift[]> {
  const { rows: sharing } = await sql.query<{ id: number }>(
    `select distinct theirs.record_id as id from record_identities ours join suppressions s on s.identity_hash = ours.identity_hash
     join record_identities theirs on theirs.identity_hash = ours.identity_hash where ours.record_id = any($1)`,
    [recordIds],
  )
  const { rows: people } = await sql.query<{ contact_id: string }>(
    'select distinct contact_id from remote_records where id = any($1) and gone_at is null and contact_id is not null',
    [[...new Set([...recordIds, ...sharing.map((row) => row.id)])]],
  )
  const contactIds = people.map((row) => row.contact_id)
  const { rows: records } = await sql.query<DriftRecord>(
    'select id, contact_id, connection_id, object, remote_id, blocks, kind_blocks from remote_records where contact_id = any($1) and gone_at is null order by id',
    [contactIds],
  )
  const byContact = Map.groupBy(await saidBy(sql, contactIds), (row) => row.contact_id)
  return records.flatMap((record) => {
    // A shared mailbox or number counts for the record it stands on, never for another record of the person.
    const concerning = (byContact.get(record.contact_id) ?? []).filter((row) => !row.role || row.mate_id === record.id)
    return [
      ...driftOf(
        record,
        concerning.filter((row) => isOpen(record, row, concerning, mapped)),
        false,
      ),
      ...driftOf(
        record,
        concerning.filter((row) => isHidden(record, row)),
        true,
      ),
    ]
  })
}

/** What people said, and on which of their records it stands. */
async function saidBy(sql: Sql, contactIds: readonly string[]): Promise<Said[]> {
  const { rows } = await sql.query<Said>(
    `select r.contact_id, r.id as mate_id, i.role, ri.position, s.channel, s.kind, s.objection_id
     from remote_records r join known_identities ri on ri.record_id = r.id join suppressions s on s.identity_hash = ri.identity_hash join identities i on i.hash = ri.identity_hash
     where r.contact_id = any($1) and r.gone_at is null and ${saidByThem('s', 'ri')}
     union all
     select r.contact_id, r.id, ${sharedNumber}, 0, s.channel, s.kind, s.objection_id
     from remote_records r join record_numbers n on n.record_id = r.id join suppressions s on s.identity_hash = n.number_hash
     where r.contact_id = any($1) and r.gone_at is null and s.channel = any($2)`,
    [contactIds, numberChannels],
  )
  return rows
}

function driftOf(record: DriftRecord, said: readonly Said[], unseen: boolean): Drift[] {
  if (said.length === 0) return []
  return [
    {
      recordId: record.id,
      contactId: record.contact_id,
      connectionId: record.connection_id,
      object: record.object,
      remoteId: record.remote_id,
      objectionIds: [...new Set(said.map((row) => row.objection_id))],
      scopes: [...new Set(said.map(scopeKey))],
      unseen,
    },
  ]
}

interface DriftRecord {
  id: number
  contact_id: string
  connection_id: string
  object: string
  remote_id: string
  blocks: Partial<Record<Channel, string>>
  kind_blocks: Record<string, KindBlock>
}

interface Said {
  contact_id: string
  mate_id: number
  /** A shared mailbox or number. */
  role: boolean
  /** 0 = the record's own address; null = a former one. */
  position: number | null
  channel: Channel
  kind: string
  objection_id: string
}

function isHidden(record: DriftRecord, said: Said): boolean {
  if (record.blocks[said.channel] === 'hidden') return true
  return (
    said.kind !== everyKind &&
    (record.kind_blocks[scopeKey(said)]?.state === 'hidden' || record.kind_blocks[allKindsHidden] !== undefined)
  )
}

function isOpen(record: DriftRecord, said: Said, concerning: readonly Said[], mapped: ReadonlySet<string>): boolean {
  const block = record.blocks[said.channel]
  const ownAddress = concerning.some(
    (row) => row.channel === said.channel && row.kind === said.kind && row.mate_id === record.id && row.position === 0,
  )
  const unblocked = block === 'open' || block === 'partial'
  if (said.kind === everyKind) return unblocked || (said.channel === 'email' && block === 'marked' && ownAddress)
  // Unknown to the system, or a frozen record: nobody can close it. Otherwise a block of all kinds covers this one.
  if (!unblocked) return false
  const key = scopeKey(said)
  const own = record.kind_blocks[key]?.state
  if (own === undefined || own === 'partial') return record.kind_blocks[allKindsHidden] === undefined
  return own === 'marked' && ownAddress && mapped.has(`${record.connection_id} ${key}`)
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
