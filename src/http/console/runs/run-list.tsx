import type { FastifyInstance } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { nextNightlyRun } from '../../../operations/runs/start-run.ts'
import { lastRuns, runList, type HygieneRun } from '../../../store/runs/runs.ts'
import { countList, pageOfList, type ListPage } from '../../../store/sql/paged-list.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { stepUp } from '../accounts/step-up.tsx'
import { addRoute, type Visit } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'
import { pageSize, readListAsk, type ShownList } from '../ui/list/list-ask.ts'
import { ListCard } from '../ui/list/list-card.tsx'
import { ListFilters, SortHead } from '../ui/list/list-parts.tsx'
import { sendList } from '../ui/list/send-list.ts'
import { PostButton } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import { RunPill } from './run-pill.tsx'

const states = ['running', 'done', 'failed'] as const
const modes = ['full', 'changes'] as const
const forms = { state: states, mode: modes, from: 'day', to: 'day' } as const
const usual = { sort: 'started', isDescending: true } as const
type Sort = keyof typeof runList.sorts
type Filter = keyof typeof forms

/** All hygiene runs, the newest first. */
export function addRunList(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /runs', { roles: may.configure }, async (visit) => render(visit))
  addRoute(server, app, 'GET /runs.csv', { roles: may.configure, fresh: stepUp }, async (visit) => {
    const view = await openView(visit)
    const ask = readListAsk(visit, view, runList, { forms, ...usual })
    return sendList<HygieneRun, Sort, Filter>(visit, view, { list: runList, ask }, fileOf(view))
  })
}

function fileOf(view: View) {
  const { columns: c, states: words, modes: modeWords } = view.t.runs
  return {
    name: 'runs',
    heads: [c.started, c.ended, c.by, c.state, c.mode, c.changed, c.planned],
    cells: (rows: readonly HygieneRun[]) =>
      rows.map((run) => [
        run.startedAt.toISOString(),
        run.finishedAt?.toISOString() ?? '',
        authorOf(view, run),
        words[run.state],
        modeWords[run.mode],
        String(run.report?.changedVerdicts ?? ''),
        String(run.report?.planned ?? ''),
      ]),
  }
}

/** Who asked for it, in words for the schedule's own runs. */
export function authorOf(view: View, run: HygieneRun): string {
  return run.requestedBy === 'nightly run' ? view.t.runs.nightly : run.requestedBy
}

async function render(visit: Visit): Promise<string> {
  const { app } = visit
  const view = await openView(visit)
  const ask = readListAsk(visit, view, runList, { forms, ...usual })
  const [page, total, [last], upcoming] = await Promise.all([
    pageOfList<HygieneRun, Sort, Filter>(app.pool, runList, ask, pageSize),
    countList(app.pool, runList, ask),
    lastRuns(app.pool, 1),
    nextNightlyRun(app),
  ])
  const list: ShownList = { path: '/runs', ask, usual }
  return html(<RunsPage {...{ view, list, page, total, upcoming }} running={last?.state === 'running'} />)
}

interface RunsProps {
  view: View
  list: ShownList
  page: ListPage<HygieneRun>
  total: number
  /** When the next one begins by itself. */
  upcoming: Date
  running: boolean
}

function RunsPage({ view, list, page, total, upcoming, running }: RunsProps) {
  const { t, f } = view
  return (
    <Page
      view={view}
      nav="runs"
      title={t.runs.title}
      context={
        <p>
          {t.runs.upcoming}
          <Time at={upcoming}>{f.dateTime(upcoming)}</Time>
        </p>
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
      <ListFilters
        view={view}
        list={list}
        days
        groups={[
          {
            name: 'state',
            label: t.lists.state,
            options: states.map((one) => [one, t.runs.states[one]] as const),
          },
          { name: 'mode', label: t.runs.columns.mode, options: modes.map((one) => [one, t.runs.modes[one]] as const) },
        ]}
      />
      <ListCard {...{ view, list, page, total }} empty={t.runs.none} csv="/runs.csv">
        <Table view={view} list={list} runs={page.rows} />
      </ListCard>
    </Page>
  )
}

function Table({ view, list, runs }: { view: View; list: ShownList; runs: readonly HygieneRun[] }) {
  const { t, f } = view
  return (
    <table class="rows">
      <caption class="sr-only">{t.runs.title}</caption>
      <thead>
        <tr>
          <SortHead list={list} name="started">
            {t.runs.columns.started}
          </SortHead>
          <th scope="col">{t.runs.columns.by}</th>
          <th scope="col">{t.runs.columns.state}</th>
          <th scope="col">{t.runs.columns.mode}</th>
          <th scope="col" class="num">
            {t.runs.columns.changed}
          </th>
          <th scope="col" class="num">
            {t.runs.columns.planned}
          </th>
          <SortHead list={list} name="took" num>
            {t.runs.columns.took}
          </SortHead>
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
  )
}
