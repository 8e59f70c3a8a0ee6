import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { brokerEmail } from '../../connectors/broker-email/index.ts'
import { brokerFile } from '../../connectors/broker-file/index.ts'
import { brokerTask } from '../../connectors/broker-task/index.ts'
import { brokerWebhook } from '../../connectors/broker-webhook/index.ts'
import { httpMailer, httpTemplate } from '../../connectors/http-template/index.ts'
import { hubspot } from '../../connectors/hubspot/index.ts'
import { salesforce } from '../../connectors/salesforce/index.ts'
import { lawbase, productEnv, startProduct, startSandbox } from '../../scripts/demo/processes.mjs'
import { freePort } from '../../scripts/free-port.mjs'
import { check } from '../../scripts/checker.mjs'
import { tokenHash } from '../../src/crypto/tokens.ts'
import { channels } from '../../src/domain/app/channel.ts'
import { connectByForm } from '../../src/operations/connections/connect-by-form.ts'
import { beginConsent, finishConsent } from '../../src/operations/connections/connect-system.ts'
import { newAppKey, redirectUriOf, registerApp } from '../../src/operations/connections/register-app.ts'
import { grant } from '../../src/operations/propagation/rights.ts'
import { openApp, type OpenedApp } from '../../src/operations/app/open-app.ts'
import { recordObjection } from '../../src/operations/objections/record-objection.ts'
import { startRun } from '../../src/operations/runs/start-run.ts'
import { verbs } from '../../src/store/connections/connections.ts'
import { saveSettings } from '../../src/store/settings/settings.ts'
import { findUser, insertUser, type User } from '../../src/store/accounts/users.ts'
import { type Json } from '../support/lawbase.ts'
import { testSettings } from '../support/test-settings.ts'
import { allowAtVendor } from '../support/connections/vendor-consent.ts'
import { until } from '../support/until.ts'
import { sandboxVendors } from '../support/vendors.ts'

const root = join(import.meta.dirname, '../..')

