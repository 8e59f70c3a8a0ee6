import { notMistaken } from '../sql/not-mistaken.ts'
import type { Sql } from '../app/database.ts'

/** What became of the questions asked since an instant; who is in two of the last five is counted in the first. */
export interface AskResults {
  waiting: number
  unclear: number
  /** The server or the CRM would not take them. */
  refused: number
  asked: number
  yes: number
  /** Pressed yes; the button of the second mail is not pressed yet. */
  toConfirm: number
  no: number
  bounced: number
  unanswered: number
  /** What the server or the CRM said last. */
  failure: string | null
}

const said = `exists (select 1 from objection_identities oi join objections o on o.id = oi.objection_id where oi.identity_hash = a.identity_hash and o.recorded_at >= a.asked_at and ${notMistaken('o.id')})`

export async function askResults(sql: Sql, since: Date): Promise<AskResults> {
  const { rows } = await sql.query<AskResults>(
    `with answers as (
       select case when a.state = 'sending' and a.claimed_until < clock_timestamp() then 'unclear' else a.state end as state, a.failure, a.created_at, case when ${said} then 'no' when f.consent_id is not null then 'yes' when k.id is not null then 'to-confirm'
         when exists (select 1 from mail_stops m where m.identity_hash = a.identity_hash and m.since >= a.asked_at) then 'bounced' else 'unanswered' end as answer
       from repermission_asks a left join consents k on k.ask_id = a.id left join consent_confirmations f on f.consent_id = k.id where a.created_at >= $1
     )
     select count(*) filter (where state in ('queued', 'sending'))::int as waiting, count(*) filter (where state = 'unclear')::int as unclear, count(*) filter (where state = 'refused')::int as refused, count(*) filter (where state = 'asked')::int as asked,
       count(*) filter (where answer = 'yes')::int as yes, count(*) filter (where answer = 'to-confirm')::int as "toConfirm", count(*) filter (where state = 'asked' and answer = 'no')::int as no,
       count(*) filter (where state = 'asked' and answer = 'bounced')::int as bounced, count(*) filter (where state = 'asked' and answer = 'unanswered')::int as unanswered,
       (array_agg(failure order by created_at desc) filter (where failure is not null and state in ('queued', 'refused')))[1] as failure from answers`,
    [since],
  )
  return (
    rows[0] ?? {
      waiting: 0,
      unclear: 0,
      refused: 0,
      asked: 0,
      yes: 0,
      toConfirm: 0,
      no: 0,
      bounced: 0,
      unanswered: 0,
      failure: null,
    }
  )
}
