import { countriesOf } from '../../domain/contacts/country.ts'
import { needsTwoSteps } from '../../domain/decisions/consent.ts'
import { everyKind, type Scope } from '../../domain/app/kind.ts'
import type { ContentBox } from '../../domain/consents/questionnaire.ts'
import type { Answer } from '../../domain/consents/questionnaire-answer.ts'
import { boxRow } from '../../domain/consents/tables/consent-boxes.ts'
import { standingObjections, type StandingObjection } from '../../store/consents/consents.ts'
import type { Sql } from '../../store/app/database.ts'
import { loadFactRecords } from '../../store/decisions/facts.ts'
import { identitiesOfContacts } from '../../store/objections/objections.ts'
import { reachable } from '../objections/person-mail.ts'

/** A ticked box with what it needs before it counts. */
export interface JudgedBox extends ContentBox {
  mustConfirm: boolean
  afterNo: boolean
  /** An objection stands that a mail to this address cannot end. */
  closed: boolean
  /** Objections that were said after it was answered, and came before it. */
  withdrawnBy: readonly StandingObjection[]
  /** What the button of the mail is to free. */
  free: readonly Scope[]
}

/**
 * What each ticked box needs before it counts: the button where the country asks for it (E-DOI) or where an objection
 * stands (F20).
 */
export async function judgeAnswer(
  sql: Sql,
  { answer, givenAt }: { answer: Answer; givenAt: Date },
  hash: Buffer,
  numberHash: Buffer | null,
  contactIds: readonly string[],
): Promise<JudgedBox[]> {
  if (answer.ticked.length === 0) return []
  const theirs = (await identitiesOfContacts(sql, contactIds)).filter((row) => !row.role).map((row) => row.hash)
  const stands = await standingObjections(sql, [hash, ...theirs, ...(numberHash === null ? [] : [numberHash])])
  const own = hash.toString('hex')
  const canLift = (await reachable(sql, { identityHashes: [hash] })) !== null
  const records = await loadFactRecords(sql, contactIds)
  const twoSteps = needsTwoSteps(
    countriesOf(
      [answer.country, ...records.map((row) => row.country)],
      [],
      [answer.phone, ...records.flatMap((row) => [row.mobile, row.phone])],
    ),
  )
  return answer.ticked.map((box): JudgedBox => {
    const objections = stands.filter(
      (no) => no.channel === box.channel && (boxRow(box.id).number || no.hash !== numberHash?.toString('hex')),
    )
    const withdrawnBy = objections.filter((no) => no.since >= givenAt)
    const afterNo = objections.length > withdrawnBy.length
    // Measuring is no solicitation: it starts no channel again.
    const starts = box.purpose === 'prospecting' || box.purpose === 'audience'
    const closed = afterNo && (!starts || !canLift || objections.some((no) => no.hash !== own))
    return {
      ...box,
      withdrawnBy,
      afterNo,
      closed,
      mustConfirm: afterNo || twoSteps,
      free: afterNo && !closed && withdrawnBy.length === 0 ? [{ channel: box.channel, kind: everyKind }] : [],
    }
  })
}
