// Every contact of a base is judged again, in one process: when nothing changed, and after a rule did.
import { setTimeout as pause } from 'node:timers/promises'
import { hubspot } from '../../dist/connectors/hubspot/index.js'
import { salesforce } from '../../dist/connectors/salesforce/index.js'
import { decideBase } from '../../dist/src/operations/decisions/decide-base.js'
import { pageOfContacts } from '../../dist/src/store/decisions/decisions.js'
import { loadSettings } from '../../dist/src/store/settings/settings.js'
import { seedPeople } from '../seed.mjs'
import { keyRing, openStage } from '../stage.mjs'

const pageSize = 2_000

export async function redecide({ queue, contacts = 100_000 }) {
  const stage = await openStage({ name: 'redecide', contacts: 200, queue })
  try {
    await seedPeople(stage, contacts)
    const first = await judged(stage)
    const unchanged = await judged(stage)
    await stage.query(
      "insert into settings (data, author, created_at) select jsonb_set(data, '{inactivityMonths}', '24'), author, now() from settings order by version desc limit 1",
    )
    const changed = await judged(stage)
    return {
      contacts,
      firstPerSecond: first.perSecond,
      unchangedPerSecond: unchanged.perSecond,
      unchangedWrites: unchanged.writes,
      changedPerSecond: changed.perSecond,
      changedWrites: changed.writes,
    }
  } finally {
    await stage.close()
  }
}

/** The whole base, page by page as a run takes it: contacts a second, and rows of `decisions` that were written. */
async function judged(stage) {
  const [{ total: before }] = await written(stage)
  const { settings } = await loadSettings(stage.query.pool)
  const app = {
    pool: stage.query.pool,
    keys: await keyRing(stage),
    clock: { now: () => new Date() },
    pollMs: 30_000,
    connectors: new Map([hubspot, salesforce].map((connector) => [connector.id, connector])),
  }
  const startedAt = performance.now()
  let done = 0
  await decideBase(
    app,
    settings,
    null,
    (after) => pageOfContacts(app.pool, after, pageSize),
    async (_after, judged) => {
      done += judged
    },
  )
  const perSecond = Math.round(done / ((performance.now() - startedAt) / 1_000))
  // A connection that rests tells its counters after ten seconds.
  await pause(11_000)
  const [{ total }] = await written(stage)
  return { perSecond, writes: total - before }
}

const written = (stage) =>
  stage.query("select (n_tup_ins + n_tup_upd)::int as total from pg_stat_user_tables where relname = 'decisions'")
