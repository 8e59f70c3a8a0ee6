import { givenReason } from '../../../domain/app/given-reason.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import { inTransaction } from '../../../store/app/database.ts'
import { lockPlan } from '../../../store/removals/removals.ts'
import { askRestore, beingRestored, restorable } from '../../../store/removals/restores.ts'
import type { User } from '../../../store/accounts/users.ts'
import type { App } from '../../app/app.ts'
import { RemovalRefused, requireJudge } from '../approve-removal.ts'
import { keepThese, readKeeping } from './keep-out.ts'
import { takeOutKept } from './take-out-kept.ts'

interface RestoreOrder {
  /** Null = everybody who is on hold. */
  contactIds: readonly string[] | null
  reason: string
  /** First day on which a run may plan them again; '' = the next one may. */
  keepUntil?: string
}

/**
 * Brings people of a plan back (docs/reference/promises.md#removal-back): they leave it at once, the hold is lifted in
 * every system, and what lies in a bin is taken out of it, by us or by a person at the vendor. It is done when every
 * system was read so (`carryRestores`). Gives who is being brought back,
 * also those who were before; of the others nothing is left to bring. Throws
 * RemovalRefused, and KeepOutRefused for the day.
 */
export async function restorePeople(
  app: App,
  key: string,
  user: Pick<User, 'email' | 'role'>,
  { contactIds, reason: given, keepUntil = '' }: RestoreOrder,
): Promise<string[]> {
  const now = app.clock.now()
  const reason = givenReason(given)
  const { planId, back } = await inTransaction(app.pool, async (sql) => {
    const plan = await lockPlan(sql, key)
    if (plan === null) throw new RemovalRefused('unknown', 'There is no such removal plan.')
    requireJudge(user)
    if (plan.kind === 'erasure')
      throw new RemovalRefused('asked-for', 'This person asked to be erased: what was deleted is not restored.')
    if (reason === null) throw new RemovalRefused('reason', 'Say why, in a sentence: it is kept.')
    const keeping = keepUntil.trim() === '' ? null : readKeeping({ reason, until: keepUntil }, now)
    const people = await restorable(sql, plan.id, contactIds)
    const already = await beingRestored(sql, plan.id, contactIds ?? [])
    if (people.length + already.length === 0)
      throw new RemovalRefused(
        'nobody-back',
        'Nothing of them is on hold or in a recycle bin. Before the approval, keep people out or refuse the plan; what was erased does not come back.',
      )
    const ids = people.map(({ contactId }) => contactId)
    await askRestore(sql, plan.id, ids, { by: user.email, reason }, now)
    await insertAudit(
      sql,
      people.map(({ contactId, state }) => ({
        actId: `restore:${plan.id}:${contactId}`,
        act: 'release',
        actor: user.email,
        contactId,
        details: { planId: plan.id, number: plan.number, reason: 'restored', why: reason, from: state },
      })),
      now,
    )
    if (keeping !== null) {
      await keepThese(sql, user, ids, keeping, now)
      await takeOutKept(sql, user.email, now)
    }
    return { planId: plan.id, back: [...ids, ...already] }
  })
  await app.enqueue('advance-plan', { planId })
  return back
}
