// Two processes for pages and two workers on one database, behind a proxy that tries nothing twice, while people press
// their one-click links: restarted one after another, or without their database.
import { randomBytes, randomUUID, createHash } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startEmbedded } from '../../dist/src/store/embedded/postgres.js'
import { openFrame, positive } from '../frame.mjs'
import { freePort } from '../free-port.mjs'
import { root } from '../node24.mjs'
import { openMembers } from './members.mjs'
import { openProxy } from './proxy.mjs'

const usage =
  'npm run faults -- rolling|database-away [--seconds 600] [--per-second 20] [--from FOLDER]\n\nrolling: each process is told to stop and started again, over and over; with --from it first runs from another build (a folder with dist, migrations and package.json), and goes back to it at the end.\ndatabase-away: PostgreSQL is stopped all the time.\nThe last line is one JSON object.\n'
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '600' },
    'per-second': { type: 'string', default: '20' },
    from: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(usage)
  process.exit(0)
}
const scene = positionals[0]
const { startedAt, say, home, stops, run } = openFrame(scene)
await run(serviceRun)

async function serviceRun() {
  const seconds = positive(values, 'seconds')
  const perSecond = positive(values, 'per-second')
  const folder = join(home, 'db')
  let server = await startEmbedded(folder)
  stops.push(() => server.stop('immediate').catch(() => undefined))
  const service = await openService(server.socketFolder)
  const links = await makeLinks(service.sql, (seconds + 90) * perSecond)
  say(`two processes for pages and two workers serve; ${links.length} people have a link`)

  const ending = new AbortController()
  const pressing = press(service.url, links, perSecond, ending.signal)
  if (scene === 'rolling') await roll(service, Date.now() + seconds * 1_000)
  else {
    await pause(1_000)
    await server.stop('immediate')
    say('PostgreSQL is stopped')
    await pause(seconds * 1_000)
    server = await startEmbedded(folder)
    say('PostgreSQL is back')
    await pause(1_000)
  }
  ending.abort()
  const answers = await pressing
  const recorded = await untilRecorded(service.sql, answers.pressed)
  const { pressed, slowestMs, ...statuses } = answers
  const good = statuses['200'] ?? 0
  const lost = pressed - recorded
  return {
    ok: good === pressed && lost === 0 && service.cluster.counts.crashes === 0,
    scene,
    pressed,
    statuses,
    lost,
    slowestMs,
    restarts: service.cluster.counts.restarts,
    crashes: service.cluster.counts.crashes,
    seconds: Math.round((Date.now() - startedAt) / 100) / 10,
  }
}

/** Two processes for pages, two workers, and what leads people to the former. */
async function openService(socketFolder) {
  const url = `http://localhost:${await freePort()}`
  const cluster = await openMembers({ say, first: values.from ?? root, env: envOf(url, socketFolder) })
  stops.push(cluster.stop)
  const proxy = await openProxy(Number(new URL(url).port), cluster.ports)
  stops.push(proxy.stop)
  await cluster.start(proxy)
  const sql = new pg.Pool({ host: socketFolder, user: 'lawbase', database: 'postgres', max: 2 })
  // Its connections die with the database.
  sql.on('error', () => undefined)
  stops.push(() => sql.end())
  return { url, sql, cluster }
}

function envOf(url, socketFolder) {
  return {
    PATH: process.env.PATH,
    ...(process.env.TMPDIR === undefined ? {} : { TMPDIR: process.env.TMPDIR }),
    MALLOC_ARENA_MAX: '2',
    LAWBASE_HOME: home,
    DATABASE_URL: `postgres://lawbase@${encodeURIComponent(socketFolder)}/postgres`,
    DATABASE_CONNECTIONS: '20',
    PUBLIC_URL: url,
    TRUST_PROXY: 'loopback',
    DRAIN_SECONDS: '2',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
  }
}

/**
 * Each is restarted in turn until it is time; at least once, and from the other build and back where there is one.
 */
async function roll(service, until) {
  const builds = values.from === undefined ? [root] : [root, values.from]
  for (let round = 0; round < builds.length || Date.now() < until; round += 1)
    for (const member of service.cluster.members) await service.cluster.restart(member, builds[round % builds.length])
}

/** People with a link each: what an address hashes to does not matter here, and nobody has it. */
async function makeLinks(sql, count) {
  const people = Array.from({ length: count }, () => {
    const token = randomBytes(32).toString('base64url')
    return { token, tokenHash: createHash('sha256').update(token).digest(), hash: randomBytes(32), id: randomUUID() }
  })
  const of = (key) => people.map((person) => person[key])
  await sql.query('insert into contacts (id, created_at) select id, now() from unnest($1::uuid[]) as p (id)', [
    of('id'),
  ])
  await sql.query(
    `insert into identities (hash, kind, role, created_at) select hash, 'email', false, now() from unnest($1::bytea[]) as p (hash)`,
    [of('hash')],
  )
  await sql.query(
    `insert into person_links (token_hash, contact_id, identity_hashes, masked, language, created_at) select token_hash, id, array[hash], 'a••••@example.test', 'en', now() from unnest($1::bytea[], $2::uuid[], $3::bytea[]) as p (token_hash, id, hash)`,
    [of('tokenHash'), of('id'), of('hash')],
  )
  return people.map(({ token }) => token)
}

/** Each person presses once and tries nothing twice. Gives how often each status came; `none` = no answer. */
async function press(url, links, perSecond, signal) {
  const found = { pressed: 0, slowestMs: 0 }
  const underWay = []
  const begin = Date.now()
  for (const [index, token] of links.entries()) {
    const waitMs = begin + (index * 1_000) / perSecond - Date.now()
    if (waitMs > 0) await pause(waitMs)
    if (signal.aborted) break
    found.pressed += 1
    underWay.push(pressOne(`${url}/u/${token}/one-click`, index, found))
  }
  await Promise.all(underWay)
  return found
}

async function pressOne(url, index, found) {
  const at = Date.now()
  const status = await fetch(url, {
    method: 'POST',
    body: 'List-Unsubscribe=One-Click',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-forwarded-for': `198.51.${100 + (index % 100)}.${index % 250}`,
    },
  }).then(
    async (got) => {
      await got.arrayBuffer()
      return String(got.status)
    },
    () => 'none',
  )
  found[status] = (found[status] ?? 0) + 1
  found.slowestMs = Math.max(found.slowestMs, Date.now() - at)
}

/** How many are recorded once what was kept on disk has been taken in; at most a minute after the last click. */
async function untilRecorded(sql, expected) {
  const deadline = Date.now() + 60_000
  for (;;) {
    const recorded = await sql
      .query(
        `select count(distinct i.identity_hash)::int as n from objections o join objection_identities i on i.objection_id = o.id where o.door = 'one-click'`,
      )
      .then(
        ({ rows }) => rows[0].n,
        () => 0,
      )
    if (recorded >= expected || Date.now() > deadline) return recorded
    await pause(250)
  }
}
