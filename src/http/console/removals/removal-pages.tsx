import { settingsOf } from '../../../store/settings/settings.ts'
import type { FastifyInstance } from 'fastify'
import { addMonths } from '../../../domain/app/day.ts'
import type { App } from '../../../operations/app/app.ts'
import {
  approveRemoval,
  authorsOf,
  refuseRemoval,
  releaseRemoval,
  RemovalRefused,
} from '../../../operations/removals/approve-removal.ts'
import { whyNotApprove } from '../../../operations/approvals/four-eyes.ts'
import { openConnection } from '../../../operations/connections/open-connection.ts'
import { erasesFor } from '../../../operations/removals/remove-held.ts'
import { relatedFates } from '../../../operations/removals/related-fates.ts'
import { nextAskOn } from '../../../operations/removals/repermission/ask-repermission.ts'
import { nextNightlyRun } from '../../../operations/runs/start-run.ts'
import { listPlans, findPlan, type RemovalPlan } from '../../../store/removals/removals.ts'
import { findUser } from '../../../store/accounts/users.ts'
import { askResults } from '../../../store/removals/repermission-view.ts'
import { removedPeople } from '../../../store/removals/bin-ends.ts'
import {
  againstLast,
  planWhere,
  samplePlan,
  successorOf,
  vanishedPeople,
} from '../../../store/removals/removals-view.ts'
import { HttpProblem } from '../../app/problem.ts'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'
import { PlanPill } from './plan-pill.tsx'
import { Time } from '../ui/time.tsx'
import { AskCard, type AskFigures } from './repermission-page.tsx'
import { addKeepOutPages } from './brakes/keep-out-pages.tsx'
import { addPeoplePages, firstPeople } from './brakes/people-pages.ts'
import { addKeptPages, firstKept } from './kept/kept-pages.tsx'
import { addRefusedPages } from './refused/refused-pages.ts'
import { addSamePersonPages } from './same-person/same-person-pages.ts'
import { addCertificatePages } from './certificate-pages.ts'
import { sendPage } from '../app/outside.ts'
import { sendPlanList } from './plan-list.ts'
import { removalPage } from './removal-page.tsx'
import { type PlanFacts, type PlanFailure } from './plan-facts.ts'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import { stepUp } from '../accounts/step-up.tsx'
import { addRoute, type Visit } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'

const shown = 50
const sampleSize = 6

/** Who would go, why, and can I trust it? */
export function addRemovalPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /removals', { roles: may.seePlans }, async (visit) => {
    const view = await openView(visit)
    const since = new Date(`${addMonths(view.now, -12)}T00:00:00Z`)
    return html(
      <ListPage
        view={view}
        plans={await listPlans(app.pool, shown)}
        next={await nextNightlyRun(app)}
        asks={
          allowed(view.role, may.judge)
            ? { nextOn: await nextAskOn(app), results: await askResults(app.pool, since) }
            : null
        }
      />,
    )
  })
  addSamePersonPages(server, app)
  addRoute(server, app, 'GET /removals/:id', { roles: may.judge }, async (visit) => show(visit, null))

  addRoute(server, app, 'GET /removals/:id/list.csv', { roles: may.export, fresh: stepUp }, async (visit) => {
    const plan = await findPlan(app.pool, visit.params['id'] ?? '')
    if (plan === null) throw new HttpProblem(404, 'not-found')
    return sendPlanList(visit, plan)
  })
  addRoute(server, app, 'POST /removals/:id/approve', { roles: may.judge, fresh: stepUp }, async (visit) => {
    const digest = visit.form['digest'] ?? ''
    if (digest === '') return show(visit, { code: null, values: {}, errors: {} })
    return decide(visit, (key) => approveRemoval(app, key, visit.login.user, digest))
  })
  addRoute(server, app, 'POST /removals/:id/refuse', { roles: may.judge }, async (visit) => {
    const reason = (visit.form['reason'] ?? '').trim()
    if (reason === '') return show(visit, { code: 'reason', values: {}, errors: { reason: 'reason' } })
    return decide(visit, (key) => refuseRemoval(app, key, visit.login.user, reason.slice(0, 500)))
  })
  addRoute(server, app, 'POST /removals/:id/release', { roles: may.judge, fresh: stepUp }, async (visit) => {
    const reason = (visit.form['releaseReason'] ?? '').trim()
    if (reason === '') return show(visit, { code: 'reason', values: {}, errors: { releaseReason: 'reason' } })
    return decide(visit, (key) => releaseRemoval(app, key, visit.login.user, reason.slice(0, 500)))
  })
  addPeoplePages(server, app)
  addKeepOutPages(server, app)
  addKeptPages(server, app)
  addRefusedPages(server, app)
  addCertificatePages(server, app, (visit, { email, error }) =>
    show(visit, { code: 'email', values: { email }, errors: { email: error } }),
  )
}

async function decide(visit: Visit, work: (key: string) => Promise<unknown>) {
  const key = visit.params['id'] ?? ''
  try {
    await work(key)
    return visit.reply.redirect(`/removals/${encodeURIComponent(key)}`, 303)
  } catch (error) {
    if (!(error instanceof RemovalRefused)) throw error
    if (error.code === 'unknown') throw new HttpProblem(404, 'not-found')
    return show(visit, { code: error.code, values: visit.form, errors: {} })
  }
}

/** Of a system that cannot be opened. */
const notOpened = { binDays: null, erases: false, empties: false, treatsRelated: false }

