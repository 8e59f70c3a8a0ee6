/**
 * SQL of the moment since when the source of the contact `c` is searched for (docs/reference/law.md#c13): since they
 * came, or since the one they had was taken back.
 */
export const withoutSourceSince = (c: string): string =>
  `greatest(${c}.created_at, (select max(w.withdrawn_at) from withdrawn_sources w where w.contact_id = ${c}.id))`
