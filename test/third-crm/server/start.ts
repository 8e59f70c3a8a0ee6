import { randomUUID } from 'node:crypto'
import type { Call, Json } from '../../../sandbox/core/call.ts'
import { isObject, listOf, stringOf } from '../../../sandbox/core/call.ts'
import { createClock } from '../../../sandbox/core/clock.ts'
import { ActError, controlResponder, controlRoutes, type ControlledSystem } from '../../../sandbox/core/control.ts'
import { Faults } from '../../../sandbox/core/faults.ts'
import { RateBucket } from '../../../sandbox/core/rate-bucket.ts'
import { recordPage } from '../../../sandbox/core/record-page.ts'
import { Recorder } from '../../../sandbox/core/recorder.ts'
import { Router } from '../../../sandbox/core/router.ts'
import { listen } from '../../../sandbox/core/server.ts'
import { vendorResponder, type Vendor } from '../../../sandbox/core/vendor-server.ts'
import type { StandIn } from '../../support/stand-in.ts'
import { addPerson, changePerson, emptied, errorAnswer, openAccount, type Account, type Person } from './account.ts'
import { addConsentRoutes, addTokenRoute, openAuth, type Auth } from './oauth.ts'
import { addPeopleRoutes } from './people-api.ts'
import { Webhooks } from './webhooks.ts'

const limit = { max: 600, windowMs: 60_000 }
const dayMs = 86_400_000

/** A stand-in of Carnet CRM: its login page, its API, and a control server with the hands of a tester. */
export async function startCarnet(options: { contacts: number; limitsX: number }): Promise<StandIn> {
  const clock = createClock()
  const faults = new Faults()
  const recorder = new Recorder(clock)
  const account = openAccount(clock)
  const auth = openAuth(clock)
  const webhooks = new Webhooks(account, auth)
  for (let index = 1; index <= options.contacts; index += 1) addPerson(account, seeded(index, clock.now()), 'user:1')
  account.outbox.length = 0
  const urls = { app: '', api: '', control: '' }
  const consent = new Router()
  addConsentRoutes(consent, auth)
  consent.on('GET', '/people/:id', ({ params }) =>
    recordPage('Carnet CRM', `Person ${params['id']}`, account.people.get(params['id'] ?? '')),
  )
  const api = new Router()
  addTokenRoute(api, auth, () => account.switches.dataHost || urls.api)
  addPeopleRoutes(api, account, auth)
  const serve = async (name: string, router: Router) => {
    const vendor = vendorOf(router, account, webhooks, options.limitsX)
    const server = await listen('127.0.0.1', 0, vendorResponder(vendor, faults, recorder))
    return { ...server, url: `http://${name}:${server.port}` }
  }
  const systems = { carnet: controlled(account, auth, webhooks) }
  const control = controlRoutes({ clock, faults, recorder, systems, urls: () => ({ ...urls }) })
  const servers = [await serve('localhost', consent), await serve('127.0.0.1', api)]
  const hands = await listen('127.0.0.1', 0, controlResponder(control))
  Object.assign(urls, { app: servers[0]?.url, api: servers[1]?.url, control: `http://127.0.0.1:${hands.port}` })
  return {
    control: urls.control,
    urls,
    environment: { CARNET_APP_URL: urls.app, CARNET_API_URL: urls.api },
    async close() {
      webhooks.close()
      await Promise.all([...servers, hands].map((server) => server.close()))
    },
  }
}

/** Somebody who replied lately and came by the vendor's form. */
function seeded(index: number, now: number): Partial<Person> {
  return {
    emails: [`person-${index}@carnet.example.test`],
    first_name: 'Ada',
    last_name: `Test ${index}`,
    job_title: 'Production manager',
    company: 'Exemple Industries',
    country: 'FR',
    origin: 'web-form',
    created_at: now - 400 * dayMs,
    last_reply_at: now - 30 * dayMs,
  }
}

/** Wall-clock limit per token, told with each answer; reads by POST are no writes. */
function vendorOf(router: Router, account: Account, webhooks: Webhooks, limitsX: number): Vendor {
  const bucket = new RateBucket(limit.max * limitsX, limit.windowMs)
  const headersFor = (left: number) => ({
    'carnet-calls-max': String(limitsX === 0 ? 1_000_000 : bucket.max),
    'carnet-calls-left': String(Math.max(0, left)),
    'carnet-calls-window': String(limit.windowMs / 1_000),
  })
  const tooMany = () => ({ ...errorAnswer(429, 'too_many_calls'), headers: { ...headersFor(0), 'retry-after': '5' } })
  return {
    system: 'carnet',
    router,
    journal: account.journal,
    isWrite: ({ method, path }: Call) => method !== 'GET' && !/\/people\/(read|find)$/u.test(path),
    notFound: () => errorAnswer(404, 'no_such_path'),
    wrongMethod: () => errorAnswer(405, 'wrong_method'),
    rateLimited: tooMany,
    around(call, work) {
      if (!call.path.startsWith('/v1/')) return { answer: work() }
      const { allowed, remaining } = bucket.take(call.headers.authorization ?? '')
      if (!allowed) return { answer: tooMany(), effect: 'rate-limited' }
      const answer = work()
      return { answer: { ...answer, headers: { ...headersFor(remaining), ...answer.headers } } }
    },
    afterWrite: (keep) => webhooks.flush(keep),
  }
}

function controlled(account: Account, auth: Auth, webhooks: Webhooks): ControlledSystem {
  return {
    switches: account.switches,
    state: () => ({ people: [...account.people.values()], fields: [...account.fields.values()] }),
    counts: () => ({ people: account.people.size }),
    search: () => [],
    registerApp(body) {
      const app = { clientId: randomUUID(), clientSecret: randomUUID() }
      auth.apps.set(app.clientId, {
        ...app,
        redirectUris: listOf(body['redirectUris']).map(String),
        scopes: listOf(body['scopes']).map(String),
        webhookUrl: stringOf(body['webhookTargetUrl']) ?? null,
      })
      return app
    },
    tokens(action) {
      if (action === 'revoke') for (const grant of auth.grants) grant.alive = false
      else for (const token of auth.access.values()) token.expiresAt = Math.min(token.expiresAt, auth.clock.now() - 1)
    },
    changeScopes(drop, add) {
      for (const grant of auth.grants)
        grant.scopes = [...new Set([...grant.scopes.filter((scope) => !drop.includes(scope)), ...add])]
      return auth.grants.flatMap(({ scopes }) => scopes)
    },
    act(body) {
      const done = act(account, body)
      webhooks.flush(true)
      return done
    },
  }
}

/** What a user of the account does at its screens: `by` says who. */
function act(account: Account, body: Json): Json {
  const by = stringOf(body['by']) ?? 'user:7'
  const set = (isObject(body['set']) ? body['set'] : {}) as Partial<Person>
  if (body['act'] === 'create') return { ...addPerson(account, set, by) }
  const person = account.people.get(String(body['id']))
  if (person === undefined) throw new ActError('id must be that of a person')
  const changes: Readonly<Record<string, Partial<Person>>> = {
    update: set,
    bin: { state: 'binned' },
    restore: { state: 'live' },
    purge: emptied,
  }
  const change = changes[String(body['act'])]
  if (change === undefined) throw new ActError('act must be create, update, bin, restore or purge')
  return { ...changePerson(account, person, change, by) }
}
