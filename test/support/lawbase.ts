import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { pino } from 'pino'
import { inject } from 'vitest'
import { brokerEmail } from '../../connectors/broker-email/index.ts'
import { brokerFile } from '../../connectors/broker-file/index.ts'
import { brokerTask } from '../../connectors/broker-task/index.ts'
import { brokerWebhook } from '../../connectors/broker-webhook/index.ts'
import { dataVendors } from '../../connectors/data-vendors/vendors.ts'
import { httpMailer, httpTemplate } from '../../connectors/http-template/index.ts'
import { hubspot } from '../../connectors/hubspot/index.ts'
import { mailbox } from '../../connectors/mailbox/index.ts'
import { oauthMailboxes } from '../../connectors/mailbox/oauth/providers.ts'
import { salesforce } from '../../connectors/salesforce/index.ts'
import { handlersFor } from '../../jobs/handlers.ts'
import { startSandbox, type Sandbox } from '../../sandbox/start.ts'
import type { ConnectorId } from '../../src/connector/contract.ts'
import { parseConfig } from '../../src/config.ts'
import { type Settings } from '../../src/domain/settings/settings.ts'
import { newMasterKey } from '../../src/crypto/envelope.ts'
import type { App } from '../../src/operations/app/app.ts'
import { advanceRun } from '../../src/operations/runs/advance-run.ts'
import { connectByForm } from '../../src/operations/connections/connect-by-form.ts'
import { grant } from '../../src/operations/propagation/rights.ts'
import { openApp, type OpenedApp } from '../../src/operations/app/open-app.ts'
import { startRun } from '../../src/operations/runs/start-run.ts'
import { startWorking, type Running } from '../../src/serve.ts'
import { openPool } from '../../src/store/app/database.ts'
import { saveSettings } from '../../src/store/settings/settings.ts'
import type { Role } from '../../src/domain/accounts/roles.ts'
import { findUser, insertUser, type User } from '../../src/store/accounts/users.ts'
import { carnet } from '../third-crm/connector/index.ts'
import { insertChecked } from './checked-broker.ts'
import { controlCall, sandboxEnvironment, type StandIn } from './stand-in.ts'
import { allowAgain, connectOAuth } from './connections/oauth.ts'
import { testSettings } from './test-settings.ts'
import { until } from './until.ts'

export type Json = Record<string, unknown>

