import type { FastifyInstance } from 'fastify'
import { may } from '../../../domain/accounts/roles.ts'
import { faultsIn } from '../../../domain/monitoring/faults.ts'
import type { Sample } from '../../../domain/monitoring/metrics.ts'
import type { App } from '../../../operations/app/app.ts'
import { replay } from '../../../operations/intake/replay-event.ts'
import { figuresOf } from '../../../operations/monitoring/collect-figures.ts'
import { connectionLabels } from '../../../store/connections/connections-view.ts'
import { latestEvents, type ReceivedEvent } from '../../../store/intake/replays.ts'
import { readBackTimes, type ReadBackTimes } from '../../../store/monitoring/health-view.ts'
import { Icon } from '../../ui/icon.tsx'
import { addRoute } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'
import { FaultsCard, faultTitle } from './faults-card.tsx'
import { figuresIn } from './figures.ts'
import { eventStates, InboxCard } from './inbox-card.tsx'
import { SystemCard } from './system-card.tsx'
import { ProcessCard, ProofsCard, QueueCard } from './upkeep-cards.tsx'

const dayMs = 86_400_000
const shownEvents = 25

/** Queue & health: the figures of `/metrics` for people, and events read again. */
export function addHealthPages(server: FastifyInstance, app: App): void {
  const figures = figuresOf(app)
  addRoute(server, app, 'GET /health', { roles: may.person }, async (visit) => {
    const state = eventStates.find((one) => one === visit.query['events']) ?? null
    const view = await openView(visit)
    const [samples, labels, times, events] = await Promise.all([
      figures(),
      connectionLabels(app.pool),
      readBackTimes(app.pool, new Date(view.now.getTime() - dayMs)),
      latestEvents(app.pool, state, shownEvents),
    ])
    const said = visit.query['replayed']
    return html(<HealthPage {...{ view, samples, labels, times, events, state, said }} />)
  })

  addRoute(server, app, 'POST /health/replay', { roles: may.person }, async ({ form, login, reply }) => {
    const id = form['event'] ?? ''
    const done = /^\d{1,15}$/u.test(id) && (await replay(app, Number(id), login.user.email))
    return reply.redirect(`/health?replayed=${done ? 'yes' : 'no'}#inbox`, 303)
  })
}

function HealthPage({
  view,
  samples,
  labels,
  times,
  events,
  state,
  said,
}: {
  view: View
  samples: readonly Sample[]
  labels: ReadonlyMap<string, string>
  times: readonly ReadBackTimes[]
  events: readonly ReceivedEvent[]
  state: (typeof eventStates)[number] | null
  said: string | undefined
}) {
  const { t, f } = view
  const { health: h } = t
  const faults = faultsIn(samples)
  const [worst] = faults
  const figures = figuresIn(samples)
  return (
    <Page
      view={view}
      nav="health"
      title={worst === undefined ? h.well : h.worst(faultTitle(view, worst, labels), faults.length - 1)}
      tab={h.title}
      context={<p>{h.context(f.dateTime(view.now))}</p>}
    >
      {said === undefined ? null : (
        <p class={said === 'yes' ? 'notice done' : 'notice broken'} role="status">
          <Icon name={said === 'yes' ? 'circle-check' : 'alert-triangle'} />
          <span>{said === 'yes' ? h.replayed : h.notReplayed}</span>
        </p>
      )}
      <FaultsCard view={view} faults={faults} labels={labels} />
      <SystemCard view={view} figures={figures} labels={labels} times={times} />
      <InboxCard view={view} figures={figures} events={events} state={state} />
      <QueueCard view={view} figures={figures} />
      <ProcessCard view={view} figures={figures} />
      <ProofsCard view={view} figures={figures} />
    </Page>
  )
}
