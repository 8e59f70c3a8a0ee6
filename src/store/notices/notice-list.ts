import type { NoticeState } from '../../domain/decisions/tables/verdicts.ts'
import type { Sql } from '../app/database.ts'
import { livePeopleCounts } from '../sql/kept-counts.ts'
import { noShopper } from '../sql/without-shopper.ts'

/** One person of the list of notices: where they stand with the duty to inform (docs/reference/law.md#d). */
export interface NoticeRow {
  contactId: string
  email: string | null
  source: string
  /** Last day to inform them; null = none is known. */
  dueOn: string | null
  state: NoticeState
  /** The day on which a message of ours reached them before any notice; null = none did. */
  earlyOn: string | null
}

const state = `d.detail ->> 'noticeState'`

/** How many the list has by state alone; null = every state. */
export async function countNoticeList(sql: Sql, asked: string | null): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `select coalesce(sum(total), 0)::int as count from ${livePeopleCounts} as live where notice_state <> 'NOT_REQUIRED' and ($1::text is null or notice_state = $1)`,
    [asked],
  )
  return rows[0]?.count ?? 0
}

/** Everyone whom the duty concerns and who has a record. */
export const noticeList = {
  columns: `c.id as "contactId", d.detail ->> 'source' as source, d.detail ->> 'noticeDueOn' as "dueOn", ${state} as state,
    d.detail ->> 'uninformedContactOn' as "earlyOn",
    (select i.value from remote_records r join record_identities ri on ri.record_id = r.id and ri.position = 0
     join identities i on i.hash = ri.identity_hash where r.contact_id = c.id and r.gone_at is null order by r.id limit 1) as email`,
  from: 'contacts c join decisions d on d.contact_id = c.id',
  where: `c.merged_into is null and c.purged_at is null and ${state} <> 'NOT_REQUIRED' and exists (select 1 from remote_records r
    where r.contact_id = c.id and r.gone_at is null and ${noShopper.record('r.id')})`,
  id: 'd.contact_id',
  idType: 'uuid' as const,
  sorts: {
    // As text, which has an index (migration 0193): the order is that of days, and letters come after them.
    due: `coalesce(d.detail ->> 'noticeDueOn', 'infinity')`,
    state,
    source: `coalesce(d.detail ->> 'source', '')`,
    early: `coalesce((d.detail ->> 'uninformedContactOn')::date, '-infinity'::date)`,
  },
  filters: {
    state: (value: string) => `${state} = ${value}`,
    // They are few and have an index, so they are found first.
    early: (
      value: string,
    ) => `case ${value} when 'yes' then d.contact_id = any(array(select contact_id from decisions where detail ->> 'uninformedContactOn' is not null))
      else d.detail ->> 'uninformedContactOn' is null end`,
    from: (value: string) => `(d.detail ->> 'noticeDueOn')::date >= ${value}::date`,
    to: (value: string) => `(d.detail ->> 'noticeDueOn')::date <= ${value}::date`,
  },
}
