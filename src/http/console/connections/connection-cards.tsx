import { PostButton } from '../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Pill } from '../ui/pill.tsx'
import { RunProgress } from '../ui/progress.tsx'
import type { ConnectionFacts } from './facts/connection-facts.ts'
import type { View } from '../app/view.ts'

/** Before the first read: the button that starts it. */
export function ReadCard({ view, connectionId, admin }: { view: View; connectionId: string; admin: boolean }) {
  const c = view.t.connections
  return (
    <section class="card">
      <div class="card-head">
        <h2>{c.wizard.read}</h2>
      </div>
      <div class="card-body row-between">
        <p class="hint">{c.readHint}</p>
        {admin ? (
          <span class="actions">
            <PostButton view={view} action={`/connections/${connectionId}/read`} kind="primary">
              <Icon name="player-play" />
              {c.readFirst}
            </PostButton>{' '}
            <a class="btn quiet" href="/connections/new">
              {c.add}
            </a>
          </span>
        ) : null}
      </div>
    </section>
  )
}

/** How far the read is that is under way. */
export function ReadingCard({
  view,
  connection,
  running,
}: {
  view: View
  connection: ConnectionFacts['connection']
  running: NonNullable<ConnectionFacts['running']>
}) {
  const { t } = view
  const c = t.connections
  return (
    <section class="card">
      <div class="card-head">
        <h2>{c.reading}</h2>
        <span class="hint">{c.readingSafe}</span>
      </div>
      <div class="card-body">
        <RunProgress view={view} steps={running.steps} labels={new Map([[connection.id, connection.label]])} />
        {connection.provisionedAt === null && connection.granted.length === 0 ? (
          <p class="hint">{t.runs.nothingWritten}</p>
        ) : null}
      </div>
    </section>
  )
}

/** Objections sent to a broker, by the proof reached. */
export function SentCard({ view, facts: { sent } }: { view: View; facts: ConnectionFacts }) {
  const { f, t } = view
  const c = t.connections
  const word = (row: (typeof sent)[number]) => {
    if (row.state === 'accepted') return c.states[`accepted${row.proof === 3 ? 3 : row.proof === 2 ? 2 : 1}`]
    if (row.state === 'waiting') return t.common.states.notGranted
    const { queued, sending, written, applied, absent, refused, ended } = t.common.states
    const known: Readonly<Record<string, string>> = {
      queued,
      sending,
      written,
      applied,
      absent,
      refused,
      superseded: ended,
    }
    return known[row.state] ?? row.state
  }
  return (
    <section class="card wide-card">
      <div class="card-head">
        <h2>{c.sentTitle}</h2>
      </div>
      {sent.length === 0 ? (
        <p class="empty">{c.sentNone}</p>
      ) : (
        <table class="rows">
          <caption class="sr-only">{c.sentTitle}</caption>
          <thead>
            <tr>
              <th scope="col">{c.columns.state}</th>
              <th scope="col" class="num">
                {t.common.nav.objections}
              </th>
            </tr>
          </thead>
          <tbody>
            {sent.map((row) => (
              <tr>
                <td>
                  <Pill
                    tone={
                      row.state === 'accepted'
                        ? 'accepted'
                        : row.state === 'refused' || row.state === 'waiting'
                          ? 'broken'
                          : row.state === 'absent'
                            ? 'quiet'
                            : 'moving'
                    }
                  >
                    {word(row)}
                  </Pill>
                </td>
                <td class="num">{f.number(row.count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** Leads to the page that disconnects the system. */
export function WayOut({ view, facts: { connection, connector } }: { view: View; facts: ConnectionFacts }) {
  const t = view.t.connections.wayOut
  const { kind } = connector
  const more = kind === 'feed' ? view.t.feeds.wayOut : kind === 'mailbox' ? view.t.mailboxes.wayOut : t.more
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t.title}</h2>
      </div>
      <div class="card-body row-between">
        <p class="hint">{more}</p>
        <a class="btn" href={`/connections/${connection.id}/disconnect`}>
          {t.act}
        </a>
      </div>
    </section>
  )
}
