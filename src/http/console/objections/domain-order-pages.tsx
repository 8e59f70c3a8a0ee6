import type { Pool } from 'pg'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { may } from '../../../domain/accounts/roles.ts'
import type { App } from '../../../operations/app/app.ts'
import { coverSubdomains, endDomainOrder, OrderRefused } from '../../../operations/objections/reach/domain-orders.ts'
import { isUuid } from '../../../store/app/database.ts'
import {
  listDomainOrders,
  subdomainsOf,
  type DomainOrder,
  type Subdomain,
} from '../../../store/objections/domain-orders.ts'
import { HttpProblem } from '../../app/problem.ts'
import { sendPage } from '../app/outside.ts'
import { addRoute } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'
import { subdomainList } from './subdomain-list.ts'
import { Csrf, emptyForm, ErrorSummary, Field, PostButton, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'

/** Companies that said no for everybody there: what stands, and how a DPO ends it. */
export function addDomainOrderPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /objections/companies', { roles: may.judge }, async (visit) =>
    companiesPage(await openView(visit), await companiesOf(app.pool), null, emptyForm),
  )
  addRoute(server, app, 'POST /objections/companies/:id/subdomains', { roles: may.judge }, async (visit) => {
    const id = visit.params['id'] ?? ''
    if (!isUuid(id)) throw new HttpProblem(404, 'not-found')
    // Said twice is said once.
    await coverSubdomains(app, visit.login.user, id, visit.form['cover'] === 'yes').catch((error: unknown) => {
      if (!(error instanceof OrderRefused)) throw error
    })
    return visit.reply.redirect('/objections/companies', 303)
  })
  addRoute(
    server,
    app,
    'POST /objections/companies/:id/end',
    { roles: may.judge },
    async (visit): Promise<FastifyReply> => {
      const id = visit.params['id'] ?? ''
      if (!isUuid(id)) throw new HttpProblem(404, 'not-found')
      try {
        await endDomainOrder(app, visit.login.user, id, visit.form['reason'] ?? '')
      } catch (error) {
        if (!(error instanceof OrderRefused)) throw error
        if (error.code === 'unknown') throw new HttpProblem(404, 'not-found')
        const view = await openView(visit, '/objections/companies')
        const form = {
          values: { reason: visit.form['reason'] ?? '' },
          errors: { reason: view.t.companies.reasonWrong },
        }
        return sendPage(visit.reply, companiesPage(view, await companiesOf(app.pool), id, form), 422)
      }
      return visit.reply.redirect('/objections/companies', 303)
    },
  )
}

/** Every order, with the sub-domains that people in the base have addresses at. */
async function companiesOf(pool: Pool) {
  const orders = await listDomainOrders(pool)
  const standing = orders.filter(({ liftedAt }) => liftedAt === null).map(({ domain }) => domain)
  const below = await subdomainsOf(pool, standing)
  return orders.map((order) => ({ ...order, below: below.get(order.domain) ?? [] }))
}

type Rows = Awaited<ReturnType<typeof companiesOf>>

/** `failed`: the order whose form came back with an error. */
function companiesPage(view: View, rows: Rows, failed: string | null, form: FormState): string {
  const { t, f } = view
  const c = t.companies
  return html(
    <Page
      view={view}
      nav="objections"
      title={c.title}
      tab={c.tab}
      context={<p>{c.context}</p>}
      crumbs={[[t.objections.tab, '/objections']]}
    >
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{ reason: c.reason }}
      />
      <section class="card">
        {rows.length === 0 ? (
          <p class="empty">{c.none}</p>
        ) : (
          <table class="rows">
            <caption class="sr-only">{c.title}</caption>
            <thead>
              <tr>
                <th scope="col">{c.domain}</th>
                <th scope="col">{c.since}</th>
                <th scope="col" class="num">
                  {c.people}
                </th>
                <th scope="col">{c.state}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  <td class="strong">{row.domain}</td>
                  <td data-label={c.since}>
                    <Time at={row.acceptedAt}>{f.date(row.acceptedAt)}</Time>
                    <p class="hint">{c.by(row.acceptedBy)}</p>
                  </td>
                  <td data-label={c.people} class="num">
                    {f.number(row.people)}
                  </td>
                  <td data-label={c.state}>
                    <OrderState view={view} order={row} form={row.id === failed ? form : emptyForm} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </Page>,
  )
}

/** Whether the domains below are covered, which there are, and the other choice. */
function Subdomains({ view, order }: { view: View; order: DomainOrder & { below: readonly Subdomain[] } }) {
  const { t, f } = view
  const c = t.companies
  const found = order.below.length === 0 ? c.noSubdomain : subdomainList(view, order.below)
  return (
    <div class="stack">
      <p>
        {order.subdomains ? c.covered : c.notCovered}
        {f.colon}
        {found}
      </p>
      <PostButton
        view={view}
        action={`/objections/companies/${order.id}/subdomains`}
        fields={{ cover: order.subdomains ? 'no' : 'yes' }}
        kind="quiet"
      >
        {order.subdomains ? c.leaveOut : c.cover}
      </PostButton>
      <p class="hint">{order.subdomains ? c.leaveOutMore : c.coverMore}</p>
    </div>
  )
}

function OrderState({ view, order, form }: { view: View; order: Rows[number]; form: FormState }) {
  const { t, f } = view
  const c = t.companies
  if (order.liftedAt !== null)
    return (
      <>
        <Pill tone="quiet">{c.ended(f.date(order.liftedAt))}</Pill>
        <p class="hint">{c.endedBy(order.liftedBy ?? '', order.liftReason ?? '')}</p>
      </>
    )
  return (
    <>
      <Pill tone="done">{c.stands}</Pill>
      <Subdomains view={view} order={order} />
      <details open={form !== emptyForm}>
        <summary>{c.end}</summary>
        <form method="post" action={`/objections/companies/${order.id}/end`} class="stack">
          <Csrf token={view.csrf} />
          <p class="hint">{c.endMore}</p>
          <Field name="reason" prefix={form === emptyForm ? order.id : ''} label={c.reason} form={form} required />
          <button type="submit" class="btn">
            {c.end}
          </button>
        </form>
      </details>
    </>
  )
}
