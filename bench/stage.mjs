// What every scenario stands on: sandbox and product as processes, both CRMs connected through their own pages, the
// base read, the right to suppress granted.
import { join } from 'node:path'
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { startRedis } from '../scripts/faults/cluster.mjs'
import { findPeople } from '../scripts/faults/load.mjs'
import { openFrame } from '../scripts/frame.mjs'
import {
  answerOtherTools,
  connectCrm,
  control,
  fillSettings,
  grantAll,
  makeApiKey,
  runHygiene,
  setUp,
} from '../scripts/demo/admin.mjs'
import { productEnv, startProduct, startSandbox } from '../scripts/demo/processes.mjs'
import { freePort } from '../scripts/free-port.mjs'
import { startEmbedded } from '../dist/src/store/embedded/postgres.js'
import { openKeyRing, readMasterKey } from '../dist/src/store/app/key-ring.js'

/**
 * Opens a stage with `contacts` people per CRM. `limitsX` multiplies the vendors' limits (0 lifts them), `queue` is
 * `postgres` or `redis`, `keys` API keys are made (each may call 600 times a minute). Gives what scenarios speak to.
 */
export async function openStage({
  name,
  contacts,
  limitsX = 0,
  queue = 'postgres',
  keys = 1,
  pollSeconds = 30,
  verbs = ['suppress'],
  read = true,
}) {
  const frame = openFrame(`bench-${name}`)
  const { say, home, stops } = frame
  const close = async () => {
    for (const stop of stops.splice(0).toReversed())
      await stop().catch((error) => say(`could not stop: ${error.message}`))
  }
  try {
    const sandbox = await startSandbox({ contacts, seed: 7, limitsX: String(limitsX) })
    stops.push(sandbox.stop)
    const { urls } = sandbox
    const redis = queue === 'redis' ? await startRedis() : null
    if (redis !== null) stops.push(redis.stop)
    const ports = { console: await freePort(), public: await freePort() }
    const env = {
      ...productEnv(urls, home, ports),
      POLL_SECONDS: String(pollSeconds),
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
      ...(redis === null ? {} : { REDIS_URL: redis.url }),
    }
    const onLog = (text) => process.env.BENCH_LOG && process.stderr.write(text)
    const product = await startProduct(env, onLog)
    const stage = { ...frame, close, urls, env, product, sandbox, queue }
    stops.push(() => stage.product.stop())
    const console_ = await setUp(product.firstRun)
    stage.console = console_
    stage.base = console_.base
    stage.apiKeys = []
    for (let index = 0; index < keys; index += 1) stage.apiKeys.push(await makeApiKey(console_, 365))
    stage.pages = await connectCrms(console_, urls)
    stage.query = await openQuery(home)
    stops.push(() => stage.query.end())
    stage.start = async () => {
      stage.product = await startProduct(env, onLog)
    }
    if (read) {
      await runOnce(stage)
      await grantAll({ admin: console_.admin }, stage.pages, verbs)
      await untilQuiet(stage)
      stage.people = await findPeople(urls)
    }
    return stage
  } catch (error) {
    await close()
    throw error
  }
}

/** Gives the pages of the connections. */
async function connectCrms(console_, urls) {
  await control(urls, 'POST', '/_sandbox/switches', { salesforce: { changeEvents: ['Contact', 'Lead'] } })
  const pages = []
  for (const connector of ['hubspot', 'salesforce']) pages.push((await connectCrm(console_, connector, urls)).url)
  await fillSettings(console_)
  await answerOtherTools(console_)
  return pages
}

/** Reads the product's own times. The embedded server is adopted: closing it here would stop the product's. */
async function openQuery(home) {
  const { socketFolder } = await startEmbedded(join(home, 'db'))
  const pool = new pg.Pool({ host: socketFolder, user: 'lawbase', database: 'postgres', max: 4 })
  pool.on('error', () => undefined)
  const query = async (text, values) => (await pool.query(text, values)).rows
  query.end = () => pool.end()
  query.pool = pool
  return query
}

/** The product's own keys, for what a scenario must write or sign in its place. */
export const keyRing = (stage) =>
  openKeyRing(stage.query.pool, readMasterKey(undefined, join(stage.home, 'key')), new Date())

