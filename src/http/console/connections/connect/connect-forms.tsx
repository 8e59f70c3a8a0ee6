import type { Connector } from '../../../../connector/contract.ts'
import type { FormField, FormSpec } from '../../../../connector/form.ts'
import type { FormSettings } from '../../../../operations/connections/change-settings.ts'
import { Choice, Csrf, ErrorSummary, Field, type FormState } from '../../ui/form.tsx'
import { html } from '../../ui/html.ts'
import { Page } from '../../ui/page.tsx'
import { vendorText } from '../../app/vendor-text.ts'
import type { View } from '../../app/view.ts'
import { connectorTitle } from './choose-page.tsx'

/** A system described by a form: a broker's address and shared secret, a mailbox and its password. */
export function connectFormPage(view: View, connector: Connector, auth: FormSpec, form: FormState): string {
  const { t } = view
  const c = t.connect
  const mailbox = connector.kind === 'mailbox'
  const feed = connector.kind === 'feed'
  const [name, hint] = mailbox
    ? [c.mailboxLabel, c.mailboxLabelHint]
    : feed
      ? [t.feeds.label, t.feeds.labelHint]
      : [c.label, c.labelHint]
  const context = mailbox
    ? c.mailboxContext
    : feed
      ? t.feeds.context
      : connector.kind === 'broker'
        ? c.brokerContext
        : c.formContext
  const labels = {
    label: name,
    ...Object.fromEntries(auth.fields.map((field) => [field.name, vendorText(view, field.label)])),
  }
  return html(
    <Page
      view={view}
      nav="connections"
      title={connectorTitle(view, connector)}
      crumbs={[
        [t.connections.title, '/connections'],
        [c.title, '/connections/new'],
      ]}
      context={<p>{context}</p>}
    >
      <ErrorSummary form={form} text={t.common.errorSummary(Object.keys(form.errors).length)} labels={labels} />
      <section class="card confirm">
        <form method="post" action={`/connections/new/${connector.id}`} class="card-body stack" autocomplete="off">
          <Csrf token={view.csrf} />
          <Field name="label" label={name} form={form} hint={hint} required />
          {auth.fields.map((field) => (
            <SettingField view={view} field={field} form={form} />
          ))}
          <button type="submit" class="btn primary">
            {c.save}
          </button>
        </form>
      </section>
    </Page>,
  )
}

/** The same form once it is connected: secrets stay out of it. */
export function settingsPage(view: View, { connection, fields }: FormSettings, form: FormState): string {
  const { t } = view
  const c = t.connect.change
  const back = `/connections/${connection.id}`
  const labels = Object.fromEntries(fields.map((field) => [field.name, vendorText(view, field.label)]))
  return html(
    <Page
      view={view}
      nav="connections"
      title={c.title(connection.label)}
      tab={c.tab}
      crumbs={[
        [t.connections.title, '/connections'],
        [connection.label, back],
      ]}
      context={<p>{c.context}</p>}
    >
      <ErrorSummary form={form} text={t.common.errorSummary(Object.keys(form.errors).length)} labels={labels} />
      <section class="card confirm">
        <form method="post" action={`${back}/settings`} class="card-body stack" autocomplete="off">
          <Csrf token={view.csrf} />
          {fields.map((field) => (
            <SettingField
              view={view}
              field={field.secret ? { ...field, optional: true } : field}
              form={form}
              more={field.secret ? c.keep : ''}
            />
          ))}
          <p class="actions">
            <button type="submit" class="btn primary">
              {c.save}
            </button>
            <a class="btn quiet" href={back}>
              {t.common.cancel}
            </a>
          </p>
        </form>
      </section>
    </Page>,
  )
}

/**
 * One setting: a choice, some lines, or a line. A secret is never shown again, so several lines of it stay empty too.
 */
function SettingField({
  view,
  field,
  form,
  more = '',
}: {
  view: View
  field: FormField
  form: FormState
  more?: string
}) {
  const [label, told] = [vendorText(view, field.label), vendorText(view, field.hint)]
  const hint = more === '' ? told : `${told}${/[.!?]$/u.test(told) ? '' : '.'} ${more}`
  if (field.options !== undefined) {
    return (
      <Choice
        name={field.name}
        label={label}
        hint={hint}
        form={form}
        {...(field.value === undefined ? {} : { value: field.value })}
        options={field.options.map((option) => [option.value, vendorText(view, option.label)] as const)}
      />
    )
  }
  return (
    <Field
      name={field.name}
      label={label}
      form={form}
      hint={hint}
      value={field.value}
      type={field.secret ? 'password' : 'text'}
      autocomplete="off"
      mono
      required={field.optional !== true}
      spellcheck={false}
      {...(field.lines === undefined ? {} : { lines: field.lines })}
    />
  )
}
