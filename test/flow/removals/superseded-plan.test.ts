import { afterAll, beforeAll, expect, it } from 'vitest'
import { formsOf, wordsOf } from '../../../scripts/demo/browser.mjs'
import { sweep } from '../../../src/operations/runs/sweep.ts'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { verbs } from '../../../src/store/connections/connections.ts'
import { listPlans, type RemovalPlan } from '../../../src/store/removals/removals.ts'
import { runHere } from '../../support/command-line.ts'
import { envOf, openConsole, type Browser, type Console, type ConsolePage } from '../../support/console.ts'

/** A run that began by itself makes a new plan while somebody reads the old one. */
let stage: Console
let dpo: Browser
let admin: Browser
beforeAll(async () => {
  stage = await openConsole({ contacts: 120, seed: 11, settings: { secondApprovalAbove: 3 } })
  const { lawbase } = stage
  const id = await lawbase.connectHubspot()
  for (const verb of verbs) await grant(lawbase.app, id, verb, lawbase.admin)
  ;[admin, dpo] = [await stage.as(lawbase.admin.email), await stage.as(lawbase.dpo.email)]
})
afterAll(() => stage.close())

const newPlan = async (): Promise<RemovalPlan> => {
  await stage.lawbase.run()
  const plan = (await listPlans(stage.lawbase.app.pool, 10)).find(
    (one) => one.state === 'planned' && one.kind === 'silent' && one.planned > 0,
  )
  if (plan === undefined) throw new Error('no plan waits')
  return plan
}
const pageOf = (browser: Browser, plan: RemovalPlan) => browser.get(`/removals/${plan.id}`)
const mayApprove = (page: ConsolePage) => formsOf(page.html).some(({ action }) => action.endsWith('/approve'))
const linkTo = ({ html }: ConsolePage, plan: RemovalPlan) => html.includes(`href="/removals/${plan.id}"`)
const approvals = async (plan: RemovalPlan) =>
  (await listPlans(stage.lawbase.app.pool, 10)).find((one) => one.id === plan.id)?.firstApprovedBy

it('tells whoever approves or refuses it that another took its place, and leads there', async () => {
  const old = await newPlan()
  const read = await pageOf(dpo, old)
  const fresh = await newPlan()
  const said = new RegExp(`422: .*Nothing was decided: a later run replaced ${old.number} by ${fresh.number}`, 'u')
  await expect(dpo.submit(read, '/approve')).rejects.toThrow(said)
  await expect(dpo.submit(read, '/refuse', { reason: 'not now' })).rejects.toThrow(said)
  expect(await approvals(fresh)).toBeNull()

  const page = await pageOf(dpo, old)
  expect([page.status, mayApprove(page), linkTo(page, fresh)]).toEqual([200, false, true])
  expect(wordsOf(page.html)).toContain(`A later run replaced it by ${fresh.number}. Read the new plan`)
  // The new one is approved as any other.
  await dpo.submit(await pageOf(dpo, fresh), '/approve')
  expect(await approvals(fresh)).toBe(stage.lawbase.dpo.id)
})

it('leads past all the plans between, and says that a first approval does not count for the new list', async () => {
  const [first] = (await listPlans(stage.lawbase.app.pool, 10)).filter((plan) => plan.firstApprovedBy !== null)
  if (first === undefined) throw new Error('no plan was approved once')
  await newPlan()
  const last = await newPlan()
  const page = await pageOf(admin, first)
  expect([linkTo(page, last), wordsOf(page.html)]).toEqual([
    true,
    expect.stringContaining('The approval that was given does not count for the new list.'),
  ])
  await stage.lawbase.app.pool.query(`update users set language = 'fr' where id = $1`, [stage.lawbase.admin.id])
  const french = wordsOf((await pageOf(admin, first)).html)
  expect(french).toContain(`Un traitement plus récent l’a remplacé par ${last.number}. Lire le nouveau plan`)
  expect(french).toContain('L’approbation donnée ne compte pas pour la nouvelle liste.')

  const approve = [
    'purge',
    'approve',
    first.number,
    '--as',
    stage.lawbase.dpo.email,
    '--digest',
    first.digest,
    '--json',
  ]
  const { code, stderr } = await runHere(approve, envOf(stage))
  expect(code).toBe(2)
  expect(stderr).toContain(`a later run replaced ${first.number} by ${last.number}`)
})

it('ends a plan that nobody approved within its week: on its page, on Today and for the command line', async () => {
  const { lawbase } = stage
  const plan = await newPlan()
  const onToday = async () => linkTo(await dpo.get('/'), plan)
  const before = [mayApprove(await pageOf(dpo, plan)), await onToday()]
  await lawbase.advance(7 * 86_400_000)
  await sweep(lawbase.app)
  await sweep(lawbase.app)
  const page = await pageOf(dpo, plan)
  expect([before, mayApprove(page), await onToday()]).toEqual([[true, true], false, false])
  expect((await listPlans(lawbase.app.pool, 10)).filter((one) => one.planned > 0 && one.state === 'planned')).toEqual(
    [],
  )
  const { code, stderr } = await runHere(
    ['purge', 'approve', plan.number, '--as', lawbase.dpo.email, '--digest', plan.digest],
    envOf(stage),
  )
  expect([code, stderr]).toEqual([2, expect.stringContaining('The time to approve this plan is over.')])
  const { rows } = await lawbase.app.pool.query(`select actor, details from audit_events where act_id = $1`, [
    `plan-expired:${plan.id}`,
  ])
  expect(rows).toEqual([{ actor: 'lawbase', details: { planId: plan.id, number: plan.number, expired: true } }])
})
