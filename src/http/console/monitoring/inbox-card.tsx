import type { ReceivedEvent } from '../../../store/intake/replays.ts'
import type { View } from '../app/view.ts'
import { PostButton } from '../ui/form.tsx'
import { Pill, type Tone } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import type { Figures } from './figures.ts'

export const eventStates = ['new', 'done', 'ignored', 'duplicate'] as const
type EventState = (typeof eventStates)[number]

const tones: Readonly<Record<EventState, Tone>> = { new: 'moving', done: 'done', ignored: 'quiet', duplicate: 'quiet' }

/** Events received by webhook, and the button that has one read again. */
export function InboxCard({
  view,
  figures,
  events,
  state,
}: {
  view: View
  figures: Figures
  events: readonly ReceivedEvent[]
  state: EventState | null
}) {
  const { t, f } = view
  const { health: h } = t
  const oldest = Math.max(0, ...figures.of('lawbase_inbox_oldest_seconds').map(({ value }) => value))
  const refused = figures.sum('lawbase_webhooks_refused_total')
  return (
    <div id="inbox">
      <nav class="tabs" aria-label={h.filters.label}>
        {([null, ...eventStates] as const).map((one) => (
          <>
            <a
              href={one === null ? '/health#inbox' : `/health?events=${one}#inbox`}
              aria-current={one === state ? 'page' : undefined}
            >
              {h.filters[one ?? 'all']}
            </a>
          </>
        ))}
      </nav>
      <section class="card">
        <div class="card-head">
          <h2>{h.inbox}</h2>
          <span class="hint">
            {h.inboxNow(figures.sum('lawbase_inbox_events') ?? 0, f.duration(oldest * 1_000))}
            {refused === null ? null : ` ${h.refused(f.number(refused))}`}
          </span>
        </div>
        {events.length === 0 ? <p class="empty">{h.noEvents}</p> : <Events view={view} events={events} />}
      </section>
    </div>
  )
}

function Events({ view, events }: { view: View; events: readonly ReceivedEvent[] }) {
  const { t, f } = view
  const { health: h } = t
  return (
    <table class="rows">
      <caption class="sr-only">{h.inbox}</caption>
      <thead>
        <tr>
          <th scope="col">{h.columns.received}</th>
          <th scope="col">{h.columns.system}</th>
          <th scope="col">{h.columns.kind}</th>
          <th scope="col">{h.columns.state}</th>
          <th>
            <span class="sr-only">{h.replay}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <tr>
            <td data-label={h.columns.received}>
              <Time at={event.receivedAt}>{f.dateTime(event.receivedAt)}</Time>
            </td>
            <td data-label={h.columns.system}>
              {event.label ?? view.app.connectors.get(event.connector)?.label ?? event.connector}
            </td>
            <td data-label={h.columns.kind}>
              <code>{event.kind}</code>
              {event.isReplay ? <small class="hint"> · {h.again}</small> : null}
            </td>
            <td data-label={h.columns.state}>
              <Pill tone={tones[event.state]}>{h.filters[event.state]}</Pill>
              {event.reason === 'account is not connected' ? <small class="hint"> {h.notConnected}</small> : null}
            </td>
            <td>
              {event.canReplay ? (
                <PostButton
                  view={view}
                  action="/health/replay"
                  kind="quiet"
                  fields={{ event: String(event.id) }}
                  label={h.replayOf(event.kind, f.dateTime(event.receivedAt))}
                >
                  {h.replay}
                </PostButton>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
