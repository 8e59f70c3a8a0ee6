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
    `insert into sources (contact_id, record_id, connection_id, kind, name, obtained_on, assumed, proof, proof_by, proof_note, created_at) values ($1, null, null, $2, $3, $4, false, 'attestation', $5, $6, $7)
     on conflict (contact_id, record_id, kind, name) do nothing returning id`,
    [contactId, source.kind, source.name, source.obtainedOn, source.author, source.note, now],
  )
  return rows[0]?.id ?? 'known'
}
