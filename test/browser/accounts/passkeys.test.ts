import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { removeFactor } from '../../../src/store/accounts/second-factors.ts'
import { resetFactorHere } from '../../../src/operations/accounts/factor-reset.ts'
import { exportAudit, sealWholeAudit } from '../../../src/store/app/audit.ts'
import type { User } from '../../../src/store/accounts/users.ts'
import { axeFaults, browserWanted, openStage, password, pixelsCut, shoot, type Stage } from '../../support/stage.ts'

describe.runIf(browserWanted)('passkeys', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage({ contacts: 5 })
  })
  afterEach(async () => {
    Object.assign(stage.lawbase.app, { isConsoleNamed: false })
    await pool().query('delete from rate_counters')
  })
  afterAll(() => stage.close())

  const pool = () => stage.lawbase.app.pool
  const faults: string[] = []
  const looked = async (page: Page, name: string) => {
    faults.push(...(await axeFaults(page)))
    const shown = await page.locator('[hidden]:visible').count()
    if (shown > 0) faults.push(`${name} shows what is hidden`)
    for (const width of [1440, 320]) {
      await page.setViewportSize({ width, height: 900 })
      const cut = await pixelsCut(page)
      if (cut > 0) faults.push(`${name} is ${cut} px too wide at ${width}`)
      await shoot(page, `passkey-${name}-${width}`)
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  }
  /** A page with an authenticator in its machine; `isVerified`: whether its owner shows a finger. */
  const pageWithKey = async (isVerified = true): Promise<Page> => {
    const page = await stage.visitor()
    const session = await page.context().newCDPSession(page)
    await session.send('WebAuthn.enable')
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: isVerified,
        automaticPresenceSimulation: true,
      },
    })
    return page
  }
  const logIn = async (page: Page, email: string) => {
    await page.context().clearCookies()
    await page.goto(`${stage.base}/login`)
    await page.fill('#email', email)
    await page.fill('#password', password)
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname !== '/login')
  }
  const add = async (page: Page, name: string) => {
    await page.goto(`${stage.base}/account/passkeys/new`)
    await page.fill('#name', name)
    await page.click('form[data-passkey] button[type=submit]')
  }
  const usePasskey = (page: Page) => page.click('form[data-passkey] button[type=submit]')
  const madeUser = (name: string, language: 'en' | 'fr' = 'en'): Promise<User> =>
    stage.makeUser('admin', `${name}@exemple.example.test`, language)
  const path = (page: Page) => new URL(page.url()).pathname

  it.each(['en', 'fr'] as const)('are the second factor of a new login, a code or not, in %s', async (language) => {
    Object.assign(stage.lawbase.app, { isConsoleNamed: true })
    const user = await madeUser(`pass-${language}`, language)
    const page = await pageWithKey()
    const refused: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('status of 4')) refused.push(message.text())
    })
    await logIn(page, user.email)
    expect(path(page)).toBe('/account/second-factor')
    await page.click('a[href="/account/passkeys/new"]')
    await page.waitForSelector('form[data-passkey]:not([hidden])')
    await looked(page, `add-${language}`)
    await page.fill('#name', 'Work laptop')
    await page.click('form[data-passkey] button[type=submit]')
    await page.waitForSelector('[data-recovery-codes]')
    expect(await page.locator('[data-recovery-codes] code').count()).toBe(10)
    await page.goto(`${stage.base}/account`)
    expect(await page.textContent('#passkeys')).toContain('Work laptop')
    await looked(page, `account-${language}`)

    await logIn(page, user.email)
    expect(path(page)).toBe('/login/second')
    await page.waitForSelector('form[data-passkey]:not([hidden])')
    await looked(page, `asked-${language}`)
    await usePasskey(page)
    await page.waitForURL(`${stage.base}/`)

    // Before an act that cannot be undone, with all that was posted.
    await pool().query(`update login_sessions set proved_at = proved_at - interval '6 minutes'`)
    await page.goto(`${stage.base}/users`)
    await page.fill('#email', `invited-${language}@exemple.example.test`)
    await page.fill('#name', 'Invited')
    await page.click('form[action="/users"] button[type=submit]')
    await page.waitForSelector('form[data-passkey]:not([hidden])')
    await looked(page, `again-${language}`)
    await usePasskey(page)
    await page.waitForSelector('[data-invite]')

    // The last one stays, where everyone has one.
    await page.goto(`${stage.base}/account`)
    await page.click('#passkeys table button')
    await page.waitForSelector('.summary')
    await looked(page, `last-${language}`)
    expect((await pool().query('select 1 from passkeys where user_id = $1', [user.id])).rowCount).toBe(1)
    expect([faults, refused]).toEqual([[], []])
  })

  it('are taken only from whom they know, and asked once: no copy, no old question, no other login', async () => {
    const user = await madeUser('careful')
    const page = await pageWithKey()
    await logIn(page, user.email)
    await add(page, 'Phone')
    await page.waitForSelector('[data-recovery-codes]')
    await logIn(page, user.email)
    // The server has seen a higher count: this one is a copy.
    await pool().query('update passkeys set counter = 1000 where user_id = $1', [user.id])
    await usePasskey(page)
    await page.waitForSelector('.summary')
    expect(path(page)).toBe('/login/second')
    await pool().query('update passkeys set counter = 0 where user_id = $1', [user.id])
    // What the browser signed is sent twice: for the second time nothing was asked.
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/login/second')) sent.push(request.postData() ?? '')
    })
    await usePasskey(page)
    await page.waitForURL(`${stage.base}/`)
    expect((await pool().query('select 1 from passkey_challenges')).rowCount).toBe(0)
    await logIn(page, user.email)
    const csrf = await page.getAttribute('[name=_csrf]', 'value')
    const answer = new URLSearchParams(sent[0]).get('passkey') ?? ''
    expect(answer).toContain('"response"')
    const again = () =>
      page.evaluate(
        async (body) => (await fetch('/login/second', { method: 'POST', body: new URLSearchParams(body) })).status,
        { _csrf: csrf ?? '', passkey: answer },
      )
    expect(await again()).toBe(422)
    // Nor for another question of this login, nor an answer that is none.
    await page.evaluate(
      async (token) => fetch('/login/second/options', { method: 'POST', headers: { 'x-csrf-token': token } }),
      csrf ?? '',
    )
    expect(await again()).toBe(422)
    // A question of more than five minutes ago is over.
    await page.route('**/login/second', async (route) => {
      if (route.request().method() === 'POST')
        await pool().query(`update passkey_challenges set expires_at = now() - interval '1 second'`)
      await route.continue()
    })
    await usePasskey(page)
    await page.waitForSelector('.summary')
    expect(path(page)).toBe('/login/second')
    await page.unroute('**/login/second')
    await usePasskey(page)
    await page.waitForURL(`${stage.base}/`)
  })

  it('are added and used only by an authenticator that knows its owner', async () => {
    const user = await madeUser('unverified')
    const page = await pageWithKey(false)
    await logIn(page, user.email)
    await add(page, 'Stick')
    await page.waitForSelector('[data-passkey-fault]:not([hidden])')
    expect((await pool().query('select 1 from passkeys where user_id = $1', [user.id])).rowCount).toBe(0)
  })

  it('are added by nobody who lacks the second factor of the account', async () => {
    const user = await madeUser('lacking')
    const page = await pageWithKey()
    await logIn(page, user.email)
    await add(page, 'Phone')
    await page.waitForSelector('[data-recovery-codes]')
    await logIn(page, user.email)
    const csrf = (await page.getAttribute('[name=_csrf]', 'value')) ?? ''
    for (const address of ['/account/passkeys/options', '/account/passkeys', '/account/passkeys/remove']) {
      const ended = await page.evaluate(
        async ([to, token]) =>
          new URL((await fetch(to, { method: 'POST', body: new URLSearchParams({ _csrf: token }) })).url).pathname,
        [address, csrf] as const,
      )
      expect(ended).toBe('/login/second')
    }
  })

  it('go where the console has no name of its own, and with a factor that is taken away', async () => {
    const user = await madeUser('leaving')
    const page = await pageWithKey()
    await logIn(page, user.email)
    await add(page, 'Phone')
    await page.waitForSelector('[data-recovery-codes]')
    await page.goto(`${stage.base}/account`)
    await page.click('#passkeys table button')
    await page.waitForURL(`${stage.base}/account#passkeys`)
    const left = async () =>
      (
        await pool().query(
          'select (select count(*)::int from passkeys where user_id = $1) as keys, (select count(*)::int from recovery_codes where user_id = $1) as codes',
          [user.id],
        )
      ).rows[0]
    expect(await left()).toEqual({ keys: 0, codes: 0 })
    await add(page, 'Phone again')
    await page.waitForSelector('[data-recovery-codes]')
    expect(await left()).toEqual({ keys: 1, codes: 10 })
    await resetFactorHere(stage.lawbase.app, user, 'Lost phone, met in person')
    expect(await left()).toEqual({ keys: 0, codes: 0 })
    await logIn(page, user.email)
    expect(path(page)).toBe('/')
    await sealWholeAudit(pool())
    const acts: unknown[] = []
    for await (const { act, actor, details } of exportAudit(pool()))
      if (act === 'user' && actor === user.email) acts.push((details as { secondFactor?: string }).secondFactor)
    expect(acts).toEqual(['passkey added', 'passkey removed', 'passkey added'])
    await removeFactor(pool(), user.id)
  })
})
