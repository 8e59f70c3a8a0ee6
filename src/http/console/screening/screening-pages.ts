import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Readable } from 'node:stream'
import { readAsk, type AskFault } from '../../../domain/screening/screening-ask.ts'
import type { ScreeningMapping } from '../../../domain/screening/screening-columns.ts'
import { screeningColumns } from '../../../domain/screening/tables/list-columns.ts'
import type { App } from '../../../operations/app/app.ts'
import { askRulesOf } from '../../../operations/screening/ask-rules.ts'
import {
  askToScreen,
  guessOf,
  keepList,
  openResult,
  startOfList,
  type ListStart,
} from '../../../operations/screening/screen-file.ts'
import { TableFault } from '../../../operations/spreadsheets/table-file.ts'
import { listDeliveries } from '../../../store/brokers/broker-deliveries.ts'
import { findScreening, isKept, listScreenings, type Screening } from '../../../store/screening/screenings.ts'
import { countHit } from '../../../store/accounts/rate-counters.ts'
import { HttpProblem } from '../../app/problem.ts'
import { readStreamedUpload, type StreamedUpload } from '../../app/stream-upload.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { pastError } from '../app/days/day-error.ts'
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { screeningAskPage, fileFault } from './screening-ask.tsx'
import { resultPage, runningPage } from './screening-result.tsx'
import { screeningPage } from './screening-view.tsx'
import { openView, type View } from '../app/view.ts'

const listed = 50

/** Lists of one user that are read in an hour by the clock, good or bad (docs/reference/security.md#limits). */
const uploadsPerHour = 10
const hourMs = 3_600_000

/** May I import this file? Choose it, say what it is, see what became of each row. */
export function addScreeningPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /screening', { roles: may.person }, async (visit) => overview(visit, emptyForm))

  void server.register(async (scope) => {
    readStreamedUpload(scope)
    addRoute(scope, app, 'POST /screening', { roles: may.person }, keep)
  })

  addRoute(server, app, 'GET /screening/:id', { roles: may.person }, async (visit) => {
    const screening = await visible(visit)
    const view = await openView(visit)
    if (screening.finishedAt !== null) return resultPage(view, screening, mayDownload(visit, screening))
    if (screening.ask !== null) return runningPage(view, screening)
    const [start, { brokers, noted }] = await Promise.all([startOfList(app, screening), askRulesOf(app)])
    const guess = guessOf(start)
    const values = Object.fromEntries(
      Object.entries(guess).map(([column, place]) => [`column-${column}`, String(place)]),
    )
    return screeningAskPage(view, {
      screening,
      start,
      brokers,
      noted,
      form: { values, errors: namesSomebody(guess) ? {} : { 'column-email': view.t.screening.errors.heading } },
    })
  })

  addRoute(server, app, 'POST /screening/:id', { roles: may.person }, ask)

  for (const part of ['allowed', 'refused'] as const) {
    addRoute(server, app, `GET /screening/:id/${part}.csv`, { roles: may.person }, async (visit) => {
      const screening = await visible(visit)
      if (!mayDownload(visit, screening)) throw new HttpProblem(404, 'not-found')
      return visit.reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${part}.csv"`)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'no-store')
        .send(Readable.from(await openResult(app, screening.id, part, visit.login.user.email)))
    })
  }
}

async function overview(visit: Visit, form: FormState): Promise<string> {
  const view = await openView(visit, '/screening')
  const { pool } = visit.app
  return screeningPage(view, {
    screenings: await listScreenings(pool, listed),
    deliveries: await listDeliveries(pool, listed),
    form,
  })
}

