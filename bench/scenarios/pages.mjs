// The console with many contacts: how long every page that a person can open takes until its first byte, over HTTP as a
// browser asks, and what of it is work of the database's. Pages are found by following links from Today, one of each
// form of address. The contacts are put in by SQL, with names from pools, and judged.
import { statSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { hubspot } from '../../dist/connectors/hubspot/index.js'
import { salesforce } from '../../dist/connectors/salesforce/index.js'
import { decideBase } from '../../dist/src/operations/decisions/decide-base.js'
import { pageOfContacts } from '../../dist/src/store/decisions/decisions.js'
import { loadSettings } from '../../dist/src/store/settings/settings.js'
import { quantile, round, spread } from '../numbers.mjs'
import { emailOf, seedPeople } from '../seed.mjs'
import { keyRing, openStage } from '../stage.mjs'

const times = 15
/** What is not a page: files, and where a link leaves or ends the session. */
const noPage = /\.(?:csv|pdf|zip|json|xlsx)$|\/(?:export|logout|login)(?:$|\/)/
/** Orders and filters of the long list, which no single link shows. */
const lists = ['sort=person', 'sort=company', 'sort=keep', 'source=C1', 'clock=assumed', 'country=FR&verdict=ALLOW']

export async function pages({ queue, contacts = 1_000_000 }) {
  const stage = await openStage({ name: 'pages', contacts: 500, queue })
  try {
    const startedAt = performance.now()
    await seedPeople(stage, contacts)
    await nameThem(stage)
    await judgeThem(stage)
    const seededS = round((performance.now() - startedAt) / 1_000)
    const { admin } = stage.console
    const paths = [...(await findPages(stage)), ...lists.map((query) => `/contacts?${query}`)]
    const firstByteMs = {}
    for (const path of paths) {
      const { firstByteMs: ms } = await open(stage, path)
      // What takes seconds is known at once.
      const took = []
      for (let time = 0; time < (ms > 2_000 ? 1 : times); time += 1) took.push((await open(stage, path)).firstByteMs)
      firstByteMs[path] = {
        least: round(Math.min(...took)),
        p50: round(quantile(took, 0.5)),
        p95: round(quantile(took, 0.95)),
      }
    }
    const slow = paths.filter((path) => firstByteMs[path].p95 > 100)
    const statementMs = await statementsOf(stage, slow)
    const home = await admin.get(`${stage.base}/contacts`)
    const searchMs = {}
    for (const [what, make] of Object.entries(searches(contacts))) {
      const took = []
      for (let time = 0; time < times; time += 1) {
        const begun = performance.now()
        await admin.submit(home, '/search', { q: make(time) })
        took.push(performance.now() - begun)
      }
      searchMs[what] = spread(took)
    }
    return { contacts, seededS, pages: paths.length, over100: slow.length, firstByteMs, statementMs, searchMs }
  } finally {
    await stage.close()
  }
}

const open = (stage, path) => stage.console.admin.get(`${stage.base}${path}`)

/** One address of each form: ids and the values of filters differ, the page is the same. */
async function findPages(stage) {
  const found = new Map([['/', '/']])
  for (const path of found.values()) {
    const { html } = await open(stage, path)
    for (const [, raw] of html.matchAll(/<a\b[^>]*\shref="([^"#]+)/gi)) {
      const url = new URL(raw.replaceAll('&amp;', '&'), new URL(path, stage.base))
      if (url.origin !== stage.base || noPage.test(url.pathname) || url.searchParams.size > 1) continue
      const form = formOf(url)
      if (!found.has(form)) found.set(form, url.pathname + url.search)
    }
  }
  return [...found.values()]
}

const formOf = ({ pathname, searchParams }) =>
  `${pathname
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/\/\d+(?=\/|$)/g, '/:n')
    .replace(/^\/help\/.+/, '/help/*')
    .replace(/^\/connections\/new\/.+/, '/connections/new/*')}?${[...searchParams.keys()].join('&')}`

/**
 * The server's own milliseconds of the slowest statements of these pages, each the least of several times, so that the
 * noise of the machine can be told from what it costs.
 */
async function statementsOf(stage, paths) {
  const [{ data_directory: data }] = await stage.query('show data_directory')
  const log = `${data}/postgres.log`
  const set = async (statement) => {
    await stage.query(statement)
    await stage.query('select pg_reload_conf()')
    await pause(500)
  }
  await set('alter system set log_min_duration_statement = 5')
  const least = {}
  for (const path of paths) {
    const best = new Map()
    for (let time = 0; time < 3; time += 1) {
      const from = statSync(log).size
      await open(stage, path)
      const said = readFileSync(log).subarray(from).toString()
      for (const [, ms, text] of said.matchAll(/duration: ([\d.]+) ms\s+(?:execute [^:]*|statement): ([^\n]{0,60})/g))
        best.set(text, Math.min(best.get(text) ?? Infinity, Number(ms)))
    }
    least[path] = [...best]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, 3)
      .map(([text, ms]) => `${Math.round(ms)}: ${text}`)
      .join(' | ')
  }
  await set('alter system reset log_min_duration_statement')
  return least
}

const searches = (contacts) => ({
  'first and last name': (time) => `prénom${(time * 37) % 400} nom${(time * 7_919) % 20_000}`,
  'last name alone': (time) => `nom${(time * 104_729) % 20_000}`,
  'beginning of many names': (time) => `nom${time % 10}`,
  'name and company': (time) => `nom${(time * 7_919) % 20_000} societe${(time * 31) % 9}`,
  address: (time) => emailOf((time * 7_919) % contacts),
  'part of an address': (time) => `copie.${(time * 7_919) % contacts}`,
  nobody: (time) => `personne${time}x`,
})

/** 400 first names, 20,000 last names and 50,000 companies, with accents, in nine countries, over the copies. */
async function nameThem(stage) {
  await stage.query(
    `update remote_records set first_name = 'Prénom' || (id % 400), last_name = 'Nom' || (id * 7919 % 20000), company = 'Société' || (id * 31 % 50000),
       country = (array['FR', 'FR', 'FR', 'DE', 'ES', 'GB', 'US', '', 'IT', 'BE'])[1 + id % 10] where remote_id like 'copy-%'`,
  )
  await stage.query('vacuum (analyze) remote_records')
}

/** As a run would, so that lists and figures show verdicts. */
async function judgeThem(stage) {
  const app = {
    pool: stage.query.pool,
    keys: await keyRing(stage),
    clock: { now: () => new Date() },
    pollMs: 30_000,
    connectors: new Map([hubspot, salesforce].map((connector) => [connector.id, connector])),
  }
  const { settings } = await loadSettings(app.pool)
  await decideBase(
    app,
    settings,
    null,
    (after) => pageOfContacts(app.pool, after, 2_000),
    async () => {},
  )
  await stage.query('vacuum (analyze)')
  await stage.query('checkpoint')
}
