import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectByForm } from '../../../src/operations/connections/connect-by-form.ts'
import { mailboxSettings } from '../../../src/store/mailbox/mailbox-settings.ts'
import { axeFaults, browserWanted, openStage, type Stage } from '../../support/stage.ts'

/** A folder for pictures of the pages, to be looked at. */
const shots = process.env['LAWBASE_SHOTS']

describe.runIf(browserWanted)('who writes to a mailbox', () => {
  let stage: Stage
  let page: Page
  let id: string
  beforeAll(async () => {
    stage = await openStage({ contacts: 10 })
    const { app, admin } = stage.lawbase
    const settings = (await stage.lawbase.control('GET', '/_sandbox/mailbox')) as Record<string, string>
    id = await connectByForm(app, admin, 'mailbox', 'Oppositions', settings)
    page = await stage.as(admin)
  })
  afterAll(() => stage.close())

  it('offers no shared mailbox where a password opens it', async () => {
    await page.goto(`${stage.base}/connections/${id}`)
    expect(await page.locator('#senders [name=shared]').count()).toBe(0)
  })

  it('is said on its page: colleagues, their domains, and vendors only with a server that proves them', async () => {
    await page.goto(`${stage.base}/connections/${id}`)
    await page.check('#senders [name=colleagues]')
    await page.fill('#senders [name=domains]', 'gmail.com')
    await page.click('#senders button[type=submit]')
    expect(await page.locator('#senders').innerText()).toContain('“gmail.com” is not a domain of your company.')
    expect(await page.isChecked('#senders [name=colleagues]')).toBe(true)
    await page.fill('#senders [name=domains]', 'exemple.example.test')
    await page.fill('#senders [name=vendors]', 'LeadIQ <privacy@leadiq.example.test>')
    await page.click('#senders button[type=submit]')
    expect(await page.locator('#senders').innerText()).toContain('without it no sender is proved')
    await page.fill('#senders [name=authServer]', 'mx.google.com')
    await page.click('#senders button[type=submit]')
    await page.waitForURL(/#senders$/u)
    expect(await mailboxSettings(stage.lawbase.app.pool, id)).toEqual({
      colleagues: true,
      domains: ['exemple.example.test'],
      authServer: 'mx.google.com',
      vendors: [{ address: 'privacy@leadiq.example.test', vendor: 'LeadIQ' }],
    })
    expect(await axeFaults(page)).toEqual([])
    if (shots !== undefined) await page.screenshot({ path: `${shots}/mailbox-senders.png`, fullPage: true })
    expect(await page.locator('main').innerText()).toContain('Messages there are no longer read')
  })
})
