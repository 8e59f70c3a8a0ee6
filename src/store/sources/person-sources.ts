import type { PersonSourceForm } from '../../domain/sources/person-source.ts'
import type { Sql } from '../app/database.ts'

/**
 * Adds a source that a DPO attests of one person; gives its id. `gone`: the person is not in the base, or was folded
 * into another. `known`: the same source was attested, or answered, before.
 */
export async function insertPersonSource(
  sql: Sql,
  contactId: string,
  source: PersonSourceForm & { author: string },
  now: Date,
): Promise<number | 'known' | 'gone'> {
  const live = await sql.query(
    'select 1 from contacts where id = $1 and purged_at is null and merged_into is null for update',
    [contactId],
  )
  if (live.rowCount !== 1) return 'gone'
  const { rows } = await sql.query<{ id: number }>(
    `insert into sources (contact_id, record_id, connection_id, kind, name, obtained_on, assumed, proof, proof_by, proof_note, notice_shown, created_at) values ($1, null, null, $2, $3, $4, false, 'attestation', $5, $6, $7, $8)
     on conflict (contact_id, record_id, kind, name) do nothing returning id`,
    [contactId, source.kind, source.name, source.obtainedOn, source.author, source.note, source.noticeShown, now],
  )
  return rows[0]?.id ?? 'known'
}

/**
 * Adds one source of a day to many people; gives those who have it from now on. Whoever is not in the base, or has it
 * already, is left out. It is declared: the file for a list shows no one of them by itself.
 */
export async function insertSourceOfMany(
  sql: Sql,
  contactIds: readonly string[],
  source: PersonSourceForm & { author: string },
  now: Date,
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `insert into sources (contact_id, record_id, connection_id, kind, name, obtained_on, assumed, proof, proof_by, proof_note, notice_shown, created_at)
     select c.id, null, null, $2, $3, $4, false, null, $5, $6, $7, $8 from contacts c where c.id = any($1) and c.purged_at is null and c.merged_into is null order by c.id for share
     on conflict (contact_id, record_id, kind, name) do nothing returning contact_id as id`,
    [contactIds, source.kind, source.name, source.obtainedOn, source.author, source.note, source.noticeShown, now],
  )
  return rows.map(({ id }) => id)
}
