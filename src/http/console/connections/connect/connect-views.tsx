import type { ConnectRefused } from '../../../../operations/connections/connect-refused.ts'
import { html } from '../../ui/html.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import type { View } from '../../app/view.ts'

/**
 * After a registration: a page with the link to the vendor. A redirect would be stopped by our own form-action
 * (docs/reference/security.md#csp).
 */
export function consentPage(view: View, label: string, url: string): string {
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
          <p class="actions">
            <a data-consent class="btn primary" href={url} rel="noreferrer">
              {c.go(label)}
              <Icon name="arrow-narrow-right" />
            </a>
          </p>
        </div>
      </section>
    </Page>,
  )
}

/** A consent that did not end in a Connection: the sentence, and where to start again. */
export function refusedPage(view: View, error: ConnectRefused, connector: string | null): string {
  const { t } = view
  const r = t.connect.refused
  return html(
    <Page
      view={{ ...view, path: '/connections' }}
      nav="connections"
      title={r.title}
      crumbs={[[t.connections.title, '/connections']]}
    >
      <section class="card confirm">
        <div class="card-body">
          <div class="notice broken" role="alert">
            <Icon name="alert-triangle" />
            <div>
              <strong>{r[error.code]}</strong>
              {error.code === 'state' ? null : (
                <p class="hint" lang="en">
                  {error.message}
                </p>
              )}
            </div>
          </div>
          <p class="actions">
            <a class="btn primary" href={connector === null ? '/connections/new' : `/connections/new/${connector}`}>
              {r.again}
            </a>
            <a class="btn quiet" href="/connections">
              {r.list}
            </a>
          </p>
        </div>
      </section>
    </Page>,
  )
}
