import type { ComponentChildren } from 'preact'
import type { View } from '../app/view.ts'
import type { Figures } from './figures.ts'

interface Props {
  view: View
  figures: Figures
}

const megabyte = 1_048_576

/** A table of figures: the first cell of a row names it. */
function FigureTable({
  title,
  hint,
  columns,
  rows,
  empty,
}: {
  title: string
  hint?: string
  columns: readonly string[]
  rows: readonly (readonly string[])[]
  empty?: string
}) {
  const [first, ...others] = columns
  return (
    <section class="card">
      <div class="card-head">
        <h2>{title}</h2>
        {hint === undefined ? null : <span class="hint">{hint}</span>}
      </div>
      {rows.length === 0 ? (
        <p class="empty">{empty}</p>
      ) : (
        <table class="rows">
          <caption class="sr-only">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {others.map((column) => (
                <th scope="col" class="num">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...cells]) => (
              <tr>
                <td class="lead">{name}</td>
                {cells.map((cell, place) => (
                  <td class="num" data-label={others[place]}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** Each process that runs. */
export function ProcessCard({ view, figures }: Props) {
  const { f, t } = view
  const { columns, roles, processes, noProcess } = t.health
  const rows = figures.of('lawbase_process_started_seconds').map(({ labels: [name = ''], value }) => {
    const [role = '', number = ''] = name.split('-')
    const seconds = (of: number) => f.duration(of * 1_000)
    const busy = figures
      .of('lawbase_pool_connections')
      .filter(({ labels }) => labels[0] === name && labels[2] === 'busy')
    return [
      `${roles[role] ?? role} ${number}`,
      seconds(value),
      `${f.number(Math.round((figures.sum('lawbase_process_memory_bytes', name, 'resident') ?? 0) / megabyte))} MB`,
      seconds(figures.sum('lawbase_event_loop_delay_seconds', name, '0.99') ?? 0),
      `${f.number(busy.reduce((sum, one) => sum + one.value, 0))} / ${f.number(figures.sum('lawbase_pool_limit', name) ?? 0)}`,
      f.number(figures.sum('lawbase_pool_waiting', name) ?? 0),
    ]
  })
  return (
    <FigureTable
      title={processes}
      columns={[columns.process, columns.running, columns.memory, columns.delay, columns.busy, columns.waiting]}
      rows={rows}
      empty={noProcess}
    />
  )
}

/** Jobs of the queue. */
export function QueueCard({ view, figures }: Props) {
  const { f, t } = view
  const { columns, queueNames, queues, queueHint, faults } = t.health
  const names = [...new Set(figures.of('lawbase_queue_jobs').map(({ labels: [name = ''] }) => name))]
  const count = (name: string, ...states: readonly string[]) =>
    f.number(states.reduce((sum, state) => sum + (figures.sum('lawbase_queue_jobs', name, state) ?? 0), 0))
  return (
    <FigureTable
      title={queues}
      hint={queueHint}
      columns={[columns.queue, columns.jobs, columns.active, columns.failed]}
      rows={names.map((name) => [
        queueNames[name] ?? name,
        count(name, 'waiting', 'delayed', 'prioritized'),
        count(name, 'active'),
        count(name, 'failed'),
      ])}
      empty={faults['queue-away']?.[0] ?? ''}
    />
  )
}

/** What keeps proofs, and what brings them back. */
export function ProofsCard({ view, figures }: Props) {
  const { f, t } = view
  const { health: h } = t
  const duration = (seconds: number) => f.duration(seconds * 1_000)
  const since = (seconds: number | null) =>
    seconds === null || !Number.isFinite(seconds) ? h.never : h.ago(duration(seconds))
  const unsealed = figures.sum('lawbase_audit_unsealed_seconds') ?? 0
  const lag = figures.sum('lawbase_journal_lag_seconds')
  // What happened within the second is sealed, and written, within the next.
  const isNew = (seconds: number) => seconds < 2
  const lines: readonly (readonly [string, ComponentChildren])[] = [
    [h.sealed, isNew(unsealed) ? h.sealedAll : h.unsealed(duration(unsealed))],
    [h.journal, lag === null ? h.journalOff : isNew(lag) ? h.journalWhole : h.journalBehind(duration(lag))],
    [h.backup, since(figures.sum('lawbase_backup_age_seconds'))],
    [h.readBack, since(figures.sum('lawbase_backup_read_back_age_seconds'))],
    [h.tested, since(figures.sum('lawbase_restore_tested_age_seconds'))],
  ]
  return (
    <section class="card" id="proofs">
      <div class="card-head">
        <h2>{h.proofs}</h2>
      </div>
      <dl class="facts card-body">
        {lines.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
