import type { FastifyInstance } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { deliveryList, deliveryStates, type BrokerDelivery } from '../../../store/brokers/broker-deliveries.ts'
import { listBrokers } from '../../../store/brokers/brokers.ts'
import { countList, pageOfList } from '../../../store/sql/paged-list.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { stepUp } from '../accounts/step-up.tsx'
import { addRoute, type Visit } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'
import { html } from '../ui/html.ts'
import { pageSize, readListAsk, unreadDays, type ShownList } from '../ui/list/list-ask.ts'
import { ListCard } from '../ui/list/list-card.tsx'
import { ListFilters, SortHead } from '../ui/list/list-parts.tsx'
import { sendList } from '../ui/list/send-list.ts'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { deliveryName } from './broker-deliveries.tsx'

const forms = { state: deliveryStates, broker: 'id', from: 'day', to: 'day' } as const
const usual = { sort: 'obtained', isDescending: true } as const
type Sort = keyof typeof deliveryList.sorts
type Filter = keyof typeof forms

/** What every broker delivered, what an objection stopped on receipt, and what still waits for its file. */
export function addDeliveryList(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /brokers/deliveries', { roles: may.judge }, render)
  addRoute(server, app, 'GET /brokers/deliveries.csv', { roles: may.export, fresh: stepUp }, async (visit) => {
    const view = await openView(visit)
    const ask = readListAsk(visit, view, deliveryList, { forms, ...usual })
    return sendList<BrokerDelivery, Sort, Filter>(visit, view, { list: deliveryList, ask }, fileOf(view))
  })
}

const figure = (count: number | null): string => (count === null ? '' : String(count))

function fileOf({ t }: View) {
  const d = t.brokerRegister.deliveryList
  return {
    name: 'deliveries',
    heads: [
      d.broker,
      d.reference,
      d.file,
      d.obtained,
      d.promised,
      d.rows,
      d.allowed,
      d.refused,
      d.stopped,
      d.digest,
      t.lists.state,
    ],
    cells: (rows: readonly BrokerDelivery[]) =>
      rows.map((row) => [
        row.broker,
        row.reference ?? '',
        row.fileName ?? '',
        row.obtainedOn,
        figure(row.promisedRows),
        figure(row.rows),
        figure(row.allowed),
        figure(row.refused),
        figure(row.stopped),
        row.digest?.toString('hex') ?? '',
        row.screeningId === null ? d.states.waiting : d.states.checked,
      ]),
  }
}

async function render(visit: Visit): Promise<string> {
  const { app } = visit
  const view = await openView(visit)
  const ask = readListAsk(visit, view, deliveryList, { forms, ...usual })
  const [page, total, brokers] = await Promise.all([
    pageOfList<BrokerDelivery, Sort, Filter>(app.pool, deliveryList, ask, pageSize),
    countList(app.pool, deliveryList, ask),
    listBrokers(app.pool),
  ])
  const { t } = view
  const b = t.brokerRegister
  const d = b.deliveryList
  const list: ShownList = { path: '/brokers/deliveries', ask, usual, unread: unreadDays(visit) }
  const groups = [
    { name: 'state', label: t.lists.state, options: deliveryStates.map((one) => [one, d.states[one]] as const) },
    { name: 'broker', label: d.broker, options: brokers.map(({ id, profile }) => [id, profile.legalName] as const) },
  ]
  return html(
    <Page view={view} nav="brokers" title={d.title} context={<p>{d.context}</p>} crumbs={[[b.tab, '/brokers']]}>
      <ListFilters view={view} list={list} days groups={groups} />
      <ListCard {...{ view, list, page, total }} empty={b.one.noDeliveries} csv="/brokers/deliveries.csv">
        <Table view={view} list={list} rows={page.rows} />
      </ListCard>
    </Page>,
  )
}

function Table({ view, list, rows }: { view: View; list: ShownList; rows: readonly BrokerDelivery[] }) {
  const { t, f } = view
  const d = t.brokerRegister.deliveryList
  const number = (count: number | null) => (count === null ? t.common.unknown : f.number(count))
  return (
    <table class="rows">
      <caption class="sr-only">{d.title}</caption>
      <thead>
        <tr>
          <SortHead list={list} name="broker" isUpFirst>
            {d.broker}
          </SortHead>
          <SortHead list={list} name="obtained">
            {d.delivery}
          </SortHead>
          <SortHead list={list} name="rows" num>
            {d.rows}
          </SortHead>
          <th scope="col" class="num">
            {d.allowed}
          </th>
          <SortHead list={list} name="stopped" num>
            {d.stopped}
          </SortHead>
          <th scope="col">{t.lists.state}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <td>{row.brokerId === null ? row.broker : <a href={`/brokers/${row.brokerId}`}>{row.broker}</a>}</td>
            <td data-label={d.delivery}>{deliveryName(view, row)}</td>
            <td data-label={d.rows} class="num">
              {number(row.rows)}
            </td>
            <td data-label={d.allowed} class="num">
              {number(row.allowed)}
            </td>
            <td data-label={d.stopped} class="num">
              {number(row.stopped)}
            </td>
            <td data-label={t.lists.state}>
              {row.screeningId === null ? (
                <Pill tone="wait">{d.states.waiting}</Pill>
              ) : (
                <a href={`/screening/${row.screeningId}`}>{d.states.checked}</a>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
