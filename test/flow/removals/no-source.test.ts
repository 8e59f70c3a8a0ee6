import { dependencyKinds } from '../../../src/domain/removals/dependencies.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wordsOf } from '../../../scripts/demo/browser.mjs'
import { newToken, tokenHash } from '../../../src/crypto/tokens.ts'
import { openConsoleServer } from '../../../src/http/console-server.ts'
import { insertSession } from '../../../src/store/accounts/login-sessions.ts'
import { approveRemoval } from '../../../src/operations/removals/approve-removal.ts'
import { listPlans } from '../../../src/store/removals/removals.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { dayMs, endRestoreWindow, planIs } from './removal-steps.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene({ contacts: 60, granted: true })
})
afterAll(async () => scene.close())

const planOf = async () =>
  (await listPlans(scene.app.pool, 20)).find((plan) => plan.kind === 'no-source' && plan.state === 'planned')
/** Contacts without any source whose term is not over: the others go as silent, or as objectors. */
const bare = async () =>
  (
    await scene.app.pool.query<{ id: string; acted: boolean; relation: string }>(
      `select d.contact_id as id, d.last_act_at > $1::timestamptz - interval '36 months' as acted, d.detail ->> 'relation' as relation from decisions d join contacts c on c.id = d.contact_id
   where c.purged_at is null and c.merged_into is null and coalesce(d.detail ->> 'source', '') = '' and d.term_on > $1::date
   and not exists (select 1 from removal_items i join removal_plans p on p.id = i.plan_id and p.kind = 'objected' where i.contact_id = d.contact_id) order by 1`,
      [scene.app.clock.now()],
    )
  ).rows

/** A run of now: the clock may have passed the hour of the nightly one, which then comes first. */
const decideNow = async () => {
  await until(
    'no run is going on',
    async () => (await scene.app.pool.query(`select 1 from hygiene_runs where state = 'running'`)).rowCount === 0,
  )
  await scene.run()
}

describe('contacts whose source nobody found', () => {
  it('are in no plan within the thirty days of the search', async () => {
    await scene.advance(29 * dayMs)
    await scene.poll()
    await decideNow()
    expect([(await bare()).length > 3, await planOf()]).toEqual([true, undefined])
  })

  it('enter a plan of their own after it, but nobody who acted within the term or is a customer', async () => {
    await scene.advance(2 * dayMs)
    await scene.poll()
    await decideNow()
    const plan = await planOf()
    const people = (
      await scene.app.pool.query<{ id: string }>(
        'select contact_id as id from removal_items where plan_id = $1 order by 1',
        [plan?.id],
      )
    ).rows.map((row) => row.id)
    const all = await bare()
    const expected = all.filter((row) => row.acted !== true && row.relation === 'none').map((row) => row.id)
    expect(people.length).toBeGreaterThan(0)
    expect(expected).toEqual(expect.arrayContaining(people))
    const protectedBy = Object.fromEntries((plan?.guards ?? []).map((guard) => [guard.name, guard.count]))
    expect(Object.keys(protectedBy)).toEqual([
      'legal-hold',
      'pending',
      'customer',
      'unjudged',
      'objection',
      'blind',
      'active',
      'maybe',
      'not-granted',
      'refused',
      ...dependencyKinds,
      'unknown',
    ])
    expect([
      protectedBy['active'],
      people.length + Object.values(protectedBy).reduce((sum, count) => sum + count, 0),
    ]).toEqual([all.filter((row) => row.acted === true && row.relation === 'none').length, all.length])
  })

  it('say why they go and since when, and Today tells of who was not informed, as the page of notices does', async () => {
    const plan = await planOf()
    if (plan === undefined) throw new Error('no plan')
    const { app, dpo } = scene
    const server = await openConsoleServer(app)
    const token = newToken()
    await insertSession(app.pool, tokenHash(token), dpo.id, app.clock.now())
    const get = async (url: string) =>
      (
        await server.inject({
          method: 'GET',
          url,
          headers: { cookie: `__Host-lb=${token}`, host: new URL(app.consoleUrl).host },
        })
      ).body
    const since = /No source found; known since \d{1,2} \w+ 20\d\d/u
    for (const path of ['', '/people']) {
      const page = wordsOf(await get(`/removals/${plan.id}${path}`))
      expect([path, since.test(page), page.includes('Retention period ended')]).toEqual([path, true, false])
    }
    const list = await get(`/removals/${plan.id}/list.csv`)
    expect([list.includes('Why, and since when'), since.test(list), list.includes('Retention period ended')]).toEqual([
      true,
      true,
      false,
    ])
    const notices = wordsOf(await get('/notices'))
    const [, shown, total] = /Not informed in time, or undelivered (\d+) of (\d+)\./u.exec(notices) ?? []
    const overdue = /Overdue (\d+) not contacted/u.exec(notices)?.[1]
    const failed = /Bounced (\d+) invalid/u.exec(notices)?.[1]
    expect([Number(overdue) > 0, Number(overdue) + Number(failed), Math.min(50, Number(total))]).toEqual([
      true,
      Number(total),
      Number(shown),
    ])
    expect(wordsOf(await get('/'))).toContain(`${overdue} people were not informed in time where their data came from`)
    await server.close()
  })

  it('leave it when their source is found during the hold, and the others go to the bin', async () => {
    const plan = await planOf()
    if (plan === undefined) throw new Error('no plan')
    await approveRemoval(scene.app, plan.id, scene.dpo, plan.digest)
    const held = await planIs(scene, plan.id, 'held')
    const [lucky] = (
      await scene.app.pool.query<{ id: string; record: string }>(
        `select i.contact_id as id, min(r.id) as record from removal_items i join remote_records r on r.contact_id = i.contact_id and r.gone_at is null where i.plan_id = $1 and i.state = 'held' group by 1 order by 1 limit 1`,
        [held.id],
      )
    ).rows
    await scene.app.pool.query(
      `insert into sources (contact_id, record_id, kind, name, obtained_on, assumed, created_at) values ($1, $2, 'C1', 'Formulaire retrouvé', current_date, false, now())`,
      [lucky?.id, lucky?.record],
    )
    await endRestoreWindow(scene)
    await planIs(scene, held.id, 'done')
    const { rows } = await scene.app.pool.query<{ state: string; reason: string | null; n: number }>(
      'select state, reason, count(*)::int as n from removal_items where plan_id = $1 group by 1, 2 order by 1, 2',
      [held.id],
    )
    expect(rows).toEqual([
      { state: 'binned', reason: null, n: held.held - 1 },
      { state: 'taken-out', reason: 'source-found', n: 1 },
    ])
  })
})
