// The demo on Node 24: product and sandbox as processes, an admin's way through the console over HTTP, objections, a
// removal, the checker.
import { mkdirSync, writeFileSync } from 'node:fs'
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
  connectMailbox,
  control,
  fillSettings,
  grantAll,
  inviteDpo,
  letApproversStand,
  makeApiKey,
  runHygiene,
  setUp,
  writesOf,
} from './admin.mjs'
import { choosePeople, sayNo, waitUntilCarried } from './opt-outs.mjs'
import { freePort } from '../free-port.mjs'
import { lawbase, productEnv, startProduct, startSandbox } from './processes.mjs'
import { comeBack, purgeObjectors, purgeSilent } from './removal.mjs'
import { backUp, changeIdentityKey, restoreOld, whoLeft } from './restore.mjs'
import { agrees, doorTable, percentile, tellInWords, told } from './report.mjs'

const { values } = parseArgs({
  options: {
    contacts: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '7' },
    json: { type: 'boolean', default: false },
    serve: { type: 'boolean', default: false },
    'limits-x': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write('npm run demo -- [--contacts 2000] [--seed 7] [--json] [--serve] [--limits-x N]\n')
  process.exit(0)
}

/** A plan of more people needs two different ones. */
const oneIsEnough = 20

const { startedAt, say, home, stops, run } = openFrame('demo')

/** The door by the name it has in the report: a CRM's is the CRM's own. */
const cameThrough = ({ door, origin }) => (door === 'crm' ? origin.toLowerCase() : door)

await run(async () => {
  const result = await demo()
  if (values.serve) await serve(result)
  return result.json
})

async function demo() {
  const contacts = positive(values, 'contacts')
  const seed = positive(values, 'seed')
  const sandbox = await startSandbox({ contacts, seed, limitsX: values['limits-x'] })
  stops.push(sandbox.stop)
  const { urls } = sandbox
  const env = {
    ...productEnv(urls, home, { console: await freePort(), public: await freePort() }),
    LAWBASE_JOURNAL_DIR: join(home, 'journal'),
  }
  mkdirSync(env.LAWBASE_JOURNAL_DIR)
  const product = await startProduct(env, (text) => process.stderr.write(text))
  stops.push(product.stop)
  say(`Sandbox and Lawbase are up: ${contacts} records per CRM, seed ${seed}`)

  const first = await setUp(product.firstRun)
  const console_ = { ...first, second: await inviteDpo(first, 'dpo2@exemple.example.test', 'Sacha DPO') }
  const apiKey = await makeApiKey(console_, 365)
  await letApproversStand(console_, urls, apiKey)
  say(
    'One admin invited both DPOs: nobody else could confirm them, so seven days pass on the virtual clock before they approve',
  )
  const api = (path) => callApi(console_.base, apiKey, path)
  const before = await control(urls, 'GET', '/_sandbox/state')

  await control(urls, 'POST', '/_sandbox/switches', { salesforce: { changeEvents: ['Contact', 'Lead'] } })
  const pages = []
  for (const connector of ['hubspot', 'salesforce']) pages.push((await connectCrm(console_, connector, urls)).url)
  await connectBroker(console_, urls)
  await connectMailbox(console_, urls)
  await fillSettings(console_, { secondApprovalAbove: String(oneIsEnough) })
  await answerOtherTools(console_)
  say('Connected HubSpot and Salesforce through OAuth, the broker and a mailbox through their forms')

  await runOnce(console_, apiKey, 'first read')
  await refuseWritesBeforeGrant(urls)
  await grantAll(console_, pages)
  await untilQuiet(api)
  await runOnce(console_, apiKey, 'hygiene run')
  await untilQuiet(api)
  const afterRun = await api('/api/v1/status')
  const afterRunState = await control(urls, 'GET', '/_sandbox/state')

  const backup = await backUp(env, urls, home)
  say(`Backed up while it runs: ${backup.tables} tables, ${(backup.bytes / 1_048_576).toFixed(1)} MB`)

  const people = await choosePeople(urls)
  const since = new Date(Date.parse((await control(urls, 'GET', '/_sandbox/clock')).now) - 1).toISOString()
  const fired = await sayNo(
    { base: console_.base, admin: console_.admin, urls, env, apiKey, publicUrl: env.PUBLIC_URL },
    people,
  )
  say(`${fired.length} people said no through ${new Set(fired.map((no) => no.door)).size} doors`)
  const objections = await waitUntilCarried(api, since, fired.length, 120_000)
  const ways = waysOf(fired, objections)
  const latency = ways
    .filter((way) => way.ms !== null && way.connector !== 'broker-webhook')
    .map((way) => way.ms)
    .toSorted((a, b) => a - b)
  say(
    `Every no is at its end in each system; from the act to the last CRM read back: median ${told(percentile(latency, 50))}`,
  )

  const purge = await purgeSilent(console_, api, urls, env, say)
  const { stdout, code, stderr } = await lawbase(env, ['audit', 'export'])
  if (code !== 0) throw new Error(`lawbase audit export: ${stderr}`)
  writeFileSync(join(home, 'audit.jsonl'), stdout)
  const checked = await check({
    sandbox: urls.control,
    auditLines: stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
    before,
    inactivityMonths: 36,
  })
  const identityKey = await changeIdentityKey(env, say)
  const objectors = await purgeObjectors(console_, api, urls, apiKey, env, say)
  const left = whoLeft(before, await control(urls, 'GET', '/_sandbox/state'))
  const back = await comeBack(console_, api, urls, apiKey, { before, fired: Object.values(people).flat() }, say)
  await untilQuiet(api)
  const restored = await restoreOld(
    { base: console_.base, env, urls, home, apiKey },
    backup,
    { left, noes: fired.map((no) => no.email), back: back.emails },
    say,
  )
  const verified = await lawbase(env, ['audit', 'verify', '--json'])

  const ends = objections.flatMap((objection) => objection.propagations)
  const count = (...states) => ends.filter((row) => states.includes(row.state)).length
  const bySystem = (field) =>
    Object.fromEntries(afterRun.records.filter((row) => isCrm(row.connector)).map((row) => [row.connector, row[field]]))
  const json = {
    ok: false,
    contacts: { ...bySystem('records'), matched: afterRun.matched },
    tagged: bySystem('tagged'),
    decisions: afterRun.verdicts,
    decisionsByRule: afterRun.rules,
    objections: {
      sent: ends.length,
      applied: count('applied'),
      accepted: count('accepted'),
      absent: count('absent'),
      refused: count('refused'),
      waiting: count('waiting', 'queued', 'sending', 'written'),
    },
    optOutsRepaired: afterRun.repairedRecords,
    doors: doorTable(ways),
    latencyMs: { p50: percentile(latency, 50), p95: percentile(latency, 95), max: percentile(latency, 100) },
    purge: {
      planned: purge.planned,
      approvedBy: purge.approvedBy.length,
      restored: purge.restored,
      binned: purge.binned,
    },
    objectors,
    back: { objectorBlocked: back.objectorBlocked, silentVerdict: back.silentVerdict, silentRule: back.silentRule },
    identityKey,
    oldBackup: restored,
    violations: checked.violations,
    seconds: 0,
  }
  const disagreements = agrees(json, {
    before,
    afterRunState,
    repairedInSameSystem: afterRun.repairedInSameSystem,
    checked,
    fired,
    ways,
    objections,
    purge,
    oneIsEnough,
    auditIntact: verified.code === 0,
  })
  json.ok = checked.violations.length === 0 && disagreements.length === 0
  json.seconds = Math.round((Date.now() - startedAt) / 100) / 10
  tellInWords(json, disagreements, (text) => process.stderr.write(`${text}\n`))
  return { json, url: console_.base, login: console_.login, control: `${urls.control}/_sandbox`, env }
}

function isCrm(connector) {
  return connector === 'hubspot' || connector === 'salesforce'
}

/** One hygiene run, told by its figures. */
async function runOnce(console_, apiKey, name) {
  say(`${name} is going on`)
  const { report } = await runHygiene(console_, apiKey)
  say(
    `${name}: ${report.contacts} contacts, ${report.matched} in both CRMs, ${report.found} noes found, ${report.planned} planned for removal`,
  )
}

/** I9: nothing may have been written to a CRM before a right was granted. */
async function refuseWritesBeforeGrant(urls) {
  const wrote = writesOf(await control(urls, 'GET', '/_sandbox/requests'))
  if (wrote.length > 0)
    throw new Error(`Something was written before a right was granted: ${wrote[0].method} ${wrote[0].path}`)
}

/** Waits until no Propagation is on its way and no run goes on any more. */
async function untilQuiet(api) {
  const deadline = Date.now() + 240_000
  let before = -1
  for (;;) {
    const { propagations, runs } = await api('/api/v1/status')
    const open = ['queued', 'sending', 'written', 'waiting'].reduce((sum, state) => sum + (propagations[state] ?? 0), 0)
    const running = runs.some((run) => run.state === 'running')
    if (open === 0 && !running) return
    if (Date.now() > deadline)
      throw new Error(
        running ? 'A run does not end after 4 minutes' : `${open} noes are still on their way after 4 minutes`,
      )
    if (before === -1 || before - open >= 100) {
      say(`noes found in one CRM are carried to the other: ${open} on their way`)
      before = open
    }
    await pause(200)
  }
}

/**
 * One way per no and system: from the person's act to the end there, with the proof reached; `ms` null where nothing
 * was to be done, or there is no end.
 */
function waysOf(fired, objections) {
  const taken = new Set()
  return fired.flatMap((no) => {
    const objection = objections
      .toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1))
      .find(
        (one) =>
          !taken.has(one.number) && (no.number === null ? cameThrough(one) === no.door : one.number === no.number),
      )
    if (objection === undefined) return []
    taken.add(objection.number)
    return objection.propagations.map((row) => ({
      door: no.door,
      connector: row.connector,
      system: row.system,
      state: row.state,
      proof: row.proof,
      ms: row.doneAt === null || row.state === 'absent' ? null : Date.parse(row.doneAt) - no.saidAt,
    }))
  })
}

async function serve({ url, login, control: controlUrl, env }) {
  const own = Object.entries(env)
    .filter(([name]) => /^(?:LAWBASE_|PORT|PUBLIC_|HUBSPOT_)/u.test(name))
    .map(([name, value]) => `${name}=${value}`)
  process.stderr.write(
    `\nLawbase stays up. Console: ${url}  login: ${login.email}  password: ${login.password}\nThe CRMs' own side: ${controlUrl}\nThe command line on this base: env ${own.join(' ')} npx lawbase doctor\nCtrl-C ends it.\n`,
  )
  await new Promise((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
}
