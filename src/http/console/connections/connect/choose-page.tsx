import type { Connector } from '../../../../connector/contract.ts'
import type { ConnectionRow } from '../../../../store/connections/connections-view.ts'
import { html } from '../../ui/html.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import { Pill, SystemMark } from '../../ui/pill.tsx'
import { vendorText } from '../../app/vendor-text.ts'
import type { View } from '../../app/view.ts'

/** Which systems there are. */
export function choosePage(view: View, connected: readonly ConnectionRow[], begun: readonly string[]): string {
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
                <strong>{connectorTitle(view, connector)}</strong>
                {connected.some((row) => row.connector === connector.id) ? (
                  <Pill tone="done">{t.connect.known}</Pill>
                ) : null}
                {begun.includes(connector.id) ? <Pill tone="wait">{t.connect.begun}</Pill> : null}
              </p>
              <p class="hint">
                {connector.kind === 'mailbox'
                  ? t.connect.mailbox
                  : connector.kind === 'feed'
                    ? t.feeds.choose
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
                  {begun.includes(connector.id)
                    ? t.connect.resume(connector.label)
                    : connector.about !== undefined
                      ? connectorTitle(view, connector)
                      : t.connect.choose(connector.label)}
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

/** What a connector is called where it is chosen. */
export const connectorTitle = (view: View, connector: Connector): string =>
  connector.about === undefined ? connector.label : vendorText(view, connector.about.title)
