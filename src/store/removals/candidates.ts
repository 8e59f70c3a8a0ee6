import type { PlannedKind } from '../../domain/removals/removal-kinds.ts'
import type { Sql } from '../app/database.ts'
import { suppressedOnEveryChannel } from '../sql/suppressed-on-every-channel.ts'
import { keptByLaw } from './legal-holds.ts'
import { possibleDuplicate } from './possible-duplicate.ts'
import { hasOpenReview } from '../mailbox/reviews.ts'

export interface Candidate {
  contactId: string
  lastActAt: Date | null
  lastActKind: string | null
  termOn: string
  /** Day on which the relationship of a customer ended; null = none did. */
  relationEndedOn: string | null
  relation: 'none' | 'customer' | 'open-deal'
  suppressed: boolean
  /** A legal hold stands over the person. */
  kept: boolean
  /** Something the person wrote waits for somebody. */
  pending: boolean
  startedAssumed: boolean
  /** Maybe the same person as another contact (`possibleDuplicate`). */
  maybe: boolean
  /** True when every Connection that holds the person lets us hold and remove there. */
  removable: boolean
  /** Ids of their live records. */
  recordIds: readonly number[]
}

/** Objections of a contact: said for the person, or for an address that is the person's own. */
const theirObjections = `select o.id, o.recorded_at from objections o where o.contact_id = d.contact_id or exists (select 1 from objection_identities oi join identities oj on oj.hash = oi.identity_hash and not oj.role
  join record_identities ok on ok.identity_hash = oi.identity_hash join remote_records om on om.id = ok.record_id and om.gone_at is null where oi.objection_id = o.id and om.contact_id = d.contact_id)`

/**
 * Every channel is stopped, each CRM was read back so, and the last of it was before the instant $3
 * (docs/reference/promises.md#removal-objected: 30 days after full read-back).
 */
const objected = `${suppressedOnEveryChannel('d.contact_id')}
  and not exists (select 1 from (${theirObjections}) n join propagations p on p.objection_id = n.id join remote_records pr on pr.connection_id = p.connection_id and pr.contact_id = d.contact_id and pr.gone_at is null where p.state not in ('applied', 'absent', 'superseded'))
  and (select max(greatest(n.recorded_at, coalesce((select max(pi.read_at) from propagations p join propagation_items pi on pi.propagation_id = p.id where p.objection_id = n.id), n.recorded_at))) from (${theirObjections}) n) <= $3`

/**
 * Nobody goes before the day that the question named to them, however short the term was made since
 * (docs/reference/law.md#g4).
 */
const toldLater = `exists (select 1 from repermission_asks a where a.contact_id = d.contact_id and a.state in ('asked', 'unclear') and a.term_on > $1)`

/**
 * What each kind of plan asks of a contact: a term that has passed by the UTC day $1; no source, and known to us since
 * before the instant $3; or an objection to everything, carried out before it.
 */
const due: Readonly<Record<PlannedKind, string>> = {
  silent: `d.term_on <= $1 and not ${toldLater}`,
  'no-source': "d.term_on > $1 and coalesce(d.detail ->> 'source', '') = '' and c.created_at <= $3",
  objected,
}

/**
 * Contacts of one kind that are not in a plan under way. Acts after `activeSince` are recent; `before`: thirty days
 * ago, when the search for a source ended, and by which an objection was carried out everywhere.
 */
export async function loadCandidates(
  sql: Sql,
  kind: PlannedKind,
  today: string,
  activeSince: string,
  before: Date,
): Promise<Candidate[]> {
  const { rows } = await sql.query<Candidate>(
    `select d.contact_id as "contactId", d.last_act_at as "lastActAt", d.last_act_kind as "lastActKind", d.term_on as "termOn", d.detail ->> 'relationEndedOn' as "relationEndedOn", d.detail ->> 'relation' as relation,
       d.detail ->> 'objectedOn' is not null or exists (
         select 1 from remote_records r join record_identities ri on ri.record_id = r.id join suppressions s on s.identity_hash = ri.identity_hash
         where r.contact_id = d.contact_id and r.gone_at is null) as suppressed,
       ${keptByLaw('d.contact_id', '$1')} as kept, ${hasOpenReview('d.contact_id')} as pending, d.started_assumed as "startedAssumed",
       ${possibleDuplicate('d.contact_id', '$2')} as maybe,
       not exists (select 1 from remote_records r join connections k on k.id = r.connection_id where r.contact_id = d.contact_id and r.gone_at is null
         and not (k.granted @> '{suppress,remove}' and k.state = 'active')) as removable,
       (select jsonb_agg(r.id) from remote_records r where r.contact_id = d.contact_id and r.gone_at is null) as "recordIds"
     from decisions d join contacts c on c.id = d.contact_id
     where c.merged_into is null and c.purged_at is null and ${due[kind]}
       and exists (select 1 from remote_records r where r.contact_id = d.contact_id and r.gone_at is null)
       and not exists (select 1 from removal_items i join removal_plans p on p.id = i.plan_id
         where i.contact_id = d.contact_id and p.state in ('approved', 'held', 'binning') and i.state in ('planned', 'held'))
     order by d.contact_id`,
    [today, activeSince, ...(kind === 'silent' ? [] : [before])],
  )
  return rows
}
