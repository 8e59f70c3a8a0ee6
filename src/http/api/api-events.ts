import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Event } from '../../domain/inactivity/history.ts'
import { momentOf } from '../../domain/app/moment.ts'
import { normalEmail } from '../../domain/contacts/identity.ts'
import type { App } from '../../operations/app/app.ts'
import { importEvents, type ImportedEvent } from '../../operations/objections/many/import-events.ts'
import { authenticate, problem } from './api-key.ts'

const maxItems = 1_000
/** One event, as a call gives it. */
export const EventItem = Event.omit({ system: true }).extend({ email: z.string().max(400) })
/** A call with events; each is judged on its own. */
export const EventsBody = z.strictObject({
  tool: z.string().trim().min(1, 'say which tool, as in the settings').max(100),
  readTo: z.iso
    .datetime({ offset: true, error: 'is not an instant such as 2026-11-25T09:30:00Z' })
    .nullable()
    .default(null),
  items: z.array(z.unknown()).max(maxItems, 'holds more than 1,000 events: send several calls'),
})

/**
 * `POST /api/v1/events`: what people did at a tool that is not read by itself (docs/reference/law.md#g-events,
 * docs/reference/promises.md#i5). 0 to 1,000 items; good ones are taken in, bad ones come back with the fields at
 * fault. `readTo` ends the blindness of that tool's clocks for 48 hours from then.
 */
export function addApiEvents(server: FastifyInstance, app: App): void {
  server.post('/api/v1/events', { bodyLimit: 2 * 1024 * 1024 }, async (request, reply) => {
    const key = await authenticate(app, request, reply, 'events:write')
    if (key === null) return reply
    const body = EventsBody.safeParse(request.body ?? {})
    if (!body.success) {
      const [issue] = body.error.issues
      return reply.code(422).send(problem(issue?.path.join('.') ?? '', issue?.message ?? 'is not understood'))
    }
    const { tool, readTo, items } = body.data
    const read = items.map(readItem)
    const refused = read.flatMap((one, index) => ('faults' in one ? [{ index, fields: one.faults }] : []))
    const events = read.flatMap((one) => ('event' in one ? [one.event] : []))
    // A call with faults has not brought everything.
    const { objections, ...report } = await importEvents(
      app,
      tool,
      events,
      readTo === null || refused.length > 0 ? null : momentOf(readTo),
      { door: 'rest', actor: `api key ${key.id}` },
    )
    return reply
      .code(refused.length === 0 ? 200 : events.length === 0 ? 422 : 207)
      .send({ ...report, noes: objections, refused })
  })
}

function readItem(raw: unknown): { event: ImportedEvent } | { faults: { field: string; message: string }[] } {
  const parsed = EventItem.safeParse(raw)
  if (!parsed.success)
    return { faults: parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })) }
  const email = normalEmail(parsed.data.email)
  return email === null
    ? { faults: [{ field: 'email', message: 'is not a complete address' }] }
    : { event: { ...parsed.data, system: null, email } }
}
