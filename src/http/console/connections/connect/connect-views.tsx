import { Detail } from '../../app/detail.tsx'
import type { ConnectRefused } from '../../../../operations/connections/connect-refused.ts'
import type { ConsentState } from '../../../../operations/connections/wizard-addresses.ts'
import { PostButton } from '../../ui/form.tsx'
import { html } from '../../ui/html.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import { vendorText } from '../../app/vendor-text.ts'
import type { View } from '../../app/view.ts'
import { WizardStart } from './connection-wizard.tsx'
import { type AppPlace, AppSteps, nameIn } from './app-steps.tsx'
import { CheckAgain, ConsentStatus } from './consent-status.tsx'

/**
 * After a registration: a page with the link to the vendor, and what came of it. A redirect would be stopped by our own
 * form-action (docs/reference/security.md#csp). `url` null = whoever comes back asks for a link first: each is good
 * once.
 */
export function consentPage(place: AppPlace, state: ConsentState, url: string | null): string {
  const { view, connector } = place
  const { t } = view
  const c = t.connect
  const { label } = connector
  return html(
    <Page
      view={{ ...view, path: `/connections/new/${connector.id}` }}
      nav="connections"
      title={c.consentTitle(label)}
      tab={label}
      crumbs={[
        [t.connections.title, '/connections'],
        [c.title, '/connections/new'],
      ]}
    >
      <WizardStart view={view} connector={connector} at="consent" registered />
      <section class="card confirm">
        <div class="card-body stack">
          <p>{c.consentText(label)}</p>
          <p class="hint">{url === null ? c.noTokens : `${c.consentLimit} ${c.noTokens}`}</p>
          {url === null ? null : <GoLink label={c.go(label)} url={url} />}
          <ConsentStatus place={place} state={state} given={url !== null} />
          <CheckAgain place={place} />
        </div>
      </section>
    </Page>,
  )
}

/** The link to the vendor for a Connection whose access is renewed. */
export function reauthorisePage(view: View, label: string, url: string): string {
  const { t } = view
  const c = t.connect
  return html(
    <Page
      view={{ ...view, path: '/connections' }}
      nav="connections"
      title={c.consentTitle(label)}
      crumbs={[[t.connections.title, '/connections']]}
    >
      <section class="card confirm">
        <div class="card-body">
          <p>{c.consentText(label)}</p>
          <p class="hint">
            {c.consentLimit} {c.noTokens}
          </p>
          <GoLink label={c.go(label)} url={url} />
        </div>
      </section>
    </Page>,
  )
}

function GoLink({ label, url }: { label: string; url: string }) {
  return (
    <p class="actions consent-link">
      <a data-consent data-focus class="btn primary" href={url} rel="noreferrer">
        {label}
        <Icon name="arrow-narrow-right" />
      </a>
    </p>
  )
}

/** Where a consent began that came to nothing. */
export interface RefusedAt {
  connector: string
  /** Null where the wizard is not at this app: its account is connected, or the addresses are others now. */
  place: AppPlace | null
}

/** A consent that did not end in a Connection: the sentence, and where to start again. */
export function connectRefusedPage(view: View, error: ConnectRefused, at: RefusedAt | null): string {
  const { t } = view
  const r = t.connect.refused
  const place = at?.place ?? null
  return html(
    <Page
      view={{ ...view, path: '/connections' }}
      nav="connections"
      title={r.title}
      crumbs={[[t.connections.title, '/connections']]}
    >
      {place === null ? null : <WizardStart view={view} connector={place.connector} at="consent" registered />}
      <section class="card confirm">
        <div class="card-body stack">
          <div class="notice broken" role="alert">
            <Icon name="alert-triangle" />
            <div>
              <strong>{sentenceOf(view, error, place)}</strong>
              {quiet.has(error.code) ? null : (
                <p class="hint">
                  <Detail view={view} text={error.message} />
                </p>
              )}
            </div>
          </div>
          {error.code === 'not-installed' && place?.auth.notInstalled !== undefined ? (
            <AppSteps place={place} steps={place.auth.notInstalled.steps} />
          ) : null}
          <WayOn view={view} at={at} error={error} />
        </div>
      </section>
    </Page>,
  )
}

/** Refusals of which the sentence says all. */
const quiet: ReadonlySet<ConnectRefused['code']> = new Set(['state', 'not-installed', 'other-login'])

function sentenceOf(view: View, error: ConnectRefused, place: AppPlace | null): string {
  const r = view.t.connect.refused
  if (place === null) return r[error.code]
  const { auth } = place
  if (error.code === 'not-installed' && auth.notInstalled !== undefined) return vendorText(view, auth.notInstalled.text)
  return error.code === 'vendor'
    ? view.t.connect.consent.vendor(
        nameIn(view, auth, 'clientId'),
        nameIn(view, auth, 'clientSecret'),
        nameIn(view, auth, 'redirect'),
      )
    : r[error.code]
}

/** A new link where the app is known; the values of the app where the vendor did not take them. */
function WayOn({ view, at, error }: { view: View; at: RefusedAt | null; error: ConnectRefused }) {
  const { connect } = view.t
  const r = connect.refused
  const base = at === null ? '/connections/new' : `/connections/new/${at.connector}`
  const isHere = at !== null && at.place !== null && error.code !== 'state'
  return (
    <div class="actions">
      {isHere ? (
        <PostButton view={view} action={`${base}/consent`} kind="primary">
          {r.again}
        </PostButton>
      ) : (
        <a class="btn primary" href={base}>
          {r.again}
        </a>
      )}
      {isHere && error.code === 'vendor' ? (
        <a class="btn" href={`${base}/app`}>
          {connect.consent.change}
        </a>
      ) : null}
      <a class="btn quiet" href="/connections">
        {r.list}
      </a>
    </div>
  )
}
