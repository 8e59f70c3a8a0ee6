import { givenReason } from '../../../domain/app/given-reason.ts'
import { Refused } from '../../../domain/app/refused.ts'
import type { User } from '../../../store/accounts/users.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import { inTransaction } from '../../../store/app/database.ts'
import {
  deleteSplit,
  heldNow,
  insertSplit,
  liveRecordsOf,
  type HeldRecord,
} from '../../../store/contacts/split-records.ts'
import { lockPeople } from '../../../store/objections/objections.ts'
import { isInPlanUnderWay } from '../../../store/removals/candidates.ts'
import { saveSamePerson } from '../../../store/removals/possible-duplicate.ts'
import type { App } from '../../app/app.ts'
import { wakeDrains } from '../../app/wake-drains.ts'
import { decideAgain } from '../../decisions/decide-later.ts'
import { matchRecords } from '../../intake/match-records.ts'
import { sayForBoth } from './say-for-both.ts'

/**
 * Why records are not told apart: nothing or everything was ticked, a removal of the contact is under way, their own
 * system says that they are one person, or no reason was given.
 */
export class SplitRefused extends Refused<'choice' | 'in-plan' | 'vendor' | 'reason'> {
  constructor(code: SplitRefused['code']) {
    super(code, `the records were not told apart: ${code}`)
  }
}

/**
 * Makes two contacts of one, by the word of a DPO: the ticked records stand for somebody else than the others, now and
 * at every later reading (docs/reference/promises.md#matching). Opt-outs stay with every address and number they were
 * said for, so that nobody is freed. Gives both contacts. Throws SplitRefused.
 */
export async function splitRecords(
  app: App,
  user: User,
  contactId: string,
  { recordIds, reason: given }: { recordIds: readonly number[]; reason: string },
): Promise<readonly string[]> {
  const reason = givenReason(given)
  if (reason === null) throw new SplitRefused('reason')
  const now = app.clock.now()
  const contacts = await inTransaction(app.pool, async (sql) => {
    await lockPeople(sql)
    const live = await liveRecordsOf(sql, contactId)
    const ones = live.filter((id) => recordIds.includes(id))
    const others = live.filter((id) => !recordIds.includes(id))
    if (ones.length === 0 || others.length === 0) throw new SplitRefused('choice')
    if (await isInPlanUnderWay(sql, contactId)) throw new SplitRefused('in-plan')
    await insertSplit(sql, [ones, others], { reason, by: user.email }, now)
    await matchRecords(sql, live, now)
    const sides = [await heldNow(sql, ones), await heldNow(sql, others)] as const
    const [here, there] = [contactsIn(sides[0]), contactsIn(sides[1])]
    if (here.some((id) => there.includes(id))) throw new SplitRefused('vendor')
    for (const one of here)
      for (const other of there) await saveSamePerson(sql, [one, other], { answer: 'two', reason, by: user.email }, now)
    const both = [...here, ...there]
    await insertAudit(
      sql,
      both.map((id) => ({
        actId: `parted:${contactId}:${id}:${now.getTime()}`,
        act: 'same-person' as const,
        actor: user.email,
        contactId: id,
        details: { answer: 'two', reason, parted: ones.length, from: contactId, sides },
      })),
      now,
    )
    return both
  })
  await decideAgain(app, contacts)
  return contacts
}

/**
 * Takes a split back: the records of both contacts are matched as if nobody had told them apart, and where nothing ties
 * them any more, an opt-out of the one is the other's too, as with any two contacts said to be one person. False when
 * they were not told apart, or stand for others by now. Throws SplitRefused.
 */
export async function rejoinRecords(
  app: App,
  user: User,
  [contactId, otherId]: readonly [string, string],
  given: string,
): Promise<boolean> {
  const reason = givenReason(given)
  if (reason === null) throw new SplitRefused('reason')
  const now = app.clock.now()
  const rejoined = await inTransaction(app.pool, async (sql) => {
    await lockPeople(sql)
    for (const id of [contactId, otherId]) if (await isInPlanUnderWay(sql, id)) throw new SplitRefused('in-plan')
    const sides = await deleteSplit(sql, contactId, otherId)
    const records = sides.flat().map(([record]) => record)
    if (records.length === 0) return null
    await saveSamePerson(sql, [contactId, otherId], { answer: 'one', reason, by: user.email }, now)
    await insertAudit(
      sql,
      [contactId, otherId].map((id) => ({
        actId: `rejoined:${[contactId, otherId].toSorted().join(':')}:${id}:${now.getTime()}`,
        act: 'same-person' as const,
        actor: user.email,
        contactId: id,
        details: { answer: 'one', reason, rejoined: records.length, sides },
      })),
      now,
    )
    await matchRecords(sql, records, now)
    const contacts = contactsIn(await heldNow(sql, records))
    const [one = contactId, ...others] = contacts
    const said = []
    for (const other of others) said.push(...(await sayForBoth(app, sql, [one, other], user)))
    return { contacts, said }
  })
  if (rejoined === null) return false
  const { contacts, said } = rejoined
  await wakeDrains(
    app,
    said.flatMap(({ connectionIds }) => connectionIds),
  )
  await decideAgain(app, contacts)
  return true
}

const contactsIn = (held: readonly HeldRecord[]): string[] => [...new Set(held.map(([, contactId]) => contactId))]
