import { allowed, may } from '../../../domain/accounts/roles.ts'
import type { CorrectionState } from '../../../operations/corrections/load-correction.ts'
import type { CorrectedSystem } from '../../../store/objections/corrections.ts'
import { Icon } from '../../ui/icon.tsx'
import type { View } from '../app/view.ts'
import { cellText } from '../propagation/scope-text.ts'
import { Csrf, emptyForm, Field } from '../ui/form.tsx'
import { Detail } from '../app/detail.tsx'
import { Pill } from '../ui/pill.tsx'

/** That an opt-out was entered for the wrong person, what is still to be done about it, and whose it is. */
export function CorrectionCard({ view, id, state }: { view: View; id: string; state: CorrectionState }) {
  const { t, f } = view
  const c = t.corrections
  const { correction, systems, from } = state
  if (correction === null)
    return from === null ? null : (
      <p class="notice">
        {c.from} <a href={`/objections/${from.id}`}>{from.number}</a>
      </p>
    )
  return (
    <section class="card" id="correction">
      <div class="card-head">
        <h2>{c.title}</h2>
      </div>
      <div class="card-body stack">
        <p class="strong">
          <Icon name="info-circle" /> {c.done(f.dateTime(correction.at), correction.by)}
        </p>
        <p>
          <q>{correction.reason}</q> {c.noLift}
        </p>
        <p>
          {correction.right === null ? (
            c.noRight
          ) : (
            <>
              {c.rightIs} <a href={`/objections/${correction.right.id}`}>{correction.right.number}</a>
            </>
          )}
        </p>
        {state.goneAt === null ? null : <p>{c.erased}</p>}
        {systems.length === 0 ? null : (
          <table class="rows">
            <caption class="sr-only">{c.systems}</caption>
            <tbody>
              {systems.map((system) => (
                <tr>
                  <th scope="row">{system.label}</th>
                  <td>
                    <SystemState view={view} id={id} system={system} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  )
}

function SystemState({ view, id, system }: { view: View; id: string; system: CorrectedSystem }) {
  const c = view.t.corrections
  return (
    <>
      {system.open === 0 ? null : <Pill tone="done">{c.opened(system.open)}</Pill>}
      {system.shut.map(({ object, remoteId, cell, detail, byHand }) => {
        const record = `${object} ${remoteId}`
        return (
          <p>
            <Pill tone={byHand ? 'broken' : 'moving'}>
              {byHand ? c.byHand(record, cellText(view, cell)) : c.opening(record, cellText(view, cell))}
            </Pill>{' '}
            {detail === null ? null : <Detail view={view} text={detail} />}
          </p>
        )
      })}
      {system.task === null ? null : <Task view={view} id={id} system={system} task={system.task} />}
    </>
  )
}

function Task({
  view,
  id,
  system,
  task,
}: {
  view: View
  id: string
  system: CorrectedSystem
  task: NonNullable<CorrectedSystem['task']>
}) {
  const { f, t } = view
  const c = t.corrections
  if (task.doneAt !== null)
    return (
      <p>
        {c.takenBy(task.doneBy ?? '', f.dateTime(task.doneAt))} <q>{task.note}</q>
      </p>
    )
  return (
    <>
      <Pill tone="broken">{c.told(task.toldAt === null ? t.common.unknown : f.dateTime(task.toldAt))}</Pill>
      {allowed(view.role, may.correct) ? (
        <form method="post" action={`/objections/${id}/taken-back`} class="stack">
          <Csrf token={view.csrf} />
          <input type="hidden" name="connectionId" value={system.connectionId} />
          <Field name="note" prefix={system.connectionId} label={c.note} form={emptyForm} required />
          <button type="submit" class="btn">
            {c.taken}
          </button>
        </form>
      ) : null}
    </>
  )
}
