import type { KindBlock } from '../../connector/records.ts'
import type { Channel } from '../../domain/app/channel.ts'
import type { Sql } from '../app/database.ts'

/**
 * Remembers which switches of the vendor stand because Lawbase set them for a kind. `target`: record id or hex of an
 * identity hash.
 */
export async function noteOwnKindBlocks(
  sql: Sql,
  connectionId: string,
  rows: readonly { target: string; vendorName: string }[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return
  await sql.query(
    'insert into own_kind_blocks (connection_id, target, vendor_name, read_at) select $1, target, vendor_name, $4 from unnest($2::text[], $3::text[]) as p (target, vendor_name) on conflict do nothing',
    [connectionId, rows.map((row) => row.target), rows.map((row) => row.vendorName), now],
  )
}

/**
 * Notes on our rows the blocks that were just read back, so that a comparison does not send them again. What is read
 * next is looked at in any case: a block taken back before it was ever read would look like no change at all; a page
 * that was asked for before `wallNow` says nothing about them.
 */
export async function noteBlocks(
  sql: Sql,
  rows: readonly {
    recordId: number
    blocks: Readonly<Partial<Record<Channel, string>>>
    kindBlocks: Readonly<Record<string, KindBlock>>
  }[],
  wallNow: Date,
): Promise<void> {
  await sql.query(
    `update remote_records r set blocks = r.blocks || p.blocks, kind_blocks = r.kind_blocks || p.kind_blocks, noted_at = $4,
       content_hash = case when r.blocks <> r.blocks || p.blocks or r.kind_blocks <> r.kind_blocks || p.kind_blocks then '' else r.content_hash end
     from unnest($1::bigint[], $2::jsonb[], $3::jsonb[]) as p (id, blocks, kind_blocks) where r.id = p.id and (p.blocks <> '{}' or p.kind_blocks <> '{}')`,
    [
      rows.map((row) => row.recordId),
      rows.map((row) => JSON.stringify(row.blocks)),
      rows.map((row) => JSON.stringify(row.kindBlocks)),
      wallNow,
    ],
  )
}

/** Takes the rows in the order in which pages are stored, before anything else of the transaction is locked. */
export async function lockRecords(sql: Sql, recordIds: readonly number[]): Promise<void> {
  if (recordIds.length > 0)
    await sql.query(
      'select from remote_records where id = any($1) order by object collate "C", remote_id collate "C" for no key update',
      [recordIds],
    )
}

/**
 * Notes which cells of these records are open before Lawbase writes them: only what was open then may a correction of
 * the entry open again (docs/decisions/0039-a-wrong-person.md). What was noted at an earlier try stays.
 */
export async function noteOwnBlocks(
  sql: Sql,
  rows: readonly { propagationId: string; recordId: number; channel: Channel; kind: string }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql.query(
    `insert into own_blocks (propagation_id, record_id, channel, kind)
     select p.propagation_id, r.id, p.channel, p.kind from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[]) as p (propagation_id, record_id, channel, kind) join remote_records r on r.id = p.record_id
     where case when p.kind = '' then r.blocks ->> p.channel in ('open', 'partial') else coalesce(r.kind_blocks -> (p.channel || ':' || p.kind) ->> 'state', 'open') in ('open', 'partial') end
     on conflict do nothing`,
    [
      rows.map((row) => row.propagationId),
      rows.map((row) => row.recordId),
      rows.map((row) => row.channel),
      rows.map((row) => row.kind),
    ],
  )
}
