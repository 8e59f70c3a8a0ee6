import type { Answer, Call } from '../core/call.ts'
import type { Clock } from '../core/clock.ts'
import type { Fault } from '../core/faults.ts'
import { Router } from '../core/router.ts'
import type { Vendor } from '../core/vendor-server.ts'
import { BulkQueries } from './records/bulk-query.ts'
import { addCollectionRoutes } from './records/collections.ts'
import { addCompositeRoute } from './records/composite.ts'
import { ChangeEvents } from './webhook/change-events.ts'
import { Cometd } from './webhook/cometd.ts'
import { addEngagementRoutes } from './records/engagement.ts'
import { errorAnswer, texts } from './account/errors.ts'
import { OutboundMessages } from './webhook/outbound-messages.ts'
import type { SalesforceAuth } from './account/auth.ts'
import { createSalesforceAuth } from './account/auth.ts'
import { addSalesforceOAuth } from './account/oauth.ts'
import { addQueryRoutes } from './records/query-api.ts'
import { addSoapRoutes } from './records/soap.ts'
import { addSobjectRoutes } from './records/sobjects-api.ts'
import type { SalesforceStore } from './account/store.ts'
import { createSalesforceStore } from './account/store.ts'

export interface Salesforce {
  readonly store: SalesforceStore
  readonly auth: SalesforceAuth
  readonly login: Vendor
  readonly instance: Vendor
  readonly changes: ChangeEvents
  readonly cometd: Cometd
  readonly bulk: BulkQueries
  close(): void
}

const dailyCalls = 100_000

export function createSalesforce(options: {
  clock: Clock
  limitsX: number
  urls: () => { login: string; instance: string }
}): Salesforce {
  const store = createSalesforceStore(options.clock)
  const auth = createSalesforceAuth(options.clock, options.urls)
  const context = { store, auth }
  const calls = countedCalls(options.limitsX === 0 ? 100_000_000 : dailyCalls * options.limitsX)
  const login = new Router()
  addSalesforceOAuth(login, store, auth)
  const instance = new Router()
  addSalesforceOAuth(instance, store, auth)
  addQueryRoutes(instance, context)
  addCollectionRoutes(instance, context)
  addCompositeRoute(instance, context)
  addSobjectRoutes(instance, context, calls.left)
  addSoapRoutes(instance, context)
  addEngagementRoutes(instance, context)
  const bulk = new BulkQueries(context)
  bulk.addTo(instance)
  const changes = new ChangeEvents(store)
  const cometd = new Cometd(context, changes)
  cometd.addTo(instance)
  const outbound = new OutboundMessages(store, changes)
  const around: Vendor['around'] = (call, work) => {
    changes.origin = originOf(call)
    changes.user = store.userId
    try {
      return calls.limited(call, work)
    } finally {
      changes.origin = ''
      changes.user = store.screenUserId
    }
  }
  const afterWrite = (keep: boolean): void => {
    if (!keep) changes.drop()
  }
  return {
    store,
    auth,
    changes,
    cometd,
    bulk,
    close: () => outbound.close(),
    login: { ...common(store, login), around: (_call, work) => ({ answer: work() }) },
    instance: {
      ...common(store, instance),
      around,
      afterWrite,
      // docs/reference/salesforce.md#long-calls: too many long calls at once get the code of a spent day; only the
      // header tells them apart.
      rateLimited: (fault, call) => calls.withUsage(common(store, instance).rateLimited(fault, call)),
    },
  }
}

/**
 * The calls of the day (docs/reference/salesforce.md#limit-info, #daily-calls): the header on every REST answer, 403
 * when the day is spent.
 */
function countedCalls(max: number): {
  readonly left: () => { max: number; remaining: number }
  readonly withUsage: (answer: Answer) => Answer
  readonly limited: Vendor['around']
} {
  let used = 0
  const withUsage = (answer: Answer): Answer => ({
    ...answer,
    headers: { ...answer.headers, 'sforce-limit-info': `api-usage=${Math.min(used, max)}/${max}` },
  })
  return {
    left: () => ({ max, remaining: Math.max(0, max - used) }),
    withUsage,
    limited(call, work) {
      if (!call.path.startsWith('/services/data/')) return { answer: work() }
      used += 1
      if (used <= max) return { answer: withUsage(work()) }
      return {
        answer: withUsage(errorAnswer(403, { code: 'REQUEST_LIMIT_EXCEEDED', message: texts.limit })),
        effect: 'rate-limited',
      }
    },
  }
}

function common(store: SalesforceStore, router: Router): Omit<Vendor, 'around'> {
  return {
    system: 'salesforce',
    router,
    journal: store.journal,
    isWrite,
    afterWrite: () => undefined,
    notFound: () => errorAnswer(404, { code: 'NOT_FOUND', message: texts.notFound }),
    wrongMethod: (call, allow) => ({
      ...errorAnswer(405, {
        code: 'METHOD_NOT_ALLOWED',
        message: `HTTP Method '${call.method}' not allowed. Allowed are ${[...new Set(allow)].join(',')}`,
      }),
      headers: { allow: [...new Set(allow)].join(', ') },
    }),
    // 403 REQUEST_LIMIT_EXCEEDED, or the server's 503 protection when the fault says so
    // (docs/reference/salesforce.md#daily-calls).
    rateLimited: (fault: Fault) =>
      fault.status === 503
        ? errorAnswer(503, {
            code: 'SERVER_UNAVAILABLE',
            message: 'Server is temporarily unavailable: rate protection',
          })
        : errorAnswer(fault.status ?? 403, { code: 'REQUEST_LIMIT_EXCEEDED', message: texts.limit }),
  }
}

/** docs/reference/salesforce.md#cdc-origin: what the client called itself comes back with the event. */
function originOf(call: Call): string {
  const client = /client=([^,;]+)/.exec(String(call.headers['sforce-call-options'] ?? ''))?.[1]?.trim()
  const version = /\/v(\d+\.\d)\//.exec(call.path)?.[1] ?? '66.0'
  return `com/salesforce/api/rest/${version};client=${client ?? 'unnamed'}`
}

function isWrite(call: Call): boolean {
  if (call.method === 'GET' || call.method === 'HEAD' || call.path.startsWith('/cometd/')) return false
  if (call.method === 'POST' && /\/composite\/sobjects\/[^/]+\/?$/.test(call.path)) return false
  if (/\/composite\/?$/.test(call.path)) return !/"method":"GET"/.test(call.raw.toString('utf8'))
  return !/\/oauth2\/|\/jobs\/query/.test(call.path)
}
