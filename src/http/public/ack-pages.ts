import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { brokerAnswers } from '../../domain/brokers/broker-answer.ts'
import {
  acknowledge,
  openAck,
  showAddresses,
  type AnsweredLine,
  type OpenedAck,
} from '../../operations/brokers/acknowledge.ts'
import { referenceOf } from '../../store/brokers/broker-notices.ts'
import { ackPage, ackThanksPage, ackTexts, type AckForm } from './ack-view.tsx'
import { openPersonView, sendPersonPage, type Pages, type TokenRequest } from './person-request.ts'
import { messagePage, personProblemPage } from './person-view.tsx'
import { isTooOften } from './visits.ts'

/** Looks from one place in a minute (docs/reference/security.md#limits). An answer to a notice is always taken. */
const looksPerMinute = 30
const maxNameLength = 100
const maxReasonLength = 300

/**
 * Where a broker answers for the orders of one mail. GET, HEAD and OPTIONS change nothing: scanners
 * open links.
 */
export function addAckPages(server: FastifyInstance, pages: Pages): void {
  const { app } = pages
  const url = '/ack/:token'
  const visit = async (
    request: TokenRequest,
    reply: FastifyReply,
    answer: (ack: OpenedAck) => Promise<FastifyReply>,
  ): Promise<FastifyReply> => {
    const ack = await openAck(app, request.params.token)
    const isAnswer = ack !== null && request.method === 'POST'
    const opened = await openPersonView(pages, request, ack?.notice.language ?? null)
    if (!isAnswer && (await isTooOften(app, request, 'ack', looksPerMinute)))
      return sendPersonPage(reply.code(429), opened, personProblemPage(opened.view, 'wait'))
    if (ack !== null) return answer(ack)
    const t = ackTexts(opened.view)
    return sendPersonPage(
      reply.code(404),
      opened,
      messagePage(opened.view, { title: t.unknown, lines: [t.unknownMore] }),
    )
  }
  server.route({
    method: ['GET', 'HEAD'],
    url,
    handler: (request: TokenRequest, reply) =>
      visit(request, reply, async (ack) => {
        const opened = await opening(pages, request, ack)
        return sendPersonPage(reply, opened, ackPage(opened, propsOf(request, ack, { name: '', answers: new Map() })))
      }),
  })
  server.route({
    method: 'OPTIONS',
    url,
    handler: async (_request, reply) => reply.code(204).header('allow', 'GET, HEAD, POST, OPTIONS').send(),
  })

  server.post(`${url}/show`, (request: TokenRequest, reply) =>
    visit(request, reply, async (ack) => {
      const opened = await opening(pages, request, ack)
      return sendPersonPage(
        reply,
        opened,
        ackPage(opened, { ...propsOf(request, ack, formOf(request)), addresses: await showAddresses(app, ack) }),
      )
    }),
  )

  server.post(url, (request: TokenRequest, reply) =>
    visit(request, reply, (ack) => takeAnswers(pages, request, reply, ack)),
  )
}

const opening = (pages: Pages, request: FastifyRequest, ack: OpenedAck) =>
  openPersonView(pages, request, ack.notice.language)

const propsOf = (request: TokenRequest, ack: OpenedAck, form: AckForm) => ({
  ack,
  form,
  action: `/ack/${encodeURIComponent(request.params.token)}`,
  addresses: null,
  faults: [] as string[],
})

/** What the broker answered for its orders: taken as a whole, or shown again with what is missing. */
async function takeAnswers(
  pages: Pages,
  request: TokenRequest,
  reply: FastifyReply,
  ack: OpenedAck,
): Promise<FastifyReply> {
  const opened = await opening(pages, request, ack)
  const form = formOf(request)
  const t = ackTexts(opened.view)
  const given = [...form.answers].flatMap(([line, { answer, reason }]): AnsweredLine[] =>
    answer === null ? [] : [{ line, answer, reason: answer === 'refused' ? reason : null }],
  )
  const faults = faultsOf(t, form, given, ack)
  if (faults.length > 0)
    return sendPersonPage(reply.code(422), opened, ackPage(opened, { ...propsOf(request, ack, form), faults }))
  await acknowledge(pages.app, ack, given, form.name, request.ip)
  const after = await openAck(pages.app, request.params.token)
  return sendPersonPage(
    reply,
    opened,
    ackThanksPage(opened, after ?? ack, `/ack/${encodeURIComponent(request.params.token)}`),
  )
}

function faultsOf(
  t: ReturnType<typeof ackTexts>,
  form: AckForm,
  given: readonly AnsweredLine[],
  ack: OpenedAck,
): string[] {
  return [
    ...(form.name === '' ? [t.noName] : []),
    ...(given.length === 0 ? [t.nothing] : []),
    ...given
      .filter(({ answer, reason }) => answer === 'refused' && (reason ?? '') === '')
      .map(({ line }) => t.noReason(referenceOf(ack.notice.number, line))),
  ]
}

/** What was typed; anything else in the body is left alone. */
function formOf(request: FastifyRequest): AckForm {
  const body = (request.body ?? {}) as Record<string, unknown>
  const text = (name: string, most: number) => (typeof body[name] === 'string' ? body[name].trim().slice(0, most) : '')
  const lines = Object.keys(body)
    .flatMap((key) => /^[ar]\.(\d{1,4})$/u.exec(key)?.[1] ?? [])
    .map(Number)
  return {
    name: text('name', maxNameLength),
    answers: new Map(
      [...new Set(lines)].map((line) => [
        line,
        {
          answer: brokerAnswers.find((known) => known === text(`a.${line}`, 20)) ?? null,
          reason: text(`r.${line}`, maxReasonLength),
        },
      ]),
    ),
  }
}
