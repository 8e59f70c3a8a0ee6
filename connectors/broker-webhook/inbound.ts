import { Buffer } from 'node:buffer'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { ConnectorError } from '../../src/connector/errors.ts'
import type { BrokerMessage, InboundSpec, RawDelivery, Verified } from '../../src/connector/webhook.ts'
import type { BrokerAnswer } from '../../src/domain/brokers/broker-answer.ts'
import { Channel, channels } from '../../src/domain/app/channel.ts'
import { normalEmail } from '../../src/domain/contacts/identity.ts'
import { secretsOf, type BrokerCredentials } from './credentials.ts'

/** Both ways (docs/reference/brokers.md#standard-webhooks). */
const toleranceSeconds = 300
const maxSignatures = 10
const maxItems = 200

/** Words for what became of one order (docs/reference/brokers.md#state-mapping). */
const answers: Readonly<Record<string, BrokerAnswer>> = {
  acknowledged: 'acknowledged',
  accepted: 'acknowledged',
  applied: 'applied',
  matched_suppressed: 'applied',
  no_match: 'absent',
  rejected: 'refused',
  failed: 'refused',
  error: 'refused',
  needs_subject: 'refused',
  needs_operator: 'refused',
}

const Instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
/** Some programs write null for what they leave out. */
const maybe = <T>(schema: z.ZodType<T>) => schema.nullish().transform((value) => value ?? null)
const Orders = z.object({ orders: z.array(z.unknown()).min(1).max(maxItems) })
/** A receipt may be a number (answer.ts), so its ticket may come back as one. */
const Ack = z.object({
  id: z.union([z.string().min(1).max(200), z.number().transform(String)]),
  status: z.string().max(40),
  reason: maybe(z.string().max(500)),
  processedAt: maybe(Instant),
})
const Created = z.object({
  emails: z.array(z.string().max(254)).min(1).max(20),
  channels: maybe(z.array(z.union([Channel, z.literal('all')])).min(1)),
  objectedAt: maybe(Instant),
})
const Envelope = z.object({ type: z.string().max(100), data: z.unknown() })

/** The door a broker uses: Standard Webhooks, signed with the shared secret. */
export const inbound: InboundSpec<BrokerCredentials> = {
  secrets: ({ secret }) => secretsOf(secret),
  verify,
  parse: (delivery) => ({ id: header(delivery, 'webhook-id'), message: parse(delivery.body) }),
  orderOf: (reference) =>
    /^sup_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/iu.exec(reference)?.[1]?.toLowerCase() ?? null,
}

/** Over the raw bytes, in constant time, with our own clock: the library's window is the machine's. */
function verify(delivery: RawDelivery, secrets: readonly string[], now: Date): Verified {
  const [id, timestamp, given] = [
    header(delivery, 'webhook-id'),
    header(delivery, 'webhook-timestamp'),
    header(delivery, 'webhook-signature'),
  ]
  if (id === '' || timestamp === '' || given === '') return { ok: false, reason: 'missing' }
  // A dot in the id would move the boundary of what is signed (docs/reference/security.md#standard-webhooks).
  if (!/^[A-Za-z0-9_-]{1,128}$/u.test(id) || !/^\d{10}$/u.test(timestamp)) return { ok: false, reason: 'malformed' }
  const signatures = given.split(' ').filter((part) => part.startsWith('v1,'))
  if (signatures.length > maxSignatures) return { ok: false, reason: 'malformed' }
  const good = secrets.some((secret) => {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(delivery.body).digest()
    return signatures.some((signature) => {
      const bytes = Buffer.from(signature.slice('v1,'.length), 'base64')
      return bytes.length === expected.length && timingSafeEqual(bytes, expected)
    })
  })
  if (!good) return { ok: false, reason: 'forged' }
  // Whole seconds, as the sender counts: the 300th is still in time.
  return Math.abs(Math.floor(now.getTime() / 1_000) - Number(timestamp)) > toleranceSeconds
    ? { ok: false, reason: 'stale' }
    : { ok: true }
}

function header({ headers }: RawDelivery, name: string): string {
  const value = headers[name]
  return typeof value === 'string' ? value : ''
}

function parse(body: Buffer): BrokerMessage {
  const { type, data } = read(Envelope, json(body), 'type and data')
  if (type === 'suppression.ack') {
    const { good, wrong } = each(data, answerOf)
    return { kind: 'ack', answers: good, wrong }
  }
  if (type !== 'suppression.created') return { kind: 'ignored', type: type.replace(/[^\w.-]/gu, '').slice(0, 60) }
  const { good, wrong } = each(data, personOf)
  return { kind: 'objections', people: good, wrong }
}

function answerOf(item: unknown, where: string) {
  const { id, status, reason, processedAt } = read(Ack, item, where)
  const word = status
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/gu, '_')
  const answer = Object.hasOwn(answers, word) ? answers[word] : undefined
  if (answer === undefined)
    throw bad(`${where}: ${status.replace(/[^\w-]/gu, '')} is no status; use ${Object.keys(answers).join(', ')}`)
  return { reference: id, answer, reason: reason ?? (answer === 'refused' ? word : null), at: processedAt }
}

function personOf(item: unknown, where: string) {
  const { emails, channels: wanted, objectedAt } = read(Created, item, where)
  const normal = emails.map(normalEmail)
  if (normal.includes(null)) throw bad(`${where}.emails: one is no complete address`)
  const said =
    wanted === null || wanted.includes('all') ? channels : channels.filter((channel) => wanted.includes(channel))
  return { emails: normal.filter((email) => email !== null), channels: [...said], at: objectedAt }
}

/** One item that cannot be read keeps no other from being taken; where none can be, the first fault is thrown. */
function each<T>(data: unknown, of: (item: unknown, where: string) => T): { good: T[]; wrong: string[] } {
  const good: T[] = []
  const faults: ConnectorError[] = []
  for (const [index, item] of read(Orders, data, 'data.orders').orders.entries()) {
    try {
      good.push(of(item, `data.orders.${index}`))
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error
      faults.push(error)
    }
  }
  if (good.length === 0 && faults[0] !== undefined) throw faults[0]
  return { good, wrong: faults.map((fault) => fault.message) }
}

function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw bad('the body is no JSON')
  }
}

function read<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success)
    throw bad(
      `${where}: ${parsed.error.issues
        .slice(0, 3)
        .map((issue) => `${issue.path.join('.')} ${issue.message}`)
        .join('; ')}`,
    )
  return parsed.data
}

const bad = (sentence: string) => new ConnectorError('bad-request', sentence)
