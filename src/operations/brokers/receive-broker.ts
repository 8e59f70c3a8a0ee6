import type { KeyRing } from '../../store/app/key-ring.ts'
import type { Pool } from 'pg'
import { createHash } from 'node:crypto'
import { ConnectorError } from '../../connector/errors.ts'
import type { BrokerMessage, InboundSpec, RawDelivery, Verified } from '../../connector/webhook.ts'
import { connectionOfHook, ordersOfReferences } from '../../store/connections/connection-hooks.ts'
import type { NewAnswer } from '../../store/brokers/broker-answers.ts'
import { findConnection, type Connection } from '../../store/connections/connections.ts'
import type { App } from '../app/app.ts'
import { recordAnswers } from './broker-answers.ts'
import { connectorOf, openCredentials } from '../connections/open-connection.ts'
import { recordObjection } from '../objections/record-objection.ts'
import type { ObjectionInput } from '../objections/objection-input.ts'
import { noteUnread } from '../../store/brokers/feeds/feeds.ts'
import { notLaterThan, objectionsAtVendor } from './feeds/opted-out.ts'

/** What the sender reads, where it wants words of its own. */
type Receipt = ReturnType<NonNullable<InboundSpec['receipt']>>

type Received =
  | { is: 'unknown-address' }
  | { is: 'refused'; reason: Extract<Verified, { ok: false }>['reason'] }
  | { is: 'taken'; answers: number; objections: number; ignored: string | null; receipt?: Receipt }
  /** Some orders are not known here, or not yet: the sender tries again, and what is known was taken. */
  | { is: 'unknown-orders'; references: readonly string[] }

/**
 * Takes a message of a broker: answers to our orders, or objections that people gave it. Verified over the raw bytes
 * before anything is read; a repeat changes nothing. Nothing that somebody starts again is ever acted upon. Throws
 * ConnectorError for a body that is none, and for items that cannot be read once the others are taken.
 */
export async function receiveFromBroker(
  app: App,
  connectorId: string,
  hookKey: string,
  delivery: RawDelivery,
): Promise<Received> {
  const connection = await connectionAt(app.pool, connectorId, hookKey)
  if (connection === null) return { is: 'unknown-address' }
  const connector = connectorOf(app, connection)
  const { inbound } = connector
  if (inbound === undefined) return { is: 'unknown-address' }
  const now = app.clock.now()
  const verified = inbound.verify(delivery, inbound.secrets(openCredentials(app, connector, connection)), now)
  if (!verified.ok) return { is: 'refused', reason: verified.reason }
  if (inbound.receipt !== undefined) return takeSigned(app, { connection, inbound, now }, delivery)
  const { id, message } = inbound.parse(delivery)
  if (message.kind === 'ignored') return { is: 'taken', answers: 0, objections: 0, ignored: message.type }
  const sender = { connection, inbound, messageId: id, now }
  const received =
    message.kind === 'objections'
      ? await takeObjections(app, sender, message.people)
      : await takeAnswers(app, sender, message.answers)
  refuse(message.wrong)
  return received
}

/**
 * Of a sender that ends its deliveries where one is refused: what is signed is answered, and what cannot be read of it
 * is a person's matter.
 */
async function takeSigned(
  app: App,
  { connection, inbound, now }: Pick<Sender, 'connection' | 'inbound' | 'now'>,
  delivery: RawDelivery,
): Promise<Received> {
  const receipt = inbound.receipt?.(delivery, now) ?? { status: 202, body: {} }
  const taken = { is: 'taken' as const, answers: 0, objections: 0, ignored: null, receipt }
  try {
    const { id, message } = inbound.parse(delivery)
    if (message.kind !== 'objections') return taken
    const received = await takeObjections(app, { connection, inbound, messageId: id, now }, message.people)
    return { ...received, receipt }
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    app.log.warn({ connectionId: connection.id, kind: error.kind }, 'a signed message could not be read')
    await noteUnread(app.pool, connection.id, now)
    return taken
  }
}

/** A message whose sender is proved. */
interface Sender {
  connection: Connection
  inbound: InboundSpec
  messageId: string
  now: Date
}
type MessageOf<Kind extends BrokerMessage['kind']> = Extract<BrokerMessage, { kind: Kind }>

async function connectionAt(pool: Pool, connectorId: string, hookKey: string): Promise<Connection | null> {
  const connectionId = await connectionOfHook(pool, hookKey)
  const connection = connectionId === null ? null : await findConnection(pool, connectionId)
  return connection?.connector === connectorId && connection.state !== 'disconnected' ? connection : null
}

async function takeObjections(
  app: App,
  { connection, messageId }: Sender,
  people: MessageOf<'objections'>['people'],
): Promise<Extract<Received, { is: 'taken' }>> {
  for (const person of people) {
    const inputs = await objectionsAtVendor(app, app.pool, connection, messageId, person)
    for (const input of inputs)
      await recordObjection(app, {
        ...input,
        idempotencyKey: `broker:${connection.id}:${messageId}:${contentOf(app.keys, input)}`,
      })
  }
  return { is: 'taken', answers: 0, objections: people.length, ignored: null }
}

async function takeAnswers(
  app: App,
  { connection, inbound, messageId, now }: Sender,
  answers: MessageOf<'ack'>['answers'],
): Promise<Received> {
  const orders = await ordersOfReferences(
    app.pool,
    connection.id,
    answers.map(({ reference }) => ({ reference, orderId: inbound.orderOf(reference) })),
  )
  const known = answers.flatMap((answer): NewAnswer[] => {
    const propagationId = orders.get(answer.reference)
    return propagationId === undefined
      ? []
      : [
          {
            propagationId,
            noticeId: null,
            door: 'webhook',
            dedupeKey: `webhook:${connection.id}:${messageId}:${propagationId}:${answer.answer}`,
            answer: answer.answer,
            reason: answer.answer === 'refused' ? answer.reason : null,
            ticket: null,
            answeredBy: null,
            ip: null,
            evidenceDigest: null,
            answeredAt: notLaterThan(now, answer.at),
          },
        ]
  })
  const fresh = await recordAnswers(app, known, 'the broker')
  const unknown = answers.filter(({ reference }) => !orders.has(reference)).map(({ reference }) => reference)
  return unknown.length > 0
    ? { is: 'unknown-orders', references: unknown }
    : { is: 'taken', answers: fresh, objections: 0, ignored: null }
}

/**
 * Whom and what an item is about, by our own keyed hash: an id that a broker uses twice for different people hides none
 * of them.
 */
function contentOf(keys: KeyRing, { emails, phones = [], hashes, contactId, channels }: ObjectionInput): string {
  const named = [
    ...emails.map((email) => keys.hashEmail(email)),
    ...phones.map((phone) => keys.hashPhone(phone)),
    ...hashes,
  ]
  return createHash('sha256')
    .update([...named.map((hash) => hash.toString('hex')).toSorted(), contactId ?? '', ...channels].join(' ').trim())
    .digest('base64url')
}

/** Everything else of the message was taken. */
function refuse(wrong: readonly string[]): void {
  if (wrong.length > 0)
    throw new ConnectorError(
      'bad-request',
      `The others were taken; put these right and send them again: ${wrong.slice(0, 5).join('; ')}${wrong.length > 5 ? `; and ${wrong.length - 5} more` : ''}`,
    )
}
