// What an admin does on the console's pages, from the first link to the granted rights. Each step is a form that is
// filled and sent.
import { setTimeout as pause } from 'node:timers/promises'
import { formsOf, linkOf, openBrowser, textOf } from './browser.mjs'
import { call } from '../call.mjs'

const dayMs = 86_400_000
const password = 'a short sentence works well'

/** First run, a DPO invited and logged in, the company's settings. */
export async function setUp(firstRunUrl) {
  const admin = openBrowser({ password })
  const form = await admin.get(firstRunUrl)
  const landed = await admin.submit(form, new URL(firstRunUrl).pathname, {
    email: 'admin@exemple.example.test',
    name: 'Camille Admin',
    password,
    language: 'en',
    company: 'Exemple Industries',
    contact: 'dpo@exemple.example.test',
    privacyUrl: 'https://exemple.example.test/vie-privee',
    timeZone: 'Europe/Paris',
  })
  const base = new URL(landed.url).origin
  const dpo = await inviteDpo({ base, admin }, 'dpo@exemple.example.test', 'Dominique DPO')
  return { base, admin, dpo, login: { email: 'admin@exemple.example.test', password } }
}

/** A DPO more: invited by the admin, logged in in a browser of their own. */
export async function inviteDpo({ base, admin }, email, name) {
  const invited = await admin.submit(await admin.get(`${base}/users`), '/users', {
    email,
    name,
    role: 'dpo',
    language: 'en',
  })
  const invitation = textOf(invited.html, 'data-invite')
  const browser = openBrowser({ password })
  await browser.submit(await browser.get(invitation), new URL(invitation).pathname, { password })
  return browser
}

/**
 * Both DPOs were invited by one admin: their eyes are the admin's until somebody else confirms them, and nobody else is
 * there. Seven days pass on the virtual clock, after which each stands for itself. Throws where the product sees it
 * otherwise, before or after.
 */
export async function letApproversStand({ base, admin, dpo, second }, urls, apiKey) {
  const pages = [...(await admin.get(`${base}/`)).html.matchAll(/href="(\/users\/[0-9a-f-]{36}\/confirm)"/g)].map(
    ([, href]) => href,
  )
  if (pages.length !== 2) throw new Error(`Today names ${pages.length} new approvers to the admin`)
  const mayConfirm = async (browser, href) =>
    formsOf((await browser.get(base + href)).html).some((form) => form.action.endsWith('/confirm'))
  for (const browser of [admin, dpo, second])
    for (const href of pages)
      if (await mayConfirm(browser, href)) throw new Error('An account can be confirmed by a hand of its own')
  await control(urls, 'POST', '/_sandbox/clock', { advanceMs: 7 * dayMs + 60_000 })
  const deadline = Date.now() + 60_000
  // The nights that passed bring one run, of an empty base: it is over before anything is connected.
  const isOver = async () =>
    (await callApi(base, apiKey, '/api/v1/status')).runs[0]?.state === 'done' &&
    !(await second.get(`${base}/`)).html.includes('/confirm"')
  while (!(await isOver())) {
    if (Date.now() > deadline)
      throw new Error('A DPO still waits to be confirmed after seven days, or the night run does not end')
    await pause(100)
  }
}

/** Functions that the offer concerns. */
const concerned = ['it', 'production', 'management', 'maintenance', 'quality', 'purchasing', 'logistics']

