import type { Json } from '../core/call.ts'
import { stringOf } from '../core/call.ts'
import type { ControlledSystem, Found } from '../core/control.ts'
import { ActError } from '../core/control.ts'
import type { HubSpotAuth } from '../hubspot/account/auth.ts'
import { redirectUriFault, registerApp, uninstall } from '../hubspot/account/auth.ts'
import type { HubSpotStore } from '../hubspot/account/types.ts'
import type { HubSpot } from '../hubspot/hubspot.ts'
import { actInHubSpot } from './act-hubspot.ts'
import { hubspotContactState, hubspotState } from './state.ts'

export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

/** Accents and case do not matter when looking for somebody. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** What an app asks for unless its registration says otherwise. */
const defaultWebhookProperties = [
  'email',
  'firstname',
  'lastname',
  'hs_email_optout',
  'hs_email_optout_*',
  'hs_email_quarantined_reason',
  'hs_additional_emails',
  'lifecyclestage',
  'hs_legal_basis',
  'jobtitle',
  'country',
  'hs_email_last_click_date',
  'hs_email_last_reply_date',
  'hs_sales_email_last_replied',
  'hs_sales_email_last_clicked',
]

export function controlledHubSpot(hubspot: HubSpot): ControlledSystem {
  const { store, auth } = hubspot
  return {
    switches: store.switches,
    state: () => hubspotState(hubspot),
    record(id) {
      const row = store.contacts.get(id)
      return row === undefined ? null : hubspotContactState(store, row)
    },
    counts: () => ({
      contacts: [...store.contacts.values()].filter((row) => row.archivedAt === null).length,
      archivés: [...store.contacts.values()].filter((row) => row.archivedAt !== null).length,
      'désabonnés de tout': [...store.addresses.values()].filter((state) => state.wide !== null).length,
      transactions: store.objects.deals.size,
    }),
    search: (text) => searchContacts(store, text),
    act: (body) => actInHubSpot(hubspot, body),
    registerApp: (body) => register(auth, body),
    updateApp(clientId, body) {
      const app = auth.apps.get(clientId)
      if (app === undefined) throw new ActError(`No HubSpot app ${clientId}`)
      const next = { ...app, webhookTargetUrl: stringOf(body['webhookTargetUrl']) ?? app.webhookTargetUrl }
      auth.apps.set(clientId, next)
      return { appId: next.appId, clientId, webhookTargetUrl: next.webhookTargetUrl }
    },
    tokens(action) {
      if (action === 'revoke') uninstall(auth, null)
      else for (const token of auth.access.values()) token.expiresAt = Math.min(token.expiresAt, auth.clock.now() - 1)
    },
    changeScopes(drop, add) {
      for (const grant of auth.grants)
        grant.scopes = [...new Set([...grant.scopes.filter((scope) => !drop.includes(scope)), ...add])]
      return [...new Set(auth.grants.filter((grant) => grant.alive).flatMap((grant) => grant.scopes))]
    },
    deliveries: () => hubspot.webhooks.deliveries,
  }
}

function searchContacts(store: HubSpotStore, text: string): Found[] {
  return [...store.contacts.values()]
    .filter((row) =>
      plain(
        `${row.id} ${row.props['email'] ?? ''} ${row.extra.join(' ')} ${row.props['firstname'] ?? ''} ${row.props['lastname'] ?? ''}`,
      ).includes(plain(text)),
    )
    .slice(0, 20)
    .map((row) => ({
      system: 'hubspot',
      id: row.id,
      kind: 'contact',
      name: `${row.props['firstname'] ?? ''} ${row.props['lastname'] ?? ''}`.trim(),
      email: row.props['email'] ?? '',
      optedOut: store.addresses.get(row.props['email'] ?? '')?.wide != null,
      deleted: row.archivedAt !== null,
      detail: row.props,
    }))
}

function register(auth: HubSpotAuth, body: Json): Json {
  const redirectUris = strings(body['redirectUris'])
  if (redirectUris.length === 0) throw new ActError('redirectUris needs at least one URL')
  for (const uri of redirectUris) {
    const fault = redirectUriFault(uri)
    if (fault !== null) throw new ActError(`Redirect URL ${uri}: ${fault}`)
  }
  // With the client id of an app that is there: its redirect URLs are edited at the vendor, and nothing else.
  const known = auth.apps.get(stringOf(body['clientId']) ?? '')
  if (known !== undefined) {
    auth.apps.set(known.clientId, { ...known, redirectUris })
    return { appId: known.appId, clientId: known.clientId }
  }
  const app = registerApp(auth, {
    redirectUris,
    scopes: strings(body['scopes']),
    optionalScopes: strings(body['optionalScopes']),
    webhookTargetUrl: stringOf(body['webhookTargetUrl']) ?? null,
    webhookProperties: Array.isArray(body['webhookProperties'])
      ? strings(body['webhookProperties'])
      : defaultWebhookProperties,
  })
  return { appId: app.appId, clientId: app.clientId, clientSecret: app.clientSecret }
}
