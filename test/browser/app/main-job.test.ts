import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Running } from '../../../src/serve.ts'
import { listConnections } from '../../../src/store/connections/connections.ts'
import { axeFaults, browserWanted, openStage, pixelsCut, registerFromPage, type Stage } from '../../support/stage.ts'

/** One story: each step goes on where the one before ended. */
describe.runIf(browserWanted)('an admin and a DPO do the main job in a browser', () => {
  let stage: Stage
  let working: Running
  let admin: Page
  let planUrl = ''
  beforeAll(async () => {
    stage = await openStage({ contacts: 120 })
    working = await stage.lawbase.work()
    admin = await stage.as(stage.lawbase.admin)
  })
  afterAll(async () => {
    await working.stop()
    await stage.close()
  })
  const connections = () => listConnections(stage.lawbase.app.pool)

  it('says that nothing was connected when the consent is refused', async () => {
    await registerFromPage(stage, admin, 'hubspot')
    await admin.click('[data-consent]')
    await admin.click('button[value=refuse]')
    await admin.waitForURL(`${stage.base}/oauth/callback/**`)
    expect(await admin.textContent('[role=alert]')).toContain(
      'Access was refused at the vendor. Nothing was connected.',
    )
    expect(await connections()).toEqual([])
  })

  it('refuses an answer with a state nobody asked for', async () => {
    await registerFromPage(stage, admin, 'hubspot')
    const appKey = new URL(
      new URL((await admin.getAttribute('[data-consent]', 'href')) ?? '').searchParams.get('redirect_uri') ?? '',
    ).pathname
      .split('/')
      .at(-1)
    const answer = await admin.goto(`${stage.base}/oauth/callback/${appKey}?code=abc&state=wrong`)
    expect(answer?.status()).toBe(400)
    expect(await admin.textContent('[role=alert]')).toContain('This answer does not belong to one of your requests')
    expect(await connections()).toEqual([])
  })

  it('connects HubSpot and Salesforce through the vendors’ own pages', async () => {
    for (const connector of ['hubspot', 'salesforce'] as const) {
      await registerFromPage(stage, admin, connector)
      await admin.click('[data-consent]')
      await admin.click('button[value=allow]')
      await admin.waitForURL(`${stage.base}/connections/*`)
      expect(await admin.textContent('h1')).toContain('nothing is written until you grant it')
      expect(await admin.locator('.wizard .done').count()).toBeGreaterThanOrEqual(3)
    }
    expect((await connections()).map((connection) => [connection.connector, connection.granted])).toEqual([
      ['hubspot', []],
      ['salesforce', []],
    ])
  })

  it('reads the base, shows progress without a reload, and writes nothing', async () => {
    await admin.click('form[action$="/read"] button')
    await admin.waitForSelector('#rights form[action$="/grant"]')
    await expect
      .poll(async () => (await stage.lawbase.app.pool.query<{ state: string }>('select state from hygiene_runs')).rows)
      .toEqual([{ state: 'done' }])
    await admin.reload()
    expect(await admin.textContent('.context')).toContain('0 written.')
    expect(await admin.textContent('#rights')).toContain('with an opt-out not applied here')
    expect(await admin.locator('.diff tbody tr').count()).toBeGreaterThan(0)
    const [download] = await Promise.all([
      admin.waitForEvent('download'),
      admin.click('#rights a[href$="/fields.zip"]'),
    ])
    expect(Object.keys(unzipSync(readFileSync(await download.path())))).toEqual([
      'package.xml',
      'objects/Contact.object',
      'objects/Lead.object',
      'permissionsets/Lawbase.permissionset',
    ])
    expect(await admin.textContent('.diff')).toMatch(/\S••••@/u)
    // Each sampled write names the vendor's own field, the channel stands behind it.
    const named = await admin.locator('.diff').first().locator('tbody td[data-label=Field]').allTextContents()
    expect(
      named.filter(
        (name) => !/^(?:HasOptedOutOfEmail|DoNotCall|HasOptedOutOfFax|Lawbase_Do_Not_Contact__c) \S.*$/u.test(name),
      ),
    ).toEqual([])
    expect(named.length).toBeGreaterThan(0)
    expect(
      await admin
        .locator('.diff')
        .evaluateAll(
          (tables) =>
            tables.filter(
              (table) =>
                table.scrollWidth > table.clientWidth ||
                table.getBoundingClientRect().right > (table.closest('.card')?.getBoundingClientRect().right ?? 0),
            ).length,
        ),
    ).toBe(0)
  })

  it('has fields of the company written in the place of ours', async () => {
    const [, salesforce] = await connections()
    await admin.goto(`${stage.base}/connections/${salesforce?.id}`)
    await admin.click('#rights a[href$="/fields"]')
    expect(await axeFaults(admin)).toEqual([])
    await admin.fill('#source-Lead', 'Industry')
    await admin.fill('#source-Contact', 'Department')
    await admin.click('main button.primary')
    expect([await admin.textContent('#source-Lead-error'), await admin.inputValue('#source-Contact')]).toEqual([
      'It holds “picklist”: a text field is needed.',
      'Department',
    ])
    expect(await axeFaults(admin)).toEqual([])
    await admin.setViewportSize({ width: 320, height: 900 })
    expect(await pixelsCut(admin)).toBe(0)
    await admin.setViewportSize({ width: 1440, height: 900 })
    if (process.env['LAWBASE_SHOTS'] !== undefined)
      await admin.screenshot({ path: `${process.env['LAWBASE_SHOTS']}/fields.png`, fullPage: true })
    await admin.fill('#source-Lead', '')
    await admin.click('main button.primary')
    await admin.waitForURL(/#rights$/u)
    expect(await admin.textContent('#rights')).toContain('Contact.Department')
  })

  it('grants the rights, and every no is carried and read back', async () => {
    for (const { id } of await connections()) {
      for (const verb of ['suppress', 'tag', 'remove']) {
        await admin.goto(`${stage.base}/connections/${id}`)
        await admin.click(`form[action$="/grant"]:has(input[value=${verb}]) button`)
        await admin.waitForSelector(`form[action$="/revoke"] input[value=${verb}]`, { state: 'attached' })
      }
    }
    await admin.goto(`${stage.base}/`)
    // Live: the heading changes by itself when the last proof is read back.
    await admin.waitForSelector('h1:has-text("All opt-outs are applied everywhere")', { timeout: 60_000 })
  })

  it('runs on demand and reports', async () => {
    // Fields of one's own are read of the whole base once, in a run of its own.
    await expect
      .poll(
        async () =>
          (
            await stage.lawbase.app.pool.query(
              `select 1 from hygiene_runs where state = 'running' union all select 1 from connections where resync_wanted_at is not null`,
            )
          ).rowCount,
        { timeout: 60_000 },
      )
      .toBe(0)
    await admin.goto(`${stage.base}/runs`)
    await admin.click('form[action="/runs"] button')
    await admin.waitForURL(`${stage.base}/runs/*`)
    await admin.waitForSelector('.verdicts', { timeout: 60_000 })
    expect(await admin.textContent('h2:has-text("Report")')).toBe('Report')
  })

  it('does not let the author approve the plan', async () => {
    await admin.goto(`${stage.base}/removals`)
    await admin.click('main table a')
    planUrl = admin.url()
    expect(await admin.locator('.approval .danger').isDisabled()).toBe(true)
    expect(await admin.textContent('.approval')).toContain('You made this plan, so someone else must approve it.')
  })

  it('lets a second person approve the list that was read, and holds it', async () => {
    const dpo = await stage.as(stage.lawbase.dpo)
    await dpo.goto(planUrl)
    expect(await dpo.textContent('.approval .danger')).toMatch(/^Approve removal of \d+$/u)
    await dpo.click('.approval .danger')
    await dpo.waitForSelector('.pill:has-text("Held until")', { timeout: 60_000 })
    expect(await dpo.locator('.danger').count()).toBe(0)
    const { rows } = await stage.lawbase.app.pool.query<{ actor: string }>(
      `select actor from audit_events where act = 'approval'`,
    )
    expect(rows).toEqual([{ actor: stage.lawbase.dpo.email }])
  })

  it('shows personal data only after it was asked for, and notes who saw it', async () => {
    await admin.goto(`${stage.base}/contacts?verdict=ALLOW`)
    // Whoever has no name is shown by their masked address, and may be the first of the list.
    const named = admin
      .locator('main td.col-person')
      .filter({ has: admin.locator('a', { hasText: /^[^@•]••• [^@•]•••$/u }) })
    expect(await named.first().locator('.hint').innerText()).toMatch(/^.••••@/u)
    const name = await named.first().locator('a').innerText()
    const viewer = await stage.as(await stage.makeUser('viewer', 'masked@exemple.example.test'))
    await viewer.goto(`${stage.base}/contacts?verdict=ALLOW`)
    expect(await viewer.textContent('main table td .strong')).toMatch(/^.••••@/u)
    expect(await viewer.textContent('main')).not.toContain(name)
    await named.first().locator('a').click()
    expect(await admin.content()).not.toMatch(/[a-z]+\.[a-z]+@[a-z-]+\.example\.test<\/td>/u)
    await admin.click('form[action$="/reveal"] button')
    await admin.waitForSelector('text=Seen by you at')
    const clear = await admin.textContent('.compare tbody td')
    expect(clear).toMatch(/^[^•]+@/u)
    const { rows } = await stage.lawbase.app.pool.query<{ actor: string }>(
      `select actor from audit_events where act = 'view'`,
    )
    expect(rows).toEqual([{ actor: stage.lawbase.admin.email }])
    await admin.goto(`${stage.base}/contacts`)
    await admin.fill('#q', clear ?? '')
    await admin.press('#q', 'Enter')
    await admin.waitForURL(`${stage.base}/contacts/*-*`)
    expect(admin.url()).not.toContain('@')
  })

  it('does not let a viewer reveal, open a person, or see the settings', async () => {
    const viewer = await stage.as(await stage.makeUser('viewer', 'lecture@exemple.example.test'))
    await viewer.goto(`${stage.base}/contacts`)
    expect(await viewer.locator('main tbody a').count()).toBe(0)
    const { rows } = await stage.lawbase.app.pool.query<{ id: string }>(
      'select contact_id as id from decisions limit 1',
    )
    for (const path of [`/contacts/${rows[0]?.id}`, '/settings', '/users', '/audit', '/connections'])
      expect((await viewer.goto(`${stage.base}${path}`))?.status(), path).toBe(403)
    await viewer.goto(`${stage.base}/`)
    const status = await viewer.evaluate(async (path) => {
      const csrf = document.querySelector<HTMLInputElement>('input[name=_csrf]')?.value ?? ''
      return (await fetch(path, { method: 'POST', body: new URLSearchParams({ _csrf: csrf }) })).status
    }, `/contacts/${rows[0]?.id}/reveal`)
    expect(status).toBe(403)
  })

  it('disconnects only after the name was typed', async () => {
    const [, salesforce] = await connections()
    await admin.goto(`${stage.base}/connections/${salesforce?.id}/disconnect`)
    await admin.fill('#confirm', 'salesforce')
    await admin.click('main button.danger')
    expect(await admin.textContent('#confirm-error')).toContain('Type the name exactly: Salesforce')
    await admin.fill('#confirm', 'Salesforce')
    await admin.click('main button.danger')
    await admin.waitForURL(`${stage.base}/connections`)
    expect((await connections()).map((connection) => connection.label)).toEqual(['HubSpot'])
  })
})
