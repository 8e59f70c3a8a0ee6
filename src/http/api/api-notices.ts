import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Channel } from '../../domain/app/channel.ts'
import { normalEmail } from '../../domain/contacts/identity.ts'
import type { App } from '../../operations/app/app.ts'
import { reportNotices, type ReportedNotice } from '../../operations/notices/report-notices.ts'
import { todayHere } from '../../operations/settings/today-here.ts'
import { latestNotice } from '../../store/notices/notices.ts'
import { authenticate, problem } from './api-key.ts'

const maxItems = 1_000

/** One report, as a call gives it. */
export const NoticeItem = z.strictObject({
  email: z.string().max(400),
  event: z.enum(['sent', 'bounced', 'exempt']).default('sent'),
  on: z.iso.date('is not a day such as 2026-11-25').optional(),
  version: z.int().min(1).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2}$/u, 'is not a language code such as fr')
    .optional(),
  channel: Channel.default('email'),
  messageId: z.string().trim().min(1).max(200).optional(),
  reason: z.string().trim().min(10, 'must say why, in a sentence').max(1_000).optional(),
  reviewOn: z.iso.date('is not a day such as 2026-11-25').optional(),
})

/**
 * `POST /api/v1/notices`: a mailing tool says which people were sent the notice, or that it came back; `exempt` is a
 * written reason of the DPO (docs/reference/law.md#d4). 1 to 1,000 items; good ones are stored, bad ones come back with
 * the fields at fault. The same message id is one report.
 */
export function addApiNotices(server: FastifyInstance, app: App): void {
  server.post('/api/v1/notices', { bodyLimit: 1024 * 1024 }, async (request, reply) => {
    const key = await authenticate(app, request, reply, 'notices:write')
    if (key === null) return reply
    const { items, ...others } = (request.body ?? {}) as { items?: unknown }
    const [other] = Object.keys(others)
    if (other !== undefined)
      return reply.code(422).send(problem(other.slice(0, 80), 'does not stand beside items: put it into each item'))
    if (!Array.isArray(items) || items.length === 0 || items.length > maxItems)
      return reply.code(422).send(problem('items', 'must be a list of 1 to 1,000 reports'))
    const newest = (await latestNotice(app.pool))?.number ?? 0
    const today = await todayHere(app)
    const read = items.map((item: unknown) => readItem(item, newest, today))
    const reports = read.flatMap((one) => ('report' in one ? [one.report] : []))
    const stored = reports.length === 0 ? 0 : await reportNotices(app, reports, `api key ${key.id}`)
    const refused = read.flatMap((one, index) => ('faults' in one ? [{ index, fields: one.faults }] : []))
    return reply
      .code(refused.length === 0 ? 200 : refused.length === read.length ? 422 : 207)
      .send({ stored, repeated: reports.length - stored, refused })
  })
}

function readItem(
  raw: unknown,
  newest: number,
  today: string,
): { report: ReportedNotice } | { faults: { field: string; message: string }[] } {
  const parsed = NoticeItem.safeParse(raw)
  if (!parsed.success)
    return { faults: parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })) }
  const {
    event,
    on = today,
    version = null,
    language = null,
    channel,
    messageId = null,
    reason = null,
    reviewOn = null,
  } = parsed.data
  const email = normalEmail(parsed.data.email)
  const report = { event, on, version, language, channel, messageId, reason, reviewOn }
  const faults = [
    ...(email === null ? [{ field: 'email', message: 'is not a complete address' }] : []),
    ...faultsOf(report, newest, today),
  ]
  return email === null || faults.length > 0 ? { faults } : { report: { email, ...report } }
}

function faultsOf(
  { event, on, version, language, reason }: Omit<ReportedNotice, 'email'>,
  newest: number,
  today: string,
): { field: string; message: string }[] {
  return [
    ...(on > today ? [{ field: 'on', message: 'lies in the future' }] : []),
    ...(event === 'sent' && language === null
      ? [
          {
            field: 'language',
            message: 'say in which language it was sent: a notice counts in a language the person understands',
          },
        ]
      : []),
    ...(event === 'sent' && newest === 0
      ? [{ field: 'version', message: 'there is no text yet: write it on the page Notices' }]
      : []),
    ...(version !== null && version > newest
      ? [{ field: 'version', message: `is no version; the newest is ${newest}` }]
      : []),
    ...(event === 'exempt' && reason === null
      ? [{ field: 'reason', message: 'an exemption needs its written reason' }]
      : []),
  ]
}
