import { normalName } from './normal-name.ts'

/** Whose addresses and numbers stand in the rows of which broker's deliveries; `of` narrows the records `r`. */
export const delivered = (of: string): string => `delivered as (
  select distinct h.contact_id, n.normal from (
    select r.contact_id, ri.identity_hash as hash from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash where r.gone_at is null and (not i.role or ri.position = 0) and ${of}
    union select r.contact_id, x.number_hash from remote_records r join record_numbers x on x.record_id = r.id and not x.guessed where r.gone_at is null and ${of}) h
  join broker_delivery_rows w on w.identity_hash = h.hash join broker_deliveries d on d.screening_id = w.screening_id join broker_names n on n.broker_id = d.broker_id)`

/**
 * What proves the source `s` (docs/reference/law.md#c), by the rule that decisions use; null = it is only declared.
 * Wants `delivered`; `kinds` and `names` are the places of the sources whose dossier lacks nothing.
 */
export const sourceProof = (kinds: string, names: string): string => `coalesce(s.proof, case
  when s.kind in ('C7', 'C14') and exists (select 1 from delivered w where w.contact_id = s.contact_id and w.normal = ${normalName('s.name')}) then 'delivery'
  when (s.kind, lower(s.name)) in (select * from unnest(${kinds}::text[], ${names}::text[])) then 'dossier' end)`
