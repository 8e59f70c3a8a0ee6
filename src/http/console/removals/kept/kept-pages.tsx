import { contactCode } from '../../ui/mask.ts'
import type { FastifyInstance } from 'fastify'
import { maskEmail } from '../../../../domain/contacts/identity.ts'
import type { OpenWork } from '../../../../domain/removals/dependencies.ts'
import { may } from '../../../../domain/accounts/roles.ts'
import type { App } from '../../../../operations/app/app.ts'
import { isUuid } from '../../../../store/app/database.ts'
import { connectionLabels } from '../../../../store/connections/connections-view.ts'
import { ShownValues } from '../../contacts/relation-lines.tsx'
import { keptOfPlan, type KeptRow, type ShownValue } from '../../../../store/removals/dependencies.ts'
import { guardNames } from '../../../../domain/removals/guards.ts'
import { findPlan, type RemovalPlan } from '../../../../store/removals/removals.ts'
import { HttpProblem } from '../../../app/problem.ts'
import { addRoute } from '../../app/route.ts'
import { openView, type View } from '../../app/view.ts'
import { countsLine, UnreadLines } from '../../contacts/open-work.tsx'
import { html } from '../../ui/html.ts'
import { Page } from '../../ui/page.tsx'

const pageSize = 50
/** How many the page of the plan itself names. */
const firstShown = 10

/** Whom a plan leaves out, and what for: masked, with the way to each person. */
export function addKeptPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /removals/:id/kept', { roles: may.judge }, async (visit) => {
    const plan = await findPlan(app.pool, visit.params['id'] ?? '')
    if (plan === null) throw new HttpProblem(404, 'not-found')
    const view = await openView(visit)
    const { guard: asked = '', after = '' } = visit.query
    const guard = guardNames.find((name) => name === asked) ?? null
    const rows = await keptOfPlan(app.pool, plan.id, guard, {
      after: isUuid(after) ? after : null,
      limit: pageSize + 1,
    })
    return keptPage(view, {
      plan,
      guard,
      rows: rows.slice(0, pageSize),
      next: rows.length > pageSize ? (rows[pageSize - 1]?.contactId ?? null) : null,
      labels: await connectionLabels(app.pool),
    })
  })
}

export interface KeptProps {
  plan: RemovalPlan
  rows: readonly KeptRow[]
  labels: ReadonlyMap<string, string>
}

/** The first of those whom a plan leaves out, for its own page. */
export async function firstKept(app: App, plan: RemovalPlan): Promise<KeptProps> {
  return {
    plan,
    rows: await keptOfPlan(app.pool, plan.id, null, { after: null, limit: firstShown }),
    labels: await connectionLabels(app.pool),
  }
}

const keptCount = ({ guards }: RemovalPlan) => guards.reduce((sum, { count }) => sum + count, 0)

/** Nothing where the list went with a plan that a newer one replaced. */
export function KeptCard({ view, props }: { view: View; props: KeptProps }) {
  const t = view.t.openWork.plan
  const count = keptCount(props.plan)
  if (props.rows.length === 0) return null
  return (
    <section class="card" id="kept">
      <div class="card-head">
        <h2>{t.card(count)}</h2>
        <a class="btn small" href={`/removals/${props.plan.id}/kept`}>
          {t.all(count)}
        </a>
      </div>
      <KeptTable view={view} props={props} />
    </section>
  )
}

function keptPage(view: View, props: KeptProps & { guard: string | null; next: string | null }): string {
  const t = view.t.openWork.plan
  const { plan, guard, next } = props
  const base = `/removals/${plan.id}/kept`
  const guards = view.t.removals.guards
  const link = (more: Readonly<Record<string, string>>) => `${base}?${new URLSearchParams(more).toString()}`
  return html(
    <Page
      view={view}
      nav="removals"
      title={t.title(plan.number)}
      tab={t.tab}
      crumbs={[
        [view.t.removals.title, '/removals'],
        [plan.number, `/removals/${plan.id}`],
      ]}
      context={<p>{t.context(keptCount(plan))}</p>}
    >
      <nav class="tabs" aria-label={t.filters}>
        <a href={base} aria-current={guard === null ? 'page' : undefined}>
          {t.everything} <span class="count">{view.f.number(keptCount(plan))}</span>
        </a>
        {plan.guards
          .filter(({ count }) => count > 0)
          .map(({ name, count }) => (
            <a href={link({ guard: name })} aria-current={guard === name ? 'page' : undefined}>
              {guards[name][0]} <span class="count">{view.f.number(count)}</span>
            </a>
          ))}
      </nav>
      <section class="card">
        {props.rows.length === 0 ? (
          <p class="empty">{keptCount(plan) === 0 ? t.none : t.gone}</p>
        ) : (
          <KeptTable view={view} props={props} />
        )}
        {next === null ? null : (
          <div class="card-foot pager">
            <span />
            <a class="btn" href={link({ ...(guard === null ? {} : { guard }), after: next })} rel="next">
              {view.t.common.next}
            </a>
          </div>
        )}
      </section>
    </Page>,
  )
}

function KeptTable({ view, props: { rows, labels } }: { view: View; props: KeptProps }) {
  const t = view.t.openWork.plan
  return (
    <table class="rows">
      <caption class="sr-only">{t.tab}</caption>
      <thead>
        <tr>
          <th scope="col">{t.person}</th>
          <th scope="col">{t.why}</th>
          <th scope="col">{t.what}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <td>
              <p class="strong">
                <a href={`/contacts/${row.contactId}`}>
                  {row.email === null ? contactCode(view, row.contactId) : maskEmail(row.email)}
                </a>
              </p>
              <p class="hint">{row.jobTitle ?? ''}</p>
            </td>
            <td data-label={t.why}>{view.t.removals.guards[row.guard as 'unknown'][0]}</td>
            <td data-label={t.what}>
              {row.guard === 'customer' || row.guard === 'unjudged' ? (
                <ShownValues view={view} values={row.what as readonly ShownValue[]} labels={labels} />
              ) : row.guard === 'unknown' ? (
                <UnreadLines view={view} unread={row.what as OpenWork['unread']} labels={labels} />
              ) : (
                countsLine(view, row.what as OpenWork['found'], labels)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
