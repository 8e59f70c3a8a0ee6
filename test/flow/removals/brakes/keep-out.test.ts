import { afterAll, beforeAll, expect, it } from 'vitest'
import { approveRemoval } from '../../../../src/operations/removals/approve-removal.ts'
import { keepOut } from '../../../../src/operations/removals/brakes/keep-out.ts'
import { peopleStanding } from '../../../../src/operations/removals/brakes/people-standing.ts'
import { openErasure } from '../../../../src/operations/removals/erasure/open-erasure.ts'
import { endKeeping, keepByLaw } from '../../../../src/operations/removals/brakes/legal-holds.ts'
import { dayOf } from '../../../../src/domain/app/day.ts'
import { findUser, insertUser, type User } from '../../../../src/store/accounts/users.ts'
import { findPlan, type RemovalPlan } from '../../../../src/store/removals/removals.ts'
import { longAgo } from '../../../support/lawbase.ts'
import { until } from '../../../support/until.ts'
import { dayMs, endRestoreWindow, planIs, waitingPlan } from '../removal-steps.ts'
import { openScene, type Scene } from '../../../support/scene.ts'

/** Somebody is kept out of plans for a reason that ends, and whoever approves sees the list that is left. */
let scene: Scene
let second: User
let plan: RemovalPlan
const kept: string[] = []
beforeAll(async () => {
  scene = await openScene({ contacts: 200, broker: false, settings: { secondApprovalAbove: 1 } })
  const { app } = scene
  const id = '00000000-0000-4000-8000-00000000000a'
  const more = { name: 'Second', role: 'dpo', language: 'en', passwordHash: null } as const
  await insertUser(app.pool, { id, email: 'second@exemple.example.test', ...more }, longAgo(app.clock.now()))
  const found = await findUser(app.pool, { id })
  if (found === null) throw new Error('no second user')
  second = found
  await scene.run()
  plan = await waitingPlan(scene)
})
afterAll(() => scene.close())

const inDays = (days: number) => dayOf(new Date(scene.app.clock.now().getTime() + days * dayMs))
const reason = 'Signs a contract with us in January.'
const standing = async (contactId: string) => (await peopleStanding(scene.app, plan.id, { contactIds: [contactId] }))[0]
const peopleIn = async (state: string) =>
  (
    await scene.app.pool.query<{ id: string }>(
      'select contact_id as id from removal_items where plan_id = $1 and state = $2 order by 1',
      [plan.id, state],
    )
  ).rows.map(({ id }) => id)
const now = async () => {
  const found = await findPlan(scene.app.pool, plan.id)
  if (found === null) throw new Error('the plan is gone')
  return found
}
const guardOf = ({ guards }: RemovalPlan) => guards.find(({ name }) => name === 'legal-hold')?.count

it('asks for a reason and a day within a year', async () => {
  const [person = ''] = await peopleIn('planned')
  const ask = (input: { reason: string; until: string }, user = scene.dpo) => keepOut(scene.app, user, [person], input)
  await expect(ask({ reason: 'no', until: inDays(30) })).rejects.toMatchObject({ code: 'reason' })
  for (const day of ['', inDays(0), inDays(400), '2027-02-31x', `${inDays(300).slice(0, 4)}-02-30`])
    await expect(ask({ reason, until: day })).rejects.toMatchObject({ code: 'until' })
  await expect(ask({ reason, until: inDays(30) }, { ...scene.dpo, role: 'operator' })).rejects.toMatchObject({
    code: 'role',
  })
  expect(await now()).toEqual(plan)
})

