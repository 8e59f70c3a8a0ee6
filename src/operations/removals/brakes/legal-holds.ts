import { Refused } from '../../../domain/app/refused.ts'
import { randomUUID } from 'node:crypto'
import { domainToASCII } from 'node:url'
import { dayOf, isCalendarDay } from '../../../domain/app/day.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../../store/app/database.ts'
import { endLegalHold, insertLegalHold, type LegalHold } from '../../../store/removals/legal-holds.ts'
import { lockLiveContact } from '../../../store/removals/erasure-requests.ts'
import type { User } from '../../../store/accounts/users.ts'
import { contactIdsOf, readListFilters } from '../../../store/contacts/contacts-list.ts'
import { findContact } from '../../../store/contacts/contact-view.ts'
import type { App } from '../../app/app.ts'
import { requireJudge } from '../approve-removal.ts'
import { takeOutKept, wakePlans } from './take-out-kept.ts'

/**
 * Whom a legal hold is about: a contact, everybody with an address of a domain, or whom the contact list shows under a
 * filter now.
 */
export type HoldTarget = { contactId: string } | { domain: string } | { list: string }

/** A hold that cannot stand; `code` is the field at fault. */
export class HoldRefused extends Refused<'reason' | 'until' | 'domain' | 'nobody'> {
  constructor(code: HoldRefused['code']) {
    super(code, `legal hold refused: ${code}`)
  }
}

const shortest = 10

/**
 * Keeps people from every removal until a day, or until somebody ends it (docs/reference/promises.md#removal-2).
 * `until`: first day without it, '' = no end. Plans under way let them go at once. Gives its id. Throws HoldRefused.
 */
export async function keepByLaw(
  app: App,
  user: User,
  target: HoldTarget,
  input: { reason: string; until: string },
): Promise<string> {
  const now = app.clock.now()
  const reason = input.reason.trim().slice(0, 500)
  const until = input.until.trim() === '' ? null : input.until.trim()
  if (reason.length < shortest) throw new HoldRefused('reason')
  if (until !== null && (!isCalendarDay(until) || until <= dayOf(now))) throw new HoldRefused('until')
  const id = randomUUID()
  const plans = await inTransaction(app.pool, async (sql) => {
    const { kind, name, contactIds } = await targetOf(app, sql, target)
    await insertLegalHold(sql, { id, purpose: 'legal', kind, name, reason, until, author: user.email }, contactIds, now)
    await insertAudit(
      sql,
      [
        {
          actId: `legal-hold:${id}`,
          act: 'legal-hold',
          actor: user.email,
          contactId: kind === 'person' ? (contactIds[0] ?? null) : null,
          details: { hold: id, kind, name, people: kind === 'domain' ? null : contactIds.length, reason, until },
        },
      ],
      now,
    )
    return takeOutKept(sql, user.email, now)
  })
  await wakePlans(app, plans)
  return id
}

async function targetOf(
  app: App,
  sql: Sql,
  target: HoldTarget,
): Promise<{ kind: 'person' | 'domain' | 'list'; name: string; contactIds: string[] }> {
  if ('contactId' in target) {
    // Merged while the form was open: the hold is over who they are now.
    const whole = (await findContact(sql, target.contactId))?.mergedInto ?? target.contactId
    if (!(await lockLiveContact(sql, whole))) throw new HoldRefused('nobody')
    return { kind: 'person', name: '', contactIds: [whole] }
  }
  if ('domain' in target) {
    const domain = domainToASCII(target.domain.trim().toLowerCase().replace(/^.*@/u, ''))
    if (!/^(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}$/u.test(domain)) throw new HoldRefused('domain')
    return { kind: 'domain', name: domain, contactIds: [] }
  }
  const contactIds = await contactIdsOf(app.pool, readListFilters(target.list), dayOf(app.clock.now()))
  if (contactIds.length === 0) throw new HoldRefused('nobody')
  return { kind: 'list', name: target.list, contactIds }
}

/**
 * Ends a legal hold, or what keeps somebody out (`purpose` null = either); false when there is none, or it ended
 * before. The next run plans whoever is due again.
 */
export async function endKeeping(
  app: App,
  user: Pick<User, 'email' | 'role'>,
  id: string,
  purpose: LegalHold['purpose'] | null = null,
): Promise<boolean> {
  requireJudge(user)
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    const ended = await endLegalHold(sql, id, user.email, now, purpose)
    if (ended)
      await insertAudit(
        sql,
        [{ actId: `legal-hold:${id}:ended`, act: 'legal-hold', actor: user.email, details: { hold: id, ended: true } }],
        now,
      )
    return ended
  })
}