/** `retention`: fields of the retention settings that differ from what everybody here uses. */
export async function fillSettings({ base, admin }, retention = {}) {
  const settings = () => admin.get(`${base}/settings/retention`)
  await admin.submit(await admin.get(`${base}/offers`), '/offers', {
    act: 'save',
    audience: 'business',
    productFamily: 'suivi-production',
    name: 'Suivi de production',
    ...Object.fromEntries(concerned.map((code) => [`relation-${code}`, 'concerned'])),
    assessmentId: 'LIA-2026-01',
    assessmentAuthor: 'Dominique DPO',
    assessmentOn: '2026-01-15',
  })
  const mappings = {
    hubspot: { property: 'origine_contact', 'value-0': 'formulaire-site', 'value-1': 'achat-prospecta' },
    salesforce: { property: 'LeadSource', 'value-0': 'Web', 'value-1': 'Purchased List - Prospecta' },
  }
  const names = { 'kind-0': 'C1', 'name-0': 'Formulaire du site', 'kind-1': 'C7', 'name-1': 'Prospecta' }
  for (const [connector, mapping] of Object.entries(mappings))
    await admin.submit(await admin.get(`${base}/sources`), '/sources/mapping', {
      connector,
      ...mapping,
      ...names,
      act: 'save',
    })
  // Its checks are open: what came from it waits in quarantine, as it would with a real one.
  await admin.submit(await admin.get(`${base}/brokers`), '/brokers', { legalName: 'Prospecta' })
  await admin.submit(await settings(), '/settings/retention', {
    inactivityMonths: '36',
    assumedStarts: 'on',
    maxRemovalSharePercent: '40',
    restoreDays: '14',
    ...retention,
  })
}

/** Names the fields that hold facts, before the first read. */
export async function nameFacts({ base, admin }, fields) {
  await admin.submit(await admin.get(`${base}/settings/facts`), '/settings/facts', fields)
}

/** Says what each value found there means. */
export async function sayFacts({ base, admin }, { fields, meanings }) {
  const page = await admin.get(`${base}/settings/facts`)
  const form = formsOf(page.html).find(({ action }) => action.startsWith('/settings/facts'))
  const said = form.fields.flatMap(([name, value]) =>
    name.startsWith('value-') && meanings[value] !== undefined
      ? [[name.replace('value-', 'means-'), meanings[value]]]
      : [],
  )
  if (said.length !== Object.keys(meanings).length)
    throw new Error(`The settings show ${said.length} of ${Object.keys(meanings).length} values of facts`)
  await admin.submit(page, '/settings/facts', { ...fields, ...Object.fromEntries(said) })
}

/** No other tool mails these people. */
export async function answerOtherTools({ base, admin }) {
  const page = await admin.get(`${base}/settings/tools`)
  await admin.submit(page, '/settings/other-tools', { answer: 'none', tools: '' })
}

const scopes = [
  'objections:write',
  'status:read',
  'decisions:read',
  'notices:write',
  'screenings:write',
  'events:write',
]

/** An API key for the REST door, for all it offers. */
export async function makeApiKey({ base, admin }, days = 30) {
  const page = await admin.submit(await admin.get(`${base}/users`), '/users/keys', {
    name: 'demo',
    days: String(days),
    scopes,
  })
  return textOf(page.html, 'data-api-key')
}

/**
 * Makes the app at the vendor, pastes its key and secret, goes through the consent page. Gives the Connection's page.
 */
export async function connectCrm({ base, admin }, connector, urls) {
  const page = await admin.get(`${base}/connections/new/${connector}`)
  const appKey = /name="appKey"[^>]*value="([a-z0-9]+)"|value="([a-z0-9]+)"[^>]*name="appKey"/
    .exec(page.html)
    ?.slice(1)
    .find(Boolean)
  const spec = await vendorApp(urls, connector, base, appKey, page.html)
  const consent = await admin.submit(page, `/connections/new/${connector}`, {
    clientId: spec.clientId,
    clientSecret: spec.clientSecret,
    loginHost: urls.salesforceLogin,
  })
  const vendor = await admin.get(linkOf(consent.html, 'data-consent'))
  const connected = await admin.submit(vendor, new URL(vendor.url).pathname, { decision: 'allow' })
  return { ...connected, hook: spec.hook, clientSecret: spec.clientSecret }
}

