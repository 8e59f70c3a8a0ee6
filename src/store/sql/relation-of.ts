/**
 * The relation of a contact `id` whose decision says `decided`: a customer anywhere is one, though a deal that is open
 * elsewhere counts for more in a verdict.
 */
export const relationOf = (id: string, decided: string): string =>
  `case when exists (select 1 from remote_records rel where rel.contact_id = ${id} and rel.gone_at is null and rel.relation = 'customer') then 'customer' else ${decided} end`

/**
 * Whether a contact `id` may be a customer for all anybody knows: nobody said what a value of a record of theirs means,
 * or it is not shown to us, or was not read yet (docs/decisions/0036).
 */
export const maybeCustomer = (id: string): string =>
  `exists (select 1 from remote_records rel where rel.contact_id = ${id} and rel.gone_at is null and rel.relation_means in ('unjudged', 'hidden', 'unread'))`

/** What the records of a contact `id` show that makes them a customer, or maybe one; null = nothing. */
export const relationShown = (id: string): string =>
  `(select jsonb_agg(jsonb_build_object('connectionId', rel.connection_id, 'values', rel.relation_values)) from remote_records rel where rel.contact_id = ${id} and rel.gone_at is null and rel.relation_means in ('customer', 'unjudged', 'hidden', 'unread'))`