it('shortens the list that waits, and the approval that was given to the longer one does not count', async () => {
  await approveRemoval(scene.app, plan.id, scene.dpo, plan.digest)
  expect(await now()).toMatchObject({ state: 'planned', firstApprovedBy: scene.dpo.id })
  const [person = ''] = await peopleIn('planned')
  kept.push(person)
  const ids = await keepOut(scene.app, scene.dpo, [person], { reason, until: inDays(60) })
  const after = await now()
  expect(after).toMatchObject({ state: 'planned', firstApprovedBy: null, planned: plan.planned - 1, takenOut: 0 })
  expect(after.digest).not.toBe(plan.digest)
  expect(guardOf(after)).toBe((guardOf(plan) ?? 0) + 1)
  expect(await standing(person)).toMatchObject({
    state: 'taken-out',
    reason: 'kept-out',
    kept: [{ id: ids.get(person), purpose: 'kept-out', reason, until: inDays(60), by: scene.dpo.email }],
    records: expect.arrayContaining([expect.objectContaining({ way: 'untouched' })]) as unknown,
  })
  await expect(approveRemoval(scene.app, plan.id, second, plan.digest)).rejects.toMatchObject({ code: 'changed' })
  const acts = (await scene.audit()).filter(({ details }) => JSON.stringify(details).includes(plan.id))
  expect(acts.find(({ actId }) => actId.startsWith('plan-list:'))?.details).toMatchObject({
    people: plan.planned - 1,
    digest: after.digest,
    approvalVoid: true,
  })
  expect(acts.find(({ contactId, act }) => act === 'release' && contactId === person)).toMatchObject({
    actor: scene.dpo.email,
    details: { reason: 'kept-out' },
  })
  // Both have to read the new list.
  await approveRemoval(scene.app, plan.id, scene.dpo, after.digest)
  expect((await now()).state).toBe('planned')
  await approveRemoval(scene.app, plan.id, second, after.digest)
  const held = await planIs(scene, plan.id, 'held')
  expect(held.held).toBe(plan.planned - 1)
  // Nothing was ever written to a record of theirs.
  expect((await standing(person))?.records.every(({ way }) => way === 'untouched')).toBe(true)
})

it('frees whoever is on hold at once, by a legal hold too', async () => {
  const [one = '', other = ''] = await peopleIn('held')
  kept.push(one)
  await keepOut(scene.app, scene.dpo, [one], { reason, until: inDays(60) })
  await keepByLaw(scene.app, scene.dpo, { contactId: other }, { reason: 'A dispute about an invoice.', until: '' })
  expect([(await standing(one))?.reason, (await standing(other))?.reason]).toEqual(['kept-out', 'legal-hold'])
  for (const person of [one, other])
    await until('their hold is off in every system', async () =>
      ((await standing(person))?.records ?? []).every(({ way }) => way === 'back'),
    )
  await endRestoreWindow(scene)
  const done = await planIs(scene, plan.id, 'done')
  expect({ binned: done.binned, takenOut: done.takenOut, planned: done.planned }).toEqual({
    binned: plan.planned - 3,
    takenOut: 2,
    planned: plan.planned - 1,
  })
})

it('keeps them out of the plans of later runs, until it ends or is ended', async () => {
  const planned = async () => {
    await scene.run()
    const { rows } = await scene.app.pool.query<{ id: string }>(
      `select i.contact_id as id from removal_items i join removal_plans p on p.id = i.plan_id where p.state = 'planned' and i.contact_id = any($1)`,
      [kept],
    )
    return rows.map(({ id }) => id)
  }
  expect(await planned()).toEqual([])
  const [first = '', later = ''] = kept
  const holds = (await standing(first))?.kept ?? []
  expect(await endKeeping(scene.app, scene.dpo, holds[0]?.id ?? '', 'kept-out')).toBe(true)
  expect(await planned()).toEqual([first])
  await scene.advance(60 * dayMs)
  expect((await planned()).toSorted((a, b) => a.localeCompare(b))).toEqual(kept.toSorted((a, b) => a.localeCompare(b)))
  expect((await standing(later))?.kept).toEqual([])
})

it('does not stand against their own wish to be erased', async () => {
  const [, person = ''] = kept
  await keepOut(scene.app, scene.dpo, [person], { reason, until: inDays(60) })
  const today = dayOf(scene.app.clock.now())
  const id = await openErasure(
    scene.app,
    {
      contactId: person,
      reviewId: null,
      decision: {
        identity: { how: 'own-address', words: '' },
        door: 'post',
        receivedOn: today,
        dueOn: inDays(28),
        kept: null,
      },
    },
    scene.dpo,
  )
  expect(id).toMatch(/^[0-9a-f-]{36}$/u)
})
