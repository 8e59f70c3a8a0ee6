import { randomUUID } from 'node:crypto'
import type { Answer, Call } from '../core/call.ts'
import type { Clock } from '../core/clock.ts'
import { RateBucket } from '../core/rate-bucket.ts'
import { Router } from '../core/router.ts'
import type { Vendor } from '../core/vendor-server.ts'
import type { HubSpotAuth } from './account/auth.ts'
import { bearer, createHubSpotAuth } from './account/auth.ts'
import { addContactRoutes } from './records/contacts-api.ts'
import type { HubSpotContext } from './account/context.ts'
import { enter } from './account/context.ts'
import { addAssociationRoutes } from './records/associations.ts'
import { addDispositionRoutes } from './records/dispositions.ts'
import { addObjectRoutes } from './records/objects-api.ts'
import { addPipelineRoutes } from './records/pipelines.ts'
import { errorAnswer, rateLimitAnswer } from './account/errors.ts'
import { addFormRoutes } from './records/forms.ts'
import { HubSpotJournal } from './webhook/journal.ts'
import { addManageRoutes, managePath } from './preferences/manage-page.ts'
import { addOAuthRoutes } from './account/oauth.ts'
import { hubspotAppRouter } from './account/authorize.ts'
import { addPreferenceRoutes } from './preferences/preferences-api.ts'
import { addPreferenceV3Routes } from './preferences/preferences-v3.ts'
import { addPropertyRoutes } from './records/properties-api.ts'
import { createHubSpotStore } from './records/store.ts'
import type { HubSpotStore } from './account/types.ts'
import { Webhooks } from './webhook/webhooks.ts'

export interface HubSpot {
  readonly store: HubSpotStore
  readonly auth: HubSpotAuth
  readonly webhooks: Webhooks
  readonly api: Vendor
  readonly app: Vendor
}

export function createHubSpot(options: {
  clock: Clock
  seed: number
  limitsX: number
  searchLagMs: number
  appUrl: () => string
  apiUrl: () => string
}): HubSpot {
  const store = createHubSpotStore(options.clock, options.seed, options.searchLagMs)
  const auth = createHubSpotAuth(options.clock)
  const journal = new HubSpotJournal(store, auth, options.apiUrl)
  const webhooks = new Webhooks(store, auth, journal)
  const context: HubSpotContext = { store, auth }
  const api = new Router()
  addOAuthRoutes(api, store, auth)
  addContactRoutes(api, context)
  addPropertyRoutes(api, context)
  addPreferenceRoutes(api, context, (email) => options.appUrl() + managePath(store, email))
  addPreferenceV3Routes(api, context)
  addObjectRoutes(api, context)
  addDispositionRoutes(api, context)
  addAssociationRoutes(api, context)
  addPipelineRoutes(api, context)
  addFormRoutes(api, context)
  addAccountRoutes(api, context)
  journal.addTo(api)
  const app = hubspotAppRouter(store, auth)
  addManageRoutes(app, store, () => webhooks.flush(true))
  const flush = (keep: boolean): void => webhooks.flush(keep)
  return {
    store,
    auth,
    webhooks,
    api: { ...common(store, api, flush), around: limiter(store, auth, options.limitsX) },
    app: { ...common(store, app, flush), around: (_call, work) => ({ answer: work() }) },
  }
}

function common(store: HubSpotStore, router: Router, flush: (keep: boolean) => void): Omit<Vendor, 'around'> {
  return {
    system: 'hubspot',
    router,
    journal: store.journal,
    isWrite,
    afterWrite: flush,
    // docs/reference/hubspot.md#paths: a JSON body for an unknown path, 405 for a wrong method.
    notFound: () =>
      errorAnswer(404, { category: 'OBJECT_NOT_FOUND', message: 'Unable to find the requested resource' }),
    wrongMethod: (_call, allow) => ({
      status: 405,
      headers: { allow: [...new Set(allow)].join(', ') },
      json: { status: 'error', message: 'HTTP 405 Method Not Allowed', correlationId: randomUUID() },
    }),
    rateLimited: (_fault, call) => rateLimitAnswer(call.path.endsWith('/search') ? 'SECONDLY' : 'TEN_SECONDLY_ROLLING'),
  }
}

function isWrite(call: Call): boolean {
  if (call.method === 'GET' || call.method === 'HEAD') return false
  return !/\/(search|batch\/read|unsubscribe-all\/read|introspect|token|links\/generate|authorize)\/?$/.test(call.path)
}

/**
 * docs/reference/hubspot.md#rate-limits: 110 per 10 s per portal and app; search apart, 5 per second per portal,
 * without headers.
 */
function limiter(store: HubSpotStore, auth: HubSpotAuth, limitsX: number): Vendor['around'] {
  const burst = new RateBucket(110 * limitsX, 10_000)
  const searches = new RateBucket(5 * limitsX, 1_000)
  return (call, work) => {
    if (call.path.startsWith('/oauth/')) return { answer: work() }
    if (call.path.endsWith('/search')) {
      if (!searches.take(String(store.portalId)).allowed)
        return { answer: rateLimitAnswer('SECONDLY'), effect: 'rate-limited' }
      return { answer: work() }
    }
    const token = auth.access.get(bearer(call) ?? '')
    if (token === undefined) return { answer: work() }
    const { allowed, remaining } = burst.take(token.grant.clientId)
    const max = burst.max === 0 ? 1_000_000 : burst.max
    const headers = {
      'x-hubspot-ratelimit-max': String(max),
      'x-hubspot-ratelimit-remaining': String(remaining),
      'x-hubspot-ratelimit-interval-milliseconds': '10000',
      'x-hubspot-ratelimit-secondly': String(Math.floor(max / 10)),
      'x-hubspot-ratelimit-secondly-remaining': String(Math.floor(remaining / 10)),
    }
    const answer: Answer = allowed ? work() : rateLimitAnswer('TEN_SECONDLY_ROLLING')
    return {
      answer: { ...answer, headers: { ...answer.headers, ...headers } },
      ...(allowed ? {} : { effect: 'rate-limited' }),
    }
  }
}

function addAccountRoutes(router: Router, context: HubSpotContext): void {
  const { store } = context
  router.on('GET', '/account-info/{v3|2025-09|2026-03|2026-09}/details', (call) => {
    enter(context, call)
    return {
      status: 200,
      json: {
        portalId: store.portalId,
        accountType: 'STANDARD',
        timeZone: 'Europe/Paris',
        companyCurrency: 'EUR',
        additionalCurrencies: [],
        utcOffset: '+01:00',
        utcOffsetMilliseconds: 3_600_000,
        uiDomain: 'app-eu1.hubspot.com',
        dataHostingLocation: 'eu1',
      },
    }
  })
  for (const path of ['/crm/v3/owners', '/crm/owners/{2025-09|2026-03|2026-09}'])
    router.on('GET', path, (call) => {
      enter(context, call, ['crm.objects.owners.read'])
      const owner = {
        id: '7001',
        email: 'camille.roy@entreprise.example.test',
        type: 'PERSON',
        firstName: 'Camille',
        lastName: 'Roy',
        userId: 42,
        createdAt: '2020-01-15T08:00:00.000Z',
        updatedAt: '2020-01-15T08:00:00.000Z',
        archived: false,
        teams: [],
      }
      return { status: 200, json: { results: [owner] } }
    })
}
