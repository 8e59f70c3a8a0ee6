import { numberChannels, type Channel } from '../../domain/app/channel.ts'
import { everyKind, scopeKey } from '../../domain/app/kind.ts'
import { allKindsHidden, type KindBlock } from '../../connector/records.ts'
import type { Sql } from '../app/database.ts'
import { saidByThem } from '../contacts/former-identities.ts'
import { sharedNumber } from '../app/numbers.ts'

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
 * Records on which a suppressed channel is open (docs/reference/promises.md#i3): the given ones, the other records of
 * the same people, and whoever shares a suppressed address with them; an objection under a former address asks for our
 * mark. By e-mail, the strongest block is needed when the record's own address is suppressed; our mark is enough when
 * the person's objection does not cover the address, because it is a shared mailbox. A number that said no is a shared
 * one when two people hold it, and counts for the channels that reach a number. A kind is blocked by the system's block
 * of all kinds, by its own switch (`mapped`: Connections and cells that have one), or by our mark. Channels that a
 * system cannot block at all are not in its records' blocks; what our user may not see there is told apart (`unseen`).
 * Each step names its rows by a list of keys, so that it uses an index however young the tables' statistics are.
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
    // A shared mailbox or number counts for the record it stands on, never for another record of the person; as a
    // second address it is blocked by itself, and the record speaks of the first.
    const concerning = (byContact.get(record.contact_id) ?? []).filter(
      (row) => !row.role || (row.mate_id === record.id && (row.channel !== 'email' || row.position === 0)),
    )
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
