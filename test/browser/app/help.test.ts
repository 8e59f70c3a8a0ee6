import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, browserWanted, openStage, shoot, type Stage } from '../../support/stage.ts'

describe.runIf(browserWanted)('help', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage({ contacts: 0 })
  })
  afterAll(() => stage.close())

  it.each([
    ['/objections/new', 'For a call, a letter or a request made in person', 'Opt-outs and questions'],
    ['/removals/time-machine', 'Shows who would be past their retention period', 'Removals and erasure'],
    ['/users/company', 'Lets people log in with their account', 'How people log in'],
  ])('opens on %s by keyboard, and leads to its page of the documentation', async (path, sentence, title) => {
    const page = await stage.as(stage.lawbase.admin)
    await page.goto(`${stage.base}${path}`)
    await page.locator('.help > summary').focus()
    await page.keyboard.press('Enter')
    expect(await page.locator('.help-panel').isVisible()).toBe(true)
    expect(await page.locator('.help-panel p').count()).toBe(4)
    expect(await page.innerText('.help-panel')).toContain(sentence)
    expect(await axeFaults(page)).toEqual([])
    await shoot(page, `help${path.replaceAll('/', '_')}`)
    await page.keyboard.press('Escape')
    expect(await page.locator('.help-panel').isVisible()).toBe(false)
    await page.locator('.help > summary').click()
    await page.click('.help-panel a')
    expect(await page.innerText('h1')).toBe(title)
    // The part that is named is there.
    const { hash } = new URL(page.url())
    expect(hash === '' || (await page.locator(hash).count()) === 1).toBe(true)
  })

  it('is in French, and says that the documentation is in English', async () => {
    const page = await stage.as(await stage.makeUser('viewer', 'fr@exemple.example.test', 'fr'))
    await page.goto(`${stage.base}/scorecard`)
    await page.locator('.help > summary').click()
    expect(await page.innerText('.help-panel')).toContain('En savoir plus (en anglais)')
    await page.click('.help-panel a')
    expect(await page.locator('.doc').getAttribute('lang')).toBe('en')
  })

  it('serves pages for readers and nothing else, and links lead to pages that are served', async () => {
    const page = await stage.as(stage.lawbase.admin)
    for (const name of [
      'decisions/0001-embedded-postgres',
      '../package',
      '..%2fpackage',
      'dpo/nothing',
      'DPO/removals',
    ])
      expect((await page.goto(`${stage.base}/help/${name}`))?.status(), name).toBe(404)
    await page.goto(`${stage.base}/help`)
    const pages = await page
      .locator('.doc a')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))
    expect(pages.length).toBeGreaterThan(15)
    const wrong: string[] = []
    for (const url of pages) {
      await page.goto(url)
      const links = await page
        .locator('.doc a[href^="/help/"]')
        .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))
      wrong.push(...links.filter((link) => !pages.includes(link.split('#')[0] ?? '')))
    }
    expect(wrong).toEqual([])
  })
})
