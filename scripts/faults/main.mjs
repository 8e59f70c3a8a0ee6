// The fault run on Node 24: the product as several processes against the sandboxes, objections at a steady rate, a plan
// of troubles, then peace, then the independent checker.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { check } from '../checker.mjs'
import { openFrame, positive } from '../frame.mjs'
import {
  answerOtherTools,
  callApi,
  connectBroker,
  connectCrm,
  control,
  fillSettings,
  grantAll,
  makeApiKey,
  runHygiene,
  setUp,
} from '../demo/admin.mjs'
import { productEnv, startSandbox } from '../demo/processes.mjs'
import { freePort } from '../free-port.mjs'
import { openCluster, startRedis } from './cluster.mjs'
import { isKept, missingObjections, redundantWrites, sortViolations, writesPerOrder } from './judge.mjs'
import { findPeople, sayNo } from './load.mjs'
import { faultPlan } from './plan.mjs'
import { carryOut } from './troubles.mjs'

const usage =
  'npm run faults -- [--objections 2000] [--seed N] [--redis] [--per-second 40] [--json]\n\nThe last line is one JSON object. A run is repeated with its printed seed. Other runs: npm run faults -- rolling --help\n'
const { values } = parseArgs({
  options: {
    objections: { type: 'string', default: '2000' },
    seed: { type: 'string' },
    redis: { type: 'boolean', default: false },
    'per-second': { type: 'string', default: '40' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(usage)
  process.exit(0)
}
const { startedAt, say, home, stops, run } = openFrame('faults')
await run(faultRun)

async function faultRun() {
  const count = positive(values, 'objections')
  const perSecond = positive(values, 'per-second')
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : positive(values, 'seed')
  say(`${count} opt-outs, ${perSecond} a second, queue in ${values.redis ? 'Redis' : 'Postgres'}; seed ${seed}`)
  const sandbox = await startSandbox({
    contacts: Math.min(10_000, Math.max(200, Math.round(count / 1.4))),
    seed: seed % 1_000,
    limitsX: '20',
  })
  stops.push(sandbox.stop)
  const { urls } = sandbox
  const redis = values.redis ? await startRedis() : null
  if (redis !== null) stops.push(redis.stop)
  const env = {
    ...productEnv(urls, home, { console: await freePort(), public: await freePort() }),
    POLL_SECONDS: '15',
    LOG_LEVEL: 'warn',
    ...(redis === null ? {} : { REDIS_URL: redis.url }),
  }
  const cluster = await openCluster(env, { say, redis })
  stops.push(() => cluster.stop())

  const { base, apiKeys, before, hook } = await prepare(cluster, urls, Math.ceil((perSecond * 60) / 500))
  await cluster.startWorkers()
  const people = await findPeople(urls)
  say(`everything is connected, read and tagged; ${people.length} people have not opted out`)

  const lengthMs = (count / perSecond) * 1_000
  const plan = faultPlan(seed, lengthMs, Math.max(1_500, lengthMs / 40))
  /** Forged webhooks that were not refused. */
  const taken = []
  const troubles = carryOut(plan, { cluster, urls, say, hook, taken })
  const { acknowledged, putBacks } = await sayNo({
    keys: 'main',
    base,
    urls,
    apiKeys,
    seed,
    count,
    perSecond,
    people,
    onProgress: (done) => say(`${done} opt-outs fired`),
  })
  await troubles
  say(`${acknowledged.length} opt-outs are acknowledged; ${plan.length} troubles behind us`)
  await downForThirtyDays({ base, urls, apiKey: apiKeys[0], people, acknowledged, cluster })
  await settle(base, apiKeys[0], urls)
  const { propagations } = await callApi(base, apiKeys[0], '/api/v1/status')
  return judge({ propagations, forgedTaken: taken.length, count, seed, urls, cluster, before, acknowledged, putBacks })
}

/** First account, systems connected through their own pages, base read, rights granted, tags written. */
async function prepare(cluster, urls, keys) {
  const product = await cluster.start()
  const console_ = await setUp(product.firstRun)
  const apiKeys = []
  for (let index = 0; index < keys; index += 1) apiKeys.push(await makeApiKey(console_, 365))
  const before = await control(urls, 'GET', '/_sandbox/state')
  const connected = []
  for (const connector of ['hubspot', 'salesforce']) connected.push(await connectCrm(console_, connector, urls))
  const pages = connected.map(({ url }) => url)
  await connectBroker(console_, urls)
  await fillSettings(console_)
  await answerOtherTools(console_)
  await control(urls, 'POST', '/_sandbox/switches', {
    hubspot: { rotateRefreshTokens: true, webhookDuplicate: true, webhookReorder: true },
    salesforce: { rotationEndsAccessTokens: true, changeEvents: ['Contact', 'Lead'], streamingHoldMs: 5_000 },
  })
  await runHygiene(console_, apiKeys[0])
  await grantAll(console_, pages)
  await runHygiene(console_, apiKeys[0])
  await untilQuiet(console_.base, apiKeys[0], 120_000)
  const [{ hook, clientSecret }] = connected
  return { base: console_.base, apiKeys, before, hook: { url: hook, secret: clientSecret } }
}

/** Salesforce answers nothing for a month; what was said meanwhile arrives when it is back. */
async function downForThirtyDays({ base, urls, apiKey, people, acknowledged }) {
  await control(urls, 'DELETE', '/_sandbox/faults')
  await control(urls, 'POST', '/_sandbox/faults', {
    system: 'salesforce',
    kind: 'server-error',
    status: 503,
    times: null,
  })
  const late = people.filter((person) => person.salesforceId !== null).slice(-20)
  const { acknowledged: more } = await sayNo({
    keys: 'month',
    base,
    urls,
    apiKeys: [apiKey],
    seed: 1,
    count: late.length,
    perSecond: 40,
    people: late.map((person) => ({ ...person, link: null, hubspotId: null, salesforceId: null })),
    onProgress: () => undefined,
  })
  acknowledged.push(...more)
  for (let step = 0; step < 10; step += 1) {
    await control(urls, 'POST', '/_sandbox/clock', { advanceMs: 3 * 86_400_000 })
    await pause(1_500)
  }
  await control(urls, 'DELETE', '/_sandbox/faults')
  say('Salesforce was down for thirty days of the virtual clock and is back')
}

/** Peace: no faults, nothing killed; the clock goes on so that waiting times end. */
async function settle(base, apiKey, urls) {
  const deadline = Date.now() + 240_000
  for (;;) {
    if (await isQuiet(base, apiKey)) {
      // What nobody told yet is seen with the next poll.
      await control(urls, 'POST', '/_sandbox/clock', { advanceMs: 60_000 })
      await pause(3_000)
      if (await isQuiet(base, apiKey)) return
    }
    if (Date.now() > deadline) return say('not everything came to an end within four minutes')
    // What a dead process claimed comes free in real time, and each step of the clock makes everybody poll.
    await control(urls, 'POST', '/_sandbox/clock', { advanceMs: 180_000 })
    await pause(3_000)
  }
}

async function untilQuiet(base, apiKey, deadlineMs) {
  const deadline = Date.now() + deadlineMs
  while (!(await isQuiet(base, apiKey))) {
    if (Date.now() > deadline) throw new Error('the first opt-outs do not come to an end')
    await pause(300)
  }
}

async function isQuiet(base, apiKey) {
  const status = await callApi(base, apiKey, '/api/v1/status').catch((error) => {
    if (/answered 40[13]/.test(error.message)) throw error
    return null
  })
  if (status === null) return false
  const open = ['queued', 'sending', 'written', 'waiting'].reduce(
    (sum, state) => sum + (status.propagations[state] ?? 0),
    0,
  )
  return open === 0 && status.runs[0]?.state !== 'running'
}

async function judge({ propagations, forgedTaken, count, seed, urls, cluster, before, acknowledged, putBacks }) {
  const exported = await cluster.lawbase(['audit', 'export'])
  if (exported.code !== 0) throw new Error(`lawbase audit export: ${exported.stderr}`)
  const auditLines = exported.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const verified = await cluster.lawbase(['audit', 'verify', '--json'])
  const { violations } = await check({
    sandbox: urls.control,
    auditLines,
    before,
    objections: acknowledged.map(({ email, channels }) => ({ email, channels })),
  })
  const sorted = sortViolations(violations)
  const requests = await control(urls, 'GET', '/_sandbox/requests')
  const writes = redundantWrites(requests, putBacks)
  for (const violation of violations.slice(0, 20))
    say(`VIOLATION ${violation.rule}: ${violation.what} ${JSON.stringify(violation.ids)}`)
  if (process.env.FAULTS_KEEP) await keepFor(process.env.FAULTS_KEEP, { audit: auditLines, requests, acknowledged })
  say(
    `${writes.orders} targets were written, ${writes.redundant} writes were not needed; ${cluster.counts.restarts} deaths, ${cluster.counts.crashes} of them not ours`,
  )
  const found = {
    objections: acknowledged.length,
    lost: sorted.lost + missingObjections(acknowledged, auditLines),
    leftContactable: sorted.leftContactable,
    released: sorted.released,
    duplicateAudit: sorted.duplicateAudit,
    redundantWrites: writes.redundant,
    effectiveWritesPerOrder: Math.round(writesPerOrder(writes) * 1_000) / 1_000,
    otherViolations: sorted.other.length,
    auditIntact: verified.code === 0,
    forgedTaken,
    propagations,
    crashes: cluster.counts.crashes,
    restarts: cluster.counts.restarts,
  }
  return {
    ok: isKept(found, writes, count),
    ...found,
    seed,
    queue: values.redis ? 'redis' : 'postgres',
    seconds: Math.round((Date.now() - startedAt) / 100) / 10,
  }
}

/** Time to look at the database of a run that went wrong, and what it was judged by. */
async function keepFor(folder, contents) {
  for (const [name, content] of Object.entries(contents))
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(content))
  await pause(45_000)
}
