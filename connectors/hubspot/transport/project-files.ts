import type { AppFile, AppAddresses } from '../../../src/connector/oauth-spec.ts'
import { hubspotScopes } from './scopes.ts'

/**
 * Properties whose change may mean an objection, a new address or an act of the person
 * (docs/reference/hubspot.md#prop-clock, #prop-quarantine). Not subscribable: the modified date
 * (docs/reference/hubspot.md#hook-config).
 */
export const watchedProperties = [
  'hs_email_optout',
  'hs_email_quarantined_reason',
  'email',
  'hs_additional_emails',
  'firstname',
  'lastname',
  'jobtitle',
  'company',
  'country',
  'phone',
  'mobilephone',
  'lifecyclestage',
  'hs_email_last_click_date',
  'hs_email_last_reply_date',
  'hs_sales_email_last_replied',
  'hs_sales_email_last_clicked',
] as const

const acts = ['object.creation', 'object.deletion', 'object.merge', 'object.restore'] as const

/**
 * The project that an admin uploads with HubSpot's own command line (docs/reference/hubspot.md#project-files): one app
 * per installation, because an app has one redirect address, one target and one secret
 * (docs/reference/hubspot.md#app-kinds). Without a public address there are no webhooks in it.
 */
export function projectFiles({ redirectUri, webhookUrl }: AppAddresses): readonly AppFile[] {
  const scopes = (required: boolean) =>
    hubspotScopes.filter((need) => need.required === required).map((need) => need.scope)
  const app = {
    uid: 'lawbase',
    type: 'app',
    config: {
      name: 'Lawbase',
      description: 'Keeps the contacts of this account lawful: applies every opt-out, verifies it and proves it.',
      distribution: 'private',
      auth: {
        type: 'oauth',
        redirectUrls: [redirectUri],
        requiredScopes: scopes(true),
        optionalScopes: scopes(false),
        conditionallyRequiredScopes: [],
      },
      permittedUrls: { fetch: [], iframe: [], img: [] },
    },
  }
  const webhooks = {
    uid: 'lawbase-webhooks',
    type: 'webhooks',
    config: {
      settings: { targetUrl: webhookUrl, maxConcurrentRequests: 10 },
      subscriptions: {
        crmObjects: [
          ...watchedProperties.map((propertyName) => ({
            subscriptionType: 'object.propertyChange',
            objectType: 'contact',
            propertyName,
            active: true,
          })),
          ...acts.map((subscriptionType) => ({ subscriptionType, objectType: 'contact', active: true })),
        ],
        legacyCrmObjects: [],
        hubEvents: [{ subscriptionType: 'contact.privacyDeletion', active: true }],
      },
    },
  }
  const file = (path: string, content: unknown): AppFile => ({ path, content: `${JSON.stringify(content, null, 2)}\n` })
  return [
    file('hsproject.json', { name: 'lawbase', srcDir: 'src', platformVersion: '2026.03' }),
    file('src/app/app-hsmeta.json', app),
    ...(webhookUrl === null ? [] : [file('src/app/webhooks/webhooks-hsmeta.json', webhooks)]),
  ]
}
