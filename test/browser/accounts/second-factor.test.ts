import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, browserWanted, openStage, password, pixelsCut, shoot, type Stage } from '../../support/stage.ts'

describe.runIf(browserWanted)('the second factor in a browser', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage({ contacts: 5, isConsoleNamed: true })
  })
  afterAll(() => stage.close())

  const faults: string[] = []
  const looked = async (page: Page, name: string) => {
    faults.push(...(await axeFaults(page)))
    await page.setViewportSize({ width: 320, height: 800 })
    const over = await pixelsCut(page)
    if (over > 0) faults.push(`${name} is ${over} px too wide at 320 px`)
    await shoot(page, `second-factor-${name}-320`)
    await page.setViewportSize({ width: 1440, height: 900 })
    await shoot(page, `second-factor-${name}`)
  }
  const logIn = async (page: Page, email: string) => {
    await page.goto(`${stage.base}/login`)
    await page.fill('#email', email)
    await page.fill('#password', password)
    await page.keyboard.press('Enter')
  }

  it.each(['en', 'fr'] as const)(
    'is set up by keyboard at the first login, and asked at the next, in %s',
    async (language) => {
      const user = await stage.makeUser('dpo', `second-${language}@exemple.example.test`, language)
      const page = await stage.visitor()
      const refused: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') refused.push(message.text())
      })
      await logIn(page, user.email)
      await page.waitForURL(`${stage.base}/account/second-factor`)
      await looked(page, `set-up-${language}`)
      const key = await page.inputValue('.copy-field input')
      const totp = new TOTP({ secret: Secret.fromBase32(key) })
      await page.fill('#code', totp.generate())
      await page.keyboard.press('Enter')
      await page.waitForSelector('[data-recovery-codes]')
      expect(await page.locator('[data-recovery-codes] code').count()).toBe(10)
      const [recovery = ''] = await page.locator('[data-recovery-codes] code').allTextContents()
      await looked(page, `codes-${language}`)
      await page.click('a.btn.primary')
      await page.waitForURL(`${stage.base}/`)
      await page.goto(`${stage.base}/account`)
      await looked(page, `account-${language}`)
      await page.goto(`${stage.base}/login/forgotten?lang=${language}`)
      await looked(page, `forgotten-${language}`)

      const next = await stage.visitor()
      await logIn(next, user.email)
      await next.waitForURL(`${stage.base}/login/second`)
      await next.waitForSelector('#code:focus')
      await looked(next, `asked-${language}`)
      await next.fill('#code', recovery)
      await next.keyboard.press('Enter')
      await next.waitForURL(`${stage.base}/`)
      expect([faults, refused]).toEqual([[], []])
    },
  )
})
