import { randomUUID } from 'node:crypto'
import { tokenHash } from '../../crypto/tokens.ts'
import { scopeKey, type Scope } from '../../domain/app/kind.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { confirmConsents, sentencesOfMail } from '../../store/consents/consents.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { insertLift, isBeingWritten, objectionsBehind, supersede } from '../../store/objections/lifts.ts'
import { noteLiftedAddresses, noteLiftedBlocks } from '../../store/objections/kept-address-blocks.ts'
import { freeTakenMobiles } from '../../store/objections/taken-mobiles.ts'
import { contactsOfIdentities, lockPeople } from '../../store/objections/objections.ts'
import { otherPartsOf } from '../../store/contacts/split-contacts.ts'
import { confirmMail, findMail, type PersonMail } from '../../store/objections/person-mails.ts'
import type { App } from '../app/app.ts'
import { reachable } from './person-mail.ts'
import { decideAgain } from '../decisions/decide-later.ts'
import { wakeDrains } from '../app/wake-drains.ts'
import { recordObjections } from './record-objection.ts'

/** The mail behind the button, or null when there is none, it has expired, or it was used. Looking changes nothing. */
export async function openConfirmation(app: App, token: string): Promise<PersonMail | null> {
  const mail = await findMail(app.pool, tokenHash(token), false)
  return mail === null || mail.confirmedAt !== null || mail.expiresAt <= app.clock.now() ? null : mail
}

/** `sentences`: what the person agreed to on a questionnaire, where the mail asked about that. */
type LiftAnswer =
  | { state: 'lifted'; free: readonly Scope[]; sentences: readonly string[] }
  | { state: 'gone' }
  | { state: 'later' }

/**
 * The person pressed the button of the mail: the Suppressions it names end, as far as they were recorded before the
 * mail was asked for; objections to kinds that stay are recorded first; what was agreed to on a questionnaire counts
 * from now on. Pressing twice changes nothing. `later`: one of these objections is being written right now.
 */
export async function confirmLift(app: App, token: string): Promise<LiftAnswer> {
  const now = app.clock.now()
  const done = await inTransaction(app.pool, async (sql) => {
    // Before the mail's row: a page of records takes its locks in this order too.
    await lockPeople(sql)
    const mail = await findMail(sql, tokenHash(token), true)
    if (mail === null || mail.confirmedAt !== null || mail.expiresAt <= now) return { state: 'gone' as const }
    let { contactId } = mail
    if (mail.wanted.free.length > 0) {
      // Who holds the address may have changed since: then nobody is freed by it any more.
      const person = await reachable(sql, { identityHashes: [mail.identityHash] })
      // Whoever answered before any system had them may belong to another contact by now: the address is theirs all the
      // same.
      if (person === null || (person.contactId !== mail.contactId && mail.kind !== 'consent'))
        return { state: 'gone' as const }
      contactId = person.contactId
      const behind = await objectionsBehind(sql, mail.identityHash, mail.wanted.free)
      if (await isBeingWritten(sql, behind)) return { state: 'later' as const }
    }
    await confirmMail(sql, mail.id, now)
    const freed = mail.wanted.free.length === 0 ? { ended: [], wake: [] } : await free(app, sql, mail, contactId, now)
    if (mail.kind === 'consent') await noteConfirmed(sql, mail, now)
    const holders = [...(await contactsOfIdentities(sql, [mail.identityHash])).values()].flat()
    return {
      state: 'lifted' as const,
      free: freed.ended,
      contactIds: [contactId, ...(await otherPartsOf(sql, contactId)), ...holders],
      wake: freed.wake,
      sentences: mail.kind === 'consent' ? await sentencesOfMail(sql, mail.id) : [],
    }
  })
  if (done.state !== 'lifted') return done
  await wakeDrains(app, done.wake)
  await decideAgain(app, done.contactIds)
  return { state: 'lifted', free: done.free, sentences: done.sentences }
}

/** Ends the Suppressions the mail names, kinds that stay recorded first. */
async function free(
  app: App,
  sql: Sql,
  mail: PersonMail,
  contactId: string,
  now: Date,
): Promise<{ ended: readonly Scope[]; wake: readonly string[] }> {
  const wake = await keepObjections(app, sql, mail, now)
  const liftId = randomUUID()
  const lifted = await insertLift(
    sql,
    {
      id: liftId,
      mailId: mail.id,
      contactId,
      identityHash: mail.identityHash,
      scopes: mail.wanted.free,
      evidence: {
        mail: mail.kind,
        language: mail.language,
        ...(mail.shown === null ? {} : { shown: mail.shown.toString('hex') }),
        askedAt: mail.createdAt.toISOString(),
      },
    },
    mail.createdAt,
    now,
  )
  // The same cell of a former address is one and the same to the person.
  const ended = [...new Map(lifted.map((row) => [scopeKey(row), row])).values()]
  await noteLiftedBlocks(sql, liftId, contactId, ended, now)
  await noteLiftedAddresses(sql, liftId, now)
  const objectionIds = [...new Set(lifted.map((row) => row.objectionId))]
  await freeTakenMobiles(sql, { liftId, objectionIds, scopes: ended }, now)
  const superseded = await supersede(sql, objectionIds)
  await insertAudit(
    sql,
    [
      {
        actId: `lift:${liftId}`,
        act: 'lift',
        actor: 'the person',
        contactId,
        details: {
          mail: mail.kind,
          ended: ended.map(scopeKey),
          objectionIds,
          kept: mail.wanted.keep.map(scopeKey),
          superseded,
        },
      },
    ],
    now,
  )
  return { ended, wake }
}

/** The second step of a double opt-in (docs/reference/law.md#e). */
async function noteConfirmed(sql: Sql, mail: PersonMail, now: Date): Promise<void> {
  const confirmed = await confirmConsents(sql, mail.id, now)
  await insertAudit(
    sql,
    [
      {
        actId: `consent-confirmed:${mail.id}`,
        act: 'consent',
        actor: 'the person',
        contactId: mail.contactId,
        details: { confirmed },
      },
    ],
    now,
  )
}

/**
 * A channel that starts again may leave some of its kinds stopped: those objections are recorded before the channel is
 * freed.
 */
async function keepObjections(app: App, sql: Sql, mail: PersonMail, now: Date): Promise<readonly string[]> {
  const byKind = Map.groupBy(mail.wanted.keep, (scope) => scope.kind)
  // Covered by the objection to all kinds at this moment, each would count as said already: freed first, it must be its
  // own row.
  const inputs = [...byKind].map(([kind, scopes]) => ({
    emails: [],
    hashes: [mail.identityHash],
    contactId: mail.contactId,
    channels: scopes.map((scope) => scope.channel),
    kinds: [kind],
    receivedAt: now,
    door: 'preferences' as const,
    actor: 'the person',
    originConnectionId: null,
    lane: 'objection' as const,
    reason: 'objection' as const,
    evidence: { mail: mail.kind, language: mail.language, mailId: mail.id },
    idempotencyKey: `keep:${mail.id}:${kind}`,
  }))
  return (await recordObjections(app, sql, inputs)).flatMap((recorded) => recorded.connectionIds)
}
