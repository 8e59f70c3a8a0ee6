import { randomUUID } from 'node:crypto'
import { newToken, tokenHash } from '../../src/crypto/tokens.ts'
import { channels, type Channel } from '../../src/domain/app/channel.ts'
import { advancePlan } from '../../src/operations/removals/advance-plan.ts'
import { answerReview } from '../../src/operations/mailbox/answer-review.ts'
import { approveRemoval, RemovalRefused, restoreRemoval } from '../../src/operations/removals/approve-removal.ts'
import { endKeeping, keepByLaw } from '../../src/operations/removals/legal-holds.ts'
import { confirmLift } from '../../src/operations/objections/lift.ts'
import { askToConfirm } from '../../src/operations/objections/person-mail.ts'
import { recordObjection } from '../../src/operations/objections/record-objection.ts'
import { sweep } from '../../src/operations/runs/sweep.ts'
import { claimMail } from '../../src/store/objections/person-mails.ts'
import { duePlans, findPlan } from '../../src/store/removals/removals.ts'
import { insertReview } from '../../src/store/mailbox/reviews.ts'
import { until } from '../support/until.ts'
import type { PlannedPeople } from './removal-log.ts'
import type { Case, CommonStep, LocalStep, PersonIndex, Span } from './removal-history.ts'
import { carryAll, outlastOutages, pullAll, runOnce } from './removal-work.ts'
import { keyOf, systemNames, type Held, type SystemName } from './removal-systems.ts'
import type { World } from './removal-world.ts'

const names = ['alex.martin', 'camille.martin', 'dominique.quertier'] as const
const domainOf = (history: number) => `h${history}.example.test`
const addressOf = (history: number, person: PersonIndex) => `${names[person]}@${domainOf(history)}`
/** What a system may put in the place of a person's address. */
const freshOf = (history: number, person: PersonIndex) => `${names[person]}.neu@${domainOf(history)}`
const sharedOf = (history: number) => `contact@${domainOf(history)}`
const dayMs = 86_400_000
const channelsOf = (which: 'email' | 'all'): readonly Channel[] => (which === 'all' ? channels : ['email'])

/** Plays a case in a world and lets it come to its end; what happened stands in the world's log then. */
export async function play(world: World, whole: boolean, { startOn, dies, common, histories }: Case): Promise<void> {
  await world.begin(new Date(`${startOn}T09:00:00Z`))
  const driver = openDriver(world, whole, dies)
  const own = async (position: number) => {
    for (const [history, steps] of histories.entries())
      for (const { at, step } of steps) if (at % (common.length + 1) === position) await driver.own(history, step)
  }
  for (const [position, step] of common.entries()) {
    await own(position)
    await driver.common(step)
  }
  await own(common.length)
  await driver.finish()
}

/** A day so much earlier; a day that the month does not have becomes the first of the next one. */
function before(at: Date, { months, days }: Span): Date {
  const moved = new Date(at)
  moved.setUTCMonth(moved.getUTCMonth() - months)
  return new Date(moved.getTime() - days * dayMs)
}

