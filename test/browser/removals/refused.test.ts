import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approveRemoval } from '../../../src/operations/removals/approve-removal.ts'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { findPlan, listPlans, type RemovalPlan } from '../../../src/store/removals/removals.ts'
import { until } from '../../support/until.ts'
import { runHere } from '../../support/command-line.ts'
import { envOf } from '../../support/console.ts'
import { axeFaults, browserWanted, openStage, type Stage } from '../../support/stage.ts'

const shots = process.env['LAWBASE_SHOTS']

/** Whoever a system refuses to delete waits for a DPO, who sees what it says and decides for those ticked. */
describe.runIf(browserWanted)('deletions that a system refused', () => {
  let stage: Stage
  let plan: RemovalPlan
  let refused: string[]
  let working: { stop(): Promise<void> }
  beforeAll(async () => {
    stage = await openStage({ contacts: 80 })
    const { lawbase } = stage
    const crms = [await lawbase.connectHubspot(), await lawbase.connectSalesforce()]
    await lawbase.run()
    for (const id of crms)
      for (const verb of ['suppress', 'tag', 'remove'] as const) await grant(lawbase.app, id, verb, lawbase.admin)
    await lawbase.run()
    working = await lawbase.work()
    const waiting = (await listPlans(lawbase.app.pool, 5)).find(
      ({ state, kind }) => state === 'planned' && kind === 'silent',
    )
    if (waiting === undefined) throw new Error('no plan waits')
    plan = waiting
    await approveRemoval(lawbase.app, plan.id, lawbase.dpo, plan.digest)
    await planIs('held')
    const { rows } = await lawbase.app.pool.query<{ id: string }>(
      `select r.remote_id as id from removal_records rr join remote_records r on r.id = rr.record_id where rr.plan_id = $1 and r.object = 'Contact'
         order by (select count(*) from removal_records o where o.plan_id = rr.plan_id and o.contact_id = rr.contact_id) desc, r.id limit 2`,
      [plan.id],
    )
    refused = rows.map(({ id }) => id)
    await lawbase.control('POST', '/_sandbox/switches', { salesforce: { deleteFailedIds: refused } })
    await lawbase.advance(14 * 86_400_000 + 60_000)
    await until('the plan ended', async () => {
      await lawbase.advance(61_000)
      return (await findPlan(lawbase.app.pool, plan.id))?.state === 'done'
    })
  })
  afterAll(async () => {
    await working.stop()
    await stage.close()
  })
  const planIs = (state: string) =>
    until(`the plan is ${state}`, async () => (await findPlan(stage.lawbase.app.pool, plan.id))?.state === state)

  it.each(['en', 'fr'] as const)(
    'stand on Today and on the page of their plan, with what the system says, in %s',
    async (language) => {
      const user = await stage.makeUser('dpo', `dpo-${language}@example.test`, language)
      const page = await stage.as(user)
      await page.goto(stage.base)
      await page.click(`a[href="/removals/${plan.id}/refused"]`)
      expect(await page.locator('tbody tr').count()).toBe(2)
      expect((await page.locator('tbody').textContent())?.toLowerCase()).toContain(
        {
          en: 'other records of the org keep this one (cases); delete or reassign them there first (delete_failed)',
          fr: 'd’autres fiches de l’organisation retiennent celle-ci (cases)',
        }[language],
      )
      // What went elsewhere meanwhile is said, with the way back.
      const words = { en: ['in the recycle bin until', 'its deletion was refused'], fr: ['corbeille', 'a été refusée'] }
      for (const said of words[language]) expect(await page.locator('tbody').textContent()).toContain(said)
      expect(await page.locator(`a[href^="/removals/${plan.id}/restore?contact="]`).count()).toBeGreaterThan(0)
      expect(await axeFaults(page)).toEqual([])
      if (shots !== undefined) await page.screenshot({ path: `${shots}/refused-${language}.png`, fullPage: true })
      await page.goto(`${stage.base}/removals/${plan.id}`)
      expect(await page.locator(`a[href="/removals/${plan.id}/refused"]`).count()).toBe(1)
      if (shots !== undefined) await page.screenshot({ path: `${shots}/refused-plan-${language}.png`, fullPage: true })
    },
  )

  it('are listed and decided on the command line, with one sentence for what is missing', async () => {
    const run = (words: readonly string[]) => runHere(['purge', 'refused', plan.number, ...words], envOf(stage))
    const listed = await run(['--json'])
    const { people } = JSON.parse(listed.stdout) as { people: { contactId: string; records: { detail: string }[] }[] }
    expect([listed.code, people.map(({ records }) => records.map(({ detail }) => detail))]).toEqual([
      0,
      [
        ['other records of the org keep this one (cases); delete or reassign them there first (DELETE_FAILED)'],
        ['other records of the org keep this one (cases); delete or reassign them there first (DELETE_FAILED)'],
      ],
    ])
    const as = ['--as', stage.lawbase.dpo.email]
    expect((await run([...as, '--decision', 'perhaps'])).stderr).toBe('--decision: say again or anonymise.\n')
    expect((await run([...as, '--decision', 'again'])).stderr).toContain('--contact: name whom it is about')
    expect((await run([...as, '--decision', 'again', '--contact', people[0]?.contactId ?? ''])).stderr).toBe(
      '--reason: say why in one sentence, it is kept.\n',
    )
  })

  it('are decided for those who are ticked, each with a reason; emptying makes a plan for other eyes', async () => {
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/removals/${plan.id}/refused`)
    await page.click('main button.primary')
    expect(await page.textContent('[role=alert]')).toContain('Tick at least one contact.')
    await page.locator('input[name=contact]').nth(0).check()
    await page.check('#decision-anonymise')
    await page.fill('#reason', 'no')
    await page.click('main button.primary')
    expect([
      await page.textContent('#reason-error'),
      await page.locator('input[name=contact]').nth(0).isChecked(),
      await page.isChecked('#decision-anonymise'),
    ]).toEqual([expect.stringContaining('Say why in one sentence'), true, true])
    await page.fill('#reason', 'Support needs the closed case.')
    await page.click('main button.primary')
    await page.waitForURL(/\/removals\/[0-9a-f-]{36}$/u)
    expect(await page.textContent('main')).toContain('A DPO decided this after a system refused the deletion')
    if (shots !== undefined) await page.screenshot({ path: `${shots}/refused-emptying.png`, fullPage: true })
    await page.goto(`${stage.base}/removals/${plan.id}/refused`)
    await page.locator('input[name=contact]').check()
    await page.check('#decision-again')
    await page.fill('#reason', 'The case was deleted there.')
    await page.click('main button.primary')
    await page.waitForURL(/\/refused$/u)
    expect(await page.locator('tbody tr').allTextContents()).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Records to be emptied'),
        expect.stringContaining('The next plan tries again'),
      ]),
    )
    expect(await page.locator('input[name=contact]').count()).toBe(0)
    await page.goto(stage.base)
    expect(await page.locator(`a[href="/removals/${plan.id}/refused"]`).count()).toBe(0)
  })

  it('wait for "one person or two?" where they look like somebody who came later', async () => {
    const { lawbase } = stage
    const act = (what: string, more: object) =>
      lawbase.control('POST', '/_sandbox/act', { system: 'salesforce', act: what, object: 'Contact', ...more })
    for (const id of refused) await act('update', { id, fields: { MobilePhone: '+33 6 12 34 56 78' } })
    const fields = {
      FirstName: 'Zoé',
      LastName: 'Autrement',
      Email: 'zoe@autrement.example.test',
      Phone: '06 12 34 56 78',
    }
    await act('create', { fields })
    await until('the newcomer keeps them', async () => {
      await lawbase.advance(61_000)
      await lawbase.run()
      return (await lawbase.app.pool.query(`select 1 from removal_kept where guard = 'maybe'`)).rowCount !== 0
    })
    for (const language of ['en', 'fr'] as const) {
      const page = await stage.as({ email: `dpo-${language}@example.test` })
      await page.goto(stage.base)
      await page.click('a[href="/removals/same-person"]')
      expect(await axeFaults(page)).toEqual([])
      if (shots !== undefined) await page.screenshot({ path: `${shots}/same-person-${language}.png`, fullPage: true })
      expect(await page.textContent('main')).toContain('Z••• A•••')
      expect(await page.textContent('main')).not.toContain('Autrement')
      await page.locator('form[action="/removals/same-person/reveal"] button').first().click()
      await page.waitForURL(/\/same-person\/reveal$/u)
      expect(await page.textContent('main')).toContain('Zoé Autrement')
      expect(await page.textContent('main')).toContain('06 12 34 56 78')
      expect(await axeFaults(page)).toEqual([])
      if (shots !== undefined) await page.screenshot({ path: `${shots}/same-clear-${language}.png`, fullPage: true })
    }
    const seen = await lawbase.app.pool.query(
      `select distinct contact_id from audit_events where act = 'view' and details ->> 'what' = 'same-person'`,
    )
    expect(seen.rowCount).toBeGreaterThan(1)
    const page = await stage.as(lawbase.dpo)
    await page.goto(`${stage.base}/removals/same-person`)
    const before = await page.locator('main form[action="/removals/same-person"]').count()
    await page.locator('main form[action="/removals/same-person"]').first().locator('button').click()
    expect(await page.textContent('#p0-answer-error')).toContain('Choose an answer.')
    await page.check('#p0-two')
    await page.fill('#p0-reason', 'The newcomer took over the phone.')
    await page.locator('main form[action="/removals/same-person"]').first().locator('button').click()
    await page.waitForURL(/\/removals\/same-person$/u)
    expect(await page.locator('main form[action="/removals/same-person"]').count()).toBe(before - 1)
  })

  it('are asked about as well where a restored backup holds the address of somebody removed since', async () => {
    const { app } = stage.lawbase
    const went = randomUUID()
    await app.pool.query(
      `insert into removal_twins (contact_id, went, removed_at, asked_at) select contact_id, $1, $2, $2 from remote_records where gone_at is null and contact_id is not null order by id limit 1`,
      [went, app.clock.now()],
    )
    const words = {
      en: ['In the restored backup', 'nothing kept'],
      fr: ['Dans la sauvegarde restaurée', 'rien n’en est'],
    }
    for (const language of ['en', 'fr'] as const) {
      const page = await stage.as({ email: `dpo-${language}@example.test` })
      await page.goto(`${stage.base}/removals/same-person`)
      for (const said of words[language]) expect(await page.textContent('main')).toContain(said)
      expect(await axeFaults(page)).toEqual([])
      if (shots !== undefined) await page.screenshot({ path: `${shots}/removed-pair-${language}.png`, fullPage: true })
    }
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/removals/same-person`)
    const card = page
      .locator('section.card')
      .filter({ has: page.locator(`input[name=other][value="${went}"]`) })
      .first()
    await card.locator('input[value=two]').check()
    await card.locator('input[name=reason]').fill('They share a mailbox at home.')
    await card.locator('button.primary').click()
    await page.waitForURL(/\/removals\/same-person$/u)
    expect(await page.locator(`input[name=other][value="${went}"]`).count()).toBe(0)
  })
})
