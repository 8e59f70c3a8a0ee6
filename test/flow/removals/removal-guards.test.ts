import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newToken, tokenHash } from '../../../src/crypto/tokens.ts'
import { openConsoleServer } from '../../../src/http/console-server.ts'
import { approveRemoval, releaseRemoval } from '../../../src/operations/removals/approve-removal.ts'
import { endKeeping, HoldRefused, keepByLaw } from '../../../src/operations/removals/brakes/legal-holds.ts'
import { grant, revoke } from '../../../src/operations/propagation/rights.ts'
import { stopOf } from '../../../src/operations/removals/plan-removals.ts'
import { dayOf } from '../../../src/domain/app/day.ts'
import { loadSettings, saveSettings } from '../../../src/store/settings/settings.ts'
import { legalHoldsOf, listLegalHolds } from '../../../src/store/removals/legal-holds.ts'
import { findPlan, type RemovalPlan } from '../../../src/store/removals/removals.ts'
import { answerReviewRow, insertReview } from '../../../src/store/mailbox/reviews.ts'
import { insertSession } from '../../../src/store/accounts/login-sessions.ts'
import { findUser, insertUser, type User } from '../../../src/store/accounts/users.ts'
import { longAgo } from '../../support/lawbase.ts'
import { until } from '../../support/until.ts'
import { approveAndHold, dayMs, endRestoreWindow, planIs, waitingPlan } from './removal-steps.ts'
import { openScene, type Scene } from '../../support/scene.ts'

/** A page of the console as the DPO reads it. */
async function pageOf(scene: Scene, url: string): Promise<string> {
  const server = await openConsoleServer(scene.app)
  const token = newToken()
  await insertSession(scene.app.pool, tokenHash(token), scene.dpo.id, scene.app.clock.now())
  const { body } = await server.inject({
    method: 'GET',
    url,
    headers: { cookie: `__Host-lb=${token}`, host: new URL(scene.app.consoleUrl).host },
  })
  await server.close()
  return body
}

const reason = 'Litige en cours devant le tribunal'

