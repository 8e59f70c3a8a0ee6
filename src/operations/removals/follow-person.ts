import { clearlyDifferent } from '../../domain/contacts/same-person.ts'
import { insertAudit } from '../../store/app/audit.ts'
import type { Sql } from '../../store/app/database.ts'
import {
  erasureRecords,
  followMerges,
  followParts,
  joinNewRecords,
  leaveStrangers,
  mergedThere,
} from '../../store/removals/erasure/erasure-person.ts'
import type { RemovalPlan } from '../../store/removals/removals.ts'

/**
 * An erasure takes the person as they are now: merged since, parted since, with records that appeared since; and nobody
 * whose name and address were written over one of their records meanwhile. True when somebody or something joined, of
 * whom the objection has to be shown first (docs/reference/promises.md#i6).
 */
export async function followPerson(sql: Sql, plan: Pick<RemovalPlan, 'id' | 'number'>, now: Date): Promise<boolean> {
  await followMerges(sql, plan.id)
  const records = await erasureRecords(sql, plan.id)
  // Records that were theirs at the decision and show the same addresses since are beyond doubt: what stands for no
  // contact of theirs, and by name is none of them, is somebody else's. Where none is left, a record that the decision
  // did not know and that was there before is.
  const sure = records.filter((record) => record.sure)
  const overwritten = sure.length === 0 && records.some(({ inPlan }) => inPlan) && !(await mergedThere(sql, plan.id))
  const strangers = records.filter((record) =>
    sure.length === 0
      ? overwritten && !record.inPlan && record.older
      : sure.every((one) => one.contactId !== record.contactId && clearlyDifferent(one, record)),
  )
  const left = strangers.filter(({ inPlan }) => inPlan)
  if (left.length > 0) {
    await leaveStrangers(
      sql,
      plan.id,
      left.map(({ id }) => id),
      sure[0]?.contactId ?? '',
      now,
    )
    await insertAudit(
      sql,
      left.map(({ id, contactId }) => ({
        actId: `release:${plan.id}:record:${id}`,
        act: 'release',
        actor: 'lawbase',
        contactId,
        details: { planId: plan.id, number: plan.number, reason: 'another person' },
      })),
      now,
    )
  }
  const splitOff = await followParts(sql, plan.id, now)
  return (
    (await joinNewRecords(
      sql,
      plan.id,
      strangers.map(({ id }) => id),
    )) +
      splitOff >
    0
  )
}
