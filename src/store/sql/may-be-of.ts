/**
 * SQL of a boolean: the consent or the answer of the row `given` (contact_id, identity_hash) may be of the contact in
 * the column `contact`. What was given at a shared mailbox is the word of the one who gave it, and of nobody else who
 * is written to there; where nobody knows who gave it, only of whoever is alone there.
 */
export const mayBeOf = (given: string, contact: string): string =>
  `(${given}.contact_id = ${contact} or not exists (select 1 from identities shared where shared.hash = ${given}.identity_hash and shared.role) or ${given}.contact_id is null and not ${othersHold(`${given}.identity_hash`, contact)})`

/** SQL of a boolean: somebody else than the contact in the column `contact` is written to at the address, too. */
export const othersHold = (hash: string, contact: string): string =>
  `exists (select 1 from record_identities o join remote_records theirs on theirs.id = o.record_id and theirs.gone_at is null where o.identity_hash = ${hash} and o.position = 0 and not theirs.contact_id = ${contact})`
