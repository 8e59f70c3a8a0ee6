import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { nextNightlyRun, startRun } from '../../../operations/runs/start-run.ts'
import { findRun, lastRuns, stepsOf, type HygieneRun, type HygieneStep } from '../../../store/runs/runs.ts'
import { connectionLabels } from '../../../store/connections/connections-view.ts'
import { HttpProblem } from '../../app/problem.ts'
import { PostButton } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { RunPill, refusedTagsOf } from './run-pill.tsx'
import { RunProgress, stepName } from '../ui/progress.tsx'
import { Time } from '../ui/time.tsx'
import { VerdictBars } from '../ui/verdict-bars.tsx'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'

const shown = 50

/** Hygiene runs: list, one run live, and "Run now". */
export function addRunPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'POST /runs', { roles: may.configure }, async ({ login, reply }) => {
    const id = (await startRun(app, login.user.email)) ?? (await lastRuns(app.pool, 1))[0]?.id
    return reply.redirect(id === undefined ? '/runs' : `/runs/${id}`, 303)
  })

  addRoute(server, app, 'GET /runs', { roles: may.configure }, async (visit) => {
    const view = await openView(visit)
    return html(<RunsPage view={view} runs={await lastRuns(app.pool, shown)} next={await nextNightlyRun(app)} />)
  })

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

/** Who asked for it, in words for the schedule's own runs. */
function authorOf(view: View, run: HygieneRun): string {
  return run.requestedBy === 'nightly run' ? view.t.runs.nightly : run.requestedBy
}

function RunsPage({ view, runs, next }: { view: View; runs: readonly HygieneRun[]; next: Date }) {
  const { t, f } = view
  const running = runs.some((run) => run.state === 'running')
  return (
    <Page
      view={view}
      nav="runs"
      title={t.runs.title}
      context={
        runs.length === 0 ? undefined : (
          <p>
            {t.runs.last(runs.length)}
            <Time at={next}>{f.dateTime(next)}</Time>
          </p>
        )
      }
      actions={
        running ? (
          <Pill tone="moving">{t.runs.running}</Pill>
        ) : (
          <PostButton view={view} action="/runs" kind="primary">
            <Icon name="player-play" />
            {t.runs.start}
          </PostButton>
        )
      }
    >
      <section class="card">
        {runs.length === 0 ? (
          <p class="empty">{t.runs.none}</p>
        ) : (
          <table class="rows">
            <caption class="sr-only">{t.runs.title}</caption>
            <thead>
              <tr>
                <th scope="col">{t.runs.columns.started}</th>
                <th scope="col">{t.runs.columns.by}</th>
                <th scope="col">{t.runs.columns.state}</th>
                <th scope="col">{t.runs.columns.mode}</th>
                <th scope="col" class="num">
                  {t.runs.columns.changed}
                </th>
                <th scope="col" class="num">
                  {t.runs.columns.planned}
                </th>
                <th scope="col" class="num">
                  {t.runs.columns.took}
                </th>
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <tr>
                  <td data-label={t.runs.columns.started}>
                    <a href={`/runs/${run.id}`}>
                      <Time at={run.startedAt}>{f.dateTime(run.startedAt)}</Time>
                    </a>
                  </td>
                  <td data-label={t.runs.columns.by} class="clip">
                    {authorOf(view, run)}
                  </td>
                  <td data-label={t.runs.columns.state}>
                    <RunPill view={view} run={run} />
                  </td>
                  <td data-label={t.runs.columns.mode}>{t.runs.modes[run.mode]}</td>
                  <td data-label={t.runs.columns.changed} class="num">
                    {run.report === null ? '' : f.number(run.report.changedVerdicts)}
                  </td>
                  <td data-label={t.runs.columns.planned} class="num">
                    {run.report === null ? '' : f.number(run.report.planned)}
                  </td>
                  <td data-label={t.runs.columns.took} class="num">
                    {run.finishedAt === null ? '' : f.duration(run.finishedAt.getTime() - run.startedAt.getTime())}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </Page>
  )
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
                  <li>{failure}</li>
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
