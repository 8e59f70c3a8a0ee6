import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../../scripts/free-port.mjs'
import { insertBreakGlassUse, insertLocalLoginOff } from '../../../src/store/accounts/local-login.ts'
import { startCompanyProvider, type CompanyProvider } from '../../support/accounts/company-provider.ts'
import { axeFaults, browserWanted, openStage, password, pixelsCut, shoot, type Stage } from '../../support/stage.ts'

describe.runIf(browserWanted)('the company login in a browser', () => {
  let stage: Stage
  let provider: CompanyProvider
  beforeAll(async () => {
    const consolePort = await freePort()
    provider = await startCompanyProvider({ consolePort })
    stage = await openStage({ contacts: 5, outboundHosts: [provider.host] }, consolePort)
    for (const language of ['en', 'fr'])
      provider.people.set(`chief-${language}`, {
        email: `chief-${language}@exemple.example.test`,
        name: 'Chief',
        groups: ['admins'],
      })
  })
  afterAll(async () => {
    await stage.close()
    await provider.close()
  })

  const faults: string[] = []
  const looked = async (page: Page, name: string) => {
    faults.push(...(await axeFaults(page)))
    for (const width of [1440, 320]) {
      await page.setViewportSize({ width, height: 900 })
      const cut = await pixelsCut(page)
      if (cut > 0) faults.push(`${name} is ${cut} px too wide at ${width}`)
      await shoot(page, `company-${name}-${width}`)
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  }
  const atProvider = async (page: Page, login: string) => {
    await page.waitForURL(`${provider.issuer}/interaction/**`)
    await page.fill('[name=login]', login)
    await page.fill('[name=password]', 'any')
    await page.click('button[type=submit]')
  }

  /** The page, Today, and the login of others while one account alone is opened by a password. */
  const lookWhileOff = async (page: Page, language: 'en' | 'fr') => {
    const { pool, clock } = stage.lawbase.app
    await insertLocalLoginOff(pool, {
      breakGlassId: stage.lawbase.admin.id,
      since: clock.now(),
      by: 'chief@example.test',
    })
    const use = { id: randomUUID(), userId: stage.lawbase.admin.id, visitor: '127.0.0.1' }
    await insertBreakGlassUse(pool, use, clock.now())
    await page.goto(`${stage.base}/users/company`)
    await looked(page, `off-${language}`)
    await page.goto(`${stage.base}/`)
    await looked(page, `today-${language}`)
    await page.click(`form[action="/users/company/uses/${use.id}/seen"] button`)
    await page.waitForURL(`${stage.base}/`)
    const outside = await stage.visitor()
    await outside.goto(`${stage.base}/login?lang=${language}`)
    await outside.fill('#email', stage.lawbase.dpo.email)
    await outside.fill('#password', password)
    await outside.keyboard.press('Enter')
    await outside.waitForSelector('.summary')
    await looked(outside, `refused-${language}`)
    await outside.goto(`${stage.base}/login/company/callback?lang=${language}`)
    await looked(outside, `expired-${language}`)
    await pool.query('delete from local_login; delete from break_glass_uses')
  }

  it.each(['en', 'fr'] as const)('is set up, tried, used, and proves anew what waits, in %s', async (language) => {
    await stage.lawbase.app.pool.query('delete from company_login')
    const admin = await stage.as(await stage.makeUser('admin', `set-${language}@exemple.example.test`, language))
    await admin.goto(`${stage.base}/users/company`)
    await looked(admin, `empty-${language}`)
    await admin.fill('#name', 'Acme')
    await admin.fill('#issuer', provider.issuer)
    await admin.fill('#clientId', provider.clientId)
    await admin.fill('#clientSecret', provider.clientSecret)
    await admin.fill('#groups-admin', 'admins')
    await admin.click('button[formaction]')
    await admin.waitForSelector('[role=status]')
    await looked(admin, `tested-${language}`)
    await admin.fill('#clientSecret', provider.clientSecret)
    await admin.fill('#groups-viewer', 'admins')
    await admin.click('form[action="/users/company"] button.primary')
    await admin.waitForSelector('.summary')
    await looked(admin, `wrong-${language}`)
    await admin.fill('#clientSecret', provider.clientSecret)
    await admin.fill('#groups-viewer', '')
    await admin.click('form[action="/users/company"] button.primary')
    await admin.waitForURL(`${stage.base}/users/company?saved=1`)
    await looked(admin, `saved-${language}`)

    const page = await stage.visitor()
    await page.goto(`${stage.base}/login?lang=${language}`)
    await looked(page, `login-${language}`)
    await page.click('a.btn.primary')
    await atProvider(page, `chief-${language}`)
    await page.waitForURL(`${stage.base}/`)

    await stage.lawbase.app.pool.query(
      `update login_sessions set proved_at = proved_at - interval '6 minutes', company_at = company_at - interval '6 minutes' where company_at is not null`,
    )
    await page.goto(`${stage.base}/users`)
    await page.fill('#email', `new-${language}@exemple.example.test`)
    await page.fill('#name', 'New')
    await page.click('form[action="/users"] button[type=submit]')
    await page.waitForSelector('a[target=_blank]')
    await looked(page, `again-${language}`)
    const [tab] = await Promise.all([page.context().waitForEvent('page'), page.click('a[target=_blank]')])
    await atProvider(tab, `chief-${language}`)
    await tab.waitForURL(`${stage.base}/login/company/callback**`)
    await looked(tab, `proven-${language}`)
    await page.click('form button.btn')
    await page.waitForSelector('[data-invite]')

    await lookWhileOff(page, language)
    expect(faults).toEqual([])
  })
})
