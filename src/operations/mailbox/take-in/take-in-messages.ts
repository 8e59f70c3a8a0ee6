import { randomUUID } from 'node:crypto'
import type { InboundMessage } from '../../../connector/inbound.ts'
import { channels } from '../../../domain/app/channel.ts'
import { natureOfAddress, normalEmail } from '../../../domain/contacts/identity.ts'
import type { Classification } from '../../../domain/mailbox/text/parsed-mail.ts'
import { dayOf } from '../../../domain/app/day.ts'
import type { Connection } from '../../../store/connections/connections.ts'
import { inSavepoint, isAboutValues, type Sql } from '../../../store/app/database.ts'
import { insertMailStop, noteMessageObjection } from '../../../store/mailbox/mailbox.ts'
import { noteBouncedNotices } from '../../../store/notices/notice-mails.ts'
import { peopleOfIdentities } from '../../../store/contacts/former-identities.ts'
import { ensureIdentities, lockPeopleShared } from '../../../store/objections/objections.ts'
import type { App } from '../../app/app.ts'
import { askAboutMessage, askAboutStranger, type MeantPerson } from '../ask-about-message.ts'
import { withoutContent, type JudgedMessage } from '../judge-messages.ts'
import { takeInPassedOn, type Batch } from './take-in-passed-on.ts'
import { keepMessage, type TakenIn } from '../keep-message.ts'
import { mailboxSettings } from '../../../store/mailbox/mailbox-settings.ts'
import { whoIsMeant } from '../who-is-meant.ts'
import { decideAgain } from '../../decisions/decide-later.ts'
import { contactsHeldBy } from '../../../store/objections/review-holds.ts'
import { wakeDrains } from '../../app/wake-drains.ts'
import { followStops } from '../../objections/holds/bounce-holds.ts'
import { recordObjections } from '../../objections/record-objection.ts'

/**
 * Records what follows from each message of a batch, in the caller's transaction: an Objection, a question for a person
 * with sending blocked meanwhile, an address that must not be mailed. A message seen before changes nothing. After the
 * commit the caller calls `afterMessages`.
 */
export async function takeInMessages(
  app: App,
  sql: Sql,
  connection: Connection,
  messages: readonly JudgedMessage[],
): Promise<TakenIn> {
  if (messages.length === 0) return { fresh: 0, connectionIds: [], contactIds: [], holdIds: [] }
  await lockPeopleShared(sql)
  const taken = {
    fresh: 0,
    connectionIds: [] as string[],
    contactIds: [] as (string | null)[],
    holdIds: [] as string[],
  }
  const batch = { app, sql, connection, settings: await mailboxSettings(sql, connection.id) }
  for (const message of messages) {
    const found = await inSavepoint(sql, () => takeIn(batch, message)).catch((error: unknown) => {
      if (!isAboutValues(error)) throw error
      // One odd message must not keep the others out, nor be lost: a person opens it in the mailbox.
      app.log.error(
        {
          connectionId: connection.id,
          name: error instanceof Error ? error.name : typeof error,
          code: (error as { code?: unknown }).code,
        },
        'a message could not be taken in; a question asks a person to read it',
      )
      return takeIn(batch, withoutContent(message))
    })
    taken.fresh += found.fresh
    taken.connectionIds.push(...found.connectionIds)
    taken.contactIds.push(...found.contactIds)
    taken.holdIds.push(...found.holdIds)
  }
  return taken
}

/** A message in the transaction that takes it in, with whom it speaks for; `id`: of its row here. */
interface Incoming {
  app: App
  sql: Sql
  connection: Connection
  message: JudgedMessage
  person: MeantPerson
  id: string
}

async function takeIn(batch: Batch, message: JudgedMessage): Promise<TakenIn> {
  const { app, sql, connection, settings } = batch
  const passedOn = await takeInPassedOn(batch, message)
  if (passedOn !== null) return passedOn
  const person = await whoIsMeant(app, sql, message)
  const incoming = { app, sql, connection, message, person, id: randomUUID() }
  const actedHash = isAct(message.judged, message) ? (person.hashes[0] ?? null) : null
  if (!(await keepMessage(incoming, actedHash))) return { fresh: 0, connectionIds: [], contactIds: [], holdIds: [] }
  const found = await act(incoming)
  if (settings.colleagues)
    await askAboutStranger({
      app,
      sql,
      connectionId: connection.id,
      messageId: incoming.id,
      receivedAt: message.receivedAt,
      judged: message.judged,
      person,
    })
  return { ...found, fresh: 1, contactIds: [...(actedHash === null ? [] : person.contactIds), ...found.contactIds] }
}