/** The product on a database of its own beside a sandbox of its own, with real queues. */
export interface Lawbase {
  app: App
  opened: OpenedApp
  sandbox: Sandbox
  admin: User
  dpo: User
  control(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Json>
  /** Moves the one clock of product and sandbox forward. */
  advance(ms: number): Promise<void>
  work(): Promise<Running>
  /** A control server; without a name that of the sandbox. */
  controlOf(standIn?: StandIn): Lawbase['control']
  /** Goes through the consent page of a vendor; `scopes`: what its app may be asked for besides. */
  connect(
    connector: ConnectorId,
    at?: { standIn?: StandIn; loginHost?: string; scopes?: readonly string[]; sharedMailbox?: string },
  ): Promise<string>
  connectHubspot(): Promise<string>
  /** `scopes`: what the app at the vendor may be asked for besides. */
  connectSalesforce(scopes?: readonly string[]): Promise<string>
  /** Goes through the vendor's consent page once more for a connected system. */
  allowAgain(connectionId: string): Promise<void>
  connectBroker(): Promise<string>
  run(): Promise<void>
  /** Closes the program, lets something happen, and opens it again on the same database; `app` is then the new one. */
  reopen(between: () => Promise<void>): Promise<void>
  /** Where it is and what opens it. */
  place: { databaseUrl: string; masterKey: string; migrationsFolder: string }
  close(): Promise<void>
}

export interface LawbaseOptions {
  contacts: number
  seed?: number
  settings?: Partial<Settings>
  /** The broker of the settings has passed its checks, unless told not to. */
  brokerChecked?: boolean
  redisUrl?: string
  limitsX?: number
  /** Seconds between two polls; 5 when not told. */
  pollSeconds?: number
  /** Null: an installation that nothing can be pushed to. */
  publicUrl?: string | null
  /** Where the console listens, for tests that open it in a browser. */
  consoleUrl?: string
  /** Whether that is a name of its own (CONSOLE_URL). */
  isConsoleNamed?: boolean
  /** Who is believed about visitors; this machine, unless told otherwise. */
  trustedProxies?: readonly string[]
  smtpUrl?: string
  home?: string
  /** Stand-ins beside the sandbox, running; they are closed with it. */
  standIns?: readonly StandIn[]
  /** Hosts inside this machine that pages may be read from. */
  outboundHosts?: readonly string[]
  journalFolder?: string
}

/**
 * How far ahead of this machine the clock of product and stand-ins begins: at ten in the morning UTC, or at the hour
 * LAWBASE_TEST_HOUR (0 to 23), so that a test sees the same day and the same night run whenever it is run.
 */
const aheadMs = (() => {
  const hourMs = 3_600_000
  const begin = Number(process.env['LAWBASE_TEST_HOUR'] ?? 10) * hourMs
  return (((begin - Date.now()) % (24 * hourMs)) + 24 * hourMs) % (24 * hourMs)
})()

export const allConnectors = [
  hubspot,
  salesforce,
  carnet,
  brokerWebhook,
  mailbox,
  ...oauthMailboxes,
  brokerEmail,
  brokerTask,
  brokerFile,
  httpMailer,
  httpTemplate,
  ...dataVendors,
]

export async function startLawbase(options: LawbaseOptions): Promise<Lawbase> {
  const { standIns = [], contacts, seed = 7, limitsX = 0 } = options
  const sandbox = await startSandbox({ contacts, seed, limitsX, searchLagMs: 20, aheadMs })
  const environment = Object.assign({}, sandboxEnvironment(sandbox.urls), ...standIns.map((one) => one.environment))
  await advanceAll(standIns, aheadMs)
  let offsetMs = aheadMs
  const place = await makePlace()
  const config = configOf(options, place, environment)
  const clock = { now: () => new Date(Date.now() + offsetMs) }
  const open = () => openApp(config, allConnectors, clock, pino({ level: process.env['TEST_LOG'] ?? 'silent' }))
  let opened = await open()
  const { app } = opened
  const admin = await makeUser(app, 'admin')
  const dpo = await makeUser(app, 'dpo')
  await saveSettings(app.pool, { ...testSettings, ...options.settings }, admin.email, app.clock.now())
  if (options.brokerChecked !== false) await insertChecked(app.pool, 'Prospecta', app.clock.now())
  const controlOf: Lawbase['controlOf'] = (standIn) => (method, path, body) =>
    controlCall<Json>(standIn?.control ?? sandbox.urls.control, method, path, body)
  const control = controlOf()
  const connect: Lawbase['connect'] = (
    connector,
    { standIn, loginHost = null, scopes = [], sharedMailbox = '' } = {},
  ) => connectOAuth(app, admin, { connector, loginHost, control: controlOf(standIn), scopes, sharedMailbox })
  return {
    app,
    opened,
    sandbox,
    admin,
    dpo,
    control,
    controlOf,
    connect,
    place,
    reopen: async (between) => {
      await opened.close()
      await between()
      opened = await open()
      Object.assign(app, opened.app)
    },
    advance: async (ms) => {
      await advanceAll(standIns, ms)
      offsetMs = Number((await control('POST', '/_sandbox/clock', { advanceMs: ms }))['offsetMs'])
    },
    work: () => startWorking({ ...opened, app }, handlersFor, ['objections', 'webhooks', 'polls', 'hygiene'], true),
    connectHubspot: () => connect('hubspot'),
    connectSalesforce: (scopes = []) => connect('salesforce', { loginHost: sandbox.urls.salesforceLogin, scopes }),
    allowAgain: (connectionId) => allowAgain(app, admin, connectionId),
    connectBroker: () => connectBroker(app, admin, control),
    run: () => runToItsEnd(app, admin),
    close: async () => {
      await opened.close()
      await Promise.all([sandbox, ...standIns].map((one) => one.close()))
    },
  }
}

async function advanceAll(standIns: readonly StandIn[], ms: number): Promise<void> {
  for (const one of standIns) await controlCall(one.control, 'POST', '/_sandbox/clock', { advanceMs: ms })
}

/** An empty database of its own, with a key of its own. */
async function makePlace(): Promise<Lawbase['place']> {
  const database = `t_${randomUUID().replaceAll('-', '')}`
  const socketFolder = inject('socketFolder')
  const maker = openPool(
    { host: socketFolder, user: 'lawbase', database: 'postgres' },
    { max: 1, onError: () => undefined },
  )
  await maker.query(`create database ${database} template template_lawbase`)
  await maker.end()
  return {
    databaseUrl: `socket:${socketFolder}?db=${database}&user=lawbase`,
    masterKey: newMasterKey(),
    migrationsFolder: join(import.meta.dirname, '../../migrations'),
  }
}

function configOf(
  options: LawbaseOptions,
  place: Lawbase['place'],
  environment: Readonly<Record<string, string>>,
): Parameters<typeof openApp>[0] {
  return {
    home: options.home ?? join('/nonexistent', randomUUID()),
    ...place,
    redisUrl: options.redisUrl,
    vendors: parseConfig(environment, allConnectors).vendors,
    outboundHosts: options.outboundHosts ?? [],
    publicUrl: options.publicUrl === null ? undefined : (options.publicUrl ?? 'http://localhost:4180'),
    ...(options.smtpUrl === undefined
      ? {}
      : { smtpUrl: options.smtpUrl, mailFrom: 'Exemple Industries <stop@exemple.example.test>' }),
    consoleUrl: options.consoleUrl ?? 'http://localhost:4100',
    isConsoleNamed: options.isConsoleNamed ?? false,
    trustedProxies: options.trustedProxies ?? ['loopback'],
    pollSeconds: options.pollSeconds ?? 5,
    sandboxClock: true,
    owner: null,
    journalFolder: options.journalFolder,
  }
}

async function connectBroker(app: App, admin: User, control: Lawbase['control']): Promise<string> {
  const { secret, url, name } = await control('GET', '/_sandbox/broker')
  const id = await connectByForm(app, admin, 'broker-webhook', String(name), {
    url: String(url),
    secret: String(secret),
  })
  await grant(app, id, 'suppress', admin)
  return id
}

async function runToItsEnd(app: App, admin: User): Promise<void> {
  // One that began by itself comes to its end first.
  const id = await until('no other run is going on', () => startRun(app, admin.email))
  await advanceRun(app, id, AbortSignal.timeout(50_000))
}

/** So long ago that an account is new no more, and approves. */
export const longAgo = (now: Date): Date => new Date(now.getTime() - 30 * 86_400_000)

/** An account of a role, old enough to approve. */
export async function makeUser(app: App, role: Role): Promise<User> {
  const id = randomUUID()
  await insertUser(
    app.pool,
    { id, email: `${role}@exemple.example.test`, name: role, role, language: 'en', passwordHash: null },
    longAgo(app.clock.now()),
  )
  const user = await findUser(app.pool, { id })
  if (user === null) throw new Error('no user')
  return user
}
