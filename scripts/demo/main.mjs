// The demo on Node 24: product and sandbox as processes, an admin's way through the console over HTTP, objections, a
// removal, the checker.
import { factSettings, plantFacts } from './facts.mjs'
import { plantOpenWork, whatBecame } from './open-work.mjs'
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
  nameFacts,
  runHygiene,
  sayFacts,
  setUp,
  writesOf,
} from './admin.mjs'
import { choosePeople, sayNo, waitUntilCarried } from './opt-outs.mjs'
import { freePort } from '../free-port.mjs'
import { lawbase, productEnv, startProduct, startSandbox } from './processes.mjs'
import { comeBack, purgeObjectors, purgeSilent } from './removal.mjs'
import { backUp, changeIdentityKey, restoreOld, whoLeft } from './restore.mjs'
import { disagreements } from './disagreements.mjs'
import { liveAFortnight } from './fortnight.mjs'
import { figures, latenciesOf, waysOf } from './figures.mjs'
import { percentile, tellInWords, told } from './report.mjs'

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

await run(async () => {
  const result = await demo()
  if (values.serve) {
    const more = await liveAFortnight(result.stage)
    await backUp(result.env, result.stage.urls, home, 'latest.lbb')
    say(`Two weeks have passed: ${more} more people opted out`)
    await serve(result)
  }
  return result.json
})

