import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Answer, Call } from '../core/call.ts'
import { isObject, stringOf } from '../core/call.ts'
import type { Clock } from '../core/clock.ts'
import type { Fault } from '../core/faults.ts'
import { Router } from '../core/router.ts'
import { Journal, Table } from '../core/table.ts'
import type { Vendor } from '../core/vendor-server.ts'
import type { VendorApi } from './vendor-api.ts'
import { addVendorApi } from './vendor-api.ts'

interface Notice {
  readonly webhookId: string
  readonly receivedAt: string
  readonly valid: boolean
  readonly reason: string | null
  readonly attempts: number
  readonly type: string | null
  readonly receipt: string | null
  readonly body: unknown
}
export interface Broker {
  readonly vendor: Vendor
  readonly secret: string
  readonly notices: Table<Notice>
  readonly tools: VendorApi
}

const toleranceSeconds = 300

/**
 * A data broker that takes suppressions by signed webhook (docs/reference/brokers.md#standard-webhooks,
 * docs/reference/security.md#standard-webhooks).
 */
export function createBroker(clock: Clock, secretBytes: Buffer): Broker {
  const journal = new Journal()
  const notices = new Table<Notice>(journal)
  const secret = `whsec_${secretBytes.toString('base64')}`
  const router = new Router()
  router.on('POST', '/hooks/suppressions', (call) => receive(clock, secret, notices, call))
  const tools = addVendorApi(router, journal)
  const json = (status: number, error: string): Answer => ({ status, json: { error } })
  return {
    secret,
    notices,
    tools,
    vendor: {
      system: 'broker',
      router,
      journal,
      isWrite: (call) => call.method !== 'GET',
      afterWrite: () => undefined,
      around: (_call, work) => ({ answer: work() }),
      notFound: () => json(404, 'not_found'),
      wrongMethod: (_call, allow) => ({ ...json(405, 'method_not_allowed'), headers: { allow: allow.join(', ') } }),
      rateLimited: (fault: Fault) => json(fault.status ?? 429, 'too_many_requests'),
    },
  }
}

function receive(clock: Clock, secret: string, notices: Table<Notice>, call: Call): Answer {
  const id = headerOf(call, 'webhook-id')
  const body = parse(call.raw)
  const known = notices.get(id)
  const refused = refusalOf(clock, secret, call, body)
  if (refused !== null) {
    const key = id === '' || known !== undefined ? id || `invalid-${notices.size}` : `invalid-${notices.size}-${id}`
    notices.set(key, {
      ...next(clock, id, body, known),
      valid: known?.valid === true,
      reason: refused.error,
      receipt: known?.receipt ?? null,
    })
    return { status: refused.status, json: { error: refused.error } }
  }
  // The same id on every retry: one receipt, one record.
  const receipt = known?.receipt ?? `sp_${id.replace(/^msg_/, '')}`
  notices.set(id, { ...next(clock, id, body, known), valid: true, reason: null, receipt })
  return { status: 202, json: { receipt, accepted: accepted(body) } }
}

function headerOf(call: Call, name: string): string {
  const value = call.headers[name]
  return typeof value === 'string' ? value : ''
}

/** What one more attempt leaves of a notice, whether it is taken or not. */
function next(clock: Clock, id: string, body: unknown, known: Notice | undefined) {
  return {
    webhookId: id,
    receivedAt: known?.receivedAt ?? clock.iso(),
    attempts: (known?.attempts ?? 0) + 1,
    type: isObject(body) ? (stringOf(body['type']) ?? null) : null,
    body: known?.body ?? body,
  }
}

function refusalOf(clock: Clock, secret: string, call: Call, body: unknown): { status: number; error: string } | null {
  const [id, timestamp] = [headerOf(call, 'webhook-id'), headerOf(call, 'webhook-timestamp')]
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(id) || !/^\d{10}$/.test(timestamp))
    return { status: 400, error: 'malformed_headers' }
  if (Math.abs(clock.now() / 1_000 - Number(timestamp)) > toleranceSeconds)
    return { status: 400, error: 'timestamp_out_of_tolerance' }
  if (!verify(secret, id, timestamp, call.raw, headerOf(call, 'webhook-signature')))
    return { status: 401, error: 'invalid_signature' }
  return isObject(body) && body['type'] === 'suppression.created' && isObject(body['data'])
    ? null
    : { status: 422, error: 'unsupported_event' }
}

/** How many identities the notice names. */
function accepted(body: unknown): number {
  const data = isObject(body) && isObject(body['data']) ? body['data'] : {}
  const list = Object.values(data).find(Array.isArray)
  return Array.isArray(list) ? list.length : 1
}

function parse(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8')) as unknown
  } catch {
    return raw.toString('utf8')
  }
}

export function sign(secret: string, id: string, timestamp: string, raw: Buffer): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(raw).digest('base64')}`
}

/** Ten signatures at most, `v1` only; constant time. */
export function verify(secret: string, id: string, timestamp: string, raw: Buffer, header: string): boolean {
  const expected = Buffer.from(sign(secret, id, timestamp, raw))
  const given = header.split(' ').filter((part) => part.startsWith('v1,'))
  return (
    given.length <= 10 &&
    given.some((part) => {
      const bytes = Buffer.from(part)
      return bytes.length === expected.length && timingSafeEqual(bytes, expected)
    })
  )
}

export function brokerSecret(): Buffer {
  return randomBytes(32)
}
