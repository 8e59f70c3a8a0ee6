import type { Call } from '../core/call.ts';
import type { Clock } from '../core/clock.ts';
import type { Fault } from '../core/faults.ts';
import { Router } from '../core/router.ts';
import type { Vendor } from '../core/vendor-server.ts';
import { addCollectionRoutes } from './collections.ts';
import { errorAnswer, texts } from './errors.ts';
import type { SalesforceAuth } from './oauth.ts';
import { addSalesforceOAuth, createSalesforceAuth } from './oauth.ts';
import { addQueryRoutes } from './query-api.ts';
import { addSoapRoutes } from './soap.ts';
import { addSobjectRoutes } from './sobjects-api.ts';
import type { SalesforceStore } from './store.ts';
import { createSalesforceStore } from './store.ts';

export interface Salesforce {
  readonly store: SalesforceStore;
  readonly auth: SalesforceAuth;
  readonly login: Vendor;
  readonly instance: Vendor;
}

const dailyCalls = 100_000;

export function createSalesforce(options: { clock: Clock; limitsX: number; urls: () => { login: string; instance: string } }): Salesforce {
  const store = createSalesforceStore(options.clock);
  const auth = createSalesforceAuth(options.clock, options.urls);
  const context = { store, auth };
  const max = options.limitsX === 0 ? 100_000_000 : dailyCalls * options.limitsX;
  let used = 0;
  const login = new Router();
  addSalesforceOAuth(login, store, auth);
  const instance = new Router();
  addSalesforceOAuth(instance, store, auth);
  addQueryRoutes(instance, context);
  addCollectionRoutes(instance, context);
  addSobjectRoutes(instance, context, () => ({ max, remaining: Math.max(0, max - used) }));
  addSoapRoutes(instance, context);
  const around: Vendor['around'] = (call, work) => {
    if (!call.path.startsWith('/services/data/')) return { answer: work() };
    // salesforce.md §8, §10.17: the header on every REST answer, 403 when the day is spent.
    used += 1;
    const allowed = used <= max;
    const answer = allowed ? work() : errorAnswer(403, { code: 'REQUEST_LIMIT_EXCEEDED', message: texts.limit });
    return { answer: { ...answer, headers: { ...answer.headers, 'sforce-limit-info': `api-usage=${Math.min(used, max)}/${max}` } }, ...(allowed ? {} : { effect: 'rate-limited' }) };
  };
  return { store, auth, login: { ...common(store, login), around: (_call, work) => ({ answer: work() }) }, instance: { ...common(store, instance), around } };
}

function common(store: SalesforceStore, router: Router): Omit<Vendor, 'around'> {
  return {
    system: 'salesforce', router, journal: store.journal, isWrite, afterWrite: () => undefined,
    notFound: () => errorAnswer(404, { code: 'NOT_FOUND', message: texts.notFound }),
    wrongMethod: (call, allow) => ({ ...errorAnswer(405, { code: 'METHOD_NOT_ALLOWED', message: `HTTP Method '${call.method}' not allowed. Allowed are ${[...new Set(allow)].join(',')}` }), headers: { allow: [...new Set(allow)].join(', ') } }),
    // 403 REQUEST_LIMIT_EXCEEDED, or the server's 503 protection when the fault says so (salesforce.md §8).
    rateLimited: (fault: Fault) => (fault.status === 503
      ? errorAnswer(503, { code: 'SERVER_UNAVAILABLE', message: 'Server is temporarily unavailable: rate protection' })
      : errorAnswer(fault.status ?? 403, { code: 'REQUEST_LIMIT_EXCEEDED', message: texts.limit })),
  };
}

function isWrite(call: Call): boolean {
  if (call.method === 'GET' || call.method === 'HEAD') return false;
  if (call.method === 'POST' && /\/composite\/sobjects\/[^/]+\/?$/.test(call.path)) return false;
  return !/\/oauth2\//.test(call.path);
}
