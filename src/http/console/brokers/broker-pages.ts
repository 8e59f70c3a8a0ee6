import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { diligenceAnswers } from '../../../domain/brokers/broker-standing.ts'
import { diligenceIds } from '../../../domain/brokers/tables/diligence-points.ts'
import type { App } from '../../../operations/app/app.ts'
import {
  addDelivery,
  answerPoint,
  RegisterRefused,
  reviewBroker,
  saveBroker,
  type BrokerRefusal,
} from '../../../operations/brokers/broker-register.ts'
import { drawSample, SampleRefused } from '../../../operations/brokers/broker-samples.ts'
import { brokersOf } from '../../../operations/screening/screen-file.ts'
import { deliveriesOf } from '../../../store/brokers/broker-deliveries.ts'
import { sampledDeliveries, samplesOf } from '../../../store/brokers/broker-samples.ts'
import { answersOf, findBroker, reviewsOf, type Broker } from '../../../store/brokers/brokers.ts'
import { evidenceOfBroker } from '../../../store/app/evidence.ts'
import { answerDays } from '../../../store/brokers/brokers-view.ts'
import { brokerPdf } from '../../documents/broker-pdf.ts'
import { HttpProblem } from '../../app/problem.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { readDelivery, readProfile } from './broker-form.ts'
import { brokerPage } from './broker-page.tsx'
import { type BrokerProps } from './broker-props.ts'
import { evidenceFormBytes, uploadedEvidence } from '../app/evidence-upload.ts'
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { readUpload } from '../app/upload.ts'
import { openView } from '../app/view.ts'
import { sentenceOf } from './broker-refusal.ts'
import { addBrokerListPage } from './broker-list-pages.ts'
import { noteExport } from '../../../operations/app/note-use.ts'

const countedDays = 366

/** The register of brokers: list, one broker with its checks, its deliveries, its paper. */
export function addBrokerPages(server: FastifyInstance, app: App): void {
  addBrokerListPage(server, app)
  addRoute(server, app, 'GET /brokers/:id', { roles: may.judge }, sendOne)
  addRoute(server, app, 'POST /brokers/:id/review', { roles: may.judge }, (visit) =>
    change(
      visit,
      'look',
      (broker) => reviewBroker(visit.app, visit.login.user, broker.id, visit.form['review'] ?? ''),
      { note: 'review', open: 'review' },
      '#musts',
    ),
  )
  addRoute(server, app, 'POST /brokers/:id/deliveries', { roles: may.judge }, note)
  addRoute(server, app, 'POST /brokers/:id/deliveries/:delivery/draw', { roles: may.judge }, draw)
  // Files come as multipart, which only few forms of the console need.
  void server.register(async (scope) => {
    readUpload(scope, evidenceFormBytes)
    addRoute(scope, app, 'POST /brokers/:id', { roles: may.judge }, save)
    addRoute(scope, app, 'POST /brokers/:id/points/:point', { roles: may.judge }, answer)
  })
}

async function brokerIn({ app, params }: Visit): Promise<Broker> {
  const broker = isUuid(params['id'] ?? '') ? await findBroker(app.pool, params['id'] ?? '') : null
  if (broker === null) throw new HttpProblem(404, 'not-found')
  return broker
}

async function factsOf({ app }: Visit, broker: Broker, now: Date): Promise<Omit<BrokerProps, 'at' | 'form' | 'saved'>> {
  const { pool } = app
  const { connectionId } = broker.profile
  const [answers, reviews, files, deliveries, samples, sampled, connections, told] = await Promise.all([
    answersOf(pool, broker.id),
    reviewsOf(pool, broker.id),
    evidenceOfBroker(pool, broker.id),
    deliveriesOf(pool, broker.id),
    samplesOf(pool, broker.id),
    sampledDeliveries(pool),
    brokersOf(app),
    connectionId === null ? null : answerDays(pool, connectionId, new Date(now.getTime() - countedDays * 86_400_000)),
  ])
  return {
    broker,
    answers,
    reviews,
    files,
    deliveries,
    samples,
    quarantined: new Set(
      sampled.filter(({ brokerId, sample }) => brokerId === broker.id && sample === 'failed').map(({ id }) => id),
    ),
    connections,
    told,
  }
}

async function render(visit: Visit, broker: Broker, at: string, form: FormState): Promise<string> {
  const view = await openView(visit, `/brokers/${broker.id}`)
  return brokerPage(view, {
    ...(await factsOf(visit, broker, view.now)),
    at,
    form,
    saved: visit.query['saved'] !== undefined,
  })
}

/** The page, or with `.pdf` the same as a paper for an inspector. */
async function sendOne(visit: Visit): Promise<string | FastifyReply> {
  const { app, login, params, query, reply } = visit
  const [id = '', kind] = (params['id'] ?? '').split('.')
  const broker = await brokerIn({ ...visit, params: { id } })
  if (kind === undefined) return render(visit, broker, '', emptyForm)
  if (kind !== 'pdf') throw new HttpProblem(404, 'not-found')
  const view = await openView(visit)
  const language = query['lang'] === 'fr' || query['lang'] === 'en' ? query['lang'] : view.language
  const pdf = await brokerPdf(await factsOf(visit, broker, view.now), {
    company: view.settings.controller?.name ?? '',
    language,
    timeZone: view.settings.timeZone,
    now: view.now,
  })
  await noteExport(app, login.user, { what: 'broker', broker: broker.id })
  return reply
    .type('application/pdf')
    .header('content-disposition', `attachment; filename="broker-${broker.id.slice(0, 8)}.pdf"`)
    .send(pdf)
}

