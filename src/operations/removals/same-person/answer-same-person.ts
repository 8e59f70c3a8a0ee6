import { insertAudit } from '../../../store/app/audit.ts'
import { inTransaction } from '../../../store/app/database.ts'
import type { User } from '../../../store/accounts/users.ts'
import { saveSamePerson, type SamePersonAnswer } from '../../../store/removals/possible-duplicate.ts'
import type { App } from '../../app/app.ts'
import { RemovalRefused, requireJudge } from '../approve-removal.ts'

const [shortestReason, longestReason] = [10, 500]

/**
 * Keeps what somebody answered about two contacts that are maybe one person (docs/reference/promises.md#matching): as
 * two, each goes by what they did themselves; as one, what either did keeps both. Throws RemovalRefused.
 */
export async function answerSamePerson(
  app: App,
  user: User,
  pair: readonly [string, string],
  { answer, reason: given }: { answer: SamePersonAnswer; reason: string },
): Promise<void> {
  requireJudge(user)
  const now = app.clock.now()
  const reason = given.trim().slice(0, longestReason)
  if (reason.length < shortestReason) throw new RemovalRefused('reason', 'Say why, in a sentence: it is kept.')
  if (pair[0] === pair[1]) throw new RemovalRefused('unknown', 'These are no two contacts.')
  await inTransaction(app.pool, async (sql) => {
    const { rowCount } = await sql.query('select 1 from contacts where id = any($1) and purged_at is null', [pair])
    if (rowCount !== 2) throw new RemovalRefused('unknown', 'One of these contacts is not there any more.')
    await saveSamePerson(sql, pair, { answer, reason, by: user.email }, now)
    await insertAudit(
      sql,
      pair.map((contactId, place) => ({
        actId: `same-person:${pair.toSorted().join(':')}:${contactId}:${now.getTime()}`,
        act: 'same-person',
        actor: user.email,
        contactId,
        details: { other: pair[1 - place], answer, reason },
      })),
      now,
    )
  })
}
