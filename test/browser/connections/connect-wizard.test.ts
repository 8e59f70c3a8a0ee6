import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, browserWanted, openStage, registerFromPage, type Stage } from '../../support/stage.ts'
import { cutAt } from '../app/cut.ts'

const shots = process.env['LAWBASE_SHOTS']
const systems = ['hubspot', 'salesforce'] as const

/** An admin connects a CRM: left half-way, taken up again, refused, not let in, and connected at last. */
describe.runIf(browserWanted)('the wizard that connects a CRM', () => {
  let stage: Stage
  let page: Page
  beforeAll(async () => {
    stage = await openStage({ contacts: 10 })
    page = await stage.as(stage.lawbase.admin)
  })
  afterAll(() => stage.close())
  const pathOf = (system: string) => `${stage.base}/connections/new/${system}`
  const progress = async (at: Page = page) =>
    at
      .locator('.wizard-bar')
      .evaluate((bar) => [
        bar.querySelector('.wizard-count')?.textContent ?? '',
        bar.querySelector('[aria-current=step] > :not(.wizard-mark):not(.sr-only)')?.textContent ?? '',
      ])
  const shoot = async (name: string) => {
    if (shots === undefined) return
    for (const language of ['en', 'fr'] as const) {
      await stage.lawbase.app.pool.query('update users set language = $1 where id = $2', [
        language,
        stage.lawbase.admin.id,
      ])
      await page.reload()
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 })
        await page.screenshot({ path: `${shots}/wizard-${name}-${language}-${width}.png`, fullPage: true })
      }
    }
    await page.setViewportSize({ width: 1440, height: 900 })
    await stage.lawbase.app.pool.query(`update users set language = 'en' where id = $1`, [stage.lawbase.admin.id])
    await page.reload()
  }
  const consents = async (system: string) =>
    (
      await stage.lawbase.app.pool.query<{ id: string }>('select id from connections where connector = $1', [system])
    ).rows.map(({ id }) => id)

  it('gives each command for the project app of HubSpot to copy, and says so when it was copied', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: stage.base })
    await page.goto(pathOf('hubspot'))
    expect([await progress(), await axeFaults(page)]).toEqual([['Step 1 of 6', 'Register the app'], []])
    const commands = await page
      .locator('.app-steps [data-copy]')
      .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('data-copy')))
    expect(commands).toEqual([
      'npm install --global @hubspot/cli',
      'hs account auth',
      'hs project upload',
      'hs project deploy',
      'hs project open',
    ])
    expect((await page.locator('.screens').innerText()).replace(/^Screens:\s*/u, '')).toBe(
      'Development › Projects › lawbase › Lawbase › Auth',
    )
    for (let time = 0; time < 2; time += 1) {
      await page.locator('[data-copy="hs project upload"]').click()
      await page.waitForFunction(() => document.getElementById('said')?.textContent === 'Copied')
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('hs project upload')
      await page.evaluate(() => document.getElementById('said')?.replaceChildren())
    }
    await shoot('hubspot')
  })

  it('speaks in the words of Salesforce, and of no address that is not there', async () => {
    await page.goto(pathOf('salesforce'))
    expect(await page.locator('.card.top-card label').allInnerTexts()).toEqual([
      'Consumer Key',
      'Consumer Secret',
      'Login host',
    ])
    expect(
      await page.locator('[data-name]').evaluateAll((all) => all.map((one) => one.getAttribute('data-name'))),
    ).toEqual(['redirect', 'scopes', 'webhook'])
    expect(await page.locator('main').innerText()).toMatch(/Setup › Connected Apps OAuth Usage › Install/u)
    expect(await axeFaults(page)).toEqual([])
    await shoot('salesforce')
    const { publicUrl } = stage.lawbase.app
    stage.lawbase.app.publicUrl = null
    await page.reload()
    const text = await page.locator('main').innerText()
    stage.lawbase.app.publicUrl = publicUrl
    expect(/outbound|webhook address|endpoint/iu.exec(text)).toBeNull()
  })

  it('gives everything to copy as a field that can be selected, without JavaScript too', async () => {
    const context = await stage.browser.newContext({
      javaScriptEnabled: false,
      storageState: await page.context().storageState(),
    })
    const plain = await context.newPage()
    await plain.goto(pathOf('salesforce'))
    const fields = plain.locator('.copy-field :is(input, textarea)')
    expect(await fields.count()).toBe(3)
    expect(await fields.first().inputValue()).toMatch(/\/oauth\/callback\/[a-z0-9]+$/u)
    expect([await fields.first().isEditable(), await plain.locator('.copy-field button:visible').count()]).toEqual([
      false,
      0,
    ])
    await context.close()
  })

  it.each(systems)(
    'can be left and taken up again, asks for nothing twice, and goes on by itself, at %s',
    async (system) => {
      await registerFromPage(stage, page, system)
      const link = (await page.getAttribute('[data-consent]', 'href')) ?? ''
      expect([await progress(), await axeFaults(page), link.startsWith('http')]).toEqual([
        ['Step 2 of 6', 'Consent'],
        [],
        true,
      ])
      const label = system === 'hubspot' ? 'HubSpot' : 'Salesforce'
      expect(await page.locator('#consent').innerText()).toContain(`Nobody has come back from ${label} yet.`)

      // Left: the list and the choice of systems lead back, and what was typed is there.
      const other = await page.context().newPage()
      await other.goto(`${stage.base}/connections`)
      await other.click(`a:has-text("Go on connecting ${label}")`)
      expect(await progress(other)).toEqual(['Step 2 of 6', 'Consent'])
      await other.click('.wizard a:has-text("Register the app")')
      expect(await progress(other)).toEqual(['Step 1 of 6', 'Register the app'])
      expect(await other.inputValue('#clientId')).not.toBe('')
      await other.click('main button.primary')
      expect(await progress(other)).toEqual(['Step 2 of 6', 'Consent'])

      // Refused in the other tab: this page finds out without being touched.
      await other.click('[data-consent]')
      await Promise.all([other.waitForURL(/\/oauth\/callback\//u), other.click('button[value=refuse]')])
      expect([await other.locator('h1').innerText(), await progress(other)]).toEqual([
        'Nothing was connected',
        ['Step 2 of 6', 'Consent'],
      ])
      await page.waitForSelector('#consent .pill:has-text("Refused")', { timeout: 20_000 })
      expect(await page.locator('[data-consent]').isVisible()).toBe(false)
      expect(await axeFaults(page)).toEqual([])

      // Allowed in the other tab: this page goes on.
      await other.click('main button:has-text("Start again")')
      await other.click('[data-consent]')
      await other.click('button[value=allow]')
      await other.waitForURL(/\/connections\/[0-9a-f-]{36}$/u)
      await page.waitForURL(/\/connections\/[0-9a-f-]{36}$/u, { timeout: 20_000 })
      expect(page.url().split('/').at(-1)).toBe((await consents(system))[0])
      expect((await progress())[0]).toMatch(/^Step [3-6] of 6$/u)
      await other.close()
    },
  )

  it('says what to do at Salesforce while its org has not let the app in, and goes on when it has', async () => {
    const { lawbase } = stage
    await lawbase.control('POST', '/_sandbox/switches', { salesforce: { appInstalled: false } })
    await page.goto(`${pathOf('salesforce')}/app`)
    await page.click('main button:has-text("New addresses")')
    await registerFromPage(stage, page, 'salesforce')
    const other = await page.context().newPage()
    await other.goto((await page.getAttribute('[data-consent]', 'href')) ?? '')
    await other.waitForURL(/\/oauth\/callback\//u)
    const said = await other.locator('main').innerText()
    expect(said).toContain('The app is not installed in this org')
    expect(said).toContain('Setup › Connected Apps OAuth Usage › Install')
    expect(await axeFaults(other)).toEqual([])
    await page.waitForSelector('#consent .pill:has-text("App not installed")', { timeout: 20_000 })
    expect(await page.locator('#consent').innerText()).toContain('Setup › Connected Apps OAuth Usage › Install')
    await page.goto(pathOf('salesforce'))
    await shoot('not-installed')

    // Without JavaScript the answer is asked for by a button.
    const context = await stage.browser.newContext({
      javaScriptEnabled: false,
      storageState: await page.context().storageState(),
    })
    const plain = await context.newPage()
    await plain.goto(pathOf('salesforce'))
    await plain.click('a:has-text("Check again")')
    expect(await plain.locator('#consent').innerText()).toContain('App not installed')
    await context.close()

    await lawbase.control('POST', '/_sandbox/switches', { salesforce: { appInstalled: true } })
    await page.click('#consent button:has-text("Get a new link")')
    await page.click('[data-consent]')
    await page.click('button[value=allow]')
    await page.waitForURL(/\/connections\/[0-9a-f-]{36}$/u)
    await other.close()
  })

  it('is cut at no width', async () => {
    await page.goto(`${pathOf('hubspot')}/app`)
    const faults = [...(await cutAt(page, 1024)), ...(await cutAt(page, 390)), ...(await cutAt(page, 320))]
    await page.goto(`${pathOf('salesforce')}/app`)
    faults.push(...(await cutAt(page, 1024)), ...(await cutAt(page, 390)), ...(await cutAt(page, 320)))
    await page.goto(`${pathOf('salesforce')}/consent`)
    faults.push(...(await cutAt(page, 1366)), ...(await cutAt(page, 390)), ...(await cutAt(page, 320)))
    expect(faults).toEqual([])
  })
})
