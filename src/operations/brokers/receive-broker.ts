import { createHash } from 'node:crypto'
import { ConnectorError } from '../../connector/errors.ts'
import type { RawDelivery, Verified } from '../../connector/webhook.ts'
import type { Channel } from '../../domain/app/channel.ts'
import { connectionOfHook, ordersOf } from '../../store/connections/connection-hooks.ts'
import { findConnection } from '../../store/connections/connections.ts'
import type { App } from '../app/app.ts'
import { recordAnswers } from './broker-answers.ts'
import { connectorOf, openCredentials } from '../connections/open-connection.ts'
import { recordObjection } from '../objections/record-objection.ts'

export type Received =
  | { is: 'unknown-address' }
  | { is: 'refused'; reason: Extract<Verified, { ok: false }>['reason'] }
  | { is: 'taken'; answers: number; objections: number; ignored: string | null }
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
  const connectionId = await connectionOfHook(app.pool, hookKey)
  const connection = connectionId === null ? null : await findConnection(app.pool, connectionId)
  if (connection === null || connection.connector !== connectorId || connection.state === 'disconnected')
    return { is: 'unknown-address' }
  const connector = connectorOf(app, connection)
  if (connector.inbound === undefined) return { is: 'unknown-address' }
  const now = app.clock.now()
  const verified = connector.inbound.verify(
    delivery,
    connector.inbound.secrets(openCredentials(app, connector, connection)),
    now,
  )
  if (!verified.ok) return { is: 'refused', reason: verified.reason }
  const { id, message } = connector.inbound.parse(delivery)
  const past = (at: Date | null) => (at === null || at > now ? now : at)
  if (message.kind === 'ignored') return { is: 'taken', answers: 0, objections: 0, ignored: message.type }
  if (message.kind === 'objections') {
    for (const { emails, channels, at } of message.people) {
      await recordObjection(app, {
        emails,
        hashes: [],
        contactId: null,
        channels,
        receivedAt: past(at),
        door: 'broker',
        actor: connection.label,
        originConnectionId: connection.id,
        lane: 'objection',
        reason: 'objection',
        evidence: { message: id, broker: connection.label },
        idempotencyKey: `broker:${connection.id}:${id}:${contentOf(app, emails, channels)}`,
      })
    }
    refuse(message.wrong)
    return { is: 'taken', answers: 0, objections: message.people.length, ignored: null }
  }
  const { inbound } = connector
  const orders = await ordersOf(
    app.pool,
    connection.id,
    message.answers.map(({ reference }) => ({ reference, orderId: inbound.orderOf(reference) })),
  )
  const known = message.answers.flatMap((answer) => {
    const propagationId = orders.get(answer.reference)
    return propagationId === undefined
      ? []
      : [
          {
            propagationId,
            noticeId: null,
            door: 'webhook' as const,
            dedupeKey: `webhook:${connection.id}:${id}:${propagationId}:${answer.answer}`,
            answer: answer.answer,
            reason: answer.answer === 'refused' ? answer.reason : null,
            ticket: null,
            answeredBy: null,
            ip: null,
            evidenceDigest: null,
            answeredAt: past(answer.at),
          },
        ]
  })
  const fresh = await recordAnswers(app, known, 'the broker')
  refuse(message.wrong)
  const unknown = message.answers.filter(({ reference }) => !orders.has(reference)).map(({ reference }) => reference)
  return unknown.length > 0
    ? { is: 'unknown-orders', references: unknown }
    : { is: 'taken', answers: fresh, objections: 0, ignored: null }
}

/**
 * Whom and what an item is about, by our own keyed hash: an id that a broker uses twice for different people hides none
 * of them.
 */
function contentOf(app: App, emails: readonly string[], channels: readonly Channel[]): string {
  return createHash('sha256')
    .update([...emails.map((email) => app.keys.hashEmail(email).toString('hex')).toSorted(), ...channels].join(' '))
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
