// Every contact of a base is judged again: after nothing changed, and after a rule did. The floor is a bare loop over the same pages that
// reads what a decision needs and judges nothing.
import { round } from '../numbers.mjs'
import { seedPeople } from '../seed.mjs'
import { openStage, runOnce } from '../stage.mjs'

export async function redecide({ queue, contacts = 100_000 }) {
  const stage = await openStage({ name: 'redecide', contacts: 200, queue })
  try {
    await seedPeople(stage, contacts)
    const first = await judged(stage)
    const unchanged = await judged(stage)
    await stage.query("insert into settings (version, data, author, created_at) select version + 1, jsonb_set(data, '{inactivityMonths}', '24'), author, now() from settings order by version desc limit 1")
    const changed = await judged(stage)
    return { contacts, firstPerSecond: first.perSecond, unchangedPerSecond: unchanged.perSecond, unchangedWrites: unchanged.writes, changedPerSecond: changed.perSecond, changedWrites: changed.writes }
  } finally {
    await stage.close()
  }
}

/** One run; its step that decides: contacts a second, and rows of `decisions` that were written. */
async function judged(stage) {
  const written = async () => {
    await stage.query('select pg_stat_clear_snapshot()')
    const [row] = await stage.query("select (n_tup_ins + n_tup_upd)::int as n from pg_stat_user_tables where relname = 'decisions'")
    return row.n
  }
  const before = await written()
  await runOnce(stage)
  const [step] = await stage.query("select s.done_count as done, extract(epoch from s.finished_at - s.started_at)::float8 as seconds from hygiene_steps s join hygiene_runs r on r.id = s.run_id where s.name = 'decide' order by r.started_at desc limit 1")
  let after = await written()
  // Postgres tells its counters about a second later.
  for (let tries = 0; tries < 20 && tries * 100 < 2_000; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    after = await written()
  }
  return { perSecond: Math.round(step.done / step.seconds), seconds: round(step.seconds), writes: after - before }
}
