import { createHash, randomBytes } from 'node:crypto'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import type { ConnectedSystem, Connector } from '../../../src/connector/contract.ts'
import type { Access, Budget, ConnectorDeps } from '../../../src/connector/access.ts'
import type { HttpRequest } from '../../../src/connector/deps/http.ts'
import type {
  OAuth2Spec,
  OAuthApp,
  OAuthCall,
  OAuthCredentials,
  PlainHttp,
  TokenGrant,
} from '../../../src/connector/oauth-spec.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { urlOf, type Vendor, type VendorDeclaration } from '../../../src/connector/deps/vendor.ts'
import { parseConfig } from '../../../src/config.ts'
import type { Clock } from '../../../src/domain/app/clock.ts'
import { controlCall, startSandboxStandIn, type StartStandIn } from '../../support/stand-in.ts'
import { noThreads } from './no-threads.ts'

export type Json = Record<string, unknown>

/** Stand-ins with the hands of a tester on them. Everything goes over HTTP. */
export interface World {
  /** One of their addresses. Throws when they have none of that name. */
  url(name: string): string
  /** Whether a call may go there: nothing but what the test started. */
  isOurs(origin: string): boolean
  /** Where the vendor of a connector is reached in this world. */
  vendorOf(connector: VendorDeclaration & { readonly id: string }): Vendor
  /** What a call of its OAuth client goes through. */
  oauthCall(connector: VendorDeclaration & { readonly id: string }): OAuthCall
  readonly clock: Clock
  /** All log lines written by connectors, as text. */
  readonly logLines: string[]
  readonly http: PlainHttp
  /** Deadline of every call through `http`. */
  deadlineMs: number
  advance(ms: number): Promise<void>
  control<T = Json>(method: 'GET' | 'POST' | 'DELETE' | 'PATCH', path: string, body?: unknown): Promise<T>
  close(): Promise<void>
}

export async function startWorld(
  options: { contacts: number; seed?: number; limitsX?: number; searchLagMs?: number },
  start: StartStandIn = startSandboxStandIn,
): Promise<World> {
  const standIn = await start({ seed: 7, limitsX: 0, searchLagMs: 0, ...options })
  const logLines: string[] = []
  let offsetMs = 0
  const world: World = {
    url(name) {
      const url = standIn.urls[name]
      if (url === undefined) throw new Error(`The stand-in has no address ${name}`)
      return url
    },
    isOurs: (origin) => Object.values(standIn.urls).includes(origin) || origin.startsWith('http://127.0.0.1:'),
    vendorOf: (connector) => parseConfig(standIn.environment, [connector]).vendors[connector.id] ?? noVendor,
    oauthCall: (connector) => ({ http: world.http, vendor: world.vendorOf(connector), now: world.clock.now() }),
    clock: { now: () => new Date(Date.now() + offsetMs) },
    logLines,
    deadlineMs: 10_000,
    http: (request) => plainHttp(request, world),
    async advance(ms) {
      offsetMs = Number((await world.control('POST', '/_sandbox/clock', { advanceMs: ms }))['offsetMs'])
    },
    control: (method, path, body) => controlCall(standIn.control, method, path, body),
    close: () => standIn.close(),
  }
  return world
}

const noVendor: Vendor = { urls: {}, moreHosts: [] }

/** The product's network in small: deadline, no redirects, and no call to anywhere that the test did not start. */
async function plainHttp(
  request: HttpRequest,
  world: World,
): Promise<{ status: number; headers: Headers; body: string }> {
  const { origin } = new URL(request.url)
  if (!world.isOurs(origin)) throw new Error(`undeclared outbound call to ${origin}`)
  const deadline = AbortSignal.timeout(Math.min(request.timeoutMs ?? world.deadlineMs, world.deadlineMs))
  const signal = request.signal === undefined ? deadline : AbortSignal.any([deadline, request.signal])
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers },
      redirect: 'manual',
      signal,
      ...(request.body === undefined ? {} : { body: request.body }),
    })
    return { status: response.status, headers: response.headers, body: await response.text() }
  } catch (cause) {
    throw new ConnectorError('unavailable', 'The call had no answer.', { cause })
  }
}

export interface Takes {
  lane: string
  calls: number
  bucket: string
}

/** A budget that never waits and remembers what was taken and seen. */
export interface MemoryBudget extends Budget {
  readonly taken: Takes[]
  readonly observed: Parameters<Budget['observe']>[0][]
}

