import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, browserWanted, openStage, shoot, type Stage } from '../../support/stage.ts'
import { cutAt, widths } from './cut.ts'

describe.runIf(browserWanted)('the guided tour', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage({ contacts: 40 })
    await stage.lawbase.connectHubspot()
    await stage.lawbase.run()
  })
  afterAll(() => stage.close())

  it.each(['en', 'fr'] as const)('leads from Today over every stop by keyboard, in %s', async (language) => {
    const page = await stage.as(await stage.makeUser('admin', `tour-${language}@exemple.example.test`, language))
    await page.goto(stage.base)
    await page.locator('.tour a').focus()
    const seen: string[] = []
    const faults: string[] = []
    for (let stop = 1; stop <= 10; stop++) {
      await page.keyboard.press('Enter')
      await page.waitForURL(new RegExp(`tour=${stop}$`, 'u'))
      seen.push(`${new URL(page.url()).pathname} ${await page.locator('.tour .strong').innerText()}`)
      if (stop % 2 === (language === 'en' ? 0 : 1)) faults.push(...(await axeFaults(page)))
      if (stop === 3 || stop === 7) {
        await shoot(page, `tour-${language}-${stop}`)
        for (const width of widths) faults.push(...(await cutAt(page, width)))
        await page.setViewportSize({ width: 1440, height: 900 })
      }
      // The next stop is the last button but one; at the end only the way out is left beside the way back.
      if (stop < 10) await page.locator('.tour-ways a[href*="tour="]').last().focus()
    }
    expect(faults).toEqual([])
    const at = (stop: number) =>
      language === 'en' ? `Guided tour, stop ${stop} of 10` : `Visite guidée, étape ${stop} sur 10`
    expect(seen).toEqual(
      [
        '/',
        '/contacts',
        '/objections/new',
        '/objections',
        '/reviews',
        '/removals',
        '/removals/time-machine',
        '/connections',
        '/scorecard',
        '/evidence',
      ].map((path, place) => `${path} ${at(place + 1)}`),
    )
    await page.locator('.tour-ways a').last().click()
    expect(page.url()).toBe(`${stage.base}/`)
  })

  it('shows a viewer the stops a viewer may open', async () => {
    const page = await stage.as(await stage.makeUser('viewer', 'tour-viewer@exemple.example.test'))
    const stops: (number | undefined)[] = []
    for (let stop = 1; stop <= 5; stop++) {
      const answer = await page.goto(
        stop === 1
          ? `${stage.base}/?tour=1`
          : await page
              .locator('.tour-ways a[href*="tour="]')
              .last()
              .evaluate((a) => (a as HTMLAnchorElement).href),
      )
      stops.push(answer?.status())
    }
    expect(stops).toEqual([200, 200, 200, 200, 200])
    expect(await page.innerText('.tour .strong')).toBe('Guided tour, stop 5 of 5')
  })

  it('is nowhere where the people are real', async () => {
    const page = await stage.as(stage.lawbase.admin)
    Object.assign(stage.lawbase.app, { sandboxClock: false })
    try {
      for (const path of ['/', '/?tour=1', '/contacts?tour=2']) {
        await page.goto(`${stage.base}${path}`)
        expect(await page.locator('.tour').count(), path).toBe(0)
      }
    } finally {
      Object.assign(stage.lawbase.app, { sandboxClock: true })
    }
  })
})
