import { connectorTitle } from './choose-page.tsx'
import type { Connector } from '../../../../connector/contract.ts'
import type { OAuth2Spec } from '../../../../connector/oauth-spec.ts'
import { WizardStart } from './connection-wizard.tsx'
import { type AppPlace, AppSteps, Gift, giftsLeft, nameIn, webhookOf } from './app-steps.tsx'
import { Csrf, ErrorSummary, Field, PostButton, type FormState } from '../../ui/form.tsx'
import { html } from '../../ui/html.ts'
import { Page } from '../../ui/page.tsx'
import { vendorText } from '../../app/vendor-text.ts'
import type { View } from '../../app/view.ts'

/** Step 1 of the wizard: what to do at the vendor, what to copy there, what to copy back. */
export function registerAppPage(
  view: View,
  connector: Connector,
  auth: OAuth2Spec,
  form: FormState,
  registered: boolean,
): string {
  const { t } = view
  const c = t.connect
  const appKey = form.values['appKey'] ?? ''
  const place = { view, connector, auth, appKey }
  const labels = {
    clientId: nameIn(view, auth, 'clientId'),
    clientSecret: nameIn(view, auth, 'clientSecret'),
    loginHost: c.loginHost,
    appKey: nameIn(view, auth, 'redirect'),
    sharedMailbox: view.t.mailboxes.shared,
  }
  return html(
    <Page
      view={view}
      nav="connections"
      title={c.registerTitle(connectorTitle(view, connector))}
      tab={connectorTitle(view, connector)}
      crumbs={[
        [t.connections.title, '/connections'],
        [c.title, '/connections/new'],
      ]}
      context={
        <p>
          {c.registerContext} <a href="#clientId">{c.toKeys}</a>
        </p>
      }
    >
      <ErrorSummary form={form} text={t.common.errorSummary(Object.keys(form.errors).length)} labels={labels} />
      <WizardStart view={view} connector={connector} at="register" registered={registered} />
      <div class="grid">
        <div class="wide-card stack">
          <StepsCard place={place} />
          <AddressesCard place={place} />
        </div>
        <CredentialsCard place={place} form={form} registered={registered} />
      </div>
    </Page>,
  )
}

/** What to do at the vendor, in order. */
function StepsCard({ place }: { place: AppPlace }) {
  return (
    <section class="card">
      <div class="card-head">
        <h2>{place.view.t.connect.steps}</h2>
      </div>
      <AppSteps place={place} steps={place.auth.steps} />
    </section>
  )
}

/** What no step gave: our addresses and the scopes to ask for. */
function AddressesCard({ place }: { place: AppPlace }) {
  const { view, connector, auth } = place
  const c = view.t.connect
  const left = giftsLeft(place)
  return (
    <section class="card" id="appKey">
      <div class="card-head">
        <h2>{left.length === 0 ? c.scopes : auth.appFiles === undefined ? c.addresses : c.inFiles}</h2>
      </div>
      <div class="card-body stack">
        {left.map((gift) => (
          <Gift place={place} gift={gift} />
        ))}
        {connector.webhook !== undefined && webhookOf(place) === null ? <p class="hint">{c.noWebhook}</p> : null}
        <div class="acts">
          <PostButton view={view} action={`/connections/new/${connector.id}/addresses`} kind="quiet">
            {c.newAddresses}
          </PostButton>
          <p class="hint">{c.addressesStay}</p>
        </div>
      </div>
      <details class="scopes">
        <summary>{c.scopesMore(auth.scopes.length)}</summary>
        <ScopesTable view={view} auth={auth} />
      </details>
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
  place: { view, connector, auth, appKey },
  form,
  registered,
}: {
  place: AppPlace
  form: FormState
  registered: boolean
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
        <Field name="clientId" label={nameIn(view, auth, 'clientId')} form={form} mono required spellcheck={false} />
        <Field
          name="clientSecret"
          label={nameIn(view, auth, 'clientSecret')}
          form={form}
          type="password"
          hint={registered ? c.secretKept : c.secretHint}
          autocomplete="off"
          required={!registered}
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
