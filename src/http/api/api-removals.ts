import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../../operations/app/app.ts'
import { RemovalRefused } from '../../operations/removals/approve-removal.ts'
import { peopleStanding, type PersonStanding } from '../../operations/removals/brakes/people-standing.ts'
import { restorePeople } from '../../operations/removals/brakes/restore-people.ts'
import { findPlan, type RemovalPlan } from '../../store/removals/removals.ts'
import { authenticate, problem } from './api-key.ts'

const maxPeople = 1_000
const Restore = z.strictObject({
  contactIds: z.array(z.uuid('is not the number of a contact')).min(1).max(maxPeople),
  reason: z.string(),
})

/**
 * Brakes on removals: who is in a plan and where they stand, and bringing people back. No key approves a plan: that
 * takes a person who is logged in.
 */
export function addApiRemovals(server: FastifyInstance, app: App): void {
  server.get<{ Params: { plan: string }; Querystring: { after?: string } }>(
    '/api/v1/removals/:plan/people',
    async (request, reply) => {
      if ((await authenticate(app, request, reply, 'removals:restore')) === null) return reply
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
}

async function restore(
  app: App,
  request: FastifyRequest<{ Params: { plan: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const key = await authenticate(app, request, reply, 'removals:restore')
  if (key === null) return reply
  const read = Restore.safeParse(request.body)
  if (!read.success) {
    const [issue] = read.error.issues
    return reply.code(422).send(problem(issue?.path.join('.') || 'body', issue?.message ?? 'is no order to bring back'))
  }
  const { contactIds, reason } = read.data
  try {
    // Whoever made the key answers for it; the scope is the right.
    const by = { email: `api key ${key.id}`, role: 'dpo' as const }
    const restored = await restorePeople(app, request.params.plan, by, { contactIds, reason })
    const plan = await findPlan(app.pool, request.params.plan)
    return await reply.code(202).send({
      ...(plan === null ? {} : headOf(plan)),
      restored,
      notRestored: contactIds.filter((id) => !restored.includes(id)),
    })
  } catch (error) {
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