async function keep(visit: Visit): Promise<FastifyReply> {
  const { app, request, reply, login } = visit
  const view = await openView(visit, '/screening')
  const again = async (error: string, status = 422) =>
    sendPage(reply, await overview(visit, { values: {}, errors: { file: error } }), status)
  const upload = (request.body as Record<string, unknown>)['file'] as StreamedUpload | string | undefined
  if (typeof upload !== 'object' || upload.name === '') return again(view.t.screening.errors.required)
  if ((await countHit(app.pool, `screening ${login.user.id}`, hourMs / 1_000)) > uploadsPerHour) {
    for await (const _chunk of upload.chunks) break
    return again(view.t.screening.errors.often(view.f.time(new Date(Math.ceil(Date.now() / hourMs) * hourMs))), 429)
  }
  try {
    return await reply.redirect(
      `/screening/${await keepList(app, { name: upload.name, chunks: upload.chunks }, login.user.email)}`,
      303,
    )
  } catch (error) {
    if (!(error instanceof TableFault)) throw error
    return again(fileFault(view, error.code, error.where))
  }
}

async function ask(visit: Visit): Promise<FastifyReply> {
  const { app, form, reply, login } = visit
  const screening = await visible(visit)
  const here = `/screening/${screening.id}`
  if (screening.ask !== null || !isKept(screening, app.clock.now())) return reply.redirect(here, 303)
  const view = await openView(visit, here)
  const start = await startOfList(app, screening)
  const rules = await askRulesOf(app)
  const { brokers, noted } = rules
  const columns = readColumns(view, form, start)
  const read = readAsk(
    {
      ...form,
      ...(isUuid(form['delivery'] ?? '') ? { reference: form['delivery'] } : {}),
      noticeShown: form['noticeShown'] === 'on',
    },
    rules,
  )
  const errors = {
    ...columns.errors,
    ...('faults' in read
      ? Object.fromEntries(read.faults.map((fault) => [fault.field, askFault(view, fault, form)]))
      : {}),
  }
  if (!('ask' in read) || Object.keys(errors).length > 0) {
    const { _csrf, ...values } = form
    return sendPage(reply, screeningAskPage(view, { screening, start, brokers, noted, form: { values, errors } }), 422)
  }
  await askToScreen(app, screening.id, { mapping: columns.mapping, ask: read.ask }, login.user.email)
  return reply.redirect(here, 303)
}

/** A screening of anybody, and a list that waits only of who brought it. */
async function visible({ app, params, login }: Visit): Promise<Screening> {
  const screening = isUuid(params['id'] ?? '') ? await findScreening(app.pool, params['id'] ?? '') : null
  if (
    screening === null ||
    (screening.ask === null && (screening.uploadedBy !== login.user.email || !isKept(screening, app.clock.now())))
  )
    throw new HttpProblem(404, 'not-found')
  return screening
}

/** Who brought the list, and who decides about persons anyway. */
function mayDownload({ app, login }: Visit, screening: Screening): boolean {
  return (
    isKept(screening, app.clock.now()) &&
    screening.finishedAt !== null &&
    screening.failure === null &&
    (screening.uploadedBy === login.user.email || may.judge.some((role) => role === login.user.role))
  )
}

/** Why what is declared is not taken; open points of a broker are named. */
function askFault(view: View, { code, points = [] }: AskFault, form: Visit['form']): string {
  if (code === 'day' || code === 'future') return pastError(view, form['obtainedOn'], view.t.screening.errors.ask[code])
  const text = view.t.screening.errors.ask[code]
  return typeof text === 'function' ? text(points.join(', ')) : text
}

function namesSomebody(mapping: ScreeningMapping): boolean {
  return mapping.email !== undefined || mapping.phone !== undefined || mapping.mobile !== undefined
}

function readColumns(
  view: View,
  form: Readonly<Record<string, string>>,
  start: ListStart,
): { mapping: ScreeningMapping; errors: Record<string, string> } {
  const e = view.t.screening.errors
  const width = start.rows[0]?.length ?? 0
  const chosen = screeningColumns.flatMap((column) => {
    const place = form[`column-${column}`] ?? ''
    return /^\d{1,3}$/u.test(place) && Number(place) < width ? [[column, Number(place)] as const] : []
  })
  const mapping: ScreeningMapping = Object.fromEntries(chosen)
  const errors: Record<string, string> = {}
  if (!namesSomebody(mapping)) errors['column-email'] = e.heading
  for (const [index, [column, place]] of chosen.entries())
    if (chosen.slice(0, index).some(([, other]) => other === place)) errors[`column-${column}`] = e.twice
  return { mapping, errors }
}