describe('what protects people from a plan', () => {
  let scene: Scene
  let second: User
  const peopleOf = async (plan: RemovalPlan, state = 'planned') =>
    (
      await scene.app.pool.query<{ id: string; reason: string | null }>(
        'select contact_id as id, reason from removal_items where plan_id = $1 and state = $2 order by 1',
        [plan.id, state],
      )
    ).rows
  const idsOf = async (plan: RemovalPlan) => (await peopleOf(plan)).map(({ id }) => id)
  const guard = (plan: RemovalPlan, name: string) => plan.guards.find((one) => one.name === name)?.count
  const newPlan = async () => {
    await scene.run()
    return waitingPlan(scene)
  }
  beforeAll(async () => {
    scene = await openScene({ contacts: 120, broker: false, settings: { secondApprovalAbove: 3 } })
    const id = randomUUID()
    await insertUser(
      scene.app.pool,
      { id, email: 'second@exemple.example.test', name: 'second', role: 'dpo', language: 'fr', passwordHash: 'x' },
      longAgo(scene.app.clock.now()),
    )
    second = (await findUser(scene.app.pool, { id })) as User
    await scene.run()
  })
  afterAll(() => scene.close())

  it('a legal hold keeps a person, a company and a list, until it ends', async () => {
    const before = await idsOf(await waitingPlan(scene))
    const [person, other] = before as [string, string]
    const domain =
      (
        await scene.app.pool.query<{ d: string }>(
          `select split_part(i.value, '@', 2) as d from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash where r.contact_id = $1 and i.value is not null limit 1`,
          [other],
        )
      ).rows[0]?.d ?? ''
    const ofDomain = (
      await scene.app.pool.query<{ id: string }>(
        `select distinct r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash where i.value like '%@' || $1`,
        [domain],
      )
    ).rows.map(({ id }) => id)
    const holds = [
      await keepByLaw(
        scene.app,
        scene.dpo,
        { contactId: person },
        { reason, until: dayOf(new Date(scene.app.clock.now().getTime() + 30 * dayMs)) },
      ),
      await keepByLaw(scene.app, scene.dpo, { domain: ` Somebody@${domain.toUpperCase()} ` }, { reason, until: '' }),
    ]
    const during = await newPlan()
    expect(await idsOf(during)).toEqual(before.filter((id) => id !== person && !ofDomain.includes(id)))
    expect(guard(during, 'legal-hold')).toBeGreaterThanOrEqual(2)
    expect(
      (await legalHoldsOf(scene.app.pool, other, dayOf(scene.app.clock.now()))).map(({ kind, name, reason: why }) => ({
        kind,
        name,
        why,
      })),
    ).toEqual([{ kind: 'domain', name: domain, why: reason }])
    for (const id of holds)
      expect([await endKeeping(scene.app, scene.dpo, id), await endKeeping(scene.app, scene.dpo, id)]).toEqual([
        true,
        false,
      ])
    const list = await keepByLaw(scene.app, scene.dpo, { list: 'clock=expired' }, { reason, until: '' })
    await scene.run()
    expect(await listLegalHolds(scene.app.pool, dayOf(scene.app.clock.now()))).toMatchObject([
      { kind: 'list', name: 'clock=expired', until: null, author: scene.dpo.email },
    ])
    const [plan] = (
      await scene.app.pool.query<{ id: string }>(
        `select id from removal_plans where kind = 'silent' order by created_at desc limit 1`,
      )
    ).rows
    expect(await idsOf((await findPlan(scene.app.pool, plan?.id ?? '')) as RemovalPlan)).toEqual([])
    await endKeeping(scene.app, scene.dpo, list)
    expect(await idsOf(await newPlan())).toEqual(before)
  })

  it('shows the term and the limits that a plan was made under, whatever they are since', async () => {
    const plan = await newPlan()
    const { settings } = await loadSettings(scene.app.pool)
    const save = (changed: Partial<typeof settings>) =>
      saveSettings(scene.app.pool, { ...settings, ...changed }, 'a test', scene.app.clock.now())
    await save({ inactivityMonths: 24, maxRemovalShare: 0.9 })
    const page = await pageOf(scene, `/removals/${plan.id}`)
    await save({})
    expect([page.includes('for 36 months'), page.includes('24 months'), page.includes('limit 90%')]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('a hold that cannot stand is refused by its field', async () => {
    const refused = async (
      target: Parameters<typeof keepByLaw>[2],
      input: Partial<{ reason: string; until: string }>,
    ) =>
      keepByLaw(scene.app, scene.dpo, target, { reason, until: '', ...input }).catch(
        (error: unknown) => (error as HoldRefused).code,
      )
    expect([
      await refused({ domain: 'acme.example' }, { reason: 'short' }),
      await refused({ domain: 'acme.example' }, { until: dayOf(scene.app.clock.now()) }),
      await refused({ domain: 'acme.example' }, { until: '2027-02-30x' }),
      await refused({ domain: 'not a domain' }, {}),
      await refused({ domain: '%' }, {}),
      await refused({ contactId: randomUUID() }, {}),
      await refused({ list: 'country=XX' }, {}),
    ]).toEqual(['reason', 'until', 'until', 'domain', 'domain', 'nobody', 'nobody'])
  })

  it('words that wait for somebody keep a person', async () => {
    const before = await idsOf(await newPlan())
    const [person] = before as [string]
    const reviewId = randomUUID()
    await insertReview(
      scene.app.pool,
      {
        id: reviewId,
        kind: 'erasure-request',
        contactId: person,
        objectionId: null,
        connectionId: null,
        messageId: null,
        facts: {},
        dueOn: null,
        meanwhileBlocked: false,
      },
      scene.app.clock.now(),
    )
    const during = await newPlan()
    expect([await idsOf(during), guard(during, 'pending')]).toEqual([before.filter((id) => id !== person), 1])
    await answerReviewRow(scene.app.pool, reviewId, 'no', 'dpo', scene.app.clock.now())
    expect(await idsOf(await newPlan())).toEqual(before)
  })

  it('a form that they sent to another system later than their record keeps a person', async () => {
    const before = await idsOf(await newPlan())
    const { rows } = await scene.app.pool.query<{ id: string; email: string; first: string; last: string }>(
      `select min(r.contact_id::text) as id, min(i.value) as email, min(r.first_name) as first, min(r.last_name) as last from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash
       where r.contact_id = any($1) group by r.contact_id having count(distinct r.id) = 1 and count(*) = 1 and bool_and(r.connection_id = $2) order by 1 limit 1`,
      [before, scene.hubspotId],
    )
    const [person] = rows as [(typeof rows)[number]]
    await scene.act('salesforce', 'create', {
      object: 'Lead',
      fields: { Email: person.email, FirstName: person.first, LastName: person.last, Company: 'X', LeadSource: 'Web' },
    })
    await scene.poll()
    expect(await idsOf(await newPlan())).toEqual(before.filter((id) => id !== person.id))
    const { rows: clocks } = await scene.app.pool.query(
      'select last_act_kind as kind, last_act_at::date::text as day from decisions where contact_id = $1',
      [person.id],
    )
    expect(clocks).toEqual([{ kind: 'form', day: dayOf(scene.app.clock.now()) }])
  })

  it('a large plan is approved by two others than its author, also when they press at once', async () => {
    const plan = await newPlan()
    expect(plan.approvals).toBe(2)
    await approveRemoval(scene.app, plan.id, scene.dpo, plan.digest)
    await approveRemoval(scene.app, plan.id, scene.dpo, plan.digest)
    expect(await findPlan(scene.app.pool, plan.id)).toMatchObject({
      state: 'planned',
      firstApprovedBy: scene.dpo.id,
      approvedBy: null,
    })
    await expect(approveRemoval(scene.app, plan.id, scene.admin, plan.digest)).rejects.toMatchObject({
      code: 'own-plan',
    })
    await expect(approveRemoval(scene.app, plan.id, second, 'another list')).rejects.toMatchObject({ code: 'changed' })
    await scene.stopWorking()
    await approveRemoval(scene.app, plan.id, second, plan.digest)
    expect(await findPlan(scene.app.pool, plan.id)).toMatchObject({
      state: 'approved',
      firstApprovedBy: scene.dpo.id,
      approvedBy: second.id,
    })
    const { rows } = await scene.app.pool.query<{ actor: string; step: number }>(
      `select actor, (details ->> 'step')::int as step from audit_events where act = 'approval' and details ->> 'planId' = $1 order by id`,
      [plan.id],
    )
    expect(rows).toEqual([
      { actor: scene.dpo.email, step: 1 },
      { actor: second.email, step: 2 },
    ])
    const [first, last] = await peopleOf(plan)
    await keepByLaw(scene.app, scene.dpo, { contactId: first?.id ?? '' }, { reason, until: '' })
    await insertReview(
      scene.app.pool,
      {
        id: randomUUID(),
        kind: 'mail-unsure',
        contactId: last?.id ?? '',
        objectionId: null,
        connectionId: null,
        messageId: null,
        facts: {},
        dueOn: null,
        meanwhileBlocked: true,
      },
      scene.app.clock.now(),
    )
    await scene.startWorking()
    await planIs(scene, plan.id, 'held')
    expect((await peopleOf(plan, 'taken-out')).map(({ id, reason: why }) => ({ id, why }))).toEqual([
      { id: first?.id, why: 'legal-hold' },
      { id: last?.id, why: 'pending' },
    ])
  })

  it('two who approve at once are two approvals', async () => {
    const {
      rows: [held],
    } = await scene.app.pool.query<{ id: string; digest: string }>(
      `select id, digest from removal_plans where state = 'held'`,
    )
    const id = randomUUID()
    await scene.app.pool.query(
      `insert into removal_plans (id, number, kind, state, author, base_count, candidate_count, guards, digest, created_at, expires_at, approvals) select $2, 'RP-TWO', kind, 'planned', author, base_count, candidate_count, guards, digest, created_at, $3, 2 from removal_plans where id = $1`,
      [held?.id, id, new Date(scene.app.clock.now().getTime() + dayMs)],
    )
    await scene.stopWorking()
    await Promise.all(
      [scene.dpo, second, scene.dpo].map((user) => approveRemoval(scene.app, id, user, held?.digest ?? '')),
    )
    const plan = await findPlan(scene.app.pool, id)
    expect({ state: plan?.state, by: new Set([plan?.firstApprovedBy, plan?.approvedBy]) }).toEqual({
      state: 'approved',
      by: new Set([scene.dpo.id, second.id]),
    })
    expect(
      (
        await scene.app.pool.query(`select 1 from audit_events where act = 'approval' and details ->> 'planId' = $1`, [
          id,
        ])
      ).rowCount,
    ).toBe(2)
  })

  it('a plan that a jump stopped waits again once somebody else looked', async () => {
    const id = randomUUID()
    await scene.app.pool.query(
      `insert into removal_plans (id, number, kind, state, author, base_count, candidate_count, guards, digest, created_at, expires_at, stopped_reason) values ($1, 'RP-JUMP', 'silent', 'stopped', $2, 1, 1, '[]', 'd', $3, $4, 'jump')`,
      [id, scene.admin.email, scene.app.clock.now(), new Date(scene.app.clock.now().getTime() + dayMs)],
    )
    await expect(releaseRemoval(scene.app, id, scene.admin, reason)).rejects.toMatchObject({ code: 'own-plan' })
    await releaseRemoval(scene.app, id, scene.dpo, reason)
    expect((await findPlan(scene.app.pool, id))?.state).toBe('planned')
    await expect(releaseRemoval(scene.app, id, scene.dpo, reason)).rejects.toMatchObject({ code: 'not-waiting' })
  })
})

it('nobody is deleted where the right to delete was taken back during the hold, until it is given again', async () => {
  const scene = await openScene({ contacts: 60, broker: false })
  try {
    await scene.run()
    const plan = await approveAndHold(scene)
    await revoke(scene.app, scene.hubspotId, 'remove', scene.admin)
    const from = await scene.lastRequest()
    await endRestoreWindow(scene)
    await until(
      'the plan waits an hour',
      async () =>
        ((await findPlan(scene.app.pool, plan.id))?.nextStepAt?.getTime() ?? 0) >
        scene.app.clock.now().getTime() + dayMs / 48,
    )
    expect((await scene.requests('hubspot', from)).filter(({ path }) => path.includes('/batch/archive'))).toEqual([])
    expect(await findPlan(scene.app.pool, plan.id)).toMatchObject({ state: 'binning', binned: 0 })
    const page = await pageOf(scene, `/removals/${plan.id}`)
    expect([
      page.includes('A right to hold or to delete was revoked: HubSpot'),
      page.includes('A system did not allow this step'),
    ]).toEqual([true, true])
    await grant(scene.app, scene.hubspotId, 'remove', scene.admin)
    await scene.advance(dayMs / 24)
    await scene.poll()
    await scene.advance(61_000)
    expect(await planIs(scene, plan.id, 'done')).toMatchObject({ binned: plan.held })
  } finally {
    await scene.close()
  }
})

it('whose address somebody of another name turns out to use during the hold is not deleted', async () => {
  const scene = await openScene({ contacts: 60, broker: false })
  try {
    await scene.run()
    const plan = await approveAndHold(scene)
    const {
      rows: [one],
    } = await scene.app.pool.query<{ contactId: string; email: string }>(
      `select rr.contact_id as "contactId", i.value as email from removal_records rr join record_identities ri on ri.record_id = rr.record_id join identities i on i.hash = ri.identity_hash and not i.role where rr.plan_id = $1 and rr.connection_id = $2 order by 1 limit 1`,
      [plan.id, scene.hubspotId],
    )
    await scene.act('salesforce', 'create', {
      object: 'Contact',
      fields: { Email: one?.email, FirstName: 'Zoe', LastName: 'Autrement' },
    })
    await endRestoreWindow(scene)
    await planIs(scene, plan.id, 'done')
    const { rows } = await scene.app.pool.query(
      'select contact_id as "contactId", reason from removal_items where plan_id = $1 and state <> $2',
      [plan.id, 'binned'],
    )
    expect(rows).toEqual([{ contactId: one?.contactId, reason: 'maybe' }])
  } finally {
    await scene.close()
  }
})

it.each<[string, number, number, number[], RemovalPlan['stoppedReason']]>([
  ['within everything', 40, 1_000, [30, 35, 40], null],
  ['a share too large', 60, 1_000, [], 'share'],
  ['more people than ever allowed', 450, 10_000, [], 'cap'],
  ['a jump', 200, 10_000, [60, 40, 50], 'jump'],
  ['three times the usual', 150, 10_000, [60, 40, 50], null],
  ['a jump of few people', 50, 10_000, [1, 2, 3], null],
  ['no usual yet', 200, 10_000, [60, 40], null],
  ['the usual is the middle one', 200, 10_000, [1, 70, 400], null],
])('a plan is stopped by %s', (_what, people, base, sizes, expected) => {
  expect(stopOf(people, base, { maxRemovalShare: 0.05, maxRemovalPeople: 400 }, sizes)).toBe(expected)
})
