import type { ConnectionRow } from '../../../store/connections/connections-view.ts'
import { ConnectionPill } from '../connections/connection-state.tsx'
import { Detail } from '../app/detail.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Mark, SystemMark } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import { RunPill } from '../runs/run-pill.tsx'
import { Limit } from '../connections/system-limit.tsx'
import type { TodayProps } from './today-facts.ts'
import type { View } from '../app/view.ts'

/** The last nightly run, step by step. */
export function RunCard({ view, lastRun, steps, nextRun, systems }: TodayProps) {
  const { f } = view
  const t = view.t.today.run
  const open = allowed(view.role, may.configure)
  const sum = (name: string, key: string) =>
    steps.filter((step) => step.name === name).reduce((total, step) => total + (step.counts[key] ?? 0), 0)
  const reads = steps
    .filter((step) => step.name === 'pull')
    .map((step) => `${systems.find((row) => row.id === step.connectionId)?.label ?? ''} ${f.number(step.doneCount)}`)
  const tagged = steps.some((step) => step.name === 'tag' && step.state === 'done')
  const rows: readonly { name: string; title: string; more: string; figure: number }[] = [
    {
      name: 'pull',
      title: t.read,
      more: reads.join(', '),
      figure: steps.filter((step) => step.name === 'pull').reduce((total, step) => total + step.doneCount, 0),
    },
    {
      name: 'compare',
      title: t.compare,
      more: t.compareMore(sum('pull', 'found'), sum('pull', 'drifted') + sum('compare', 'drifted')),
      figure: sum('pull', 'found') + sum('pull', 'drifted') + sum('compare', 'drifted'),
    },
    { name: 'decide', title: t.decide, more: '', figure: sum('decide', 'changed') },
    { name: 'tag', title: t.tag, more: tagged ? '' : t.tagNone, figure: sum('tag', 'readBack') },
    { name: 'plan', title: t.plan, more: t.planMore, figure: sum('plan', 'planned') },
  ]
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t.title}</h2>
        {lastRun === null ? null : <RunPill view={view} run={lastRun} took={t.done} />}
      </div>
      {lastRun === null ? (
        <p class="empty">{t.none}</p>
      ) : (
        <ol class="steps card-body">
          {rows.map((row) => {
            const theirs = steps.filter((step) => step.name === row.name)
            const failed = theirs.find((step) => step.state === 'failed')
            const tone =
              failed !== undefined
                ? 'broken'
                : theirs.every((step) => step.state === 'done')
                  ? 'done'
                  : theirs.some((step) => step.state === 'running')
                    ? 'moving'
                    : 'quiet'
            return (
              <li>
                <Mark
                  tone={tone}
                  icon={
                    tone === 'done'
                      ? 'check'
                      : tone === 'broken'
                        ? 'alert-triangle'
                        : tone === 'moving'
                          ? 'arrow-narrow-right'
                          : 'circle-dashed'
                  }
                />
                <div>
                  <p class="step-name">{row.title}</p>
                  {failed !== undefined ? (
                    <p class="hint">{failed.failure === null ? null : <Detail view={view} text={failed.failure} />}</p>
                  ) : row.more === '' ? null : (
                    <p class="hint">{row.more}</p>
                  )}
                </div>
                <span class="figure">{tone === 'quiet' ? '' : f.number(row.figure)}</span>
              </li>
            )
          })}
        </ol>
      )}
      <div class="card-foot">
        <span class="hint">{t.next(f.dateTime(nextRun))}</span>
        {open && lastRun !== null ? <a href={`/runs/${lastRun.id}`}>{t.full}</a> : null}
      </div>
    </section>
  )
}

/** Every system with its state, its last read and what is open there. */
export function SystemsCard({ view, systems }: { view: View; systems: readonly ConnectionRow[] }) {
  const { f, now } = view
  const t = view.t.today.systems
  const open = allowed(view.role, may.configure)
  return (
    <section class="card wide-card">
      <div class="card-head">
        <h2>{t.title}</h2>
        {open ? <a href="/connections">{t.all}</a> : null}
      </div>
      <table class="rows">
        <caption class="sr-only">{t.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.system}</th>
            <th scope="col">{t.state}</th>
            <th scope="col">{t.lastRead}</th>
            <th scope="col">{t.limit}</th>
            <th scope="col" class="num">
              {t.open}
            </th>
          </tr>
        </thead>
        <tbody>
          {systems.map((row) => {
            const kind = view.app.connectors.get(row.connector)?.kind
            const broker = kind !== 'crm'
            return (
              <tr>
                <td class="lead">
                  <div class="marked">
                    <SystemMark label={row.label} />
                    <div>
                      <p class="strong">{open ? <a href={`/connections/${row.id}`}>{row.label}</a> : row.label}</p>
                      <p class="hint">
                        {kind === undefined || kind === 'crm'
                          ? t.records(row.records)
                          : kind === 'feed'
                            ? view.t.feeds.kind
                            : view.t.connections[kind]}
                      </p>
                    </div>
                  </div>
                </td>
                <td data-label={t.state}>
                  <ConnectionPill
                    view={view}
                    row={row}
                    readable={!broker}
                    failing={kind === 'feed'}
                    nothingToGrant={kind === 'mailbox' || kind === 'feed'}
                  />
                </td>
                <td data-label={t.lastRead}>
                  {broker ? (
                    t.cannot
                  ) : row.lastReadBackAt === null ? (
                    t.never
                  ) : (
                    <Time at={row.lastReadBackAt}>{f.relative(row.lastReadBackAt, now)}</Time>
                  )}
                </td>
                <td data-label={t.limit} class="limit">
                  <Limit view={view} row={row} />
                </td>
                <td data-label={t.open} class={row.open > 0 ? 'num strong-bad' : 'num'}>
                  {f.number(row.open)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** Day one: three steps with ticks. */
export function StepsCard({ view, crms }: { view: View; crms: readonly ConnectionRow[] }) {
  const t = view.t.today.steps
  const first = crms[0]
  const read = crms.some((row) => row.fullPulledAt !== null)
  const href = first === undefined ? '/connections/new' : `/connections/${first.id}`
  const steps = [
    { done: first !== undefined, title: t.connect, more: t.connectMore, act: t.connectAct, href: '/connections/new' },
    { done: read, title: t.read, more: t.readMore, act: t.readAct, href },
    { done: false, title: t.grant, more: t.grantMore, act: t.grantAct, href: `${href}#rights` },
  ]
  const next = steps.findIndex((step) => !step.done)
  return (
    <section class="card">
      <ol class="day-one">
        {steps.map((step, index) => (
          <li>
            <Mark
              tone={step.done ? 'done' : index === next ? 'moving' : 'quiet'}
              icon={step.done ? 'check' : index === next ? 'arrow-narrow-right' : 'circle-dashed'}
            />
            <div>
              <p class="strong">
                {step.title}
                {step.done ? <span class="sr-only"> {t.done}</span> : null}
              </p>
              <p class="hint">{step.more}</p>
            </div>
            {index !== next ? null : allowed(view.role, may.connect) ? (
              <a class="btn primary" href={step.href}>
                <Icon name="arrow-narrow-right" />
                {step.act}
              </a>
            ) : (
              <span class="hint">{t.viewer}</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
