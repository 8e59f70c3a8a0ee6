import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../../operations/app/app.ts'
import { RemovalRefused } from '../../operations/removals/approve-removal.ts'
import { stateOf } from '../../operations/removals/erasure/erasure-letter.ts'
import { ErasureRefused } from '../../operations/removals/erasure/open-erasure.ts'
import { takeBackErasure } from '../../operations/removals/erasure/take-back.ts'
import { findErasure, listErasures, type ErasureRequest } from '../../store/removals/erasure-requests.ts'
import { peopleStanding, type PersonStanding } from '../../operations/removals/brakes/people-standing.ts'
import { keepOut, KeepOutRefused } from '../../operations/removals/brakes/keep-out.ts'
import { endKeeping } from '../../operations/removals/brakes/legal-holds.ts'
import { restorePeople } from '../../operations/removals/brakes/restore-people.ts'
import type { ApiKeyRow } from '../../store/accounts/api-keys.ts'
import { isUuid } from '../../store/app/database.ts'
import { findPlan, type RemovalPlan } from '../../store/removals/removals.ts'
import { authenticate, problem } from './api-key.ts'

const maxPeople = 1_000
const People = z.array(z.uuid('is not the number of a contact')).min(1).max(maxPeople)
/** Bodies of the calls on removals. */
export const Restore = z.strictObject({ contactIds: People, reason: z.string(), keepUntil: z.string().optional() })
export const TakeBack = z.strictObject({ reason: z.string() })
const maxErasures = 1_000
export const KeepOut = z.strictObject({ contactIds: People, reason: z.string(), until: z.string() })

/**
 * Brakes on removals: who is in a plan and where they stand, and bringing people back. No key approves a plan: that
 * takes a person who is logged in.
 */
export function addApiRemovals(server: FastifyInstance, app: App): void {
  server.get<{ Params: { plan: string }; Querystring: { after?: string } }>(
    '/api/v1/removals/:plan/people',
    async (request, reply) => {
      if ((await authenticate(app, request, reply, 'removals:keep')) === null) return reply
      const after = z.uuid().optional().safeParse(request.query.after)
      if (!after.success) return reply.code(422).send(problem('after', 'give the contactId that ended the last page'))
      const plan = await findPlan(app.pool, request.params.plan)
      if (plan === null) return noPlan(reply)
      const people = await peopleStanding(app, plan.id, { after: after.data })
      return reply.send({ ...headOf(plan), people: people.map(withoutAddress), next: people.at(-1)?.contactId ?? null })
    },
  )
  server.post<{ Params: { plan: string } }>('/api/v1/removals/:plan/restore', (request, reply) =>
    restore(app, request, reply),
  )
  server.post('/api/v1/removals/keep-out', (request, reply) => keep(app, request, reply))
  server.post<{ Params: { id: string } }>('/api/v1/removals/keep-out/:id/end', async (request, reply) => {
    const key = await authenticate(app, request, reply, 'removals:keep')
    if (key === null) return reply
    const { id } = request.params
    return isUuid(id) && (await endKeeping(app, byKey(key), id, 'kept-out'))
      ? reply.send({ ended: true })
      : reply.code(404).send(problem('id', 'nobody is kept out under this id, or it ended before'))
  })
}

/** Decisions to erase that were taken in the console: where each stands, and taking one back before anything goes. */
export function addApiErasures(server: FastifyInstance, app: App): void {
  server.get('/api/v1/erasures', async (request, reply) => {
    if ((await authenticate(app, request, reply, 'removals:keep')) === null) return reply
    const now = app.clock.now()
    return reply.send({ erasures: (await listErasures(app.pool, maxErasures)).map((one) => summaryOf(one, now)) })
  })
  server.post<{ Params: { key: string } }>('/api/v1/erasures/:key/take-back', async (request, reply) => {
    const key = await authenticate(app, request, reply, 'removals:keep')
    if (key === null) return reply
    const found = await findErasure(app.pool, request.params.key)
    const read = TakeBack.safeParse(request.body)
    if (found === null) return reply.code(404).send(problem('key', 'no request has this id or number'))
    if (!read.success) return refuse(reply, read.error)
    try {
      await takeBackErasure(app, found.id, { ...byKey(key), id: '' }, read.data.reason)
      return await reply.send({ number: found.number, takenBack: true })
    } catch (error) {
      if (!(error instanceof ErasureRefused)) throw error
      return reply.code(error.code === 'reason' ? 422 : 409).send(problem('reason', error.message))
    }
  })
}

function summaryOf(request: ErasureRequest, now: Date) {
  const { number, contactId, receivedOn, dueOn, coolUntil } = request
  return { number, contactId, state: stateOf(request, now), receivedOn, dueOn, canBeTakenBackUntil: coolUntil }
}

/** Whoever made the key answers for it; the scope is the right. */
const byKey = ({ id }: ApiKeyRow) => ({ email: `api key ${id}`, role: 'dpo' as const })

async function keep(app: App, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const key = await authenticate(app, request, reply, 'removals:keep')
  if (key === null) return reply
  const read = KeepOut.safeParse(request.body)
  if (!read.success) return refuse(reply, read.error)
  const { contactIds, ...keeping } = read.data
  try {
    const kept = await keepOut(app, byKey(key), contactIds, keeping)
    return await reply.code(201).send({ kept: [...kept].map(([contactId, id]) => ({ id, contactId })) })
  } catch (error) {
    if (!(error instanceof KeepOutRefused)) throw error
    return reply.code(422).send(problem(error.code === 'nobody' ? 'contactIds' : error.code, error.message))
  }
}

function refuse(reply: FastifyReply, { issues: [issue] }: z.ZodError): FastifyReply {
  return reply.code(422).send(problem(issue?.path.join('.') || 'body', issue?.message ?? 'is no such order'))
}

async function restore(
  app: App,
  request: FastifyRequest<{ Params: { plan: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const key = await authenticate(app, request, reply, 'removals:keep')
  if (key === null) return reply
  const read = Restore.safeParse(request.body)
  if (!read.success) return refuse(reply, read.error)
  const { contactIds, reason, keepUntil = '' } = read.data
  try {
    const restored = await restorePeople(app, request.params.plan, byKey(key), { contactIds, reason, keepUntil })
    const plan = await findPlan(app.pool, request.params.plan)
    return await reply.code(202).send({
      ...(plan === null ? {} : headOf(plan)),
      restored,
      notRestored: contactIds.filter((id) => !restored.includes(id)),
    })
  } catch (error) {
    if (error instanceof KeepOutRefused) return reply.code(422).send(problem('keepUntil', error.message))
    if (!(error instanceof RemovalRefused)) throw error
    if (error.code === 'unknown') return noPlan(reply)
    const field = error.code === 'reason' ? 'reason' : 'contactIds'
    return reply.code(error.code === 'reason' ? 422 : 409).send(problem(field, error.message))
  }
}

const noPlan = (reply: FastifyReply) => reply.code(404).send(problem('plan', 'no plan has this id or number'))

const headOf = ({ number, kind, state, heldUntil }: RemovalPlan) => ({ number, kind, state, heldUntil })

/** A person is their number here: addresses are for the console, where each view is noted. */
function withoutAddress({ email: _email, ...person }: PersonStanding) {
  return person
}
