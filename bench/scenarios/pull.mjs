// A full read of both CRMs: against a bare SDK loop over the same pages, with the vendors' limits and without; what a
// no takes meanwhile; memory by the size of the base.
import { setTimeout as pause } from 'node:timers/promises'
import { readAllBare } from '../floor/read-all.mjs'
import { family, memoryMiB, round, spread } from '../numbers.mjs'
import { openStage, runOnce, sayNo, untilQuiet, vendorTokens } from '../stage.mjs'

/**
 * Pull, match and decide `contacts` people per CRM. `limitsX` as for the sandbox: 1 = the vendors' own limits, 0 =
 * none.
 */
export async function pull({ queue, contacts = 20_000, limitsX = 0 }) {
  const stage = await openStage({ name: 'pull', contacts, limitsX, queue, read: false })
  try {
    let maxMiB = 0
    const watch = setInterval(() => (maxMiB = Math.max(maxMiB, memoryMiB(family(stage.product.child.pid)))), 500)
    const ourMs = await runOnce(stage)
    clearInterval(watch)
    const [{ records }] = await stage.query('select count(*)::int as records from remote_records where gone_at is null')
    const bare = await readAllBare({ urls: stage.urls, tokens: await vendorTokens(stage) })
    return {
      contacts,
      limitsX,
      records,
      bareRecords: bare.records,
      ourS: round(ourMs / 1_000),
      bareS: round(bare.ms / 1_000),
      overBare: round(ourMs / bare.ms, 2),
      recordsPerSecond: Math.round((records / ourMs) * 1_000),
      maxMiB,
    }
  } finally {
    await stage.close()
  }
}

/** Objections one after the other, first while nothing else happens, then while the whole base is read again. */
export async function optOutsDuringPull({ queue, contacts = 20_000 }) {
  const stage = await openStage({ name: 'sweep', contacts, queue, keys: 4 })
  try {
    const people = stage.people.filter((person) => person.hubspotId !== null && person.salesforceId !== null)
    let next = 0
    const one = async () => {
      const { id, sentAt } = await sayNo(stage, next, people[next])
      next += 1
      for (;;) {
        const [row] = await stage.query(
          "select max(done_at) as done, bool_and(state = 'applied') as good from propagations where objection_id = $1",
          [id],
        )
        if (row.good) return row.done.getTime() - sentAt
        await pause(20)
      }
    }
    for (let warm = 0; warm < 10; warm += 1) await one()
    const idle = []
    for (let index = 0; index < 60; index += 1) idle.push(await one())
    let running = true
    await stage.query('update connections set resync_wanted_at = now()')
    const run = runOnce(stage).finally(() => (running = false))
    const during = []
    while (running) during.push(await one())
    const runMs = await run
    await untilQuiet(stage)
    const [calm, busy] = [spread(idle), spread(during)]
    return {
      contacts,
      runS: round(runMs / 1_000),
      noes: during.length,
      idleMs: calm,
      duringMs: busy,
      p95OverIdle: round(busy.p95 / calm.p95, 2),
    }
  } finally {
    await stage.close()
  }
}
