import { channels, type Channel } from '../../../domain/app/channel.ts'
import type { MessageKind } from '../../../domain/app/kind.ts'
import type { KindSystem } from '../../../operations/mailbox/message-kinds.ts'
import { Check, Csrf, ErrorSummary, Field, FieldError, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { vendorText } from '../app/vendor-text.ts'
import type { View } from '../app/view.ts'

/** The most kinds a page of choices bears. */
export const maxKinds = 12

/** Name of the field that maps one kind on one channel at one Connection. */
export const targetField = (index: number, connectionId: string, channel: Channel): string =>
  `t-${index}-${connectionId}-${channel}`

/** Declared kinds, one block each, and an empty one. What was typed stays after a refusal. */
export function kindsPage(view: View, systems: readonly KindSystem[], form: FormState, notice: string | null): string {
  const { t, settings } = view
  const k = t.links.kinds
  const shown = Math.min(maxKinds, Number(form.values['count'] ?? settings.kinds.length + 1))
  const labels = Object.fromEntries(
    Object.keys(form.errors).map((name) => [name, k.one(Number(name.split('-')[1]) + 1)]),
  )
  return html(
    <Page view={view} nav="links" title={k.title} crumbs={[[t.links.title, '/links']]} context={<p>{k.context}</p>}>
      {notice === null ? null : (
        <div class="notice done" role="status">
          <Icon name="circle-check" />
          <p>{notice}</p>
        </div>
      )}
      <ErrorSummary form={form} text={t.common.errorSummary(Object.keys(form.errors).length)} labels={labels} />
      <form method="post" action="/links/kinds" class="stack">
        <Csrf token={view.csrf} />
        <input type="hidden" name="count" value={shown} />
        <p class="hint">
          {k.own}{' '}
          {systems.map(({ spec }) => (spec.unmapped === undefined ? null : `${vendorText(view, spec.unmapped)} `))}
          {k.remove}
        </p>
        {Array.from({ length: shown }, (_, index) => (
          <KindCard view={view} systems={systems} form={form} index={index} kind={settings.kinds[index] ?? null} />
        ))}
        <p>
          <button type="submit" class="btn primary">
            {k.save}
          </button>
        </p>
      </form>
    </Page>,
  )
}

function KindCard({
  view,
  systems,
  form,
  index,
  kind,
}: {
  view: View
  systems: readonly KindSystem[]
  form: FormState
  index: number
  kind: MessageKind | null
}) {
  const { t } = view
  const k = t.links.kinds
  const typed = form.values['count'] !== undefined
  const chosen = typed ? (form.values[`channels-${index}`] ?? '').split(' ') : (kind?.channels ?? [])
  return (
    <section class="card">
      <div class="card-head">
        <h2>{kind === null ? k.fresh : k.one(index + 1)}</h2>
      </div>
      <div class="card-body stack">
        <div class="row-fields">
          <Field
            name={`id-${index}`}
            label={k.id}
            form={form}
            value={kind?.id}
            hint={k.idHint}
            mono
            spellcheck={false}
          />
          <Field name={`fr-${index}`} label={k.fr} form={form} value={kind?.name.fr} />
          <Field name={`en-${index}`} label={k.en} form={form} value={kind?.name.en} />
        </div>
        <fieldset id={`channels-${index}`}>
          <legend>{k.channels}</legend>
          <div class="checks-grid">
            {channels.map((channel) => (
              <Check
                name={`channels-${index}`}
                value={channel}
                label={t.common.channels[channel]}
                checked={chosen.includes(channel)}
              />
            ))}
          </div>
          <FieldError id={`channels-${index}`} error={form.errors[`channels-${index}`]} />
        </fieldset>
        {systems.map((system) => (
          <Targets view={view} form={form} index={index} system={system} kind={kind} />
        ))}
        <FieldError id={`targets-${index}`} error={form.errors[`targets-${index}`]} />
      </div>
    </section>
  )
}

function Targets({
  view,
  form,
  index,
  system,
  kind,
}: {
  view: View
  form: FormState
  index: number
  system: KindSystem
  kind: MessageKind | null
}) {
  const { t } = view
  const k = t.links.kinds
  return (
    <fieldset>
      <legend>{k.mapped(system.label)}</legend>
      {system.switches === null ? <p class="hint">{k.notAsked(system.label)}</p> : null}
      <div class="row-fields">
        {system.spec.channels.map((channel) => {
          const name = targetField(index, system.connectionId, channel)
          const label = vendorText(view, system.spec.label).replace('{channel}', t.common.channels[channel])
          const now = form.values[name] ?? (kind?.targets[system.connectionId]?.[channel] ?? []).join(', ')
          const offered = (system.switches ?? []).filter((each) => each.channels.includes(channel))
          // Several switches, or one the account no longer lists, can only be typed.
          if (offered.length === 0 || (now !== '' && !offered.some((each) => each.id === now)))
            return <Field name={name} label={label} form={form} value={now} hint={k.several} mono spellcheck={false} />
          return (
            <div class="field">
              <label for={name}>{label}</label>
              <select id={name} name={name}>
                <option value="" selected={now === ''}>
                  {k.nothing}
                </option>
                {offered.map((each) => (
                  <option value={each.id} selected={each.id === now}>
                    {each.name === each.id ? each.id : `${each.name} (${each.id})`}
                  </option>
                ))}
              </select>
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}
