/**
 * The relation of a contact `id` whose decision says `decided`: a customer anywhere is one, though a deal that is open
 * elsewhere counts for more in a verdict.
 */
export const relationOf = (id: string, decided: string): string =>
  `case when exists (select 1 from remote_records rel where rel.contact_id = ${id} and rel.gone_at is null and rel.relation = 'customer') then 'customer' else ${decided} end`
