import type { Logger } from 'pino'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ConnectorId } from '../../connector/contract.ts'
import { ConnectorError } from '../../connector/errors.ts'
import type { VendorEvent, WebhookSpec } from '../../connector/webhook.ts'
import type { App } from '../../operations/app/app.ts'
import { grouped } from '../../operations/app/grouped.ts'
import { openClientSecret } from '../../operations/connections/vendor-app.ts'
import { receiveFromBroker } from '../../operations/brokers/receive-broker.ts'
import { findRegistration } from '../../store/connections/registrations.ts'
import { pollAll, storeDeliveries, type Delivery } from '../../operations/intake/receive-deliveries.ts'
import { countHit } from '../../store/accounts/rate-counters.ts'
import { sayWhenToReturn } from '../app/again.ts'
import { openLaterCounter } from '../../operations/monitoring/count-later.ts'
import { statusOf } from '../app/problem.ts'

const badSignaturesPerMinute = 60
const maxBytes = 1024 * 1024
/** Each holds up to 100 events (docs/reference/hubspot.md#hook-delivery). */
const postsTogether = 40

/**
 * Webhook doors: verify over the raw bytes, store, enqueue, answer. A good signature is always
 * answered 2xx: the vendor would repeat anything else for a day.
 */
export async function addWebhooks(server: FastifyInstance, app: App): Promise<void> {
  // Posts that come together are one statement and one commit: a vendor's wave is many small posts.
  const store = grouped<Delivery, void>(
    postsTogether,
    () => String((posts += 1)),
    async (deliveries) => {
      await storeDeliveries(app, deliveries)
      return deliveries.map(() => undefined)
    },
  )
  let posts = 0
  const refuse = refusals(app)
  answerFaults(server, app.log)
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: maxBytes }, (_request, body, done) =>
    done(null, body),
  )
  server.post<{ Params: { connector: string; appKey: string } }>(
    '/webhooks/:connector/:appKey',
    { bodyLimit: maxBytes },
    async (request, reply) => {
      const registration = await findRegistration(app.pool, { appKey: request.params.appKey })
      const connector = registration === null ? undefined : app.connectors.get(registration.connector)
      if (registration === null) return receive(app, request, reply, refuse)
      if (connector?.webhook === undefined || connector.id !== request.params.connector) {
        refuse(request.params.connector, 'unknown-address')
        return reply.code(404).send({ error: 'unknown address' })
      }
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const query = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : ''
      const verified = connector.webhook.verify(
        {
          method: 'POST',
          url: `${app.publicUrl ?? ''}/webhooks/${connector.id}/${registration.appKey}${query}`,
          headers: request.headers,
          body,
        },
        [openClientSecret(app, registration)],
        app.clock.now(),
      )
      if (!verified.ok) {
        const hits = await countHit(app.pool, `signature ${request.ip}`, 60)
        refuse(connector.id, verified.reason)
        app.log.warn({ connector: connector.id, reason: verified.reason }, 'webhook refused')
        return reply.code(hits > badSignaturesPerMinute ? 429 : 401).send({ error: `signature ${verified.reason}` })
      }
      const { receipt } = connector.webhook
      const events = readEvents(app, connector.id, connector.webhook, body, refuse)
      // Where no signature says who posts (docs/reference/salesforce.md#outbound), only what can be read does.
      if (events === null && receipt !== undefined) return reply.code(400).send({ error: 'this post cannot be read' })
      if (events === null) await pollAll(app, registration.id)
      else await store({ appKey: registration.appKey, connector: connector.id, events })
      return receipt === undefined ? reply.code(204).send() : reply.type(receipt.type).send(receipt.body)
    },
  )
}

/** Why a post was refused; what a stranger wrote into the address is no label. */
type Refuse = (
  connector: string,
  reason: 'missing' | 'malformed' | 'stale' | 'forged' | 'unknown-address' | 'unknown-orders' | 'unreadable',
) => void

function refusals(app: App): Refuse {
  const count = openLaterCounter(app)
  return (connector, reason) =>
    count('lawbase_webhooks_refused_total', [app.connectors.has(connector) ? connector : 'unknown', reason])
}

function answerFaults(server: FastifyInstance, log: Logger): void {
  server.setErrorHandler((error, request, reply) => {
    const status = statusOf(error)
    if (status >= 500)
      log.error(
        { route: request.routeOptions.url ?? 'unknown', stack: error instanceof Error ? error.stack : undefined },
        'a webhook failed',
      )
    sayWhenToReturn(error, reply)
    return reply.code(status).send({
      error:
        status === 404 ? 'unknown address' : status < 500 ? 'this post cannot be read' : 'failed: send it again later',
    })
  })
}

/** What a verified post says; null when it is in a form that we do not know. */
function readEvents(
  app: App,
  connectorId: ConnectorId,
  webhook: WebhookSpec,
  body: Buffer,
  refuse: Refuse,
): readonly VendorEvent[] | null {
  try {
    return webhook.parse(body, app.clock.now())
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    refuse(connectorId, 'unreadable')
    app.log.warn({ connector: connectorId, reason: error.message }, 'a webhook could not be read')
    return null
  }
}

/** The door of a system connected by a form. What is refused says why; a repeat is answered as the first time. */
async function receive(
  app: App,
  request: FastifyRequest<{ Params: { connector: string; appKey: string } }>,
  reply: FastifyReply,
  refuse: Refuse,
): Promise<FastifyReply> {
  const { connector, appKey } = request.params
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  try {
    const received = await receiveFromBroker(app, connector, appKey, {
      method: 'POST',
      url: `${app.publicUrl ?? ''}/webhooks/${connector}/${appKey}`,
      headers: request.headers,
      body,
    })
    switch (received.is) {
      case 'unknown-address':
        refuse(connector, received.is)
        return await reply.code(404).send({ error: 'unknown address' })
      case 'refused': {
        const hits = await countHit(app.pool, `signature ${request.ip}`, 60)
        refuse(connector, received.reason)
        app.log.warn({ connector, reason: received.reason }, 'webhook refused')
        return await reply
          .code(hits > badSignaturesPerMinute ? 429 : 401)
          .send({ error: `signature ${received.reason}` })
      }
      case 'unknown-orders':
        refuse(connector, received.is)
        return await reply.code(404).send({ error: 'unknown orders', orders: received.references })
      case 'taken':
        if (received.receipt !== undefined) return await reply.code(received.receipt.status).send(received.receipt.body)
        return await reply.code(202).send({
          answers: received.answers,
          objections: received.objections,
          ...(received.ignored === null ? {} : { ignored: received.ignored }),
        })
    }
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    refuse(connector, 'unreadable')
    return reply.code(400).send({ error: error.message })
  }
}
