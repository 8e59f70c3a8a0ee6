// Memory at rest and with both SDKs, readiness after a start, and how long a change by hand takes from one CRM to the
// other.
import { setTimeout as pause } from 'node:timers/promises'
import { control, grantAll } from '../../scripts/demo/admin.mjs'
import { cpuMs, family, memoryMiB, round, spread } from '../numbers.mjs'
import { openStage, runOnce, sayNo } from '../stage.mjs'

/**
 * Memory of all processes but Postgres: started and idle, after both SDKs were used; and when an objection could be
 * recorded after a start.
 */
export async function rest({ queue }) {
  const stage = await openStage({ name: 'rest', contacts: 2_000, queue })
  try {
    const alone = async () => {
      while (family(stage.product.child.pid).length > 1) await pause(500)
      await pause(3_000)
      return memoryMiB([stage.product.child.pid])
    }
    const ready = []
    for (let start = 0; start < 3; start += 1) {
      await stage.product.stop()
      const startedAt = performance.now()
      await stage.start()
      await sayNo(stage, 0, { email: `ready.${start}@ailleurs.example.test` })
      ready.push(performance.now() - startedAt)
    }
    const beforeSdks = await alone()
    const pids = [stage.product.child.pid]
    const before = cpuMs(pids)
    await pause(10_000)
    const idleCpu = (cpuMs(pids) - before) / 100
    // The first writes of tags create the fields, for which the SDKs are loaded.
    await grantAll(stage.console, stage.pages, ['tag'])
    await runOnce(stage)
    return {
      readyMs: spread(ready),
      idleCpuPercent: round(idleCpu),
      beforeSdksMiB: beforeSdks,
      afterSdksMiB: await alone(),
    }
  } finally {
    await stage.close()
  }
}

/**
 * Somebody ticks a box in one CRM: how long until the other shows it. `events` false: HubSpot and Salesforce tell
 * nothing, the polls find it.
 */
export async function handChange({ queue, events, times = 30 }) {
  const stage = await openStage({ name: 'hand', contacts: 1_500, queue, pollSeconds: 30 })
  try {
    if (!events)
      await control(stage.urls, 'POST', '/_sandbox/switches', {
        salesforce: { changeEvents: [] },
        'hubspot.optOutFiresWebhook': false,
      })
    // Listening begins a moment after the right was granted.
    while (events && (await stage.query('select 1 from listeners where heard_at is not null')).length === 0)
      await pause(200)
    const people = stage.people.filter((person) => person.hubspotId !== null && person.salesforceId !== null)
    const took = await Promise.all(
      people.slice(0, times).map(async (person, index) => {
        await pause(index * (events ? 300 : 2_500))
        const startedAt = performance.now()
        const inHubspot = index % 2 === 0
        await control(
          stage.urls,
          'POST',
          '/_sandbox/act',
          inHubspot
            ? { system: 'hubspot', act: 'unsubscribe', email: person.email }
            : { system: 'salesforce', act: 'opt-out', id: person.salesforceId },
        )
        for (;;) {
          const [row] = await stage.query(
            `select bool_and(p.state = 'applied') as good from propagations p join objections o on o.id = p.objection_id join remote_records r on r.contact_id = o.contact_id
           join connections c on c.id = p.connection_id where r.remote_id = $1 and c.connector = $2`,
            [person.hubspotId, inHubspot ? 'salesforce' : 'hubspot'],
          )
          if (row.good) return performance.now() - startedAt
          await pause(100)
        }
      }),
    )
    return { told: events ? 'by events' : 'by polls every 30 s', times, ms: spread(took) }
  } finally {
    await stage.close()
  }
}