/** Starts carrying what was recorded, and renews the verdicts. The sweep does the first by itself if this is lost. */
export async function afterMessages(app: App, taken: TakenIn): Promise<void> {
  await wakeDrains(app, taken.connectionIds)
  for (const holdId of taken.holdIds) await app.enqueue('carry-review-hold', { holdId })
  await decideAgain(app, [...taken.contactIds, ...(await contactsHeldBy(app.pool, taken.holdIds))])
}

/**
 * Whether it is an act of the person that keeps the clock going (docs/reference/law.md#g-events): written by them, and
 * no no. What is not clear counts: were it an objection, the objection decides whatever the clock says. A machine's
 * doubt and a mailing that answers nothing do not.
 */
function isAct({ verdicts, reasons }: Classification, { mail, isReply }: InboundMessage): boolean {
  if (
    verdicts.some(
      (verdict) =>
        verdict === 'objection' || verdict === 'complaint' || verdict === 'bounce' || verdict === 'auto-reply',
    )
  )
    return false
  const toMany =
    'list-id' in mail.headers ||
    'list-unsubscribe' in mail.headers ||
    /^(?:bulk|list|junk)$/iu.test((mail.headers['precedence'] ?? '').trim())
  return !reasons.some(({ rule }) => rule === 'auto-generated') && (isReply || !toMany)
}

async function act(incoming: Incoming): Promise<Omit<TakenIn, 'fresh'>> {
  const { app, sql, connection, message, person, id } = incoming
  const { judged } = message
  const says = (verdict: Classification['verdicts'][number]) => judged.verdicts.includes(verdict)
  if (says('bounce')) {
    const stopped = judged.bounce === 'hard' ? await stopMailing(incoming) : []
    return { connectionIds: [], contactIds: [...(await peopleOfIdentities(sql, stopped)).values()].flat(), holdIds: [] }
  }
  const no = (says('objection') || says('complaint')) && person.how !== 'nobody'
  const recorded = no ? await recordOptOut(incoming) : null
  const holdIds = await askAboutMessage(
    {
      app,
      sql,
      connectionId: connection.id,
      messageId: id,
      receivedAt: message.receivedAt,
      unread: message.mail.unreadMessages ?? 0,
      judged,
      person,
    },
    recorded?.id ?? null,
  )
  return {
    connectionIds: recorded?.connectionIds ?? [],
    contactIds: recorded === null || recorded.repeated ? [] : [recorded.contactId],
    holdIds,
  }
}

/**
 * A forged sender can only silence: without our token and without an answered message the objection is marked as
 * doubtful.
 */
async function recordOptOut({ app, sql, connection, message, person, id }: Incoming) {
  const { judged } = message
  const now = app.clock.now()
  const complaint = judged.verdicts.includes('complaint')
  const doubtful = person.how !== 'token' && !message.isReply
  const [recorded] = await recordObjections(app, sql, [
    {
      emails: person.emails,
      hashes: person.hashes,
      contactId: null,
      channels: complaint ? ['email'] : channels,
      receivedAt: message.receivedAt < now ? message.receivedAt : now,
      door: complaint ? 'complaint' : 'mailbox',
      actor: 'the person',
      originConnectionId: connection.id,
      lane: 'objection',
      reason: complaint ? 'complaint' : judged.verdicts.includes('erasure') ? 'erasure' : 'objection',
      evidence: {
        messageId: id,
        how: person.how,
        rules: judged.reasons.slice(0, 5).map(({ rule, language }) => `${language}:${rule}`),
        ...(doubtful ? { doubtful: true } : {}),
      },
      idempotencyKey: null,
    },
  ])
  if (recorded === undefined) throw new Error('An objection was not recorded')
  await noteMessageObjection(sql, id, recorded.id)
  return recorded
}

/**
 * Every recipient that was refused for good. Nobody said no: it only stops mailing to that address, and a notice mailed
 * there was never received. Gives the addresses.
 */
async function stopMailing({ app, sql, connection, message }: Incoming): Promise<Buffer[]> {
  const now = app.clock.now()
  const stopped: Buffer[] = []
  for (const { recipient, action, status } of message.deliveries) {
    const email = normalEmail(recipient)
    if (email === null || action !== 'failed' || status.startsWith('4')) continue
    const hash = app.keys.hashEmail(email)
    await ensureIdentities(sql, [{ hash, kind: 'email', role: natureOfAddress(email).role }], now)
    await insertMailStop(sql, { hash, connectionId: connection.id, status, since: message.receivedAt })
    stopped.push(hash)
  }
  await followStops(app, sql, stopped)
  if (stopped.length > 0)
    await noteBouncedNotices(
      sql,
      stopped,
      dayOf(message.receivedAt < now ? message.receivedAt : now),
      connection.label,
      now,
    )
  return stopped
}