/** The secret with which HubSpot signs its posts. */
export async function hubspotSecret(stage) {
  const [row] = await stage.query(
    "select id, app_key, client_secret from app_registrations where connector = 'hubspot'",
  )
  return {
    appKey: row.app_key,
    secret: (await keyRing(stage)).open(row.client_secret, {
      table: 'app_registrations',
      row: row.id,
      column: 'client_secret',
    }),
  }
}

/** The access tokens that the product holds, by connector: the bare scripts call the vendors as the same app. */
export async function vendorTokens(stage) {
  const keys = await keyRing(stage)
  const rows = await stage.query(
    "select id, connector, credentials from connections where connector in ('hubspot', 'salesforce')",
  )
  return Object.fromEntries(
    rows.map((row) => [
      row.connector,
      JSON.parse(keys.open(row.credentials, { table: 'connections', row: row.id, column: 'credentials' })).accessToken,
    ]),
  )
}

/** One hygiene run from its button to its end; gives its milliseconds. */
export async function runOnce(stage) {
  const startedAt = performance.now()
  await runHygiene(stage.console, stage.apiKeys[0])
  return performance.now() - startedAt
}

/** How many Propagations have not come to an end. */
export async function openPropagations(stage) {
  const [{ open }] = await stage.query(
    "select count(*)::int as open from propagations where state in ('queued', 'sending', 'written', 'waiting')",
  )
  return open
}

export async function untilQuiet(stage, deadlineMs = 300_000) {
  const deadline = Date.now() + deadlineMs
  while ((await openPropagations(stage)) > 0) {
    if (Date.now() > deadline)
      throw new Error(
        `The objections do not come to an end: ${JSON.stringify(await stage.query("select k.connector, p.state, p.reason, p.detail, count(*)::int as n, min(p.next_attempt_at) as next, min(p.claimed_until) as claimed from propagations p join connections k on k.id = p.connection_id where p.state in ('queued', 'sending', 'written', 'waiting') group by 1, 2, 3, 4"))}`,
      )
    await pause(100)
  }
}

/** Every call at these vendors takes `delayMs` longer from now on. */
export async function slowVendors(urls, delayMs) {
  for (const system of ['hubspot', 'salesforce'])
    await control(urls, 'POST', '/_sandbox/faults', { system, kind: 'slow', delayMs, times: null })
}

/** Says one objection at the REST door. Gives when it was sent, how long the answer took and the objection's id. */
export async function sayNo(stage, index, person) {
  const sentAt = Date.now()
  const startedAt = performance.now()
  const { status, body } = await post(
    `${stage.base}/api/v1/objections`,
    { email: person.email },
    { authorization: `Bearer ${stage.apiKeys[index % stage.apiKeys.length]}` },
  )
  if (status >= 300) throw new Error(`the door answered ${status}: ${JSON.stringify(body)}`)
  return { id: body.id, sentAt, answeredAfterMs: performance.now() - startedAt }
}

/** Clients keep their connections; more than these wait in line, and their waiting counts. */
const agent = new Agent({ keepAlive: true, maxSockets: 200 })

/** Posts JSON and reads the JSON that comes back. */
export function post(url, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const request_ = request(
      url,
      { agent, method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        const parts = []
        response.on('data', (part) => parts.push(part))
        response.on('error', reject)
        response.on('end', () =>
          resolve({ status: response.statusCode, body: JSON.parse(Buffer.concat(parts).toString('utf8') || 'null') }),
        )
      },
    )
    // The server ended an idle line at the moment it was used again: the question was never heard.
    request_.on('error', (error) =>
      request_.reusedSocket && error.code === 'ECONNRESET' ? resolve(post(url, body, headers)) : reject(error),
    )
    request_.end(typeof body === 'string' ? body : JSON.stringify(body))
  })
}

/**
 * Calls `work(index)` `perSecond` times a second, `count` times, never waiting for the one before; gives all results.
 */
export async function atRate(perSecond, count, work) {
  const startedAt = performance.now()
  const underWay = []
  for (let index = 0; index < count; index += 1) {
    const waitMs = startedAt + (index * 1_000) / perSecond - performance.now()
    if (waitMs > 1) await pause(waitMs)
    underWay.push(work(index))
  }
  return Promise.all(underWay)
}
