import { othersHold } from './may-be-of.ts'

/**
 * SQL of the moment at which a field of a system said no to what the consent in the row `c` had opened, if that was
 * after it was given (docs/decisions/0067); null = none did.
 */
export const fieldEndOf = (c: string): string =>
  `(select min(fe.at) from consent_change_identities fi join consent_changes fe on fe.id = fi.change_id where fi.identity_hash = ${c}.identity_hash and fe.said = 'no' and fe.channels && ${c}.channels and fe.at >= ${c}.given_at)`

/**
 * SQL of the ids of changes of consents in fields of one person (`change_id`, `contact_id`): of their records, those
 * that are gone too, and of every address they ever had there, a shared mailbox only where nobody else is written to.
 */
export const changesOf = (contactIds: string): string =>
  `(select e.id as change_id, r.contact_id from remote_records r join consent_changes e on e.record_id = r.id where r.contact_id = any(${contactIds})
    union select e.change_id, r.contact_id from remote_records r join known_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash join consent_change_identities e on e.identity_hash = ri.identity_hash
      where r.contact_id = any(${contactIds}) and r.gone_at is null and (not i.role or (ri.position = 0 and not ${othersHold('ri.identity_hash', 'r.contact_id')})))`