/** The built product and a sandbox as processes of their own, on a data folder of their own. */
export interface Program {
  sandbox: string
  control(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Json>
  /** Starts `lawbase start` and waits until it serves. */
  start(): Promise<void>
  /** kill -9 of the main process and of its child for hygiene runs. */
  kill(): Promise<void>
  /** kill -9 of the embedded Postgres and its backends. */
  killDatabase(): Promise<void>
  query<Row extends Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>
  object(email: string): Promise<string>
  startRun(): Promise<string>
  cli(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }>
  check(): Promise<Awaited<ReturnType<typeof check>>>
  close(): Promise<void>
}

export async function openProgram(contacts: number, seed: number): Promise<Program> {
  if (!existsSync(join(root, 'dist/src/main.js')))
    throw new Error('The fault tests run the built product: npx tsc -p . --incremental')
  const sandbox = await startSandbox({ contacts, seed, limitsX: 0 })
  const home = mkdtempSync(join(tmpdir(), 'lawbase-faults-'))
  const env = {
    ...productEnv(sandbox.urls, home, { console: await freePort(), public: await freePort() }),
    POLL_SECONDS: '5',
  }
  const control = controlOf(sandbox.urls.control)
  const before = await control('GET', '/_sandbox/state')
  const open = () => openBeside(home, env, sandbox.urls)
  const admin = await connectAll(await open(), sandbox.urls, control)

  let product: Awaited<ReturnType<typeof startProduct>> | null = null
  let own: OpenedApp | null = null
  const ownApp = async () => (own ??= await open()).app
  return {
    sandbox: sandbox.urls.control,
    control,
    start: async () => {
      product = await startProduct(env)
      await ownApp()
    },
    kill: async () => {
      if (product === null) return
      await killProduct(product.child)
      product = null
    },
    killDatabase: async () => killPostgres((await ownApp()).pool),
    query: async <Row extends Record<string, unknown>>(text: string, values: readonly unknown[] = []) =>
      until(
        'the database answers',
        async () =>
          (await ownApp()).pool.query<Row>(text, [...values]).then(
            ({ rows }) => rows,
            () => null,
          ),
        60_000,
      ),
    object: async (email) => sayNo(await ownApp(), email),
    startRun: async () => (await startRun(await ownApp(), admin.email)) ?? '',
    cli: (...words) => lawbase(env, words),
    check: () => checkAudit(env, sandbox.urls.control, before),
    close: async () => {
      // Stops the database too; what a failed test left running is stopped here.
      await product?.stop()
      await own?.embedded?.stop('immediate').catch(() => undefined)
      await own?.close().catch(() => undefined)
      await sandbox.stop()
      // Run by root, the data lies elsewhere.
      const location = join(home, 'db', 'location')
      if (existsSync(location)) rmSync(readFileSync(location, 'utf8').trim(), { recursive: true, force: true })
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function controlOf(url: string): Program['control'] {
  return async (method, path, body) => {
    const answer = await fetch(url + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
    return (await answer.json()) as Json
  }
}

/** The product's own code on the same database, for what a test does in its place. */
function openBeside(
  home: string,
  env: ReturnType<typeof productEnv>,
  urls: Parameters<typeof sandboxVendors>[0],
): Promise<OpenedApp> {
  return openApp(
    {
      home,
      masterKey: undefined,
      databaseUrl: undefined,
      redisUrl: undefined,
      vendors: sandboxVendors(urls),
      outboundHosts: [],
      publicUrl: env.PUBLIC_URL,
      consoleUrl: `http://localhost:${env.PORT}`,
      pollSeconds: 5,
      sandboxClock: true,
      migrationsFolder: join(root, 'migrations'),
      owner: null,
    },
    [hubspot, salesforce, brokerWebhook, brokerEmail, brokerTask, brokerFile, httpMailer, httpTemplate],
    { now: () => new Date() },
    pino({ level: 'silent' }),
  )
}

async function killProduct(child: Awaited<ReturnType<typeof startProduct>>['child']): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  for (const pid of [child.pid ?? 0, ...childrenOf(child.pid ?? 0)]) process.kill(pid, 'SIGKILL')
  await gone
}

async function killPostgres(pool: OpenedApp['app']['pool']): Promise<void> {
  const folder = (await pool.query<{ data_directory: string }>('show data_directory')).rows[0]?.data_directory ?? ''
  const pid = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0])
  for (const one of [pid, ...childrenOf(pid)]) {
    try {
      process.kill(one, 'SIGKILL')
    } catch {
      // A backend that ended by itself meanwhile.
    }
  }
}

async function sayNo(app: OpenedApp['app'], email: string): Promise<string> {
  const recorded = await recordObjection(app, {
    emails: [email],
    hashes: [],
    contactId: null,
    channels,
    receivedAt: new Date(),
    door: 'rest',
    actor: 'a test',
    originConnectionId: null,
    lane: 'objection',
    reason: 'objection',
    evidence: {},
    idempotencyKey: null,
  })
  return recorded.id
}

async function checkAudit(
  env: ReturnType<typeof productEnv>,
  sandbox: string,
  before: Json,
): ReturnType<Program['check']> {
  const { stdout } = await lawbase(env, ['audit', 'export'])
  return check({
    sandbox,
    auditLines: stdout
      .trim()
      .split('\n')
      .map((line: string) => JSON.parse(line) as Json),
    before,
  })
}

async function connectAll(opened: OpenedApp, urls: Record<string, string>, control: Program['control']): Promise<User> {
  const { app } = opened
  const id = '11111111-1111-4111-8111-111111111111'
  await insertUser(
    app.pool,
    { id, email: 'admin@exemple.example.test', name: 'admin', role: 'admin', language: 'en', passwordHash: null },
    new Date(),
  )
  const admin = await findUser(app.pool, { id })
  if (admin === null) throw new Error('no user')
  await saveSettings(app.pool, testSettings, admin.email, new Date())
  for (const connector of ['hubspot', 'salesforce'] as const) {
    const spec = app.connectors.get(connector)?.auth
    if (spec?.type !== 'oauth2') throw new Error('not an OAuth connector')
    const appKey = newAppKey()
    const named = (required: boolean) =>
      spec.scopes.filter((need) => need.required === required).map((need) => need.scope)
    const vendorApp = await control('POST', `/_sandbox/apps/${connector}`, {
      redirectUris: [redirectUriOf(app, appKey)],
      scopes: named(true),
      optionalScopes: named(false),
      webhookTargetUrl: `${app.publicUrl}/webhooks/${connector}/${appKey}`,
    })
    const registration = await registerApp(app, admin, {
      connector,
      appKey,
      clientId: String(vendorApp['clientId']),
      clientSecret: String(vendorApp['clientSecret']),
      loginHost: connector === 'salesforce' ? (urls['salesforceLogin'] ?? '') : null,
    })
    const sessionHash = tokenHash('test-session')
    const { url, cookie } = await beginConsent(app, {
      registrationId: registration.id,
      user: admin,
      sessionHash,
      connectionId: null,
    })
    const back = await allowAtVendor(url)
    const connectionId = await finishConsent(app, {
      appKey,
      state: back.searchParams.get('state') ?? '',
      code: back.searchParams.get('code'),
      error: null,
      cookie,
      sessionHash,
      user: admin,
    })
    for (const verb of verbs) await grant(app, connectionId, verb, admin)
  }
  const { url, secret, name } = await control('GET', '/_sandbox/broker')
  await grant(
    app,
    await connectByForm(app, admin, 'broker-webhook', String(name), { url: String(url), secret: String(secret) }),
    'suppress',
    admin,
  )
  await opened.close()
  return admin
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((name) => {
      try {
        return Number(/^\d+ \(.*\) \S (\d+)/su.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]) === pid
          ? [Number(name)]
          : []
      } catch {
        return []
      }
    })
}