export function memoryBudget(): MemoryBudget {
  const taken: Takes[] = []
  const observed: Parameters<Budget['observe']>[0][] = []
  return {
    taken,
    observed,
    take(lane, calls, bucket = 'calls') {
      taken.push({ lane, calls, bucket })
      return Promise.resolve()
    },
    observe: (seen) => void observed.push(seen),
  }
}

/** A Connection made through the vendor's consent page, with the tokens it holds now. */
export interface Connected {
  readonly app: OAuthApp
  readonly access: Access<OAuthCredentials>
  readonly budget: MemoryBudget
  credentials(): OAuthCredentials
  open(change?: Partial<ConnectorDeps>, access?: Partial<Access<OAuthCredentials>>): ConnectedSystem
}

export async function connect(
  world: World,
  connector: Connector<OAuthCredentials>,
  app: OAuthApp,
  sourceProperty: string,
  more: { activities?: boolean } = {},
): Promise<Connected> {
  const grant = await consent(world, connector, app, more)
  return connectedWith(world, connector, app, grant, sourceProperty)
}

/** Goes through the vendor's page as an admin who presses "allow". */
export async function consent(
  world: World,
  connector: Connector<OAuthCredentials>,
  app: OAuthApp,
  more: { activities?: boolean } = {},
): Promise<TokenGrant> {
  const spec = connector.auth as OAuth2Spec
  const vendor = world.vendorOf(connector)
  const verifier = spec.pkce ? randomBytes(32).toString('base64url') : null
  const codeChallenge = verifier === null ? null : createHash('sha256').update(verifier).digest('base64url')
  const state = randomBytes(32).toString('base64url')
  const target = spec.authorizeUrl(app, { state, codeChallenge, ...more }, vendor)
  const page = await (await fetch(target)).text()
  const action = /<form method="post" action="([^"]*)"/.exec(page)?.[1]
  if (action === undefined) throw new Error(`no consent form: ${page}`)
  const fields = [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(
    ([, name = '', value = '']): [string, string] => [unescape(name), unescape(value)],
  )
  const body = new URLSearchParams([...fields, ['decision', 'allow']])
  const answer = await fetch(new URL(action, target), { method: 'POST', body, redirect: 'manual' })
  const location = new URL(answer.headers.get('location') ?? 'http://localhost/no-location')
  if (location.searchParams.get('state') !== state) throw new Error('the vendor did not echo the state')
  const given = { code: location.searchParams.get('code') ?? '', codeVerifier: verifier }
  return spec.exchange(app, given, world.oauthCall(connector))
}

function unescape(html: string): string {
  return html
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

function connectedWith(
  world: World,
  connector: Connector<OAuthCredentials>,
  app: OAuthApp,
  grant: TokenGrant,
  sourceProperty: string,
): Connected {
  const spec = connector.auth as OAuth2Spec
  const vendor = world.vendorOf(connector)
  let current: OAuthCredentials = grant
  const renew = async (): Promise<string> => {
    current = await spec.refresh(app, current, world.oauthCall(connector))
    return current.accessToken
  }
  const access: Access<OAuthCredentials> = {
    get credentials() {
      return current
    },
    token: () =>
      current.expiresAt !== null && current.expiresAt <= world.clock.now()
        ? renew()
        : Promise.resolve(current.accessToken),
    renewToken: (failed) => (failed === current.accessToken ? renew() : Promise.resolve(current.accessToken)),
    baseUrl: () => Promise.resolve(current.instanceUrl ?? urlOf(vendor, 'api')),
    accountId: grant.accountId,
    scopes: grant.scopes,
    sourceProperty,
    pushed: true,
    ...(spec.appToken === undefined
      ? {}
      : { appToken: (scopes) => spec.appToken?.(app, scopes, world.oauthCall(connector)) ?? Promise.resolve('') }),
  }
  const budget = memoryBudget()
  const log = pino(
    { level: 'trace' },
    new Writable({ write: (chunk: Buffer, _encoding, done) => (world.logLines.push(chunk.toString()), done()) }),
  )
  return {
    app,
    access,
    budget,
    credentials: () => current,
    open: (change = {}, changed = {}) =>
      connector.open(Object.keys(changed).length === 0 ? access : { ...access, ...changed }, {
        log,
        clock: world.clock,
        http: world.http,
        threads: noThreads,
        budget,
        lane: 'objection',
        vendor,
        ...change,
      }),
  }
}

/** The kind and details of what `work` throws; fails when it does not throw a ConnectorError. */
export async function failureOf(work: Promise<unknown>): Promise<ConnectorError> {
  try {
    await work
  } catch (error) {
    if (error instanceof ConnectorError) return error
    throw error
  }
  throw new Error('the call was expected to fail')
}
