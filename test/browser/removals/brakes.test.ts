import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf } from '../../../src/domain/app/day.ts'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { findPlan, listPlans, type RemovalPlan } from '../../../src/store/removals/removals.ts'
import { sealWholeAudit } from '../../../src/store/app/audit.ts'
import { until } from '../../support/until.ts'
import { axeFaults, browserWanted, openStage, password, type Stage } from '../../support/stage.ts'

const shots = process.env['LAWBASE_SHOTS']

/** A plan is read whole, and its people are brought back or kept out, by who knows them. */
describe.runIf(browserWanted)('the brakes of a removal', () => {
  let stage: Stage
  let plan: RemovalPlan
  let working: { stop(): Promise<void> }
  beforeAll(async () => {
    stage = await openStage({ contacts: 300, settings: { erasureCoolingHours: 24 } })
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
  })
  afterAll(async () => {
    await working.stop()
    await stage.close()
  })

  const show = async (page: Page, name: string) => {
    if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
  }
  const planIs = (state: string) =>
    until(`the plan is ${state}`, async () => {
      const found = await findPlan(stage.lawbase.app.pool, plan.id)
      return found?.state === state && found
    })

  it('shows everybody page by page, masked until asked for, and notes each person who was shown', async () => {
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/removals/${plan.id}`)
    await show(page, 'plan')
    await page.click(`a[href="/removals/${plan.id}/people"]`)
    const ids: string[] = []
    for (;;) {
      ids.push(
        ...(await page
          .locator('tbody a[href^="/contacts/"]')
          .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))),
      )
      const next = page.locator('a[rel=next]')
      if ((await next.count()) === 0) break
      await next.click()
    }
    expect(new Set(ids).size).toBe(plan.planned)
    expect(ids.length).toBe(plan.planned)
    await page.goto(`${stage.base}/removals/${plan.id}/people`)
    await show(page, 'people')
    const { rows } = await stage.lawbase.app.pool.query<{ value: string }>(
      `select distinct x.value from removal_items i join remote_records r on r.contact_id = i.contact_id join record_identities ri on ri.record_id = r.id join identities x on x.hash = ri.identity_hash where i.plan_id = $1`,
      [plan.id],
    )
    const shown = async () => {
      const html = (await page.content()).toLowerCase()
      return rows.filter(({ value }) => html.includes(value)).length
    }
    expect(await shown()).toBe(0)
    expect(await axeFaults(page)).toEqual([])
    await page.click('form[action$="/reveal"] button')
    await page.waitForSelector('text=recorded in the audit log')
    expect(await shown()).toBeGreaterThan(0)
    const onPage = await page.locator('tbody tr').count()
    await sealWholeAudit(stage.lawbase.app.pool)
    const views = await stage.lawbase.app.pool.query(
      `select distinct contact_id from audit_events where act = 'view' and actor = $1 and details ->> 'planId' = $2`,
      [stage.lawbase.dpo.email, plan.id],
    )
    expect(views.rowCount).toBe(onPage)
    // The page that is asked for by itself is masked again.
    await page.goto(`${stage.base}/removals/${plan.id}/people`)
    expect(await shown()).toBe(0)
  })

  it('keeps somebody out of a plan that waits: both pages say so at once, and the list is another one', async () => {
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/removals/${plan.id}/people`)
    const person = (await page.locator('input[name=contact]').first().getAttribute('value')) ?? ''
    await page.locator('input[name=contact]').first().check()
    await page.click('button:has-text("Keep out those ticked")')
    expect(await page.textContent('main')).toContain(`${plan.number} waits for its approval`)
    expect(await axeFaults(page)).toEqual([])
    await show(page, 'keep-out')
    await page.fill('#reason', 'Signs a contract with us in January.')
    await page.fill('#until', '2030-01-01')
    await page.click('button.primary')
    expect(await page.textContent('#until-error')).toContain('within a year')
    expect(await page.inputValue('#reason')).toBe('Signs a contract with us in January.')
    await page.fill('#until', dayOf(new Date(stage.lawbase.app.clock.now().getTime() + 60 * 86_400_000)))
    await page.click('button.primary')
    await page.waitForURL(/\/people$/u)
    const row = page.locator(`tr:has(a[href="/contacts/${person}"])`)
    expect(await row.textContent()).toContain('kept out by someone')
    expect(await row.textContent()).toContain('Signs a contract with us in January.')
    expect(await axeFaults(page)).toEqual([])
    await show(page, 'kept-out-people')
    await page.goto(`${stage.base}/contacts/${person}`)
    expect(await page.textContent('main')).toContain('Signs a contract with us in January.')
    await show(page, 'kept-out-contact')
    await page.goto(`${stage.base}/removals/${plan.id}`)
    expect(await page.textContent('h1')).toContain(String(plan.planned - 1))
    await show(page, 'kept-out-plan')
    const shorter = await findPlan(stage.lawbase.app.pool, plan.id)
    expect(shorter?.digest).not.toBe(plan.digest)
    await page.goto(`${stage.base}/removals/holds`)
    await show(page, 'holds')
    await page.goto(`${stage.base}/contacts/${person}`)
    await page.click('form[action$="/end"] button')
    await page.waitForURL(new RegExp(`/contacts/${person}$`, 'u'))
    expect(await page.locator('form[action$="/end"]').count()).toBe(0)
    plan = shorter ?? plan
  })

  it('is approved by somebody who proves who they are once more, where their login is older than five minutes', async () => {
    const { app, dpo } = stage.lawbase
    const age = (minutes: number) =>
      app.pool.query(
        `update login_sessions set proved_at = now() - make_interval(mins => $2) where user_id = $1 and ended_at is null`,
        [dpo.id, minutes],
      )
    const page = await stage.as(dpo)
    await age(4)
    await page.goto(`${stage.base}/removals/${plan.id}`)
    expect(await page.textContent('.approval')).not.toContain('asks for your password')
    // It grew old while the page was read.
    await age(6)
    await page.click('button.danger')
    expect(await page.textContent('h1')).toBe('Log in again')
    expect(await axeFaults(page)).toEqual([])
    await show(page, 'step-up')
    expect((await findPlan(app.pool, plan.id))?.state).toBe('planned')
    const cookie = async () => (await page.context().cookies()).find(({ name }) => name === '__Host-lb')?.value
    const before = await cookie()
    await page.fill('#stepUpPassword', 'not the password at all')
    await page.click('button.primary')
    expect(await page.textContent('[role=alert]')).toContain('This is not your password.')
    expect((await findPlan(app.pool, plan.id))?.state).toBe('planned')
    expect(await cookie()).toBe(before)
    await page.fill('#stepUpPassword', password)
    await page.click('button.primary')
    await page.waitForURL(`${stage.base}/removals/${plan.id}`)
    await planIs('held')
    expect(await cookie()).not.toBe(before)
    await sealWholeAudit(app.pool)
    const { rows } = await app.pool.query<{ details: object }>(
      `select details from audit_events where act = 'login' and actor = $1 order by id desc limit 2`,
      [dpo.email],
    )
    expect(rows.map(({ details }) => details)).toMatchObject([
      { again: 'before an act that cannot be undone' },
      { failed: 'password' },
    ])
  })

  it('brings back those who are ticked, for a reason, and shows how far it is on both pages', async () => {
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/removals/${plan.id}/people`)
    await page.click('button:has-text("Bring back those ticked")')
    expect(await page.textContent('[role=alert]')).toContain('Tick at least one person.')
    const boxes = page.locator('input[name=contact]')
    const chosen = [await boxes.nth(0).getAttribute('value'), await boxes.nth(2).getAttribute('value')]
    await boxes.nth(0).check()
    await boxes.nth(2).check()
    await page.click('button:has-text("Bring back those ticked")')
    expect(await page.textContent('h1')).toBe(`Bring 2 people of ${plan.number} back`)
    expect(await axeFaults(page)).toEqual([])
    await show(page, 'restore')
    await page.fill('#reason', 'no')
    await page.click('button.primary')
    expect(await page.textContent('#reason-error')).toContain('Say why in one sentence')
    expect(await page.inputValue('#reason')).toBe('no')
    await page.fill('#reason', 'Customers of our sister company since May.')
    await page.click('button.primary')
    await page.waitForURL(/people\?show=restored/u)
    await show(page, 'restored')
    expect(await page.locator('tbody tr').count()).toBe(2)
    await until('both are back', async () => {
      await page.goto(`${stage.base}/removals/${plan.id}/people?show=restored`)
      return (await page.locator('.pill.done:has-text("Back in every system")').count()) === 2
    })
    await show(page, 'restored-done')
    expect(await axeFaults(page)).toEqual([])
    await page.goto(`${stage.base}/contacts/${chosen[0]}`)
    expect(await page.textContent('main')).toContain('Back in every system')
    expect(await page.textContent('main')).toContain('Customers of our sister company since May.')
    await show(page, 'contact-restored')
    expect(await axeFaults(page)).toEqual([])
    await page.goto(`${stage.base}/removals/${plan.id}`)
    expect(await page.textContent('main')).toContain('Brought back by someone')
    await show(page, 'plan-held')
  })

  it('brings one person back from their own page', async () => {
    const { rows } = await stage.lawbase.app.pool.query<{ id: string }>(
      `select contact_id as id from removal_items where plan_id = $1 and state = 'held' limit 1`,
      [plan.id],
    )
    const page = await stage.as(await stage.makeUser('dpo', 'francais@exemple.example.test', 'fr'))
    await page.goto(`${stage.base}/contacts/${rows[0]?.id}`)
    await show(page, 'contact-held-fr')
    await page.click('text=Rétablir cette personne')
    await show(page, 'restore-fr')
    await page.fill('#reason', 'Cliente de nouveau.')
    await page.click('button.primary')
    await until('they are back', async () => {
      await page.goto(`${stage.base}/contacts/${rows[0]?.id}`)
      return (await page.locator('.pill.done:has-text("De retour dans chaque système")').count()) === 1
    })
  })

  it('shows each record in clear to who decides on an erasure, keeps what was typed, and can be taken back', async () => {
    const { app, dpo } = stage.lawbase
    const { rows } = await app.pool.query<{ id: string; email: string; company: string }>(
      `select r.contact_id as id, x.value as email, r.company from remote_records r join connections k on k.id = r.connection_id and k.connector = 'salesforce' join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities x on x.hash = ri.identity_hash
       where r.gone_at is null and r.relation = 'none' and r.company is not null and not exists (select 1 from removal_items i where i.contact_id = r.contact_id) order by r.id limit 1`,
    )
    const [person] = rows
    const page = await stage.as(dpo)
    await page.goto(`${stage.base}/erasures/new?contact=${person?.id}`)
    expect(await page.content()).not.toContain(person?.email)
    expect(await page.locator('#door').count()).toBe(0)
    await page.click('form[action*="/erasures/new/show"] button')
    expect(await page.textContent('main')).toContain(person?.email)
    expect(await page.textContent('main')).toContain(person?.company)
    expect(await axeFaults(page)).toEqual([])
    await show(page, 'erasure-form')
    await page.selectOption('#door', 'post')
    await page.selectOption('#identity', 'other')
    await page.click('button.danger')
    expect(await page.textContent('#identityWords-error')).toContain('Say what was done')
    await page.fill('#identityWords', 'They came to the counter and were recognised.')
    await app.pool.query(
      `update login_sessions set proved_at = now() - interval '6 minutes' where user_id = $1 and ended_at is null`,
      [dpo.id],
    )
    await page.click('button.danger')
    expect(await page.textContent('h1')).toBe('Log in again')
    await page.fill('#stepUpPassword', password)
    await page.click('button.primary')
    await page.waitForURL(/\/erasures\/[0-9a-f-]{36}$/u)
    // Nothing that was typed was lost on the way.
    expect(await page.textContent('main')).toContain('They came to the counter and were recognised.')
    await show(page, 'erasure-cooling')
    expect(await axeFaults(page)).toEqual([])
    await page.click('summary:has-text("Take the decision back")')
    await page.fill('#reason', 'Another person of the same name asked for it.')
    await page.click('form[action$="/take-back"] button')
    expect(await page.textContent('main')).toContain('Nothing was deleted.')
    await show(page, 'erasure-back')
    const french = await stage.as(await stage.makeUser('dpo', 'effacement@exemple.example.test', 'fr'))
    await french.goto(`${stage.base}/erasures/new?contact=${person?.id}`)
    await french.click('form[action*="/erasures/new/show"] button')
    await show(french, 'erasure-form-fr')
  })

  it('keeps the register of access requests, with the month that begins on the day of receipt', async () => {
    const { rows } = await stage.lawbase.app.pool.query<{ id: string }>(
      'select contact_id as id from decisions order by contact_id limit 1',
    )
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/contacts/${rows[0]?.id}`)
    await page.click(`a[href="/access/new?contact=${rows[0]?.id}"]`)
    expect(await axeFaults(page)).toEqual([])
    await show(page, 'access-new')
    await page.selectOption('#door', 'post')
    await page.selectOption('#identity', 'own-address')
    await page.fill('#receivedOn', '2026-01-31')
    await page.click('button.primary')
    await page.waitForURL(/\/access\/[0-9a-f-]{36}$/u)
    expect(await page.textContent('main')).toContain('28 Feb 2026')
    expect(await axeFaults(page)).toEqual([])
    await show(page, 'access-request')
    await page.goto(`${stage.base}/access`)
    expect(await page.textContent('main')).toContain('overdue')
    expect(await axeFaults(page)).toEqual([])
    await show(page, 'access-list')
  })

  it('answers somebody without a contact: recorded, searched, a letter in their language, sent', async () => {
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/access`)
    await page.click('a[href="/access/absent"]')
    expect(await axeFaults(page)).toEqual([])
    await show(page, 'access-absent-new')
    await page.fill('#email', 'zoe.lind@unknown.example.test')
    await page.selectOption('#language', 'fr')
    await page.selectOption('#door', 'mailbox')
    await page.selectOption('#identity', 'own-address')
    await page.click('button.primary')
    await page.waitForURL(/\/access\/[0-9a-f-]{36}$/u)
    await show(page, 'access-absent')
    await page.click('main form[action$="/search"] button')
    expect(await page.textContent('main')).toContain('no record')
    expect(await axeFaults(page)).toEqual([])
    await show(page, 'access-absent-searched')
    const french = await stage.as(await stage.makeUser('dpo', 'acces@exemple.example.test', 'fr'))
    await french.goto(page.url())
    await show(french, 'access-absent-searched-fr')
    const letter = await page.request.get(`${page.url()}/letter.pdf?lang=fr`)
    expect((await letter.body()).subarray(0, 5).toString()).toBe('%PDF-')
    await page.click('form[action$="/answered"] button')
    expect(await page.textContent('main')).toContain('Answered on')
    await show(page, 'access-absent-answered')
  })
})
