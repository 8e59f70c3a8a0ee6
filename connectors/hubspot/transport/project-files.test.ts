import { expect, it } from 'vitest'
import { projectFiles } from './project-files.ts'
import { hubspotScopes } from './scopes.ts'

const addresses = {
  redirectUri: 'http://localhost:4100/oauth/callback/abc12345',
  webhookUrl: 'https://lawbase.example.test/webhooks/hubspot/abc12345',
}
const read = (input: Parameters<typeof projectFiles>[0]) =>
  Object.fromEntries(
    projectFiles(input).map((file) => [file.path, JSON.parse(file.content) as { config?: Record<string, unknown> }]),
  )

// docs/reference/hubspot.md#project-files.
it('makes an app of this installation: its redirect address, its target, exactly our scopes', () => {
  const files = read(addresses)
  const app = files['src/app/app-hsmeta.json']?.config as { distribution: string; auth: Record<string, unknown> }
  const webhooks = files['src/app/webhooks/webhooks-hsmeta.json']?.config as {
    settings: unknown
    subscriptions: { crmObjects: { subscriptionType: string; propertyName?: string }[]; hubEvents: unknown }
  }
  expect(files['hsproject.json']).toEqual({ name: 'lawbase', srcDir: 'src', platformVersion: '2026.03' })
  expect({
    distribution: app.distribution,
    auth: app.auth,
    settings: webhooks.settings,
    hubEvents: webhooks.subscriptions.hubEvents,
  }).toEqual({
    distribution: 'private',
    auth: {
      type: 'oauth',
      redirectUrls: [addresses.redirectUri],
      requiredScopes: hubspotScopes.filter((need) => need.required).map((need) => need.scope),
      optionalScopes: hubspotScopes.filter((need) => !need.required).map((need) => need.scope),
      conditionallyRequiredScopes: [],
    },
    settings: { targetUrl: addresses.webhookUrl, maxConcurrentRequests: 10 },
    hubEvents: [{ subscriptionType: 'contact.privacyDeletion', active: true }],
  })
  const types = new Set(webhooks.subscriptions.crmObjects.map((one) => one.subscriptionType))
  expect([...types].toSorted()).toEqual([
    'object.creation',
    'object.deletion',
    'object.merge',
    'object.propertyChange',
    'object.restore',
  ])
  const properties = webhooks.subscriptions.crmObjects.map((one) => one.propertyName)
  expect([properties.includes('hs_email_optout'), properties.includes('hs_lastmodifieddate')]).toEqual([true, false])
})

it('asks for no webhooks where nothing can be pushed', () => {
  expect(Object.keys(read({ ...addresses, webhookUrl: null }))).toEqual(['hsproject.json', 'src/app/app-hsmeta.json'])
})