async function show(visit: Visit, failure: PlanFailure | null) {
  const { app } = visit
  const plan = await findPlan(app.pool, visit.params['id'] ?? '')
  if (plan === null) throw new HttpProblem(404, 'not-found')
  const view = await openView(visit, `/removals/${plan.id}`)
  const [sample, where, against, fates, approver, first, kept, removed] = await Promise.all([
    samplePlan(app.pool, plan.id, plan.digest, sampleSize),
    planWhere(app.pool, plan.id),
    againstLast(app.pool, plan.id),
    relatedFates(app, plan.id),
    plan.approvedBy === null ? null : findUser(app.pool, { id: plan.approvedBy }),
    plan.firstApprovedBy === null ? null : findUser(app.pool, { id: plan.firstApprovedBy }),
    firstKept(app, plan),
    plan.certified ? removedPeople(app.pool, plan.id) : null,
  ])
  const can = await Promise.all(
    where.map((row) =>
      openConnection(app, row.connectionId, 'read').then(
        ({ system }) => ({
          binDays: system.can.bin?.days ?? null,
          erases: erasesFor(plan.kind, system.can, view.settings.eraseSilent) !== null,
          empties: plan.empties && system.can.anonymises,
          treatsRelated: system.related !== undefined,
        }),
        () => notOpened,
      ),
    ),
  )
  // Of a plan that ended undone nothing is taken off what it was for.
  const isOver = ['refused', 'expired', 'superseded'].includes(plan.state)
  const facts: PlanFacts = {
    plan,
    vanished: ['planned', 'stopped'].includes(plan.state) ? await vanishedPeople(app.pool, plan.id) : 0,
    settings: plan.settingsVersion === null ? view.settings : await settingsOf(app.pool, plan.settingsVersion),
    sample,
    where: where.map((row, index) => ({
      ...row,
      ...(can[index] ?? notOpened),
      ...(isOver ? { vanished: 0 } : {}),
    })),
    against,
    kept,
    removed,
    fates,
    people: ['held', 'binning', 'done'].includes(plan.state) ? await firstPeople(app, plan) : null,
    approver: approver?.email ?? null,
    firstApprover: first?.email ?? null,
    successor: await successorOf(app.pool, plan.id),
    refusal: await whyNotApprove(app, view.user, authorsOf(plan)),
  }
  return failure === null
    ? removalPage(view, facts, null)
    : sendPage(visit.reply, removalPage(view, facts, failure), 422)
}

function ListPage({
  view,
  plans,
  next,
  asks,
}: {
  view: View
  plans: readonly RemovalPlan[]
  next: Date
  asks: AskFigures | null
}) {
  const { t, f } = view
  const r = t.removals
  const waiting = plans.filter((plan) => plan.state === 'planned' && plan.planned > 0).length
  const open = allowed(view.role, may.judge)
  return (
    <Page
      view={view}
      nav="removals"
      title={waiting === 0 ? r.nothing : r.waiting(waiting)}
      tab={r.title}
      context={<p>{r.context}</p>}
      actions={open ? <FurtherPages view={view} /> : undefined}
    >
      <section class="card">
        {plans.length === 0 ? (
          <p class="empty">{r.none(f.dateTime(next))}</p>
        ) : (
          <table class="rows">
            <caption class="sr-only">{r.title}</caption>
            <thead>
              <tr>
                <th scope="col">{r.columns.number}</th>
                <th scope="col">{r.columns.made}</th>
                <th scope="col">{r.columns.state}</th>
                <th scope="col" class="num">
                  {r.columns.people}
                </th>
                <th scope="col" class="num">
                  {r.columns.base}
                </th>
                <th scope="col">{r.columns.next}</th>
              </tr>
            </thead>
            <tbody>
              {plans.map((plan) => (
                <tr>
                  <td class="strong nowrap">
                    {open ? <a href={`/removals/${plan.id}`}>{plan.number}</a> : plan.number}
                    <p class="hint">{r.kinds[plan.kind]}</p>
                  </td>
                  <td data-label={r.columns.made}>
                    <Time at={plan.createdAt}>{f.dateTime(plan.createdAt)}</Time>
                  </td>
                  <td data-label={r.columns.state}>
                    <PlanPill view={view} plan={plan} />
                  </td>
                  <td data-label={r.columns.people} class="num">
                    {f.number(plan.planned)}
                  </td>
                  <td data-label={r.columns.base} class="num">
                    {f.share(plan.planned, plan.baseCount)}
                  </td>
                  <td data-label={r.columns.next} class="nowrap">
                    {plan.state === 'planned' && plan.planned > 0 ? (
                      <Time at={plan.expiresAt}>{r.track.by(f.date(plan.expiresAt))}</Time>
                    ) : plan.heldUntil !== null && plan.state === 'held' ? (
                      <Time at={plan.heldUntil}>{f.date(plan.heldUntil)}</Time>
                    ) : (
                      t.common.none
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {asks === null ? null : <AskCard view={view} {...asks} />}
    </Page>
  )
}

/** What a DPO decides about removals beside the plans. */
function FurtherPages({ view: { t } }: { view: View }) {
  const pages = [
    ['/removals/ask', t.repermission.open],
    ['/removals/time-machine', t.timeMachine.title],
    ['/removals/same-person', t.samePerson.open],
    ['/removals/holds', t.removals.keep.title],
    ['/erasures', t.erasure.title],
    ['/access', t.accessRequests.title],
  ] as const
  return (
    <>
      {pages.map(([href, text]) => (
        <>
          <a class="btn" href={href}>
            {text}
          </a>{' '}
        </>
      ))}
    </>
  )
}
