import type { Connector } from '../../../connector/contract.ts'
import type { OAuth2Spec } from '../../../connector/oauth-spec.ts'
import type { FormField, FormSpec } from '../../../connector/form.ts'
import { redirectUriOf } from '../../../operations/connections/connect-system.ts'
import type { FormSettings } from '../../../operations/connections/change-settings.ts'
import type { ConnectionRow } from '../../../store/connections/connections-view.ts'
import { frenchText } from '../../locales/words.ts'
import { Choice, CopyField, Csrf, ErrorSummary, Field, PostButton, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill, SystemMark } from '../ui/pill.tsx'
import { vendorText } from '../app/vendor-text.ts'
import type { View } from '../app/view.ts'

/** Which systems there are. */
export function choosePage(view: View, connected: readonly ConnectionRow[]): string {
  const { t } = view
  return html(
    <Page
      view={view}
      nav="connections"
      title={t.connect.title}
      crumbs={[[t.connections.title, '/connections']]}
      context={<p>{t.connect.context}</p>}
    >
      <ul class="choices">
        {[...view.app.connectors.values()].map((connector) => (
          <li class="card">
            <div class="card-body">
              <p class="choice-head">
                <SystemMark label={connector.label} />
                <strong>{titleOf(view, connector)}</strong>
                {connected.some((row) => row.connector === connector.id) ? (
                  <Pill tone="done">{t.connect.known}</Pill>
                ) : null}
              </p>
              <p class="hint">
                {connector.kind === 'mailbox'
                  ? t.connect.mailbox
                  : connector.kind === 'broker'
                    ? t.connect.broker
                    : connector.kind === 'mailer'
                      ? t.connect.mailer
                      : t.connect.crm}
              </p>
              <p>
                {connector.about !== undefined
                  ? vendorText(view, connector.about.more)
                  : t.connect.crmMore(connector.label)}
              </p>
              <p>
                <a class="btn" href={`/connections/new/${connector.id}`}>
                  {connector.about !== undefined ? titleOf(view, connector) : t.connect.choose(connector.label)}
                  <Icon name="arrow-narrow-right" />
                </a>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Page>,
  )
}

const titleOf = (view: View, connector: Connector): string =>
  connector.about === undefined ? connector.label : vendorText(view, connector.about.title)

/** Step 1 of the wizard: what to do at the vendor, what to copy there, what to copy back. */
export function registerPage(view: View, connector: Connector, auth: OAuth2Spec, form: FormState): string {
  const { t, app } = view
  const c = t.connect
  const appKey = form.values['appKey'] ?? ''
  const steps = view.language === 'fr' ? auth.steps.fr.map(frenchText) : auth.steps.en
  const copy = { copy: t.common.copy, copied: t.common.copied }
  const labels = { clientId: c.clientId, clientSecret: c.clientSecret, loginHost: c.loginHost, appKey: c.redirect }
  return html(
    <Page
      view={view}
      nav="connections"
      title={c.registerTitle(connector.label)}
      tab={connector.label}
      crumbs={[
        [t.connections.title, '/connections'],
        [c.title, '/connections/new'],
      ]}
      context={<p>{c.registerContext}</p>}
    >
      <ErrorSummary form={form} text={t.common.errorSummary(Object.keys(form.errors).length)} labels={labels} />
      <div class="grid">
        <div class="wide-card stack">
          <section class="card">
            <div class="card-head">
              <h2>{c.steps}</h2>
            </div>
            <ol class="card-body numbered">
              {steps.map((step) => (
                <li>{step}</li>
              ))}
            </ol>
          </section>
          <section class="card" id="appKey">
            <div class="card-head">
              <h2>{c.addresses}</h2>
            </div>
            <div class="card-body stack">
              <CopyField label={c.redirect} value={redirectUriOf(app, appKey)} {...copy} />
              {connector.webhook === undefined ? null : app.publicUrl === null ? (
                <p class="hint">{c.noWebhook}</p>
              ) : (
                <CopyField label={c.webhook} value={`${app.publicUrl}/webhooks/${connector.id}/${appKey}`} {...copy} />
              )}
              {auth.appFiles === undefined ? null : (
                <p>
                  <a class="btn" href={`/connections/new/${connector.id}/project.zip?appKey=${appKey}`} download>
                    <Icon name="download" />
                    {c.files}
                  </a>
                </p>
              )}
              <div class="acts">
                <PostButton view={view} action={`/connections/new/${connector.id}/addresses`} kind="quiet">
                  {c.newAddresses}
                </PostButton>
                <p class="hint">{c.addressesStay}</p>
              </div>
              <CopyField
                label={c.copyScopes}
                value={auth.scopes
                  .filter((need) => need.required)
                  .map((need) => need.scope)
                  .join(' ')}
                {...copy}
              />
            </div>
            <table class="rows">
              <caption class="sr-only">{c.scopes}</caption>
              <thead>
                <tr>
                  <th scope="col">{c.scope}</th>
                  <th scope="col">{c.why}</th>
                  <th scope="col">{c.need}</th>
                </tr>
              </thead>
              <tbody>
                {auth.scopes.map((need) => (
                  <tr>
                    <td data-label={c.scope}>
                      <code>{need.scope}</code>
                    </td>
                    <td data-label={c.why}>{vendorText(view, need.reason)}</td>
                    <td data-label={c.need}>{need.required ? c.must : c.may}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </div>
        <section class="card top-card">
          <div class="card-head">
            <h2>{c.credentials}</h2>
          </div>
          <form method="post" action={`/connections/new/${connector.id}`} class="card-body stack" autocomplete="off">
            <Csrf token={view.csrf} />
            <input type="hidden" name="appKey" value={appKey} />
            <Field name="clientId" label={c.clientId} form={form} mono required spellcheck={false} />
            <Field
              name="clientSecret"
              label={c.clientSecret}
              form={form}
              type="password"
              hint={c.secretHint}
              autocomplete="off"
              required
            />
            {auth.loginHost === undefined ? null : (
              <Field
                name="loginHost"
                label={c.loginHost}
                form={form}
                value={auth.loginHost.default}
                hint={vendorText(view, auth.loginHost.hint)}
                mono
                spellcheck={false}
              />
            )}
            <button type="submit" class="btn primary">
              {c.save}
            </button>
          </form>
        </section>
      </div>
    </Page>,
  )
}

/** A system described by a form: a broker's address and shared secret, a mailbox and its password. */
export function brokerPage(view: View, connector: Connector, auth: FormSpec, form: FormState): string {
  const { t } = view
  const c = t.connect
  const mailbox = connector.kind === 'mailbox'
  const [name, hint] = mailbox ? [c.mailboxLabel, c.mailboxLabelHint] : [c.label, c.labelHint]
  const labels = {
    label: name,
    ...Object.fromEntries(auth.fields.map((field) => [field.name, vendorText(view, field.label)])),
  }
  return html(
    <Page
      view={view}
      nav="connections"
      title={titleOf(view, connector)}
      crumbs={[
        [t.connections.title, '/connections'],
        [c.title, '/connections/new'],
      ]}
      context={<p>{mailbox ? c.mailboxContext : connector.kind === 'broker' ? c.brokerContext : c.formContext}</p>}
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
