import type { CreateOutcome } from '../../connector/create.ts'
import { ConnectorError } from '../../connector/errors.ts'
import { natureOfAddress } from '../../domain/contacts/identity.ts'
import { whoseAnswer } from '../../domain/consents/whose-answer.ts'
import type { RecordRef } from '../../connector/records.ts'
import { backoffMs, nextStep } from '../../queue/failure-policy.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { findConnection } from '../../store/connections/connections.ts'
import {
  claimCreation,
  dueCreations,
  endCreation,
  type Creation,
  type CreationEnd,
} from '../../store/consents/contact-creations.ts'
import { holdersOf, tieAnswer } from '../../store/consents/questionnaires.ts'
import { inTransaction } from '../../store/app/database.ts'
import { asksErasure, contactsOfIdentities } from '../../store/objections/objections.ts'
import type { App } from '../app/app.ts'
import { readEvidence } from '../app/evidence.ts'
import { decideAgain } from '../decisions/decide-later.ts'
import { ingestPage, saidAt } from '../intake/ingest-page.ts'
import { noteFailure, noteRevoked, openConnection } from '../connections/open-connection.ts'
import { answeredName, personOfProof } from './answered-person.ts'

/** Longer than the vendor calls of one order; one whose worker died is taken up after it. */
const claimMs = 100_000
/** How soon an order is looked at again that waits for an admin. */
const adminMs = 60_000

/**
 * Makes whoever answered known to the chosen CRM, once: the address is looked for there first, and a record that has it
 * stays as it is. It needs the right to tag. The new record is read at once, so that an objection that stands is
 * carried to it.
 */
export async function createContact(app: App, answerId: string, signal: AbortSignal): Promise<void> {
  const order = await inTransaction(app.pool, (sql) => claimCreation(sql, answerId, app.clock.now(), claimMs))
  if (order === null) return
  const end = await attempt(app, order, signal)
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    await endCreation(sql, answerId, end, now)
    if (end.state === 'done')
      await insertAudit(
        sql,
        [
          {
            actId: `create:${answerId}`,
            act: 'create',
            actor: 'lawbase',
            contactId: order.contactId,
            connectionId: order.connectionId,
            details: { record: `${end.record.object}:${end.record.id}`, existing: end.existing },
          },
        ],
        now,
      )
  })
  if (end.state === 'done') await see(app, order, end.record, signal)
}

/** Reasons of one word are said by the console in its own words. */
async function attempt(app: App, order: Creation, signal: AbortSignal): Promise<CreationEnd> {
  const now = app.clock.now()
  const wait = (reason: string, delayMs: number): CreationEnd => ({
    state: 'due',
    reason,
    nextAttemptAt: new Date(now.getTime() + delayMs),
  })
  const connection = await findConnection(app.pool, order.connectionId)
  if (connection === null || connection.state === 'disconnected') return wait('disconnected', adminMs)
  if (!connection.granted.includes('tag') || connection.state !== 'active') return wait('not-granted', adminMs)
  // Asked to be erased since: then nothing new is made of them.
  if (await asksErasure(app.pool, order.identityHash)) return { state: 'refused', reason: 'erasure' }
  try {
    const outcome = await ask(app, order, signal)
    if (outcome === null) return { state: 'refused', reason: 'not-supported' }
    return outcome.status === 'refused'
      ? { state: 'refused', reason: outcome.detail }
      : { state: 'done', record: outcome.record, existing: outcome.status === 'existing' }
  } catch (error) {
    if (!(error instanceof ConnectorError)) {
      app.log.error(
        { answerId: order.answerId, stack: error instanceof Error ? error.stack : undefined },
        'a contact could not be created',
      )
      return wait('The attempt failed here; the log says why.', backoffMs(order.attempts))
    }
    noteFailure(app, order.connectionId)
    if (error.kind === 'access-revoked') await noteRevoked(app, order.connectionId, error, connection.authorisedAt)
    const step = nextStep(error, order.attempts)
    return step.step === 'wait' ? wait(error.message, step.delayMs) : { state: 'refused', reason: error.message }
  }
}

/** Null: the connector has no such verb. */
async function ask(app: App, order: Creation, signal: AbortSignal): Promise<CreateOutcome | null> {
  const proof = await readEvidence(app, { id: order.evidenceId })
  if (proof === null) throw new Error('An answer has no evidence')
  const { email, phone, fields } = personOfProof(proof.bytes)
  const { system } = await openConnection(app, order.connectionId, 'tag', signal)
  const outcomes = await system.createContact?.([
    {
      orderId: order.answerId,
      as: 'lead',
      email,
      firstName: fields.firstName ?? null,
      lastName: fields.lastName ?? null,
      company: fields.company ?? null,
      jobTitle: fields.jobTitle ?? null,
      country: fields.country ?? null,
      phone,
    },
  ])
  return outcomes?.[0] ?? null
}

/** The record is read and tied at once; if that fails the next poll does it. */
async function see(app: App, order: Creation, record: RecordRef, signal: AbortSignal): Promise<void> {
  try {
    const { system, connection } = await openConnection(app, order.connectionId, 'read', signal)
    const askedAt = new Date()
    const records = (await system.read?.([record])) ?? []
    await ingestPage(app, { records, tombstones: [] }, { ...saidAt(connection), askedAt })
    await tieToBearer(app, order)
    await decideAgain(app, [...(await contactsOfIdentities(app.pool, [order.identityHash])).values()].flat())
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    app.log.warn({ connectionId: order.connectionId, kind: error.kind }, 'a new contact is read at the next poll')
  }
}

/** Whoever answered with a shared mailbox before any system had them is who bears their name there now. */
async function tieToBearer(app: App, { answerId, identityHash, evidenceId }: Creation): Promise<void> {
  const proof = await readEvidence(app, { id: evidenceId })
  if (proof === null) return
  const person = personOfProof(proof.bytes)
  if (!natureOfAddress(person.email).role) return
  await inTransaction(app.pool, async (sql) => {
    const bearer = whoseAnswer(answeredName(person), await holdersOf(sql, identityHash))
    if (bearer !== null) await tieAnswer(sql, answerId, bearer, true)
  })
}

/** Starts what is due; the queue may be lost. */
export async function wakeCreations(app: App): Promise<void> {
  for (const answerId of await dueCreations(app.pool, app.clock.now()))
    await app.enqueue('create-contact', { answerId })
}
