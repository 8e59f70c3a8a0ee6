import type { Sql } from '../../app/database.ts'

/**
 * Who holds an address of somebody who was removed after a backup that does not know their id
 * (docs/reference/promises.md#journal): `same` = it is them under another id; null = somebody has to say so.
 */
export interface RemovalTwin {
  contactId: string
  went: string
  removedAt: Date
}

/** Notes them; what was known of a pair before stays. */
export async function noteTwins(
  sql: Sql,
  {
    contactIds,
    went,
    removedAt,
    same,
  }: { contactIds: readonly string[]; went: string; removedAt: Date; same: boolean },
  now: Date,
): Promise<void> {
  await sql.query(
    `insert into removal_twins (contact_id, went, removed_at, same, asked_at) select id, $2, $3, case when $4::boolean then true end, $5 from unnest($1::uuid[]) as p (id)
     on conflict (contact_id, went) do nothing`,
    [contactIds, went, removedAt, same, now],
  )
}

/** A pair about which nobody said yet whether it is one person; null = there is none. */
export async function openTwin(sql: Sql, contactId: string, went: string): Promise<RemovalTwin | null> {
  const { rows } = await sql.query<RemovalTwin>(
    `select t.contact_id as "contactId", t.went, t.removed_at as "removedAt" from removal_twins t join contacts c on c.id = t.contact_id and c.purged_at is null where t.contact_id = $1 and t.went = $2 and t.same is null for update of t`,
    [contactId, went],
  )
  return rows[0] ?? null
}

/** When those of these ids were removed about whom it is open whose address it is. */
export async function removedTwins(sql: Sql, ids: readonly string[]): Promise<Map<string, Date>> {
  const { rows } = await sql.query<{ went: string; at: Date }>(
    'select went, max(removed_at) as at from removal_twins where went = any($1) and same is null group by went',
    [ids],
  )
  return new Map(rows.map(({ went, at }) => [went, at]))
}

/** Two people are no twins; one person is, from here on. */
export async function answerTwin(sql: Sql, { contactId, went }: RemovalTwin, same: boolean): Promise<void> {
  await sql.query(
    same
      ? 'update removal_twins set same = true where contact_id = $1 and went = $2'
      : 'delete from removal_twins where contact_id = $1 and went = $2',
    [contactId, went],
  )
}

/** What somebody said of these contacts and the one who went: two people, or one. */
export async function answersWith(
  sql: Sql,
  contactIds: readonly string[],
  went: string | null,
): Promise<Map<string, 'one' | 'two'>> {
  const { rows } = await sql.query<{ id: string; answer: 'one' | 'two' }>(
    `select p.id, a.answer from unnest($1::uuid[]) as p (id) join same_person_answers a on a.contact_a = least(p.id, $2::uuid) and a.contact_b = greatest(p.id, $2::uuid)`,
    [contactIds, went],
  )
  return new Map(rows.map(({ id, answer }) => [id, answer]))
}

/** Whether a system shows a record of the contact. */
export const isShown = async (sql: Sql, contactId: string): Promise<boolean> =>
  (await sql.query('select 1 from remote_records where contact_id = $1 and gone_at is null limit 1', [contactId]))
    .rowCount === 1
