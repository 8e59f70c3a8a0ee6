/** True where the attestation `a` covers the record `r`; the same rule as `covers` in domain/sources/attestation.ts. */
export const attestedRecord = `r.created_remote_at < a.covers_before and (a.connection_id is null or a.connection_id = r.connection_id)
  and (a.source_value is null or a.source_value = lower(btrim(coalesce(r.source_value, '')))) and (a.created_in is null or a.created_in = extract(year from r.created_remote_at at time zone 'UTC'))
  and (a.list is null or exists (select 1 from attested_contacts x where x.attestation_id = a.id and x.contact_id = r.contact_id))`

/** True where a standing attestation covers the contact; `contact`: its id, `kind`: of that kind alone. */
export const isAttested = (contact: string, kind?: string): string =>
  `exists (select 1 from attestations a join remote_records r on ${attestedRecord} where r.contact_id = ${contact} and r.gone_at is null and a.withdrawn_at is null${kind === undefined ? '' : ` and a.kind = ${kind}`})`
