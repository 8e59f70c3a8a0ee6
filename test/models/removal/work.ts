import { carryHolds } from '../../../src/operations/objections/carry-holds.ts'
import { carryLifts } from '../../../src/operations/objections/carry-lifts.ts'
import { carryPropagations } from '../../../src/operations/propagation/carry-propagations.ts'
import { decideContacts } from '../../../src/operations/decisions/decide-contacts.ts'
import { planRemovals } from '../../../src/operations/removals/plan-removals.ts'
import { pullConnection } from '../../../src/operations/intake/pull-connection.ts'
import { startRun } from '../../../src/operations/runs/start-run.ts'
import { sweep } from '../../../src/operations/runs/sweep.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { pageOfContacts } from '../../../src/store/decisions/decisions.ts'
import { loadSettings } from '../../../src/store/settings/settings.ts'
import { until } from '../../support/until.ts'
import { systemNames } from './held.ts'
import type { World } from './world.ts'

const never = () => new AbortController().signal

/** Reads both systems as a poll does; one that is down makes the clocks blind. */
export async function pullAll({ app, connectionOf, now }: World): Promise<void> {
  for (const system of systemNames) {
    await pullConnection(app, connectionOf[system], {
      mode: 'full',
      from: null,
      startedAt: now(),
      signal: never(),
    }).catch((error: unknown) => {
      if (!(error instanceof ConnectorError)) throw error
    })
  }
}

/** One run: everything is read, decided and planned; by the product's own workers when `whole`. */
export async function runOnce(world: World, whole: boolean): Promise<void> {
  const { app } = world
  if (whole) {
    const id = await startRun(app, 'a test')
    await until('the run ended', async () => {
      const { rows } = await app.pool.query<{ state: string }>('select state from hygiene_runs where id = $1', [id])
      // A step that failed waits for its time.
      if (rows[0]?.state === 'running') world.goTo(new Date(world.now().getTime() + 2_000))
      return rows[0]?.state !== 'running'
    })
    return
  }
  await pullAll(world)
  const { settings } = await loadSettings(app.pool)
  await decideContacts(app, await pageOfContacts(app.pool, null, 10_000), settings)
  await planRemovals(app, null, 'a test')
}

/** What waits since a system was down comes to its time, and is carried. */
export async function outlastOutages(world: World): Promise<void> {
  for (;;) {
    const at =
      (
        await world.app.pool.query<{ at: Date | null }>(
          `select min(next_attempt_at) as at from propagations where state = 'waiting' and next_attempt_at is not null`,
        )
      ).rows[0]?.at ?? null
    if (at === null) return
    world.goTo(at)
    await carryAll(world, true)
  }
}

/** Objections, lifts and holds that are due are taken to the systems that answer. */
export async function carryAll({ app, connectionOf, systems, now, goTo }: World, whole: boolean): Promise<void> {
  const moment = () => goTo(new Date(now().getTime() + 1_000))
  if (whole) {
    // What a system that is down gets waits for its time, which is not waited for.
    const under = `select 1 from propagations where state in ('queued', 'sending', 'written') or state = 'waiting' and next_attempt_at <= $1 union all select 1 from lifted_blocks where state = 'pending' and next_attempt_at <= $1 union all select 1 from hold_carryings where state = 'due' and next_attempt_at <= $1`
    return until('nothing is on its way', async () => {
      moment()
      await sweep(app)
      return systems.trouble.down.size > 0 || (await app.pool.query(under, [now()])).rowCount === 0
    }).then(() => undefined)
  }
  for (const system of systemNames) {
    if (systems.trouble.down.has(system)) continue
    // What a system did not show at once is looked for again a little later.
    for (let round = 0; round < 20; round += 1) {
      const moved =
        (await carryPropagations(app, connectionOf[system], ['objection', 'backfill'], never())) +
        (await carryLifts(app, connectionOf[system], never())) +
        (await carryHolds(app, connectionOf[system], never()))
      if (moved === 0) break
      moment()
    }
  }
}
