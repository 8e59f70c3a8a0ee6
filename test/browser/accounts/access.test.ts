import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inviteFirstUser } from '../../../src/operations/accounts/first-run.ts'
import { loadSettings } from '../../../src/store/settings/settings.ts'
import { axeFaults, browserWanted, openStage, password, type Stage } from '../../support/stage.ts'

describe.runIf(browserWanted)('who may enter the console', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage({ contacts: 40 })
  })
  afterAll(() => stage.close())

  it('gives one message for an unknown address and a wrong password', async () => {
    const page = await stage.visitor()
    const messages: (string | null)[] = []
    for (const email of ['nobody@exemple.example.test', stage.lawbase.admin.email]) {
      await page.goto(`${stage.base}/login`)
      await page.fill('#email', email)
      await page.fill('#password', 'not the password at all')
      await page.click('button[type=submit]')
      messages.push(await page.textContent('[role=alert]'))
      expect(await page.inputValue('#email')).toBe(email)
    }
    expect(messages).toEqual(['Address or password not recognised.', 'Address or password not recognised.'])
  })

  it('shows the calls of the API, with what each reads and answers', async () => {
    const page = await stage.as(stage.lawbase.admin)
    await page.goto(`${stage.base}/users`)
    await page.click('a[href="/users/api"]')
    expect(await page.textContent('h1')).toBe('REST API')
    const row = page.locator('.card-body > div', { hasText: 'POST /api/v1/decisions' })
    await row.locator('summary').click()
    expect(await row.locator('pre').first().isVisible()).toBe(true)
    expect(await row.locator('pre').first().textContent()).toContain('"prospecting"')
    expect(await row.textContent()).toContain('60,000')
    expect(await axeFaults(page)).toEqual([])
    if (process.env['LAWBASE_SHOTS'] !== undefined)
      await page.screenshot({ path: `${process.env['LAWBASE_SHOTS']}/api.png` })
  })

  it('slows down after five tries a minute', async () => {
    const page = await stage.visitor()
    let tries = 0
    // A minute may end in the middle of the tries: the count begins anew.
    do {
      await page.goto(`${stage.base}/login`)
      await page.fill('#email', 'guessed@exemple.example.test')
      await page.fill('#password', `try number ${tries} of many`)
      await page.click('button[type=submit]')
      tries += 1
    } while (tries < 12 && !((await page.textContent('[role=alert]')) ?? '').includes('Too many attempts'))
    expect(tries).toBeGreaterThan(5)
    expect(await page.textContent('[role=alert]')).toContain('Too many attempts')
  })

  it('logs in, switches the language, logs out for good', async () => {
    const page = await stage.visitor()
    await page.goto(`${stage.base}/login`)
    await page.fill('#email', stage.lawbase.dpo.email)
    await page.fill('#password', password)
    await page.click('button[type=submit]')
    await page.waitForURL(`${stage.base}/`)
    expect(await page.textContent('h1')).toBe('7 steps are left to set up Lawbase')
    await page.click('form[action="/language"] button')
    await page.waitForSelector('html[lang=fr]')
    expect(await page.textContent('h1')).toBe('Il reste 7 étapes pour mettre Lawbase en place')
    await page.click('form[action="/language"] button')
    await page.waitForSelector('html[lang=en]')
    const cookies = await page.context().cookies()
    await page.click('form[action="/logout"] button')
    await page.waitForURL(`${stage.base}/login`)
    await page.context().addCookies(cookies)
    await page.goto(`${stage.base}/`)
    expect(page.url()).toBe(`${stage.base}/login`)
  })

  it('refuses a form that does not come from its own page', async () => {
    const page = await stage.as(stage.lawbase.admin)
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    const answer = await fetch(`${stage.base}/runs`, {
      method: 'POST',
      headers: {
        cookie,
        origin: 'https://elsewhere.example.test',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: '_csrf=x',
    })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('This form was not sent from its own page')
  })

  it('lets an invited person choose a password once', async () => {
    const admin = await stage.as(stage.lawbase.admin)
    await admin.goto(`${stage.base}/users`)
    await admin.fill('#email', 'invited@exemple.example.test')
    await admin.fill('#name', 'Inès Invitée')
    await admin.selectOption('#role', 'operator')
    await admin.click('form[action="/users"] button')
    const link = (await admin.textContent('[data-invite]')) ?? ''
    const page = await stage.visitor()
    await page.goto(link)
    await page.fill('#password', 'short')
    await page.click('main button.primary')
    expect(await page.textContent('#password-error')).toContain('15 characters or more')
    await page.fill('#password', password)
    await page.click('main button.primary')
    await page.waitForURL(`${stage.base}/`)
    expect(await page.locator('nav a').allTextContents()).toEqual([
      'Today',
      'Reviews',
      'Contacts',
      'Opt-outs',
      'Broker tasks',
      'Screening',
      'Scorecard',
      'Queue & health',
    ])
    expect((await fetch(link)).status).toBe(410)
  })

  it('adds a webhook, shows its secret once, and stops it', async () => {
    const page = await stage.as(stage.lawbase.admin)
    await page.goto(`${stage.base}/users`)
    await page.fill('#hook-name', 'Sales dashboard')
    await page.fill('#hook-url', 'http://elsewhere.example.test/verdicts')
    await page.click('form[action="/users/hooks"] button')
    expect(await page.textContent('#hook-url-error')).toContain('starts with https://')
    await page.fill('#hook-url', 'https://dashboard.example.test/verdicts')
    await page.click('form[action="/users/hooks"] button')
    expect(await page.textContent('[data-hook-secret]')).toMatch(/^whsec_/u)
    expect(await axeFaults(page)).toEqual([])
    await page.goto(`${stage.base}/users`)
    expect(await page.locator('[data-hook-secret]').count()).toBe(0)
    await page.click('#hooks form[action$="/pause"] button')
    expect(await page.locator('#hooks tbody .pill').allTextContents()).toEqual(['Stopped'])
  })

  it('makes the first account by its link, and keeps what was typed when a field is wrong', async () => {
    const { app } = stage.lawbase
    await app.pool.query('delete from login_sessions')
    await app.pool.query('delete from invitations')
    await app.pool.query('delete from account_hands')
    await app.pool.query('delete from approver_news')
    await app.pool.query('delete from users')
    const link = await inviteFirstUser(app)
    const page = await stage.visitor()
    await page.goto(link)
    await page.fill('#email', 'first@exemple.example.test')
    await page.fill('#name', 'Flore Première')
    await page.fill('#password', 'short')
    await page.fill('#company', 'Usines du Test')
    await page.fill('#contact', 'dpo@usines.example.test')
    await page.fill('#privacyUrl', 'http://usines.example.test')
    await page.click('button[type=submit]')
    expect(await page.locator('.summary a').allTextContents()).toEqual(['Password', 'Privacy policy'])
    expect(await page.inputValue('#company')).toBe('Usines du Test')
    await page.waitForSelector('.summary:focus')
    await page.fill('#password', password)
    await page.fill('#privacyUrl', 'https://usines.example.test/vie-privee')
    await page.click('button[type=submit]')
    await page.waitForURL(`${stage.base}/connections`)
    expect((await loadSettings(app.pool)).settings.controller).toEqual({
      name: 'Usines du Test',
      contact: 'dpo@usines.example.test',
      privacyUrl: 'https://usines.example.test/vie-privee',
    })
    await page.goto(link)
    expect(await page.textContent('h1')).toBe('This link was used, or is too old')
  })
})