function openDriver(world: World, whole: boolean, dies: number) {
  const { app, log, systems } = world
  const { pool } = app
  let ids = 0
  const noted = new Map<string, string>()
  const wishes = new Set<string>()
  /** Plans in which the worker died already. */
  const died = new Set<string>()
  /** The work is taken up from here; by real workers maybe a moment before. */
  const taken = (plan = '') => log.note({ what: 'advance', plan, whole })
  const liveOf = (history: number, person: PersonIndex, system?: SystemName) =>
    systems.records.filter(
      (record) =>
        record.state === 'live' &&
        record.history === history &&
        record.addresses.some(
          (address) => address === addressOf(history, person) || address === freshOf(history, person),
        ) &&
        (system === undefined || record.system === system),
    )
  const touch = (history: number, persons: readonly PersonIndex[], records: readonly Held[] = []) =>
    log.note({
      what: 'touched',
      history,
      addresses: persons.flatMap((person) => [addressOf(history, person), freshOf(history, person)]),
      records: records.map(keyOf),
    })
  const contactOf = async (history: number, person: PersonIndex) => {
    const { rows } = await pool.query<{ id: string }>(
      `select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.gone_at is null and r.contact_id is not null order by r.id limit 1`,
      [app.keys.hashEmail(addressOf(history, person))],
    )
    return rows[0]?.id ?? null
  }
  const keysOf = async (contactId: string) => {
    const { rows } = await pool.query<{ key: string }>(
      `select c.label || ' ' || r.object || ' ' || r.remote_id as key from remote_records r join connections c on c.id = r.connection_id where r.contact_id = $1 and r.gone_at is null`,
      [contactId],
    )
    return rows.map(({ key }) => key)
  }
  const peopleOf = async (planId: string): Promise<PlannedPeople> => {
    const { rows } = await pool.query<{ contact: string; key: string }>(
      `select rr.contact_id as contact, c.label || ' ' || r.object || ' ' || r.remote_id as key from removal_records rr join remote_records r on r.id = rr.record_id join connections c on c.id = rr.connection_id where rr.plan_id = $1 order by 1, r.id`,
      [planId],
    )
    return [...Map.groupBy(rows, (row) => row.contact).values()].map((theirs) => theirs.map(({ key }) => key))
  }
  /** Time goes on by a moment at each step, so that what came first is earlier. */
  const tick = (ms = 1_000) => world.goTo(new Date(world.now().getTime() + ms))
  const notePlans = async () => {
    const { rows } = await pool.query<{ id: string; kind: string }>(
      `select id, kind from removal_plans where state in ('planned', 'stopped')`,
    )
    for (const { id, kind } of rows)
      if (!noted.has(id)) log.note({ what: 'planned', plan: id, kind, people: await peopleOf(id) })
    for (const { id, kind } of rows) noted.set(id, kind)
  }
  /** Workers have nothing more to do at this instant. */
  const quiet = async () => {
    if (!whole) return
    await sweep(app)
    await until('nothing is under way', async () => {
      // The year's own run came due: what it cannot read now it tries again a little later.
      if ((await pool.query(`select 1 from hygiene_runs where state = 'running'`)).rowCount !== 0) {
        tick()
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
  const begin = async () => {
    await quiet()
    if (whole) taken()
    tick()
    await quiet()
  }
  const advance = async () => {
    if (whole) {
      await quiet()
      return restoreWished()
    }
    taken()
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
    return restoreWished()
  }
  /** Whoever is to be restored is, once a plan holds them. */
  const restoreWished = async () => {
    for (const wish of wishes) {
      const [history, person] = wish.split(' ').map(Number) as [number, PersonIndex]
      const contactId = await contactOf(history, person)
      const held = (
        await pool.query<{ id: string }>(
          `select p.id from removal_plans p join removal_items i on i.plan_id = p.id where p.state = 'held' and i.state = 'held' and i.contact_id = $1`,
          [contactId],
        )
      ).rows[0]
      if (contactId === null || held === undefined) continue
      wishes.delete(wish)
      touch(history, [person])
      log.note({ what: 'restored', plan: held.id, records: await keysOf(contactId) })
      await restoreRemoval(app, held.id, world.judges[0], contactId)
      await quiet()
    }
  }
  const ripe = async () =>
    (
      await pool.query<{ at: Date | null }>(
        `select max(greatest(next_step_at, held_until)) as at from removal_plans where state not in ('planned', 'stopped', 'done', 'refused', 'expired', 'superseded')`,
      )
    ).rows[0]?.at ?? null
  const window = async () => {
    const at = await ripe()
    // The workers take up what is due by then, whenever they see it.
    taken()
    if (at !== null) world.goTo(new Date(at.getTime() + 3_600_000))
    await pullAll(world)
    await advance()
  }
  const approve = async (times: 1 | 3) => {
    const [first, second] = world.judges
    const { rows } = await pool.query<{ id: string }>(
      `select id from removal_plans where state = 'planned' order by number`,
    )
    for (const { id } of rows) {
      const plan = await findPlan(pool, id)
      if (plan === null || plan.expiresAt <= world.now()) continue
      const last = plan.approvals === 1 || times === 3 || plan.firstApprovedBy !== null
      if (last) log.note({ what: 'approved', plan: id, kind: plan.kind, people: await peopleOf(id) })
      const judges = times === 3 ? [first, second, first] : [plan.firstApprovedBy === first.id ? second : first]
      taken(id)
      await Promise.all(
        judges.map((judge) =>
          approveRemoval(app, id, judge, plan.digest).catch((error: unknown) => {
            // Whoever comes too late is told so.
            if (!(error instanceof RemovalRefused) || error.code !== 'not-waiting' || times === 1) throw error
          }),
        ),
      )
    }
    await quiet()
  }

  const common = async (step: CommonStep): Promise<void> => {
    await begin()
    switch (step.do) {
      case 'time':
        taken()
        world.goTo(before(world.now(), { months: -step.span.months, days: -step.span.days }))
        return quiet()
      case 'to': {
        const next = new Date(world.now())
        do next.setUTCDate(next.getUTCDate() + 1)
        while (
          step.day === 'leap-day'
            ? !(next.getUTCMonth() === 1 && next.getUTCDate() === 29)
            : new Date(next.getTime() + dayMs).getUTCDate() !== 1
        )
        taken()
        world.goTo(next)
        return quiet()
      }
      case 'run':
        taken()
        await runOnce(world, whole)
        return notePlans()
      case 'approve':
        return approve(step.times)
      case 'advance':
        return advance()
      case 'window':
        return window()
      case 'carry':
        return carryAll(world, whole)
      case 'down':
        return void systems.trouble.down.add(step.system)
      case 'up':
        return void systems.trouble.down.delete(step.system)
      case 'refuse':
        return void (systems.trouble.refuse = { act: step.act, calls: step.calls })
      case 'interrupt':
        return void (systems.trouble.interrupt = {
          of: 'any',
          calls: step.calls,
          when: step.when,
          stop: () => undefined,
        })
    }
  }

  const appear = (history: number, step: Extract<LocalStep, { do: 'appear' }>) => {
    if (liveOf(history, step.person, step.system).length > 1) return
    const record: Held = {
      system: step.system,
      object: step.system === 'b' && step.lead ? 'Lead' : 'Contact',
      id: `${history}-${(ids += 1)}`,
      history,
      addresses: [addressOf(history, step.person), ...(step.shared ? [sharedOf(history)] : [])],
      lastName: step.person === 2 ? 'Quertier' : 'Martin',
      source: step.sourced ? 'FORM' : null,
      createdAt: before(world.now(), step.ago),
      acts: [],
      lastOpenAt: null,
      relation: 'none',
      blocks: new Map(),
      holdUntil: null,
      state: 'live',
      mergedInto: null,
      formerIds: [],
    }
    systems.records.push(record)
    touch(history, [step.person], [record])
  }
  /** The first of the person's records there becomes another one; what the person did stays with it. */
  const replace = (history: number, old: Held, other: Held) => {
    touch(history, [0, 1, 2], [old, other])
    Object.assign(old, { state: 'merged', mergedInto: other.id })
    other.acts.push(...old.acts)
    other.addresses = [...new Set([...other.addresses, ...old.addresses])]
    other.formerIds.push(`${old.object} ${old.id}`)
    for (const [channel, by] of old.blocks) other.blocks.set(channel, by)
    if (other.relation === 'none') other.relation = old.relation
    other.source ??= old.source
    if (old.createdAt < other.createdAt) other.createdAt = old.createdAt
  }
  const lift = async (history: number, person: PersonIndex, which: 'email' | 'all') => {
    const contactId = await contactOf(history, person)
    if (contactId === null) return
    const hash = app.keys.hashEmail(addressOf(history, person))
    const link = { contactId, identityHashes: [hash], masked: 'a***', language: 'fr' }
    if (
      (await askToConfirm(
        app,
        link,
        { free: channelsOf(which).map((channel) => ({ channel, kind: '' })), keep: [] },
        { language: 'fr', subject: 's', body: '{url}' },
        null,
      )) !== 'sent'
    )
      return
    const mail = (
      await pool.query<{ id: string }>(
        'select id from person_mails where identity_hash = $1 order by created_at desc limit 1',
        [hash],
      )
    ).rows[0]
    const token = newToken()
    tick()
    await claimMail(pool, mail?.id ?? '', tokenHash(token), world.now(), 60_000)
    const answer = await confirmLift(app, token)
    if (answer.state === 'lifted')
      log.note({
        what: 'lift',
        history,
        address: addressOf(history, person),
        channels: answer.free.map((scope) => scope.channel),
      })
    touch(history, [person])
  }
  const keep = async (history: number, target: { contactId: string } | { domain: string }, days: number | null) => {
    const keys = 'contactId' in target ? await keysOf(target.contactId) : ('all' as const)
    const ends = days === null ? '' : new Date(world.now().getTime() + days * dayMs).toISOString().slice(0, 10)
    const id = await keepByLaw(app, world.judges[0], target, { reason: 'Litige en cours au tribunal', until: ends })
    log.note({ what: 'kept', id: `${id} ${ends}`, history, records: keys })
  }

  const own = async (history: number, step: LocalStep): Promise<void> => {
    await begin()
    if (step.do === 'appear') return appear(history, step)
    if (step.do === 'keep-domain') {
      touch(history, [0, 1, 2])
      return keep(history, { domain: domainOf(history) }, null)
    }
    if (step.do === 'end-keeping') {
      for (const entry of log.entries.filter((one) => one.what === 'kept' && one.history === history)) {
        if (entry.what === 'kept' && (await endKeeping(app, world.judges[0], entry.id.split(' ')[0] ?? '')))
          log.note({ what: 'kept-ended', id: entry.id })
      }
      return
    }
    if (!('person' in step)) return
    const { person } = step
    const [first, second] = liveOf(history, person, 'system' in step ? step.system : undefined)
    switch (step.do) {
      case 'act':
        if (first === undefined) return
        if (step.kind === 'open') return void (first.lastOpenAt = before(world.now(), step.ago))
        touch(history, [person], [first])
        return void first.acts.push({ kind: step.kind, at: before(world.now(), step.ago) })
      case 'act-beside':
        touch(history, [person])
        return void systems.acts.push({
          history,
          address: step.fresh ? freshOf(history, person) : addressOf(history, person),
          at: before(world.now(), step.ago),
        })
      case 'relation':
        if (first === undefined) return
        touch(history, [person], [first])
        return void (first.relation = step.relation)
      case 'stop-there':
        if (first === undefined || first.blocks.has('email')) return
        touch(history, [person], [first])
        // A mailbox that others read too is stopped with it.
        log.note({ what: 'touched', history, addresses: [...first.addresses], records: [] })
        return void first.blocks.set('email', 'theirs')
      case 'no': {
        touch(history, [person])
        const address = step.fresh ? freshOf(history, person) : addressOf(history, person)
        await recordObjection(app, {
          emails: [address],
          hashes: [],
          contactId: null,
          channels: channelsOf(step.channels),
          receivedAt: world.now(),
          door: 'rest',
          actor: 'a test',
          originConnectionId: null,
          lane: 'objection',
          reason: 'objection',
          evidence: {},
          idempotencyKey: null,
        })
        return log.note({ what: 'no', history, address, channels: channelsOf(step.channels) })
      }
      case 'lift':
        return lift(history, person, step.channels)
      case 'keep': {
        const contactId = await contactOf(history, person)
        if (contactId === null) return
        touch(history, [person])
        return keep(history, { contactId }, step.days)
      }
      case 'question': {
        const contactId = await contactOf(history, person)
        if (contactId === null) return
        const id = randomUUID()
        touch(history, [person])
        await insertReview(
          pool,
          {
            id,
            kind: 'access-request',
            contactId,
            objectionId: null,
            connectionId: null,
            messageId: null,
            facts: {},
            dueOn: null,
            meanwhileBlocked: false,
          },
          world.now(),
        )
        return log.note({ what: 'pending', id, history, records: await keysOf(contactId) })
      }
      case 'answer': {
        const answered = new Set(log.entries.flatMap((entry) => (entry.what === 'answered' ? [entry.id] : [])))
        for (const entry of log.entries) {
          if (entry.what !== 'pending' || entry.history !== history || answered.has(entry.id)) continue
          await answerReview(app, entry.id, 'answered', world.judges[0])
          log.note({ what: 'answered', id: entry.id })
        }
        return
      }
      case 'restore':
        wishes.add(`${history} ${person}`)
        return restoreWished()
      case 'merge':
        if (first === undefined || second === undefined || first.object !== second.object) return
        return replace(history, second, first)
      case 're-type': {
        const lead = liveOf(history, person, 'b').find((record) => record.object === 'Lead')
        if (lead === undefined) return
        const contact: Held = {
          ...lead,
          object: 'Contact',
          id: `${history}-${(ids += 1)}`,
          acts: [],
          blocks: new Map(),
          holdUntil: null,
          formerIds: [],
          createdAt: world.now(),
        }
        systems.records.push(contact)
        return replace(history, lead, contact)
      }
      case 'new-address':
        if (first === undefined) return
        touch(history, [person], [first])
        return void (first.addresses = [
          ...new Set(
            first.addresses.map((address) =>
              address === addressOf(history, person) ? freshOf(history, person) : address,
            ),
          ),
        ])
      case 'one-address-more':
        if (first === undefined || step.of === person) return
        touch(history, [person, step.of], [first])
        return void (first.addresses = [...new Set([...first.addresses, addressOf(history, step.of)])])
    }
  }

  /** The systems are well, everything under way ends, and whoever said no comes back by an import. */
  const finish = async () => {
    tick()
    systems.trouble.down.clear()
    Object.assign(systems.trouble, { refuse: null, interrupt: null })
    await runOnce(world, whole)
    await carryAll(world, whole)
    for (let round = 0; (await ripe()) !== null; round += 1) {
      if (round === 8) throw new Error('a plan does not come to its end')
      await window()
    }
    const noes = new Map(
      log.entries.flatMap((entry) => (entry.what === 'no' ? [[entry.address, entry.history] as const] : [])),
    )
    for (const [address, history] of noes) {
      const person = names.findIndex((name) => address.startsWith(name)) as PersonIndex
      for (const system of systemNames)
        if (liveOf(history, person, system).length === 0)
          appear(history, {
            do: 'appear',
            person,
            system,
            lead: false,
            ago: { months: 0, days: 0 },
            sourced: false,
            shared: false,
          })
    }
    tick()
    await pullAll(world)
    await carryAll(world, whole)
    if (whole) await outlastOutages(world)
    await pullAll(world)
  }
  return { common, own, finish }
}
