import type { Connector } from '../../../../connector/contract.ts'
import type { AppGift, AppStep, OAuth2Spec } from '../../../../connector/oauth-spec.ts'
import { redirectUriOf } from '../../../../operations/connections/register-app.ts'
import { CopyField } from '../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { vendorText } from '../../app/vendor-text.ts'
import type { View } from '../../app/view.ts'

/** What the wizard knows of the app that is to be made. */
export interface AppPlace {
  view: View
  connector: Connector
  auth: OAuth2Spec
  appKey: string
}

/** How the vendor's screens call a value, else our own word for it. */
export function nameIn(
  view: View,
  { names = {} }: Pick<OAuth2Spec, 'names'>,
  field: 'clientId' | 'clientSecret' | 'redirect' | 'webhook',
): string {
  const name = names[field]
  return name === undefined ? view.t.connect[field] : vendorText(view, name)
}

/** The address that the vendor may push to; null = there is none, so no page speaks of it. */
export function webhookOf({ view: { app }, connector, appKey }: Omit<AppPlace, 'auth'>): string | null {
  return connector.webhook === undefined || app.publicUrl === null
    ? null
    : `${app.publicUrl}/webhooks/${connector.id}/${appKey}`
}

/** Steps at the vendor, each with its screens, its commands and what is copied there. */
export function AppSteps({ place, steps }: { place: AppPlace; steps: readonly AppStep[] }) {
  const { view } = place
  const c = view.t.connect
  return (
    <ol class="card-body numbered app-steps">
      {shownSteps(place, steps).map((step) => (
        <li>
          <p>{vendorText(view, step.text)}</p>
          {step.path === undefined ? null : <Screens view={view} path={step.path} />}
          {(step.commands ?? []).map((command) => (
            <CopyField label={c.command} value={command} copy={view.t.common.copy} copied={view.t.common.copied} />
          ))}
          {(step.gives ?? []).map((gift) => (
            <Gift place={place} gift={gift} />
          ))}
          {step.link === undefined ? null : (
            <p>
              <a href={step.link.href} rel="noreferrer">
                {vendorText(view, step.link.label)}
              </a>
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

/** Without a public address the steps that need one are left out. */
const shownSteps = (place: AppPlace, steps: readonly AppStep[]): readonly AppStep[] =>
  steps.filter((step) => step.withWebhook !== true || webhookOf(place) !== null)

/** What no step shows is shown below them. */
export function giftsLeft(place: AppPlace): AppGift[] {
  const given = new Set(shownSteps(place, place.auth.steps).flatMap((step) => step.gives ?? []))
  const own: readonly AppGift[] = [
    'redirect',
    ...(webhookOf(place) === null ? [] : (['webhook'] as const)),
    ...(place.auth.appFiles === undefined ? [] : (['files'] as const)),
    'scopes',
  ]
  return own.filter((gift) => !given.has(gift))
}

/** The vendor's screens, one after the other, by its own labels. */
function Screens({ view, path }: { view: View; path: readonly string[] }) {
  return (
    <p class="screens">
      <span class="sr-only">{view.t.connect.screens} </span>
      {path.map((label, index) => (
        <>
          {index === 0 ? null : <span class="screens-next"> › </span>}
          <b lang="en">{label}</b>
        </>
      ))}
    </p>
  )
}

/** One thing of ours to copy, or the files that hold everything. */
export function Gift({ place, gift }: { place: AppPlace; gift: AppGift }) {
  const { view, connector, auth, appKey } = place
  const c = view.t.connect
  const words = { copy: view.t.common.copy, copied: view.t.common.copied, name: gift }
  if (gift === 'redirect')
    return <CopyField label={nameIn(view, auth, 'redirect')} value={redirectUriOf(view.app, appKey)} {...words} />
  if (gift === 'files')
    return auth.appFiles === undefined ? null : (
      <p>
        <a class="btn" href={`/connections/new/${connector.id}/project.zip?appKey=${appKey}`} download>
          <Icon name="download" />
          {c.files}
        </a>
      </p>
    )
  if (gift === 'webhook') {
    const url = webhookOf(place)
    return url === null ? null : <CopyField label={nameIn(view, auth, 'webhook')} value={url} {...words} />
  }
  const required = auth.scopes.filter((need) => need.required).map((need) => need.scope)
  return <CopyField label={c.copyScopes} value={required.join(' ')} {...words} />
}
