import type { PlannedKind } from '../../domain/removals/removal-kinds.ts'
import type { Sql } from '../app/database.ts'
import { objectedToEverything } from '../sql/objected-to-everything.ts'
import { objectionOpen } from '../sql/objection-on-its-way.ts'
import { relationOf } from '../sql/relation-of.ts'
import { keptOnPurpose } from './legal-holds.ts'
import { deletionRefused } from '../sql/deletion-refused.ts'
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
  /** An objection of theirs is not carried everywhere yet, or one could stand where it cannot be read. */
  objectionOpen: boolean
  /** A legal hold stands over the person. */
  kept: boolean
  /** Something the person wrote waits for somebody. */
  pending: boolean
  startedAssumed: boolean
  /** Maybe the same person as another contact (`possibleDuplicate`). */
  maybe: boolean
  /** True when every Connection that holds the person lets us hold and remove there. */
  removable: boolean
  /** A system refused to delete them, and nobody has decided about it. */
  refused: boolean
  /** Ids of their live records. */
  recordIds: readonly number[]
}

const objected = objectedToEverything('d.contact_id', '$3')

/**
 * Nobody goes before the day that the question named to them, however short the term was made since
 * (docs/reference/law.md#g4).
 */
const toldLater = `exists (select 1 from repermission_asks a where a.contact_id = d.contact_id and a.state in ('asked', 'unclear') and a.term_on > $1)`

/**
 * What each kind of plan asks of a contact: a term that has passed by the UTC day $1; no source, and known to us since
 * before the instant $5; or an objection to everything, carried out before $3. Whoever the last is true of goes by its
 * plan alone: nobody is in two.
 */
const due: Readonly<Record<PlannedKind, string>> = {
  silent: `d.term_on <= $1 and not ${toldLater} and not ${objected}`,
  'no-source': `d.term_on > $1 and coalesce(d.detail ->> 'source', '') = '' and c.created_at <= $5 and not ${objected}`,
  objected,
}

/** The instant at which candidates are asked for, and what follows from it. */
interface CandidatesAsOf {
  /** UTC day. */
  today: string
  /** Acts after this day are recent. */
  activeSince: string
  /** Who is known since before it was searched for a source long enough. */
  searchedBefore: Date
  /** By when an objection to everything was carried out everywhere, for the plan of those who objected. */
  objectedBefore: Date
  /** What a broker took since then and did not confirm may have to be sent again. */
  unconfirmedSince: Date
}

/** Contacts of one kind that are not in a plan under way. */
export async function loadCandidates(
  sql: Sql,
  kind: PlannedKind,
  { today, activeSince, searchedBefore, objectedBefore, unconfirmedSince }: CandidatesAsOf,
): Promise<Candidate[]> {
  const { rows } = await sql.query<Candidate>(
    `select d.contact_id as "contactId", d.last_act_at as "lastActAt", d.last_act_kind as "lastActKind", d.term_on as "termOn", d.detail ->> 'relationEndedOn' as "relationEndedOn", ${relationOf('d.contact_id', "d.detail ->> 'relation'")} as relation,
       ${objectionOpen('d.contact_id', '$4')} as "objectionOpen",
       ${keptOnPurpose('d.contact_id', '$1')} as kept, ${hasOpenReview('d.contact_id')} as pending, d.started_assumed as "startedAssumed",
       ${possibleDuplicate('d.contact_id', '$2')} as maybe,
       not exists (select 1 from remote_records r join connections k on k.id = r.connection_id where r.contact_id = d.contact_id and r.gone_at is null
         and not (k.granted @> '{suppress,remove}' and k.state = 'active')) as removable, ${deletionRefused('d.contact_id')} as refused,
       (select jsonb_agg(r.id) from remote_records r where r.contact_id = d.contact_id and r.gone_at is null) as "recordIds"
     from decisions d join contacts c on c.id = d.contact_id
     where c.merged_into is null and c.purged_at is null and ${due[kind]}
       and exists (select 1 from remote_records r where r.contact_id = d.contact_id and r.gone_at is null)
       and not exists (select 1 from removal_items i join removal_plans p on p.id = i.plan_id
         where i.contact_id = d.contact_id and (p.state in ('approved', 'held', 'binning') or p.empties and p.state = 'planned') and i.state in ('planned', 'held'))
     order by d.contact_id`,
    [today, activeSince, objectedBefore, unconfirmedSince, ...(kind === 'no-source' ? [searchedBefore] : [])],
  )
  return rows
}