/** Does what a form of one broker asks; what the register refuses stands at the field that `fields` names. */
async function change(
  visit: Visit,
  at: string,
  work: (broker: Broker) => Promise<unknown>,
  fields: Readonly<Partial<Record<BrokerRefusal, string>>>,
  place: string,
): Promise<FastifyReply> {
  const broker = await brokerIn(visit)
  try {
    await work(broker)
  } catch (error) {
    if (!(error instanceof RegisterRefused)) throw error
    if (error.code === 'unknown') throw new HttpProblem(404, 'not-found')
    return again(visit, broker, at, { [fields[error.code] ?? 'note']: await sentenceOf(visit, error) })
  }
  return visit.reply.redirect(`/brokers/${broker.id}?saved=1${place}`, 303)
}

async function again(
  visit: Visit,
  broker: Broker,
  at: string,
  errors: Readonly<Record<string, string>>,
): Promise<FastifyReply> {
  const { _csrf, ...values } = visit.form
  return sendPage(visit.reply, await render(visit, broker, at, { values, errors }), 422)
}

const fileIn = ({ request }: Visit, name: string) =>
  uploadedEvidence((request.body as Record<string, unknown> | undefined)?.[name])

async function save(visit: Visit): Promise<FastifyReply> {
  const { app, form, login } = visit
  const broker = await brokerIn(visit)
  const view = await openView(visit)
  const file = fileIn(visit, 'contractFile')
  const read = readProfile(view, form, broker.profile.contract.evidenceId)
  const errors = {
    ...('errors' in read ? read.errors : {}),
    ...(file === 'bad' ? { contractFile: view.t.common.evidence.bad } : {}),
  }
  if ('errors' in read || file === 'bad') return again(visit, broker, 'profile', errors)
  return change(
    visit,
    'profile',
    () => saveBroker(app, login.user, broker.id, read.value, file === 'none' ? null : file),
    { taken: 'legalName', name: 'legalName' },
    '#profile',
  )
}

async function answer(visit: Visit): Promise<FastifyReply> {
  const { app, form, login, params } = visit
  const point = diligenceIds.find((id) => id === params['point'])
  if (point === undefined) throw new HttpProblem(404, 'not-found')
  const broker = await brokerIn(visit)
  const { t } = await openView(visit)
  const at = `at-${point}`
  const given = diligenceAnswers.find((known) => known === form['answer'])
  const upload = fileIn(visit, 'evidence')
  if (given === undefined) return again(visit, broker, at, { answer: t.brokerRegister.errors.answer })
  if (upload === 'bad') return again(visit, broker, at, { evidence: t.common.evidence.bad })
  const files = Object.entries(form).flatMap(([name, value]) =>
    value === 'on' && name.startsWith('file-') ? [name.slice(5)] : [],
  )
  return change(
    visit,
    at,
    () =>
      answerPoint(app, login.user, broker.id, point, {
        answer: given,
        note: (form['note'] ?? '').slice(0, 2_000),
        files,
        upload: upload === 'none' ? null : upload,
      }),
    { evidence: 'evidence', reason: 'note' },
    `#${point}`,
  )
}

async function note(visit: Visit): Promise<FastifyReply> {
  const { app, form, login } = visit
  const read = readDelivery(await openView(visit), form)
  if ('errors' in read) return again(visit, await brokerIn(visit), 'delivery', read.errors)
  return change(
    visit,
    'delivery',
    (broker) => addDelivery(app, login.user, broker.id, read.value),
    { future: 'obtainedOn', musts: 'obtainedOn', review: 'obtainedOn', contract: 'obtainedOn' },
    '#deliveries',
  )
}

async function draw(visit: Visit): Promise<FastifyReply> {
  const { app, form, login, params, reply } = visit
  const broker = await brokerIn(visit)
  const delivery = params['delivery'] ?? ''
  const t = (await openView(visit)).t.brokerRegister.sampleErrors
  const rows = /^\d{1,3}$/u.test(form['rows'] ?? '') ? Number(form['rows']) : 0
  if (rows < 1 || rows > 200) return again(visit, broker, `draw-${delivery}`, { rows: t.rows })
  if (!isUuid(delivery) || !(await deliveriesOf(app.pool, broker.id)).some(({ id }) => id === delivery))
    throw new HttpProblem(404, 'not-found')
  try {
    return await reply.redirect(
      `/brokers/${broker.id}/samples/${await drawSample(app, login.user, delivery, rows)}`,
      303,
    )
  } catch (error) {
    if (!(error instanceof SampleRefused)) throw error
    return again(visit, broker, `draw-${delivery}`, { rows: t[error.code] })
  }
}
