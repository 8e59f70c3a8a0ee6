import type { Channel } from '../../domain/app/channel.ts'
import type { ConsentPurpose } from '../../domain/decisions/facts.ts'
import type { Sql } from '../app/database.ts'
import { fieldEndOf } from '../sql/field-end.ts'
import { othersHold } from '../sql/may-be-of.ts'
import { notMistaken } from '../sql/not-mistaken.ts'

/** A consent as decisions read it. */
export interface ConsentRow {
  /** Hash (hex) of the address it names, and the address while the base holds it. */
  identity: string
  email: string | null
  /** Hash (hex) of the number it is for. */
  number: string | null
  channels: Channel[]
  purposes: ConsentPurpose[]
  controller: string
  textVersion: string
  /** The questionnaire it was given on; null = the answer to the question before the term. */
  questionnaireId: string | null
  act: 'tick' | 'signature' | 'button' | 'spoken'
  /** Who of ours recorded it; null = the person gave it on a page of ours. */
  recordedBy: string | null
  /** Who gave it; null = it goes by the address alone. */
  of: string | null
  /** Country they said they are in, ISO code; null = not said. */
  country: string | null
  givenAt: Date
  confirmedAt: Date | null
  withdrawnAt: Date | null
  /** A field of a system shows that, and nothing else does. */
  endedInField: boolean
}

/**
 * Consents of these addresses that say something today. Left out are those given while an objection stood until their
 * button is pressed (docs/reference/law.md#f20), and those whose withdrawal the person ended by a later Lift: history,
 * neither yes nor no. A withdrawal that was not the person's ("this was not me", or an objection entered for the wrong
 * person) is none.
 */
const standing = `select encode(c.identity_hash, 'hex') as identity, i.value as email, encode(c.number_hash, 'hex') as number, c.channels, c.purposes, c.controller, encode(coalesce(v.hash, c.text_hash), 'hex') as "textVersion", v.questionnaire_id as "questionnaireId", c.act, c.recorded_by as "recordedBy", c.contact_id as of, a.country, c.given_at as "givenAt",
    f.confirmed_at as "confirmedAt", least(w.at, ${fieldEndOf('c')}) as "withdrawnAt", w.at is null and ${fieldEndOf('c')} is not null as "endedInField"
  from consents c join identities i on i.hash = c.identity_hash left join questionnaire_versions v on v.id = c.version_id left join questionnaire_answers a on a.id = c.answer_id left join consent_confirmations f on f.consent_id = c.id
  left join lateral (select min(cw.withdrawn_at) as at, max(cw.recorded_at) as recorded_at from consent_withdrawals cw where cw.consent_id = c.id
    and not exists (select 1 from person_mails m join lifts l on l.mail_id = m.id where m.kind = 'not-me' and m.objection_id = cw.objection_id)
    and ${notMistaken('cw.objection_id')}) w on true
  where (not c.after_no or f.consent_id is not null)
    and not exists (select 1 from lifted_suppressions s join lifts l on l.id = s.lift_id where s.identity_hash = c.identity_hash and s.channel = any(c.channels) and s.kind = '' and l.lifted_at >= w.recorded_at)`

export async function consentsOfIdentities(sql: Sql, hashes: readonly Buffer[]): Promise<ConsentRow[]> {
  return (await sql.query<ConsentRow>(`${standing} and c.identity_hash = any($1) order by c.given_at, c.id`, [hashes]))
    .rows
}

/**
 * The same by contact: over the addresses their live records hold, a shared mailbox only where it is a record's own,
 * and of what was given there only what they gave themselves.
 */
export async function consentsOfContacts(
  sql: Sql,
  contactIds: readonly string[],
): Promise<(ConsentRow & { contactId: string })[]> {
  const { rows: held } = await sql.query<{ contactId: string; hash: Buffer; shared: boolean; alone: boolean }>(
    `select distinct r.contact_id as "contactId", ri.identity_hash as hash, i.role as shared, not ${othersHold('ri.identity_hash', 'r.contact_id')} as alone from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash
     where r.contact_id = any($1) and r.gone_at is null and (not i.role or ri.position = 0) and exists (select 1 from consents c where c.identity_hash = ri.identity_hash)`,
    [contactIds],
  )
  const byIdentity = Map.groupBy(
    held.length === 0
      ? []
      : await consentsOfIdentities(
          sql,
          held.map((row) => row.hash),
        ),
    (row) => row.identity,
  )
  return held.flatMap(({ contactId, hash, shared, alone }) =>
    (byIdentity.get(hash.toString('hex')) ?? [])
      .filter(({ of }) => of === contactId || !shared || (of === null && alone))
      .map((row) => ({ ...row, contactId })),
  )
}
