// How long an objection takes until both CRMs were read back, at a steady rate with the vendors' limits lifted and 50
// ms per call, against the bare script.
import { setTimeout as pause } from 'node:timers/promises'
import { control } from '../../scripts/demo/admin.mjs'
import { propagateBare } from '../floor/propagate.mjs'
import { family, cpuMs, memoryMiB, round, spread } from '../numbers.mjs'
import { atRate, openPropagations, openStage, sayNo, slowVendors, untilQuiet, vendorTokens } from '../stage.mjs'

const vendorMs = 50
/** HubSpot's limit of an OAuth app per account (docs/reference/hubspot.md#rate-limits). */
const hubspotCalls = 110
const hubspotWindowS = 10

/** People in both CRMs, each used once: first the bare script's, then those of the product. */
export async function propagation({ queue, perSecond = 20, seconds = 60 }) {
  const count = perSecond * seconds
  const floorCount = Math.min(count, 20 * 30)
  const stage = await openStage({
    name: 'propagation',
    contacts: Math.ceil((count + floorCount) * 3.4) + 300,
    queue,
    keys: Math.ceil((perSecond * 60) / 500),
  })
  try {
    const people = stage.people.filter((person) => person.hubspotId !== null && person.salesforceId !== null)
    if (people.length < count + floorCount) throw new Error(`the base holds only ${people.length} people in both CRMs`)
    const pids = [stage.product.child.pid]
    // The process for runs ends by itself; until then it is part of the memory.
    while (family(stage.product.child.pid).length > 1) await pause(500)
    await slowVendors(stage.urls, vendorMs)
    // The first calls load and compile; they are not counted.
    await atRate(20, 40, (index) => sayNo(stage, index, people[people.length - 1 - index]))
    await untilQuiet(stage)
    const cpuBefore = cpuMs(pids)
    let maxMiB = 0
    const watch = setInterval(() => (maxMiB = Math.max(maxMiB, memoryMiB(pids))), 1_000)
    const said = await atRate(perSecond, count, (index) => sayNo(stage, index, people[index]))
    const waiting = await openPropagations(stage)
    await untilQuiet(stage)
    clearInterval(watch)
    const cpu = (cpuMs(pids) - cpuBefore) / count
    const rows = await stage.query(
      `select objection_id as id, max(done_at) as done, bool_and(state in ('applied')) as good from propagations where objection_id = any($1) group by objection_id`,
      [said.map(({ id }) => id)],
    )
    const doneAt = new Map(rows.filter((row) => row.good).map((row) => [row.id, row.done.getTime()]))
    if (doneAt.size !== count) throw new Error(`${count - doneAt.size} objections were not read back in both CRMs`)
    const floor = await propagateBare({
      urls: stage.urls,
      tokens: await vendorTokens(stage),
      people: people.slice(count, count + floorCount),
      perSecond: Math.min(perSecond, 20),
    })
    const [ours, bare, door] = [
      said.map(({ id, sentAt }) => doneAt.get(id) - sentAt),
      floor,
      said.map(({ answeredAfterMs }) => answeredAfterMs),
    ].map(spread)
    return {
      perSecond,
      seconds,
      floorMs: bare,
      readBackMs: ours,
      doorMs: door,
      overFloorMs: { p50: round(ours.p50 - bare.p50), p99: round(ours.p99 - bare.p99) },
      overFloor: { p50: round(ours.p50 / bare.p50, 2), p99: round(ours.p99 / bare.p99, 2) },
      waitingAtTheEnd: waiting,
      cpuMsPerNo: round(cpu),
      memoryMiB: maxMiB,
    }
  } finally {
    await stage.close()
  }
}

/**
 * `count` objections at once with the vendors' own limits: how close to the ceiling they go out, refused calls, calls
 * per no.
 */
export async function burst({ queue, count }) {
  const stage = await openStage({
    name: 'burst',
    contacts: Math.ceil(count * 3.4) + 300,
    limitsX: 1,
    queue,
    keys: Math.ceil(count / 500),
  })
  try {
    const people = stage.people
      .filter((person) => person.hubspotId !== null && person.salesforceId !== null)
      .slice(0, count)
    // The window of the read before must not count.
    await pause(11_000)
    const last = (await control(stage.urls, 'GET', '/_sandbox/requests')).at(-1)?.seq ?? 0
    const startedAt = Date.now()
    const said = await Promise.all(people.map((person, index) => sayNo(stage, index, person)))
    await untilQuiet(stage, 900_000)
    const [{ done }] = await stage.query('select max(done_at) as done from propagations where objection_id = any($1)', [
      said.map(({ id }) => id),
    ])
    const calls = (await control(stage.urls, 'GET', `/_sandbox/requests?after=${last}`)).filter(
      (line) => new Date(line.at) <= done,
    )
    const of = (system) => calls.filter((line) => line.system === system && !line.path.startsWith('/cometd'))
    const seconds = (done.getTime() - startedAt) / 1_000
    const ceiling = (hubspotCalls * (seconds + hubspotWindowS)) / hubspotWindowS
    return {
      noes: people.length,
      seconds: round(seconds),
      hubspotCalls: of('hubspot').length,
      hubspotShareOfCeiling: round(of('hubspot').length / ceiling, 2),
      refused429: calls.filter((line) => line.status === 429).length,
      callsPerNo: {
        hubspot: round(of('hubspot').length / people.length, 2),
        salesforce: round(of('salesforce').length / people.length, 2),
      },
    }
  } finally {
    await stage.close()
  }
}
