import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, browserWanted, openStage, pixelsCut, shoot, type Stage } from '../../support/stage.ts'

describe.runIf(browserWanted)('the first steps in a browser', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage({
      contacts: 5,
      settings: { controller: null, offers: [], otherTools: null, sources: {} },
      publicUrl: null,
    })
  })
  afterAll(() => stage.close())

  it.each(['en', 'fr'] as const)(
    'fit every width, with the next step in the filled button, in %s',
    async (language) => {
      const page = await stage.as(await stage.makeUser('admin', `${language}@exemple.example.test`, language))
      for (const path of ['/', '/first-steps'])
        for (const [width, height] of [
          [1366, 700],
          [768, 1024],
          [390, 844],
          [320, 800],
        ] as const) {
          await page.setViewportSize({ width, height })
          await page.goto(`${stage.base}${path}`)
          const over = await pixelsCut(page)
          expect({ path, width, over }).toEqual({ path, width, over: 0 })
          expect(await page.locator('main .btn.primary').count()).toBe(path === '/' ? 1 : 0)
          await shoot(page, `first-steps-${path === '/' ? 'today' : 'page'}-${language}-${width}`)
        }
      expect(await axeFaults(page)).toEqual([])
    },
  )

  it('are worked through by keyboard: tested, skipped, taken up again', async () => {
    const page = await stage.as(stage.lawbase.admin)
    await page.goto(stage.base)
    const skip = page.locator('#step-offer button', { hasText: 'Skip' })
    await skip.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/#step-offer$/u)
    // What was just skipped stands among what is done, which unfolds to show it.
    const again = page.locator('#step-offer button', { hasText: 'Take up again' })
    expect(await again.isVisible()).toBe(true)
    expect(await axeFaults(page)).toEqual([])
    await again.focus()
    await page.keyboard.press('Enter')
    await skip.waitFor({ state: 'visible' })
  })

  it('fold into one line once opt-outs flow', async () => {
    const { lawbase } = stage
    const id = await lawbase.connectHubspot()
    await lawbase.run()
    await lawbase.app.pool.query(`update connections set granted = '{suppress}' where id = $1`, [id])
    const page = await stage.as(lawbase.admin)
    await page.setViewportSize({ width: 1366, height: 700 })
    await page.goto(stage.base)
    expect(await page.locator('#step-offer').isVisible()).toBe(false)
    expect(await page.locator('#first-steps > details > summary').first().textContent()).toMatch(/steps left, about/u)
    await shoot(page, 'first-steps-ready')
    expect(await axeFaults(page)).toEqual([])
  })
})
