import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { normalEmail, normalPhone } from '../../domain/contacts/identity.ts'
import type { App } from '../../operations/app/app.ts'
import { correctObjection, CorrectionRefused } from '../../operations/corrections/correct-objection.ts'
import { correctionSummary } from '../../operations/corrections/load-correction.ts'
import { findUser } from '../../store/accounts/users.ts'
import { authenticate, problem } from './api-key.ts'

const Email = z.string().transform((text, context) => normalEmail(text) ?? unreadable(context, 'is no e-mail address'))
const Phone = z
  .string()
  .transform((text, context) => normalPhone(text, null) ?? unreadable(context, 'is no phone number with its prefix'))
/** A correction, as a call gives it. */
export const CorrectionBody = z.strictObject({
  reason: z.string(),
  right: z
    .union([
      z.strictObject({ email: Email }),
      z.strictObject({ phone: Phone }),
      z.strictObject({ contactId: z.uuid() }),
    ])
    .optional(),
})

function unreadable(context: z.RefinementCtx, message: string): never {
  context.addIssue(message)
  return z.NEVER
}

/**
 * Says that an objection was entered for the wrong person. A key does it in the name of who answers for it, who must be
 * a DPO.
 */
export function addApiCorrections(server: FastifyInstance, app: App): void {
  server.post<{ Params: { key: string } }>('/api/v1/objections/:key/correction', (request, reply) =>
    correct(app, request, reply),
  )
  server.get<{ Params: { key: string } }>('/api/v1/objections/:key/correction', async (request, reply) => {
    if ((await authenticate(app, request, reply, 'status:read')) === null) return reply
    const summary = await correctionSummary(app, request.params.key)
    return summary === null
      ? reply.code(404).send(problem('key', 'no objection has this id or number, or it was not corrected'))
      : reply.send(summary)
  })
}

async function correct(
  app: App,
  request: FastifyRequest<{ Params: { key: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const key = await authenticate(app, request, reply, 'objections:correct')
  if (key === null) return reply
  const read = CorrectionBody.safeParse(request.body)
  if (!read.success) {
    const [issue] = read.error.issues
    return reply.code(422).send(problem(issue?.path.join('.') || 'body', issue?.message ?? 'is no correction'))
  }
  const owner = await findUser(app.pool, { id: key.ownerId })
  const { reason, right } = read.data
  const named = { contactId: null, email: null, phone: null }
  try {
    const corrected = await correctObjection(
      app,
      { id: '', email: `api key ${key.id}`, role: owner?.role ?? 'viewer' },
      request.params.key,
      { reason, right: right === undefined ? null : { ...named, ...right } },
    )
    return await reply.code(corrected.repeated ? 200 : 201).send(await correctionSummary(app, corrected.id))
  } catch (error) {
    if (!(error instanceof CorrectionRefused)) throw error
    return reply.code(codes[error.code]).send(problem(fields[error.code], error.message))
  }
}

const codes = { role: 403, unknown: 404, reason: 422, writing: 409, same: 422 } as const
const fields = { role: 'key', unknown: 'key', reason: 'reason', writing: 'key', same: 'right' } as const
