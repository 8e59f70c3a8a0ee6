import type { Sql } from '../app/database.ts'

/** What someone asked, or what is asked about them, and waits for a person. */
export interface OpenRequest {
  kind: 'access' | 'erasure' | 'review'
  id: string
  /** Empty of a question. */
  number: string
  /** By when; null = no day. */
  dueOn: string | null
}

/** Requests and questions of a contact that no one answered, those to answer first before the others. */
export async function openRequestsOf(sql: Sql, contactId: string): Promise<OpenRequest[]> {
  const { rows } = await sql.query<OpenRequest>(
    `select kind, id, number, due_on::text as "dueOn" from (
       select 'access' as kind, id, number, due_on from access_requests where contact_id = $1 and answered_at is null
       union all select 'erasure', id, number, due_on from erasure_requests where contact_id = $1 and answered_at is null and taken_back_at is null
       union all select 'review', id, '', due_on from reviews where contact_id = $1 and answered_at is null) as open
     order by due_on nulls last, kind, id`,
    [contactId],
  )
  return rows
}
