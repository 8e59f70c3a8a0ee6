import { type Channel, channels } from '../../../src/domain/app/channel.ts'
import { advancePlan } from '../../../src/operations/removals/advance-plan.ts'
import { approveRemoval, RemovalRefused } from '../../../src/operations/removals/approve-removal.ts'
import { restorePeople } from '../../../src/operations/removals/brakes/restore-people.ts'
import { sweep } from '../../../src/operations/runs/sweep.ts'
import { duePlans, findPlan } from '../../../src/store/removals/removals.ts'
import { until } from '../../support/until.ts'
import type { PlannedPeople } from './log.ts'
import type { PersonIndex, Span } from './steps.ts'
import { pullAll } from './work.ts'
import { type Held, keyOf, type SystemName } from './held.ts'
import type { World } from './world.ts'

export const names = ['alex.martin', 'camille.martin', 'dominique.quertier'] as const
export const domainOf = (history: number) => `h${history}.example.test`
export const addressOf = (history: number, person: PersonIndex) => `${names[person]}@${domainOf(history)}`
/** What a system may put in the place of a person's address. */
export const freshOf = (history: number, person: PersonIndex) => `${names[person]}.neu@${domainOf(history)}`
export const sharedOf = (history: number) => `contact@${domainOf(history)}`
export const mobileOf = (history: number, person: PersonIndex) => `+336${10_000_000 + history * 10 + person}`
export const dayMs = 86_400_000
export const channelsOf = (which: 'email' | 'all'): readonly Channel[] => (which === 'all' ? channels : ['email'])

/** A day so much earlier; a day that the month does not have becomes the first of the next one. */
export function before(at: Date, { months, days }: Span): Date {
  const moved = new Date(at)
  moved.setUTCMonth(moved.getUTCMonth() - months)
  return new Date(moved.getTime() - days * dayMs)
}

/** What a case is played with. */
export interface Stand {
  readonly world: World
  readonly app: World['app']
  readonly pool: World['app']['pool']
  readonly log: World['log']
  readonly systems: World['systems']
  readonly whole: boolean
  readonly dies: number
  /** Number of the last record that was made. */
  ids: number
  /** Plans that the log knows, with their kind. */
  readonly noted: Map<string, string>
  /** Who is to be restored as soon as a plan holds them. */
  readonly wishes: Set<string>
  /** Plans in which the worker died already. */
  readonly died: Set<string>
}

/** A world in which a case has just begun. */
export const openStand = (world: World, whole: boolean, dies: number): Stand => ({
  world,
  app: world.app,
  pool: world.app.pool,
  log: world.log,
  systems: world.systems,
  whole,
  dies,
  ids: 0,
  noted: new Map(),
  wishes: new Set(),
  died: new Set(),
})

/** The work is taken up from here; by real workers maybe a moment before. */
export function taken(stand: Stand, plan = '') {
  const { log, whole } = stand
  return log.note({ what: 'advance', plan, whole })
}

export function liveOf(stand: Stand, history: number, person: PersonIndex, system?: SystemName) {
  const { systems } = stand
  return systems.records.filter(
    (record) =>
      record.state === 'live' &&
      record.history === history &&
      record.addresses.some(
        (address) => address === addressOf(history, person) || address === freshOf(history, person),
      ) &&
      (system === undefined || record.system === system),
  )
}

export function touch(stand: Stand, history: number, persons: readonly PersonIndex[], records: readonly Held[] = []) {
  const { log } = stand
  return log.note({
    what: 'touched',
    history,
    addresses: persons.flatMap((person) => [addressOf(history, person), freshOf(history, person)]),
    records: records.map(keyOf),
  })
}

export async function contactOf(stand: Stand, history: number, person: PersonIndex) {
  const { app, pool } = stand
  const { rows } = await pool.query<{ id: string }>(
    `select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.gone_at is null and r.contact_id is not null order by r.id limit 1`,
    [app.keys.hashEmail(addressOf(history, person))],
  )
  return rows[0]?.id ?? null
}

export async function keysOf(stand: Stand, contactId: string) {
  const { pool } = stand
  const { rows } = await pool.query<{ key: string }>(
    `select c.label || ' ' || r.object || ' ' || r.remote_id as key from remote_records r join connections c on c.id = r.connection_id where r.contact_id = $1 and r.gone_at is null`,
    [contactId],
  )
  return rows.map(({ key }) => key)
}

async function peopleOf(stand: Stand, planId: string): Promise<PlannedPeople> {
  const { pool } = stand
  const { rows } = await pool.query<{ contact: string; key: string }>(
    `select rr.contact_id as contact, c.label || ' ' || r.object || ' ' || r.remote_id as key from removal_records rr join remote_records r on r.id = rr.record_id join connections c on c.id = rr.connection_id where rr.plan_id = $1 order by 1, r.id`,
    [planId],
  )
  return [...Map.groupBy(rows, (row) => row.contact).values()].map((theirs) => theirs.map(({ key }) => key))
}

/** Time goes on by a moment at each step, so that what came first is earlier. */
export function tick(stand: Stand, ms = 1_000) {
  const { world } = stand
  return world.goTo(new Date(world.now().getTime() + ms))
}

