import { Detail } from '../app/detail.tsx'
import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { startRun } from '../../../operations/runs/start-run.ts'
import { findRun, lastRuns, stepsOf, type HygieneRun, type HygieneStep } from '../../../store/runs/runs.ts'
import { connectionLabels } from '../../../store/connections/connections-view.ts'
import { HttpProblem } from '../../app/problem.ts'
import { PostButton } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { RunPill, refusedTagsOf } from './run-pill.tsx'
import { RunProgress, stepName } from '../ui/progress.tsx'
import { VerdictBars } from '../ui/verdict-bars.tsx'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute } from '../app/route.ts'
import { addRunList, authorOf } from './run-list.tsx'
import { openView, type View } from '../app/view.ts'

/** Hygiene runs: list, one run live, and "Run now". */
export function addRunPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'POST /runs', { roles: may.configure }, async ({ login, reply }) => {
    const id = (await startRun(app, login.user.email)) ?? (await lastRuns(app.pool, 1))[0]?.id
    return reply.redirect(id === undefined ? '/runs' : `/runs/${id}`, 303)
  })

  addRunList(server, app)

  addRoute(server, app, 'GET /runs/:id', { roles: may.configure }, async (visit) => {
    const id = visit.params['id'] ?? ''
    const run = isUuid(id) ? await findRun(app.pool, id) : null
    if (run === null) throw new HttpProblem(404, 'not-found')
    const [view, steps, labels] = await Promise.all([
      openView(visit),
      stepsOf(app.pool, run.id),
      connectionLabels(app.pool),
    ])
    return html(<RunPage view={view} run={run} steps={steps} labels={labels} />)
  })
}

function RunPage({
  view,
  run,
  steps,
  labels,
}: {
  view: View
  run: HygieneRun
  steps: readonly HygieneStep[]
  labels: ReadonlyMap<string, string>
}) {
  const { t, f } = view
  const current = steps.find((step) => step.state === 'running' || step.state === 'pending')
  const title = t.runs.runTitle(f.dateTime(run.startedAt))
  return (
    <Page
      view={view}
      nav="runs"
      title={title}
      crumbs={[[t.runs.title, '/runs']]}
      context={
        <p>
          {authorOf(view, run)} · {t.runs.columns.mode.toLowerCase()} {t.runs.modes[run.mode]}
        </p>
      }
      actions={
        run.state === 'failed' ? (
          <PostButton view={view} action="/runs" kind="primary">
            <Icon name="refresh" />
            {t.runs.again}
          </PostButton>
        ) : undefined
      }
    >
      <div class={run.report === null ? '' : 'grid'} id="run" data-live={run.state === 'running' ? '2' : undefined}>
        <section class="card">
          <div class="card-head">
            <h2>{t.runs.steps}</h2>
            <RunPill view={view} run={run} took={t.runs.finished} />
          </div>
          <div class="card-body">
            {run.state === 'running' && current !== undefined ? (
              <p class="now">
                {t.runs.inProgress(stepName(view, current, labels))} <span class="hint">{t.runs.safe}</span>
              </p>
            ) : null}
            <RunProgress view={view} steps={steps} labels={labels} />
          </div>
        </section>
        {run.report === null ? null : <Report view={view} report={run.report} labels={labels} />}
      </div>
    </Page>
  )
}

/** Why systems refused tags, and when they are tried again. */
function RefusedTags({ view, report }: { view: View; report: NonNullable<HygieneRun['report']> }) {
  const { t, f } = view
  const refused = Object.entries(report.refusedTags ?? {})
  if (refused.length === 0) return null
  return (
    <div class="notice wait">
      <Icon name="alert-triangle" />
      <div>
        <strong>{t.runs.refusedTags(refusedTagsOf(report))}</strong>
        <ul>
          {refused.map(([reason, count]) => (
            <li>
              {t.runs.refusalReasons[reason as keyof typeof t.runs.refusalReasons]}
              {f.colon}
              {f.number(count)}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

function Report({
  view,
  report,
  labels,
}: {
  view: View
  report: NonNullable<HygieneRun['report']>
  labels: ReadonlyMap<string, string>
}) {
  const { t, f } = view
  const facts: readonly (readonly [string, number])[] = [
    ...Object.entries(report.records).map(
      ([id, count]) => [`${t.runs.report.records}, ${labels.get(id) ?? t.common.unknown}`, count] as const,
    ),
    [t.runs.report.contacts, report.contacts],
    [t.runs.report.matched, report.matched],
    [t.runs.report.found, report.found],
    [t.runs.report.blockedAgain, report.blockedAgain],
    [t.runs.report.changed, report.changedVerdicts],
    ...Object.entries(report.tagged).map(
      ([id, count]) => [`${t.runs.report.tagged}, ${labels.get(id) ?? t.common.unknown}`, count] as const,
    ),
    [t.runs.report.planned, report.planned],
  ]
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t.runs.report.title}</h2>
      </div>
      <div class="card-body">
        {report.failures.length === 0 ? null : (
          <div class="notice broken">
            <Icon name="alert-triangle" />
            <div>
              <strong>{t.runs.failedTitle}</strong>
              <ul>
                {report.failures.map((failure) => (
                  <li>
                    <Detail view={view} text={failure} />
                  </li>
                ))}
              </ul>
            </div>
          </div>
        )}
        <RefusedTags view={view} report={report} />
        <dl class="facts">
          {facts.map(([label, count]) => (
            <div>
              <dt>{label}</dt>
              <dd class="num">{f.number(count)}</dd>
            </div>
          ))}
        </dl>
        <h3>{t.runs.report.verdicts}</h3>
        <VerdictBars view={view} verdicts={report.verdicts} />
      </div>
    </section>
  )
}
