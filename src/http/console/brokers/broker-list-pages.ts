import type { FastifyInstance, FastifyReply } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { addBroker, RegisterRefused } from '../../../operations/brokers/broker-register.ts'
import { sampledDeliveries } from '../../../store/brokers/broker-samples.ts'
import { listBrokers } from '../../../store/brokers/brokers.ts'
import { brokerFigures, unregisteredBrokers } from '../../../store/brokers/brokers-view.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { brokersPage } from './brokers-page.tsx'
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { changeSettings } from '../../../operations/settings/save-settings.ts'
import { openView } from '../app/view.ts'
import { addDeliveryList } from './delivery-list.tsx'
import { sentenceOf } from './broker-refusal.ts'

async function renderList(visit: Visit, form: FormState): Promise<string> {
  const { pool } = visit.app
  const [view, brokers, figures, sampled, unregistered] = await Promise.all([
    openView(visit, '/brokers'),
    listBrokers(pool),
    brokerFigures(pool),
    sampledDeliveries(pool),
    unregisteredBrokers(pool),
  ])
  return brokersPage(view, {
    brokers,
    figures,
    quarantined: new Set(sampled.filter(({ sample }) => sample === 'failed').map(({ brokerId }) => brokerId)),
    unregistered,
    form,
    saved: visit.query['saved'] !== undefined,
  })
}

async function add(visit: Visit): Promise<FastifyReply> {
  const { app, form, login, reply } = visit
  try {
    return await reply.redirect(`/brokers/${await addBroker(app, login.user, form['legalName'] ?? '')}`, 303)
  } catch (error) {
    if (!(error instanceof RegisterRefused)) throw error
    return sendPage(
      reply,
      await renderList(visit, {
        values: { legalName: form['legalName'] ?? '' },
        errors: { legalName: await sentenceOf(visit, error) },
      }),
      422,
    )
  }
}

async function saveSample(visit: Visit): Promise<FastifyReply> {
  const { app, form, login, reply } = visit
  const { t } = await openView(visit)
  const result = await changeSettings(app, login.user, (current) => ({
    ...current,
    brokerSample: {
      rows: Number(form['rows'] || Number.NaN),
      mostUnproved: Number((form['share'] || 'x').replace(',', '.')) / 100,
    },
  }))
  if (result.faults === null) return reply.redirect('/brokers?saved=1', 303)
  const errors = Object.fromEntries(
    result.faults.map((path) =>
      path.endsWith('rows')
        ? ['rows', t.brokerRegister.sampleFaults.rows]
        : ['share', t.brokerRegister.sampleFaults.share],
    ),
  )
  return sendPage(
    reply,
    await renderList(visit, { values: { rows: form['rows'] ?? '', share: form['share'] ?? '' }, errors }),
    422,
  )
}

/** Everybody we buy from, the form for one more, and how samples are drawn. */
export function addBrokerListPage(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /brokers', { roles: may.judge }, (visit) => renderList(visit, emptyForm))
  addDeliveryList(server, app)
  addRoute(server, app, 'POST /brokers', { roles: may.judge }, add)
  addRoute(server, app, 'POST /brokers/samples', { roles: may.judge }, saveSample)
}