/** What the admin does at the vendor: registers the addresses and scopes that the console's page gives to copy. */
async function vendorApp(urls, connector, base, appKey, html) {
  const copied = [...html.matchAll(/data-copy="([^"]*)"/g)].map(([, text]) => text)
  const redirect = copied.find((text) => text.includes('/oauth/callback/'))
  if (redirect !== `${base}/oauth/callback/${appKey}`)
    throw new Error(`The page shows the redirect address ${redirect}`)
  const webhook = copied.find((text) => text.includes('/webhooks/'))
  const required = /data-name="scopes" data-copy="([^"]*)"/.exec(html)?.[1]?.split(' ') ?? []
  const all = [...html.matchAll(/<tr><td[^>]*><code>([^<]+)<\/code>/g)].map(([, scope]) => scope)
  const app = await control(urls, 'POST', `/_sandbox/apps/${connector}`, {
    redirectUris: [redirect],
    scopes: required,
    optionalScopes: all.filter((scope) => !required.includes(scope)),
    ...(webhook === undefined ? {} : { webhookTargetUrl: webhook }),
  })
  return { ...app, hook: webhook ?? null }
}

export async function connectBroker({ base, admin }, urls) {
  const { url, secret, name } = await control(urls, 'GET', '/_sandbox/broker')
  const page = await admin.submit(
    await admin.get(`${base}/connections/new/broker-webhook`),
    '/connections/new/broker-webhook',
    { label: name, url, secret },
  )
  return admin.submit(page, '/grant', { verb: 'suppress' })
}

/** The mailbox that takes the replies. */
export async function connectMailbox({ base, admin }, urls) {
  const settings = await control(urls, 'GET', '/_sandbox/mailbox')
  const values = Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]))
  return admin.submit(await admin.get(`${base}/connections/new/mailbox`), '/connections/new/mailbox', {
    label: 'Réponses',
    ...values,
  })
}

export async function grantAll({ admin }, pages, verbs = ['suppress', 'tag', 'remove']) {
  for (const url of pages) {
    for (const verb of verbs) {
      const page = await admin.get(url)
      await admin.submit(page, '/grant', { verb })
    }
  }
}

/** Asks the product's own API. */
export async function callApi(base, apiKey, path) {
  const answer = await call(base + path, {
    headers: { authorization: `Bearer ${apiKey}` },
    signal: AbortSignal.timeout(20_000),
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`)
  return answer.json()
}

/**
 * Presses "Run now" and waits for the end of that run; gives it, or throws when it ended badly. While a run goes on
 * that began by itself (the night's, one of lost events) there is no button, and a press just after its start leads to
 * it: its end is waited for, then it is pressed again.
 */
export async function runHygiene({ base, admin }, apiKey) {
  for (;;) {
    const page = await admin.get(`${base}/runs`)
    if (!formsOf(page.html).some(({ action, method }) => action === '/runs' && method === 'POST')) {
      await pause(200)
      continue
    }
    const { url } = await admin.submit(page, '/runs')
    const run = await endOfRun(base, apiKey, new URL(url).pathname.split('/').at(-1))
    if (!run.requestedBy.includes('@')) continue
    if (run.state === 'failed') throw new Error(`A run ended badly: ${run.failure}`)
    return run
  }
}

async function endOfRun(base, apiKey, id) {
  for (;;) {
    const run = (await callApi(base, apiKey, '/api/v1/status')).runs.find((one) => one.id === id)
    if (run === undefined) throw new Error(`The run ${id} is not among the latest`)
    if (run.state !== 'running') return run
    await pause(100)
  }
}

/**
 * Of requests that the sandbox received, those that write at a CRM: searches and the listening for changes are posts
 * too.
 */
export function writesOf(requests) {
  return requests.filter(
    (request) =>
      request.method !== 'GET' &&
      request.system !== 'broker' &&
      !/oauth|\/batch\/read|\/search|\/token|services\/oauth2|\/cometd\/|composite(?:\/sobjects\/\w+)?$/.test(
        request.path,
      ),
  )
}

/** Calls the sandbox's control server. */
export async function control(urls, method, path, body) {
  const answer = await call(urls.control + path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 300)}`)
  return JSON.parse(text)
}
