// A plan over a large base, and what a day costs on which few contacts changed, against judging everybody. People and
// decisions are put in by SQL.
import { hubspot } from '../../dist/connectors/hubspot/index.js'
import { salesforce } from '../../dist/connectors/salesforce/index.js'
import { decideContacts } from '../../dist/src/operations/decisions/decide-contacts.js'
import { planRemovals } from '../../dist/src/operations/removals/plan-removals.js'
import { pageOfContacts } from '../../dist/src/store/decisions/decisions.js'
import { staleContacts } from '../../dist/src/store/decisions/decision-passes.js'
import { loadSettings } from '../../dist/src/store/settings/settings.js'
import { memoryMiB, round } from '../numbers.mjs'
import { seedPeople } from '../seed.mjs'
import { keyRing, openStage } from '../stage.mjs'

const pageSize = 2_000

/**
 * `contacts` people of whom one in twenty is past the term; `judged` of them are judged to know what everybody costs; a
 * thousandth changed.
 */
export async function plan({ queue, contacts = 1_000_000, judged = 50_000 }) {
  const stage = await openStage({ name: 'plan', contacts: 200, queue, verbs: ['suppress', 'tag', 'remove'] })
  try {
    await seedPeople(stage, contacts)
    const { settings } = await loadSettings(stage.query.pool)
    const app = {
      pool: stage.query.pool,
      keys: await keyRing(stage),
      clock: { now: () => new Date() },
      pollMs: 30_000,
      connectors: new Map([hubspot, salesforce].map((connector) => [connector.id, connector])),
    }
    const started = new Date()
    const everybodyMs = (await judge(app, settings, judged)) * (contacts / judged)
    await stage.query(
      `insert into decisions (contact_id, verdict, basis, rule, rules, detail, clock_state, started_at, started_assumed, last_act_at, last_act_kind, term_on, changes_on, decided_at, content_hash)
       select c.id, d.verdict, d.basis, d.rule, d.rules, d.detail, case when c.n % 20 = 0 then 'expired' else d.clock_state end, d.started_at, false, null, null, case when c.n % 20 = 0 then current_date - 30 else current_date + (c.n % 1000)::int + 1 end, null, now(), d.content_hash
       from (select id, row_number() over (order by id) as n from contacts where id not in (select contact_id from decisions)) c
         cross join (select d.* from decisions d join remote_records r on r.contact_id = d.contact_id where r.remote_id like 'copy-%' limit 1) d`,
    )
    await stage.query('analyze decisions')
    const changedPeople = Math.round(contacts / 1_000)
    await stage.query(
      `update remote_records set changed_at = now() + interval '1 second' where id in (select id from remote_records where remote_id like 'copy-%' order by id limit ${changedPeople})`,
    )
    const dayStartedAt = performance.now()
    const since = new Date(Date.now() + 500)
    const stale = await staleContacts(app.pool, since, started.toISOString().slice(0, 10))
    for (let from = 0; from < stale.length; from += pageSize)
      await decideContacts(app, stale.slice(from, from + pageSize), settings, { touch: false })
    const dayMs = performance.now() - dayStartedAt
    const planStartedAt = performance.now()
    await planRemovals(app, null, 'bench')
    const planMs = performance.now() - planStartedAt
    const [{ people }] = await stage.query('select count(*)::int as people from removal_items')
    return {
      contacts,
      planS: round(planMs / 1_000),
      planned: people,
      changed: stale.length,
      dayMs: round(dayMs),
      everybodyS: round(everybodyMs / 1_000),
      dayOverEverybody: round(dayMs / everybodyMs, 4),
      benchMiB: memoryMiB([process.pid]),
    }
  } finally {
    await stage.close()
  }
}

/** Milliseconds for judging `count` people, page by page as a run takes them. */
async function judge(app, settings, count) {
  const startedAt = performance.now()
  let after = null
  for (let done = 0; done < count; ) {
    const ids = await pageOfContacts(app.pool, after, pageSize)
    await decideContacts(app, ids, settings, { touch: false })
    done += ids.length
    after = ids.at(-1)
  }
  return performance.now() - startedAt
}
