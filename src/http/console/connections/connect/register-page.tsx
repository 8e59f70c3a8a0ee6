import type { Connector } from '../../../../connector/contract.ts'
import type { OAuth2Spec } from '../../../../connector/oauth-spec.ts'
import { redirectUriOf } from '../../../../operations/connections/register-app.ts'
import { frenchText } from '../../../locales/words.ts'
import { CopyField, Csrf, ErrorSummary, Field, PostButton, type FormState } from '../../ui/form.tsx'
import { html } from '../../ui/html.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import { vendorText } from '../../app/vendor-text.ts'
import type { View } from '../../app/view.ts'

/** Step 1 of the wizard: what to do at the vendor, what to copy there, what to copy back. */
export function registerPage(view: View, connector: Connector, auth: OAuth2Spec, form: FormState): string {
  const { t } = view
  const c = t.connect
  const appKey = form.values['appKey'] ?? ''
  const labels = {
    clientId: c.clientId,
    clientSecret: c.clientSecret,
    loginHost: c.loginHost,
    appKey: c.redirect,
    sharedMailbox: view.t.mailboxes.shared,
  }
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
          <StepsCard view={view} auth={auth} />
          <AddressesCard view={view} connector={connector} auth={auth} appKey={appKey} />
        </div>
        <CredentialsCard view={view} connector={connector} auth={auth} form={form} appKey={appKey} />
      </div>
    </Page>,
  )
}

/** What to do at the vendor, in order. */
function StepsCard({ view, auth }: { view: View; auth: OAuth2Spec }) {
  const steps = view.language === 'fr' ? auth.steps.fr.map(frenchText) : auth.steps.en
  return (
    <section class="card">
      <div class="card-head">
        <h2>{view.t.connect.steps}</h2>
      </div>
      <ol class="card-body numbered">
        {steps.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
    </section>
  )
}

/** What to copy there: our addresses and the scopes to ask for. */
function AddressesCard({
  view,
  connector,
  auth,
  appKey,
}: {
  view: View
  connector: Connector
  auth: OAuth2Spec
  appKey: string
}) {
  const { t, app } = view
  const c = t.connect
  const copy = { copy: t.common.copy, copied: t.common.copied }
  return (
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
      <ScopesTable view={view} auth={auth} />
    </section>
  )
}

function ScopesTable({ view, auth }: { view: View; auth: OAuth2Spec }) {
  const c = view.t.connect
  return (
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
  )
}

/** What to copy back: the key and the secret that the vendor shows. */
function CredentialsCard({
  view,
  connector,
  auth,
  form,
  appKey,
}: {
  view: View
  connector: Connector
  auth: OAuth2Spec
  form: FormState
  appKey: string
}) {
  const c = view.t.connect
  return (
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
        {connector.sharedMailboxes === undefined ? null : (
          <Field
            name="sharedMailbox"
            label={view.t.mailboxes.shared}
            form={form}
            hint={vendorText(view, connector.sharedMailboxes)}
            mono
            spellcheck={false}
          />
        )}
        <button type="submit" class="btn primary">
          {c.save}
        </button>
      </form>
    </section>
  )
}
