import { givenReason } from '../../../domain/app/given-reason.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../../store/app/database.ts'
import type { User } from '../../../store/accounts/users.ts'
import { saveSamePerson, type SamePersonAnswer } from '../../../store/removals/possible-duplicate.ts'
import { decideAgain } from '../../decisions/decide-later.ts'
import { isRemembered } from '../../../store/removals/removal-memory.ts'
import { answerTwin, isShown, openTwin, type RemovalTwin } from '../../../store/removals/same-person/removal-twins.ts'
import { countUnpurged, purgeContacts } from '../../../store/removals/purge.ts'
import { rememberPeople } from '../remember-people.ts'
import { wakeDrains } from '../../app/wake-drains.ts'
import type { App } from '../../app/app.ts'
import { RemovalRefused, requireJudge } from '../approve-removal.ts'
import { sayForBoth } from './say-for-both.ts'

/**
 * Keeps what somebody answered about two contacts that are maybe one person (docs/reference/promises.md#matching): as
 * two, each goes by what they did themselves; as one, what either did keeps both, whatever their records show later,
 * and an opt-out of the one is the other's too, those that come later as well. Throws RemovalRefused.
 */
export async function answerSamePerson(
  app: App,
  user: User,
  pair: readonly [string, string],
  { answer, reason: given }: { answer: SamePersonAnswer; reason: string },
): Promise<void> {
  requireJudge(user)
  const now = app.clock.now()
  const reason = givenReason(given)
  if (reason === null) throw new RemovalRefused('reason', 'Say why, in a sentence: it is kept.')
  if (pair[0] === pair[1]) throw new RemovalRefused('unknown', 'These are no two contacts.')
  const { said: recorded, held } = await inTransaction(app.pool, async (sql) => {
    const twin = await openTwin(sql, ...pair)
    if (twin === null && (await countUnpurged(sql, pair)) !== 2)
      throw new RemovalRefused('unknown', 'One of these contacts is not there any more.')
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
    if (twin !== null) {
      await answerTwin(sql, twin, answer === 'one')
      if (answer === 'one') await goWith(app, sql, twin, user)
    }
    const said = answer === 'one' && twin === null ? await sayForBoth(app, sql, pair, user) : []
    return { said, held: twin === null ? [] : [twin.contactId] }
  })
  await wakeDrains(
    app,
    recorded.flatMap(({ connectionIds }) => connectionIds),
  )
  await decideAgain(app, [...held, ...recorded.map(({ contactId }) => contactId)])
}

/**
 * Who turns out to be somebody that was removed goes as they did, unless a system shows them again: then they are in
 * QUARANTINE like anybody who comes back.
 */
async function goWith(app: App, sql: Sql, { contactId, went, removedAt }: RemovalTwin, user: User): Promise<void> {
  if (await isShown(sql, contactId)) return
  const remember = await isRemembered(sql, went)
  if (remember) await rememberPeople(app, sql, [contactId], removedAt)
  await purgeContacts(sql, [contactId], { remember }, removedAt)
  const act = { actId: `purged:${went}:${contactId}`, act: 'purged', actor: user.email, contactId } as const
  await insertAudit(sql, [{ ...act, details: { reason: 'same-person', samePersonAs: went } }], app.clock.now())
}
