import { Detail } from '../app/detail.tsx'
import type { DecisionHook } from '../../../store/decisions/decision-hooks.ts'
import { Csrf, Field, PostButton, type FormState } from '../ui/form.tsx'
import { Pill } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import type { View } from '../app/view.ts'

/** Addresses that are told when a verdict changed: what each still has to be told, and what stands in its way. */
export function Hooks({ view, hooks, form }: { view: View; hooks: readonly DecisionHook[]; form: FormState }) {
  const h = view.t.users.hook
  return (
    <section class="card" id="hooks">
      <div class="card-head">
        <h2>{h.title}</h2>
      </div>
      <p class="card-body hint">{h.intro}</p>
      {hooks.length === 0 ? (
        <p class="empty">{h.none}</p>
      ) : (
        <table class="rows">
          <caption class="sr-only">{h.title}</caption>
          <thead>
            <tr>
              <th scope="col">{h.columns.name}</th>
              <th scope="col">{h.columns.state}</th>
              <th scope="col" class="num">
                {h.columns.waiting}
              </th>
              <th scope="col">{h.columns.last}</th>
              <th scope="col">
                <span class="sr-only">{h.columns.act}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {hooks.map((hook) => (
              <HookRow view={view} hook={hook} />
            ))}
          </tbody>
        </table>
      )}
      <AddForm view={view} form={form} />
    </section>
  )
}

function State({ view, hook }: { view: View; hook: DecisionHook }) {
  const { t, f } = view
  const h = t.users.hook
  if (hook.pausedAt !== null)
    return (
      <>
        <Pill tone={hook.pauseReason === 'by-hand' ? 'quiet' : 'broken'}>{h.paused}</Pill>
        {hook.pauseReason === null ? null : <p class="hint">{h.reasons[hook.pauseReason]}</p>}
      </>
    )
  if (hook.failure === null) return <Pill tone="done">{h.running}</Pill>
  return (
    <>
      <Pill tone="wait">{h.repeating}</Pill>
      <p class="hint">
        <Detail view={view} text={hook.failure} />
        {hook.nextAttemptAt === null ? null : ` ${h.next(f.dateTime(hook.nextAttemptAt))}`}
      </p>
    </>
  )
}

function HookRow({ view, hook }: { view: View; hook: DecisionHook }) {
  const { t, f } = view
  const h = t.users.hook
  return (
    <tr>
      <td>
        <p class="strong">{hook.name}</p>
        <p class="hint">{hook.url}</p>
      </td>
      <td data-label={h.columns.state}>
        <State view={view} hook={hook} />
      </td>
      <td data-label={h.columns.waiting} class="num">
        {f.number(hook.waiting)}
      </td>
      <td data-label={h.columns.last} class="nowrap">
        {hook.deliveredAt === null ? h.never : <Time at={hook.deliveredAt}>{f.dateTime(hook.deliveredAt)}</Time>}
      </td>
      <td class="act">
        <PostButton
          view={view}
          action={`/users/hooks/${hook.id}/${hook.pausedAt === null ? 'pause' : 'resume'}`}
          label={`${hook.pausedAt === null ? h.pause : h.resume}${f.colon}${hook.name}`}
        >
          {hook.pausedAt === null ? h.pause : h.resume}
        </PostButton>{' '}
        <PostButton
          view={view}
          action={`/users/hooks/${hook.id}/remove`}
          label={`${h.remove}${f.colon}${hook.name}`}
          kind="quiet"
        >
          {h.remove}
        </PostButton>
      </td>
    </tr>
  )
}

function AddForm({ view, form }: { view: View; form: FormState }) {
  const h = view.t.users.hook
  return (
    <form method="post" action="/users/hooks" class="card-body divided" autocomplete="off">
      <div class="stack narrow">
        <h3>{h.add}</h3>
        <Csrf token={view.csrf} />
        <Field
          name="name"
          prefix="hook-"
          label={h.columns.name}
          form={form}
          hint={h.nameHint}
          autocomplete="off"
          required
        />
        <Field
          name="url"
          prefix="hook-"
          label={h.url}
          form={form}
          hint={h.urlHint}
          type="url"
          inputmode="url"
          autocomplete="off"
          required
        />
        <p>
          <button type="submit" class="btn">
            {h.go}
          </button>
        </p>
      </div>
    </form>
  )
}
