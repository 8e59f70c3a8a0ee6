import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Channel } from '../../domain/app/channel.ts'
import { CaseContact } from '../../domain/decisions/case.ts'
import { purposes, type Ask } from '../../domain/decisions/facts.ts'
import { countriesOf } from '../../domain/contacts/country.ts'
import { normalEmail, normalPhone } from '../../domain/contacts/identity.ts'
import { leadingOffer, type Offer } from '../../domain/decisions/offer.ts'
import { openAnswers, type DecisionQuestion } from '../../operations/decisions/answer-decisions.ts'
import type { App } from '../../operations/app/app.ts'
import { authenticate, problem } from './api-key.ts'

const maxItems = 1_000
const maxBytes = 4 * 1024 * 1024

/** One question, as a call gives it. */
export const DecisionItem = z.strictObject({
  email: z.string().max(400).optional(),
  phone: z.string().max(60).optional(),
  contact: CaseContact.omit({ email: true, phone: true }).optional(),
  ask: z
    .strictObject({
      purpose: z.enum(purposes).default('prospecting'),
      channel: Channel.default('email'),
      offer: z.string().max(60).optional(),
      kind: z.string().trim().min(1).max(60).nullable().default(null),
      brand: z.string().max(100).nullable().default(null),
      related: z.boolean().nullable().default(null),
      pixel: z.boolean().default(false),
    })
    .prefault({}),
})

interface Fault {
  field: string
  message: string
}

/**
 * `POST /api/v1/decisions`: may these people be approached now? 1 to 1,000 items `{email or phone, ask, contact?}`;
 * each is answered in its place, a bad one with the fields at fault. Addresses travel in the body only
 * (docs/reference/promises.md#console).
 */
export function addApiDecisions(server: FastifyInstance, app: App): void {
  const { answer, settings } = openAnswers(app)
  server.post('/api/v1/decisions', { bodyLimit: maxBytes }, async (request, reply) => {
    const key = await authenticate(app, request, reply, 'decisions:read')
    if (key === null) return reply
    const { items, ...others } = (request.body ?? {}) as { items?: unknown }
    const [other] = Object.keys(others)
    if (other !== undefined)
      return reply.code(422).send(problem(other.slice(0, 80), 'does not stand beside items: put it into each item'))
    if (!Array.isArray(items) || items.length === 0 || items.length > maxItems)
      return reply.code(422).send(problem('items', 'must be a list of 1 to 1,000 questions'))
    const { offers } = await settings()
    const read = items.map((item: unknown) => readItem(item, offers, `api key ${key.id}`))
    const questions = read.flatMap((one) => ('question' in one ? [one.question] : []))
    const answered = questions.length === 0 ? [] : await answer(questions)
    let next = 0
    const results = read.map((one, index) =>
      'faults' in one ? { index, fields: one.faults } : { index, ...answered[next++] },
    )
    const bad = read.length - questions.length
    return reply
      .code(bad === 0 ? 200 : bad === read.length ? 422 : 207)
      .send({ asOf: app.clock.now().toISOString(), results })
  })
}

function readItem(
  raw: unknown,
  offers: readonly Offer[],
  askedBy: string,
): { question: DecisionQuestion } | { faults: Fault[] } {
  const parsed = DecisionItem.safeParse(raw)
  if (!parsed.success)
    return { faults: parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })) }
  const { email, phone, contact, ask } = parsed.data
  const normal = {
    email: email === undefined ? null : normalEmail(email),
    phone:
      phone === undefined
        ? null
        : normalPhone(phone, countriesOf(contact?.countries ?? [], [contact?.companyCountry ?? null], [])[0] ?? null),
  }
  const offer = ask.offer === undefined ? leadingOffer(offers) : (offers.find((one) => one.id === ask.offer) ?? null)
  const faults = [...addressFaults(parsed.data, normal), ...offerFaults(ask.offer, offer, offers)]
  if (faults.length > 0) return { faults }
  const { purpose, channel, kind, related, pixel } = ask
  const asked: Ask = { purpose, channel, offer, kind, related, pixel }
  return {
    question: {
      ...normal,
      ask: asked,
      contact: contact === undefined ? null : { ...contact, email: null, phone: null },
      askedBy,
    },
  }
}

function addressFaults(
  { email, phone }: z.infer<typeof DecisionItem>,
  normal: { email: string | null; phone: string | null },
): Fault[] {
  return [
    ...(email !== undefined && normal.email === null ? [{ field: 'email', message: 'is not a complete address' }] : []),
    ...(phone !== undefined && normal.phone === null
      ? [{ field: 'phone', message: 'is not a number with its country: write it as +33 6 12 34 56 78' }]
      : []),
    ...(email === undefined && phone === undefined ? [{ field: 'email', message: 'give an email or a phone' }] : []),
  ]
}

function offerFaults(asked: string | undefined, offer: Offer | null, offers: readonly Offer[]): Fault[] {
  if (asked === undefined || offer !== null) return []
  const known = offers.map((one) => one.id).join(', ') || 'none yet'
  return [{ field: 'ask.offer', message: `is no offer. The offers are: ${known}` }]
}
