import { Detail } from '../../app/detail.tsx'
import type { View } from '../../app/view.ts'
import { connectorTitle } from './choose-page.tsx'
import type { ConsentState } from '../../../../operations/connections/wizard-addresses.ts'
import { PostButton } from '../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Pill } from '../../ui/pill.tsx'
import { vendorText } from '../../app/vendor-text.ts'
import { type AppPlace, AppSteps, nameIn } from './app-steps.tsx'

const tones = {
  registered: 'wait',
  waiting: 'moving',
  late: 'wait',
  connected: 'done',
  refused: 'broken',
  'not-installed': 'broken',
  vendor: 'broken',
  'typed-secret': 'broken',
  'other-account': 'broken',
  'other-login': 'wait',
} as const

/**
 * What came of the consent so far. It is asked for again every 5 s, so that the page goes on by itself, whoever
 * answers; a link that was given before is void as soon as one came back.
 */
export function ConsentStatus({ place, state, given }: { place: AppPlace; state: ConsentState; given: boolean }) {
  const { view, connector } = place
  const c = view.t.connect.consent
  const base = `/connections/new/${connector.id}`
  const isOpen = state.is === 'waiting' && given
  return (
    <div
      id="consent"
      class="consent-status"
      data-live={state.is === 'connected' ? undefined : '5'}
      data-live-from={`${base}/consent`}
      data-over={state.is === 'waiting' || state.is === 'registered' ? undefined : 'yes'}
      data-go={state.is === 'connected' ? `/connections/${state.connectionId}` : undefined}
    >
      <Pill tone={tones[state.is]}>{c.states[state.is]}</Pill>
      <p>{saysOf(place, state)}</p>
      {state.is === 'not-installed' ? <Install place={place} /> : null}
      <Said view={view} state={state} />
      {state.is === 'connected' ? (
        <p>
          <a class="btn primary" href={`/connections/${state.connectionId}`}>
            {c.goOn}
          </a>
        </p>
      ) : isOpen ? null : (
        <div class="actions">
          <PostButton
            view={view}
            action={`${base}/consent`}
            kind={given || state.is === 'waiting' ? 'quiet' : 'primary'}
          >
            {state.is === 'registered' ? c.get : c.again}
          </PostButton>
          {isOfApp(state) ? (
            <a class="btn quiet" href={`${base}/app`}>
              {c.change}
            </a>
          ) : null}
        </div>
      )}
    </div>
  )
}

/** Why the vendor did not take the app. */
function Said({ view, state }: { view: View; state: ConsentState }) {
  return 'detail' in state && isOfApp(state) && state.detail !== null ? (
    <p class="hint">
      <Detail view={view} text={state.detail} />
    </p>
  ) : null
}

/** Whether what was typed of the app may be at fault. */
const isOfApp = ({ is }: ConsentState): boolean => is === 'vendor' || is === 'typed-secret'

/** What the vendor wants before it lets the app in. */
function Install({ place }: { place: AppPlace }) {
  const { notInstalled } = place.auth
  return notInstalled === undefined ? null : <AppSteps place={place} steps={notInstalled.steps} />
}

function saysOf({ view, connector, auth }: AppPlace, state: ConsentState): string {
  const c = view.t.connect.consent
  const { f } = view
  switch (state.is) {
    case 'registered':
      return c.registered(connectorTitle(view, connector))
    case 'waiting':
      return c.waiting(connectorTitle(view, connector), f.time(state.until))
    case 'late':
      return c.late(f.dateTime(state.askedAt))
    case 'connected':
      return c.connected(connectorTitle(view, connector))
    case 'not-installed':
      return auth.notInstalled === undefined
        ? c.refused(connectorTitle(view, connector), f.dateTime(state.at))
        : vendorText(view, auth.notInstalled.text)
    case 'refused':
      return c.refused(connectorTitle(view, connector), f.dateTime(state.at))
    case 'other-account':
      return c.other(f.dateTime(state.at))
    case 'typed-secret':
      return c.typedSecret
    case 'other-login':
      return c.otherLogin(f.dateTime(state.at))
    case 'vendor':
      return c.vendor(
        nameIn(view, auth, 'clientId'),
        nameIn(view, auth, 'clientSecret'),
        nameIn(view, auth, 'redirect'),
      )
  }
}

/** Without a script nothing asks by itself. */
export function CheckAgain({ place }: { place: AppPlace }) {
  return (
    <noscript>
      <p>
        <a class="btn" href={`/connections/new/${place.connector.id}/consent`}>
          <Icon name="refresh" />
          {place.view.t.connect.consent.check}
        </a>
      </p>
    </noscript>
  )
}
