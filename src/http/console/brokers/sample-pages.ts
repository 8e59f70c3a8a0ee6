import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { peopleCsv } from '../../../domain/spreadsheets/people-csv.ts'
import type { App } from '../../../operations/app/app.ts'
import { endSample, openSample, recordResult, SampleRefused } from '../../../operations/brokers/broker-samples.ts'
import { findBroker } from '../../../store/brokers/brokers.ts'
import { HttpProblem } from '../../app/problem.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { deliveryName } from './broker-deliveries.tsx'
import { evidenceFormBytes, uploadedEvidence } from '../app/evidence-upload.ts'
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { stepUp } from '../accounts/step-up.tsx'
import { addRoute, type Visit } from '../app/route.ts'
import { samplePage } from './sample-page.tsx'
import { readUpload } from '../app/upload.ts'
import { openView } from '../app/view.ts'
import { noteExport } from '../../../operations/app/note-use.ts'

const roles = { roles: may.judge }

/** One sample of a delivery: the list for the broker, what it could prove, the end (docs/reference/law.md#i11). */
export function addSamplePages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /brokers/:broker/samples/:id', roles, (visit) => render(visit, '', emptyForm))
  addRoute(server, app, 'GET /brokers/:broker/samples/:id/list.csv', { ...roles, fresh: stepUp }, sendList)
  addRoute(server, app, 'POST /brokers/:broker/samples/:id/close', roles, close)
  void server.register(async (scope) => {
    readUpload(scope, evidenceFormBytes)
    addRoute(scope, app, 'POST /brokers/:broker/samples/:id/rows/:place', roles, record)
  })
}

async function sampleIn({ app, params }: Visit) {
  const opened = isUuid(params['id'] ?? '') ? await openSample(app, params['id'] ?? '') : null
  const broker = opened === null ? null : await findBroker(app.pool, opened.sample.brokerId)
  if (opened === null || broker === null || broker.id !== params['broker']) throw new HttpProblem(404, 'not-found')
  return { ...opened, broker }
}

async function render(visit: Visit, at: string, form: FormState): Promise<string> {
  const opened = await sampleIn(visit)
  const view = await openView(visit, `/brokers/${opened.broker.id}/samples/${opened.sample.id}`)
  return samplePage(view, { ...opened, at, form })
}

/** What the broker is asked: addresses in clear leave here, noted as an export. */
async function sendList(visit: Visit): Promise<FastifyReply> {
  const { app, login, reply } = visit
  const { sample, delivery, rows, broker } = await sampleIn(visit)
  const view = await openView(visit)
  if (sample.closedAt !== null) throw new HttpProblem(404, 'not-found')
  const c = view.t.brokerRegister.sample.csv
  const name = deliveryName(view, delivery)
  await noteExport(app, login.user, { what: 'broker-sample', broker: broker.id, sample: sample.id, rows: rows.length })
  const csv = peopleCsv(
    [
      [c.number, c.delivery, c.row, c.address, c.collectedOn, c.collectedBy, c.form, c.text, c.proof],
      ...rows.map((row) => [String(row.place), name, String(row.rowNumber), row.address ?? '', '', '', '', '', '']),
    ],
    ';',
  )
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="sample-${sample.id.slice(0, 8)}.csv"`)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .send(csv)
}

async function record(visit: Visit): Promise<FastifyReply> {
  const { app, form, login, params, request, reply } = visit
  const { sample, broker } = await sampleIn(visit)
  const view = await openView(visit)
  const t = view.t.brokerRegister.sampleErrors
  const place = params['place'] ?? ''
  const again = async (field: string, sentence: string) =>
    sendPage(
      reply,
      await render(visit, `row-${place}`, {
        values: { result: form['result'] ?? '', note: form['note'] ?? '' },
        errors: { [field]: sentence },
      }),
      422,
    )
  const file = uploadedEvidence((request.body as Record<string, unknown> | undefined)?.['evidence'])
  const { result } = form
  if (result !== 'proved' && result !== 'not-proved') return again('result', t.result)
  if (file === 'bad') return again('evidence', view.t.common.evidence.bad)
  try {
    await recordResult(app, login.user, sample.id, Number(place), {
      result,
      note: (form['note'] ?? '').slice(0, 1_000),
      evidence: file === 'none' ? null : file,
    })
  } catch (error) {
    if (!(error instanceof SampleRefused)) throw error
    if (error.code === 'row' || error.code === 'unknown') throw new HttpProblem(404, 'not-found')
    return again(error.code === 'evidence' || error.code === 'note' ? error.code : 'result', t[error.code])
  }
  return reply.redirect(`/brokers/${broker.id}/samples/${sample.id}#row-${place}`, 303)
}

async function close(visit: Visit): Promise<FastifyReply> {
  const { app, login, reply } = visit
  const { sample, broker } = await sampleIn(visit)
  try {
    await endSample(app, login.user, sample.id)
  } catch (error) {
    // Closed meanwhile: the page says by whom.
    if (!(error instanceof SampleRefused) || error.code !== 'closed') throw error
  }
  return reply.redirect(`/brokers/${broker.id}/samples/${sample.id}`, 303)
}
