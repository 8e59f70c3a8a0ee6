import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Channel } from '../../../src/domain/app/channel.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { RawDelivery, VendorActor, VendorEvent, Verified, WebhookSpec } from '../../../src/connector/webhook.ts'
import { switches, type Switch } from './fields.ts'
import { personObject } from './person.ts'

const windowMs = 300_000

const Delivery = z.object({
  account: z.string(),
  events: z.array(
    z.object({
      id: z.string(),
      person: z.string(),
      what: z.string(),
      at: z.iso.datetime(),
      set: z.array(z.string()),
      by: z.string(),
    }),
  ),
})
type Delivery = z.infer<typeof Delivery>

const kinds: Readonly<Record<string, VendorEvent['kind']>> = {
  created: 'created',
  changed: 'changed',
  binned: 'deleted',
  restored: 'restored',
  purged: 'privacy-deleted',
}

/** `carnet-signature: t=<seconds>,v1=<hex of HMAC-SHA256 over "t.body">`, with the secret of the app. */
export const carnetWebhook: WebhookSpec = {
  verify(delivery, secrets, now) {
    const header = delivery.headers['carnet-signature']
    if (header === undefined || header === '') return { ok: false, reason: 'missing' }
    const match = typeof header === 'string' ? /^t=(\d{1,12}),v1=([0-9a-f]{64})$/u.exec(header) : null
    if (match === null) return { ok: false, reason: 'malformed' }
    const [, seconds = '', signature = ''] = match
    if (Math.abs(now.getTime() - Number(seconds) * 1_000) > windowMs) return { ok: false, reason: 'stale' }
    return matches(delivery, secrets, seconds, signature)
  },
  parse(body) {
    const parsed = Delivery.safeParse(jsonOf(body))
    if (!parsed.success) throw new ConnectorError('bad-request', 'The delivery is not a list of Carnet CRM events.')
    return parsed.data.events.map((event) => toVendorEvent(parsed.data.account, event))
  },
}

/** Over the raw bytes, in constant time; any live secret will do. */
function matches({ body }: RawDelivery, secrets: readonly string[], seconds: string, signature: string): Verified {
  const given = Buffer.from(signature, 'hex')
  const good = secrets
    .filter((secret) => secret !== '')
    .map((secret) => createHmac('sha256', secret).update(`${seconds}.`).update(body).digest())
    .map((wanted) => timingSafeEqual(wanted, given))
  return good.includes(true) ? { ok: true } : { ok: false, reason: 'forged' }
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new ConnectorError('bad-request', 'The delivery is not JSON.')
  }
}

function toVendorEvent(accountId: string, event: Delivery['events'][number]): VendorEvent {
  const kind = kinds[event.what] ?? 'ignored'
  const objected = channelsOf(event.set)
  return {
    dedupeKey: `${accountId}|${event.id}`,
    accountId,
    record: { object: personObject, id: event.person },
    kind,
    reason: kind === 'ignored' ? 'this kind of event changes nothing we keep' : null,
    occurredAt: new Date(event.at),
    actor: actorOf(event.by),
    ...(objected.length === 0 ? {} : { objected }),
  }
}

/** Channels of the switches that the event set: the opt-out counts even when somebody takes it back at once. */
function channelsOf(set: readonly string[]): Channel[] {
  const entries = Object.entries(switches) as [Channel, Switch][]
  return entries.filter(([, name]) => set.includes(name)).map(([channel]) => channel)
}

function actorOf(by: string): VendorActor {
  if (!/^[\w:.-]{1,60}$/u.test(by)) return { kind: 'unknown', name: '' }
  return { kind: by.startsWith('user:') ? 'user' : by.startsWith('app:') ? 'app' : 'unknown', name: by }
}
