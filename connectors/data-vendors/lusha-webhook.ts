import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ConnectorError } from '../../src/connector/errors.ts'
import type { OptedOut } from '../../src/connector/opt-outs.ts'
import type { InboundSpec, RawDelivery, Verified } from '../../src/connector/webhook.ts'
import { channels, numberChannels, type Channel } from '../../src/domain/app/channel.ts'
import { normalEmail } from '../../src/domain/contacts/identity.ts'
import { isSignedOptOut } from '../../src/domain/objections/opt-out-signature.ts'
import { readBodies } from '../../src/domain/objections/opt-out-file.ts'
import type { LushaCredentials } from './lusha-credentials.ts'

/**
 * Whether a repeat keeps the time of the first attempt is not published, and a message that is refused turns the
 * subscription off: three days of retries are let in. An opt-out that is played again says what was true.
 */
const oldestMs = 72 * 3_600_000
const aheadMs = 10 * 60_000

const Payload = z.looseObject({
  contactId: z
    .union([z.string().trim().min(1).max(200), z.number().transform(String)])
    .optional()
    .catch(undefined),
  id: z
    .union([z.string().trim().min(1).max(200), z.number().transform(String)])
    .optional()
    .catch(undefined),
  linkedinUrl: z.string().max(2_000).optional().catch(undefined),
  datapoints: z
    .array(z.looseObject({ datapointId: z.coerce.string().max(500), datapointType: z.string().max(60) }))
    .max(200)
    .catch([]),
})
type Payload = z.infer<typeof Payload>

/** What Lusha posts (docs/reference/brokers.md#lusha-signature, #lusha-door). Fields that are not known are let be. */
export const inbound: InboundSpec<LushaCredentials> = {
  secrets: ({ secret }) => secret.split(/\s+/u).filter((part) => part !== ''),
  verify,
  parse: ({ body }) => {
    const payload = read(body)
    return {
      id: createHash('sha256').update(body).digest('base64url'),
      message: { kind: 'objections', people: [personOf(payload)], wrong: [] },
    }
  },
  orderOf: () => null,
  // Which id an opt-out is acknowledged by is not published: that of the message where it has one, else the person's.
  receipt: ({ body }, now) => {
    const { id, contactId } = read(body)
    return { status: 201, body: { received: true, timestamp: now.toISOString(), webhookId: id ?? contactId ?? '' } }
  },
}

function verify(delivery: RawDelivery, secrets: readonly string[], now: Date): Verified {
  const [signature, timestamp] = [header(delivery, 'x-lusha-signature'), header(delivery, 'x-lusha-timestamp')]
  if (signature === '' || timestamp === '') return { ok: false, reason: 'missing' }
  const at = instantOf(timestamp)
  const hex = signature.replace(/^sha256=/u, '')
  if (at === null || !/^[0-9a-f]{64}$/iu.test(hex)) return { ok: false, reason: 'malformed' }
  // Every secret is tried, so that how long it takes says nothing of which fits.
  const fits = secrets.map((secret) => isSignedOptOut(delivery.body, timestamp, hex, secret))
  if (!fits.includes(true)) return { ok: false, reason: 'forged' }
  const age = now.getTime() - at
  return age > oldestMs || age < -aheadMs ? { ok: false, reason: 'stale' } : { ok: true }
}

/** Seconds or milliseconds since 1970: "Unix timestamp" is all that is published. */
function instantOf(text: string): number | null {
  if (!/^\d{10}(?:\d{3})?$/u.test(text)) return null
  return text.length === 10 ? Number(text) * 1_000 : Number(text)
}

function header({ headers }: RawDelivery, name: string): string {
  const value = headers[name]
  return typeof value === 'string' ? value.trim() : ''
}

function read(body: Buffer): Payload {
  try {
    return Payload.parse(JSON.parse(body.toString('utf8')))
  } catch {
    throw new ConnectorError('bad-request', 'the body is no opt-out of one contact')
  }
}

/**
 * The addresses and numbers that "must be removed", the page and the id. A removal request is of all channels; of a
 * person of whom a number alone is known, of those of a number.
 */
function personOf(payload: Payload): OptedOut {
  const values = payload.datapoints.map(({ datapointId }) => datapointId.trim())
  const emails = [...new Set(values.map(normalEmail).filter((email) => email !== null))]
  const phones = [
    ...new Set(values.map((value) => value.replaceAll(/[\s().-]/gu, '').replace(/^00/u, '+')).filter(isNumber)),
  ]
  const { contactId, linkedinUrl } = payload
  if (emails.length === 0 && phones.length === 0 && contactId === undefined && linkedinUrl === undefined)
    throw new ConnectorError('bad-request', 'the body names nobody')
  const at = readBodies(payload, { id: 'contactId', date: 'contactOptOutDate' }).people[0]?.at ?? null
  const all: readonly Channel[] = channels
  return {
    emails,
    phones,
    ...(linkedinUrl === undefined ? {} : { linkedin: linkedinUrl }),
    ...(contactId === undefined ? {} : { vendorId: contactId }),
    channels: emails.length === 0 && contactId === undefined && linkedinUrl === undefined ? numberChannels : all,
    at,
  }
}

const isNumber = (value: string): boolean => /^\+[1-9]\d{6,14}$/u.test(value)
