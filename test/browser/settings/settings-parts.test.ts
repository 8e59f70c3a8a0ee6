import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settingParts } from '../../../src/http/console/settings/settings-page.tsx'
import { loadSettings, saveSettings } from '../../../src/store/settings/settings.ts'
import { axeFaults, browserWanted, openStage, pixelsCut, shoot, type Stage } from '../../support/stage.ts'

describe.runIf(browserWanted)('the settings, part by part', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage({ contacts: 20 })
    await stage.lawbase.connectHubspot()
    await stage.lawbase.connectSalesforce()
    await stage.lawbase.run()
  })
  afterAll(() => stage.close())

  const stored = async () => (await loadSettings(stage.lawbase.app.pool)).settings
  const store = async (runSchedule: string) =>
    saveSettings(stage.lawbase.app.pool, { ...(await stored()), runSchedule }, 'a test', stage.lawbase.app.clock.now())

  it.each(['en', 'fr'] as const)('stand each on a page with one save, in %s', async (language) => {
    const page = await stage.as(await stage.makeUser('admin', `${language}@exemple.example.test`, language))
    await page.goto(`${stage.base}/settings`)
    expect(await axeFaults(page)).toEqual([])
    await shoot(page, `settings-overview-${language}`)
    const first = await page.locator('#history tbody tr').last().textContent()
    for (const said of language === 'en' ? ['24 → 0', '5.0% → 50.0%'] : ['24 → 0', '5,0 % → 50,0 %'])
      expect(first?.replaceAll(/\s/gu, ' ')).toContain(said)
    expect(first).not.toMatch(/(?<!\d)0\.0%/u)
    for (const part of settingParts) {
      await page.setViewportSize({ width: 1366, height: 700 })
      await page.goto(`${stage.base}/settings`)
      await page.click(`#${part} a`)
      await page.waitForURL(`${stage.base}/settings/${part}`)
      expect(await page.locator('main button[type=submit]:not([name])').count(), part).toBeLessThanOrEqual(1)
      expect(await page.locator('.jump a[aria-current=page]').count(), part).toBe(1)
      expect(await axeFaults(page)).toEqual([])
      await shoot(page, `settings-${part}-${language}-1366`)
      await page.setViewportSize({ width: 390, height: 844 })
      const over = await pixelsCut(page)
      expect({ part, over }).toEqual({ part, over: 0 })
      await shoot(page, `settings-${part}-${language}-390`)
    }
  })

  it('are found by the links to the one long page that they were', async () => {
    const page = await stage.as(stage.lawbase.admin)
    for (const part of settingParts) {
      await page.goto(`${stage.base}/nowhere`)
      await page.goto(`${stage.base}/settings#${part}`)
      await page.waitForURL(`${stage.base}/settings/${part}`)
    }
    await page.goto(`${stage.base}/settings#history`)
    expect(await page.locator('#history').isVisible()).toBe(true)
  })

  it('set the night by time and days, and say it so among the versions', async () => {
    const page = await stage.as(stage.lawbase.admin)
    await page.goto(`${stage.base}/settings/schedule`)
    expect(await page.inputValue('#time')).toBe('02:00')
    expect(await page.locator('[name=days]:checked').count()).toBe(7)
    await page.fill('#time', '22:30')
    for (const day of [6, 7]) await page.uncheck(`#days-${day}`)
    await page.click('main button[type=submit]')
    await page.waitForURL(/saved=schedule/u)
    expect((await stored()).runSchedule).toBe('30 22 * * 1,2,3,4,5')
    await page.goto(`${stage.base}/settings`)
    expect(await page.textContent('#history tbody tr')).toContain(
      'schedule: every day at 02:00 → Monday, Tuesday, Wednesday, Thursday and Friday at 22:30',
    )
    await page.goto(`${stage.base}/settings/schedule`)
    for (const day of [1, 2, 3, 4, 5]) await page.uncheck(`#days-${day}`)
    await page.fill('#time', '21:15')
    await page.click('main button[type=submit]')
    expect(await page.textContent('#days-error')).toContain('Choose at least one day.')
    expect([await page.inputValue('#time'), await page.locator('[name=days]:checked').count()]).toEqual(['21:15', 0])
    expect(await axeFaults(page)).toEqual([])
    expect((await stored()).runSchedule).toBe('30 22 * * 1,2,3,4,5')
  })

  it('leave a schedule as it is written where nothing of it was changed', async () => {
    await store('0 3 * * 1-5')
    const page = await stage.as(stage.lawbase.admin)
    await page.goto(`${stage.base}/settings/schedule`)
    await page.click('main button[type=submit]')
    await page.waitForURL(/saved=unchanged/u)
    expect((await stored()).runSchedule).toBe('0 3 * * 1-5')
  })

  it('show and keep a schedule that says more than that, until it is replaced', async () => {
    await store('0 2,14 * * *')
    const page = await stage.as(stage.lawbase.admin)
    await page.goto(`${stage.base}/settings/schedule`)
    expect(await page.textContent('main')).toContain('so it is shown as it is stored')
    expect(await page.textContent('main code')).toBe('0 2,14 * * *')
    expect(await axeFaults(page)).toEqual([])
    await shoot(page, 'settings-schedule-stored')
    await page.fill('#timeZone', 'Europe/Berlin')
    await page.click('main button[type=submit]')
    await page.waitForURL(/saved=schedule/u)
    expect(await stored()).toMatchObject({ runSchedule: '0 2,14 * * *', timeZone: 'Europe/Berlin' })
    await page.check('#way-times')
    await page.fill('#time', '04:00')
    await page.click('main button[type=submit]')
    await page.waitForURL(/saved=schedule/u)
    await page.locator('#way-keep').waitFor({ state: 'detached' })
    expect((await stored()).runSchedule).toBe('0 4 * * *')
  })
})