export async function notePlans(stand: Stand) {
  const { pool, log, noted } = stand
  const { rows } = await pool.query<{ id: string; kind: string }>(
    `select id, kind from removal_plans where state in ('planned', 'stopped')`,
  )
  for (const { id, kind } of rows)
    if (!noted.has(id)) log.note({ what: 'planned', plan: id, kind, people: await peopleOf(stand, id) })
  for (const { id, kind } of rows) noted.set(id, kind)
  log.note({ what: 'all-planned' })
}

/** Workers have nothing more to do at this instant. */
export async function quiet(stand: Stand) {
  const { world, app, pool, systems, whole } = stand
  if (!whole) return
  await sweep(app)
  await until('nothing is under way', async () => {
    // The year's own run came due: what it cannot read now it tries again a little later.
    if ((await pool.query(`select 1 from hygiene_runs where state = 'running'`)).rowCount !== 0) {
      tick(stand)
      return false
    }
    // A hold that a system is too far down to lift is waited for no longer.
    return systems.trouble.down.size > 0
      ? (
          await pool.query(
            `select 1 from removal_plans where state in ('approved', 'held', 'binning') and next_step_at <= $1`,
            [world.now()],
          )
        ).rowCount === 0
      : (await duePlans(pool, world.now())).length === 0
  })
}

/** The next step begins: time goes on, and what that makes due is done before anything else happens. */
export async function begin(stand: Stand) {
  const { whole } = stand
  await quiet(stand)
  if (whole) taken(stand)
  tick(stand)
  await quiet(stand)
}

export async function advance(stand: Stand) {
  const { world, app, pool, systems, whole, dies, died } = stand
  if (whole) {
    await quiet(stand)
    return restoreWished(stand)
  }
  taken(stand)
  for (const id of await duePlans(pool, world.now())) {
    const stop = new AbortController()
    if (dies > 0 && systems.trouble.interrupt === null && !died.has(id))
      systems.trouble.interrupt = {
        of: 'remove',
        calls: dies,
        when: dies % 2 === 0 ? 'before' : 'after',
        stop: () => undefined,
      }
    if (systems.trouble.interrupt !== null)
      systems.trouble.interrupt.stop = () => stop.abort(new Error('the worker was stopped'))
    await advancePlan(app, id, stop.signal).catch((error: unknown) => {
      if (!stop.signal.aborted) throw error
    })
    if (stop.signal.aborted) died.add(id)
    if (systems.trouble.interrupt?.of === 'remove') systems.trouble.interrupt = null
  }
  return restoreWished(stand)
}

/** Whoever is to be restored is, once a plan holds them. */
export async function restoreWished(stand: Stand) {
  const { world, app, pool, log, wishes } = stand
  if (wishes.size === 0) return
  const { rows } = await pool.query<{ contactId: string; plan: string }>(
    `select i.contact_id as "contactId", p.id as plan from removal_plans p join removal_items i on i.plan_id = p.id where p.state = 'held' and i.state = 'held'`,
  )
  const planOf = new Map(rows.map(({ contactId, plan }) => [contactId, plan]))
  for (const wish of planOf.size === 0 ? [] : wishes) {
    const [history, person] = wish.split(' ').map(Number) as [number, PersonIndex]
    const contactId = await contactOf(stand, history, person)
    const plan = contactId === null ? undefined : planOf.get(contactId)
    if (contactId === null || plan === undefined) continue
    wishes.delete(wish)
    touch(stand, history, [person])
    log.note({ what: 'restored', plan, records: await keysOf(stand, contactId) })
    await restorePeople(app, plan, world.judges[0], { contactIds: [contactId], reason: 'Somebody wished it.' })
    await quiet(stand)
  }
}

export async function ripe(stand: Stand) {
  const { pool } = stand
  return (
    (
      await pool.query<{ at: Date | null }>(
        `select max(greatest(next_step_at, held_until)) as at from removal_plans where state not in ('planned', 'stopped', 'done', 'refused', 'expired', 'superseded')`,
      )
    ).rows[0]?.at ?? null
  )
}

export async function passWindow(stand: Stand) {
  const { world } = stand
  const at = await ripe(stand)
  // The workers take up what is due by then, whenever they see it.
  taken(stand)
  if (at !== null) world.goTo(new Date(at.getTime() + 3_600_000))
  await pullAll(world)
  await advance(stand)
}

export async function approve(stand: Stand, times: 1 | 3) {
  const { world, app, pool, log } = stand
  const [first, second] = world.judges
  const { rows } = await pool.query<{ id: string }>(
    `select id from removal_plans where state = 'planned' order by number`,
  )
  for (const { id } of rows) {
    const plan = await findPlan(pool, id)
    if (plan === null || plan.expiresAt <= world.now()) continue
    const last = plan.approvals === 1 || times === 3 || plan.firstApprovedBy !== null
    if (last) log.note({ what: 'approved', plan: id, kind: plan.kind, people: await peopleOf(stand, id) })
    const judges = times === 3 ? [first, second, first] : [plan.firstApprovedBy === first.id ? second : first]
    taken(stand, id)
    await Promise.all(
      judges.map((judge) =>
        approveRemoval(app, id, judge, plan.digest).catch((error: unknown) => {
          // Whoever comes too late is told so.
          if (!(error instanceof RemovalRefused) || error.code !== 'not-waiting' || times === 1) throw error
        }),
      ),
    )
  }
  await quiet(stand)
}