async function demo() {
  const stage = await openStage()
  const { console_, api, urls, env, apiKey } = stage
  const before = await stateOf(urls)
  const pages = await connectAll(stage)
  const odd = await plantOpenWork(urls)
  await plantFacts(urls)
  await readAndBlock(stage, pages)
  const afterRun = await api('/api/v1/status')
  const afterRunState = await stateOf(urls)

  const backup = await backUpMeanwhile(stage)

  const people = await choosePeople(urls)
  const { fired, objections, ways } = await fireObjections(stage, people)
  const factCounts = await countFacts(env)
  const purge = await purgeSilent(stage, odd.emails)
  const openWork = await whatBecame(urls, odd, { guards: purge.guards, before })
  const checked = await checkAudit(stage, before)
  const identityKey = await changeIdentityKey(env, say)
  const objectors = await purgeObjectors(stage)
  const gone = whoLeft(await seedOf(urls), before, await stateOf(urls))
  const back = await comeBack(stage, { before, fired: Object.values(people).flat(), left: gone.left })
  await untilQuiet(api)
  // Once more when objectors were erased, two people came back and the key of every hash is another.
  const checkedAtEnd = await checkAudit(stage, before)
  const oldBackup = await restoreOld(
    { base: console_.base, env, urls, home, apiKey },
    backup,
    { ...gone, objected: fired.map(({ email }) => email), back: back.emails },
    say,
  )
  const verified = await lawbase(env, ['audit', 'verify', '--json'])

  const json = figures({
    afterRun,
    factCounts,
    objections,
    ways,
    purge,
    openWork,
    objectors,
    back,
    identityKey,
    oldBackup,
    checked: { ...checked, violations: [...checked.violations, ...checkedAtEnd.violations] },
  })
  const wrong = disagreements(json, {
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
  json.ok = json.violations.length === 0 && wrong.length === 0
  json.seconds = Math.round((Date.now() - startedAt) / 100) / 10
  tellInWords(json, wrong, (text) => process.stderr.write(`${text}\n`))
  return { json, stage, url: console_.base, login: console_.login, control: `${urls.control}/_sandbox`, env }
}

function stateOf(urls) {
  return control(urls, 'GET', '/_sandbox/state')
}

function seedOf(urls) {
  return control(urls, 'GET', '/_sandbox/seed')
}

async function backUpMeanwhile({ env, urls }) {
  const backup = await backUp(env, urls, home)
  say(`Backed up while it runs: ${backup.tables} tables, ${(backup.bytes / 1_048_576).toFixed(1)} MB`)
  return backup
}

/** Sandbox and product, with an admin, two who approve, and a key of the REST door: what every step goes on with. */
async function openStage() {
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
  let stopping = false
  const product = await startProduct(
    env,
    (text) => process.stderr.write(text),
    (code, signal) => {
      if (!stopping) say(`Lawbase ended while the demo went on: ${signal ?? `code ${code}`}`)
    },
  )
  stops.push(() => {
    stopping = true
    return product.stop()
  })
  say(`Sandbox and Lawbase are up: ${contacts} records per CRM, seed ${seed}`)

  const first = await setUp(product.firstRun)
  const console_ = { ...first, second: await inviteDpo(first, 'dpo2@exemple.example.test', 'Sacha DPO') }
  const apiKey = await makeApiKey(console_, 365)
  await letApproversStand(console_, urls, apiKey)
  say(
    'One admin invited both DPOs: nobody else could confirm them, so seven days pass on the virtual clock before they approve',
  )
  return { console_, urls, env, apiKey, api: (path) => callApi(console_.base, apiKey, path), say }
}

/** Gives the pages of the CRM connections. */
async function connectAll({ console_, urls }) {
  await control(urls, 'POST', '/_sandbox/switches', { salesforce: { changeEvents: ['Contact', 'Lead'] } })
  const pages = []
  for (const connector of ['hubspot', 'salesforce']) pages.push((await connectCrm(console_, connector, urls)).url)
  await connectBroker(console_, urls)
  await connectMailbox(console_, urls)
  await fillSettings(console_, { secondApprovalAbove: String(oneIsEnough) })
  await answerOtherTools(console_)
  await nameFacts(console_, factSettings.fields)
  say('Connected HubSpot and Salesforce through OAuth, the broker and a mailbox through their forms')
  return pages
}

/** A first read that writes nothing, the rights, and a run that carries what it finds. */
async function readAndBlock({ console_, api, urls, apiKey }, pages) {
  await runOnce(console_, apiKey, 'first read')
  await refuseWritesBeforeGrant(urls)
  await sayFacts(console_, factSettings)
  await grantAll(console_, pages)
  await untilQuiet(api)
  await runOnce(console_, apiKey, 'hygiene run')
  await untilQuiet(api)
}

async function fireObjections({ console_, api, urls, env, apiKey }, people) {
  const since = new Date(Date.parse((await control(urls, 'GET', '/_sandbox/clock')).now) - 1).toISOString()
  const fired = await sayNo(
    { base: console_.base, admin: console_.admin, urls, env, apiKey, publicUrl: env.PUBLIC_URL },
    people,
  )
  say(`${fired.length} people opted out through ${new Set(fired.map((no) => no.door)).size} channels`)
  const objections = await waitUntilCarried(api, since, fired.length, 120_000)
  const ways = waysOf(fired, objections)
  say(
    `Every opt-out is settled in each system; from the act to the last CRM verified: median ${told(percentile(latenciesOf(ways), 50))}`,
  )
  return { fired, objections, ways }
}

/** The independent checker on the exported audit log. */
async function checkAudit({ urls, env }, before) {
  const { stdout, code, stderr } = await lawbase(env, ['audit', 'export'])
  if (code !== 0) throw new Error(`lawbase audit export: ${stderr}`)
  writeFileSync(join(home, 'audit.jsonl'), stdout)
  return check({
    sandbox: urls.control,
    auditLines: stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
    before,
    inactivityMonths: 36,
  })
}

/** One hygiene run, told by its figures. */
async function runOnce(console_, apiKey, name) {
  say(`${name} is going on`)
  const { report } = await runHygiene(console_, apiKey)
  say(
    `${name}: ${report.contacts} contacts, ${report.matched} in both CRMs, ${report.found} opt-outs found, ${report.planned} planned for removal`,
  )
}

/** docs/reference/promises.md#i9: nothing may have been written to a CRM before a right was granted. */
async function refuseWritesBeforeGrant(urls) {
  const wrote = writesOf(await control(urls, 'GET', '/_sandbox/requests'))
  if (wrote.length > 0)
    throw new Error(`Something was written before a right was granted: ${wrote[0].method} ${wrote[0].path}`)
}

/** Of whom each fact of a decision is known, and how many verdicts rest on it. */
async function countFacts(env) {
  const { stdout, code, stderr } = await lawbase(env, ['facts', '--json'])
  if (code !== 0) throw new Error(`lawbase facts: ${stderr}`)
  const { ok: _ok, ...counts } = JSON.parse(stdout)
  return counts
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
        running ? 'A run does not end after 4 minutes' : `${open} opt-outs are still on their way after 4 minutes`,
      )
    if (before === -1 || before - open >= 100) {
      say(`opt-outs found in one CRM are sent to the other: ${open} on their way`)
      before = open
    }
    await pause(200)
  }
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
