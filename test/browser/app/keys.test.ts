import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, browserWanted, openStage, shoot, type Stage } from '../../support/stage.ts'

describe.runIf(browserWanted)('keys of the console', () => {
  let stage: Stage
  let page: Page
  beforeAll(async () => {
    stage = await openStage({ contacts: 5 })
    page = await stage.as(stage.lawbase.admin)
  })
  afterAll(() => stage.close())

  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const focused = () => page.evaluate(() => document.activeElement?.id)

  it.each([
    [['g', 't'], '/'],
    [['G', 'C'], '/contacts'],
    [['g', 'o'], '/objections'],
    [['g', 'r'], '/removals'],
    [['o'], '/objections/new'],
  ])('%j lead to %s', async (keys, path) => {
    await page.goto(`${stage.base}/audit`)
    await press(...keys)
    await page.waitForURL(`${stage.base}${path}`)
  })

  it('put the cursor into the search, and do nothing while somebody types there', async () => {
    await page.goto(`${stage.base}/audit`)
    await press('/')
    expect(await focused()).toBe('q')
    await press('o', 'g', 'c', '?', '/')
    expect([await page.inputValue('#q'), new URL(page.url()).pathname]).toEqual(['ogc?/', '/audit'])
  })

  it('are listed by a question mark, closed by Escape, without an accessibility fault', async () => {
    await page.goto(`${stage.base}/audit`)
    await press('?')
    expect(await page.locator('dialog').isVisible()).toBe(true)
    expect(await axeFaults(page)).toEqual([])
    await shoot(page, 'keys')
    await press('g', 'c', 'Escape')
    expect([await page.locator('dialog').isVisible(), new URL(page.url()).pathname]).toEqual([false, '/audit'])
  })

  it('do nothing for who switched them off', async () => {
    await page.goto(`${stage.base}/account`)
    await page.click('#keys-card button')
    await page.waitForURL(/#keys-card/u)
    expect(await page.textContent('#keys-card')).toContain('Single keys do nothing.')
    await press('?', 'o', '/')
    expect([await page.locator('dialog').count(), await focused(), new URL(page.url()).pathname]).toEqual([
      0,
      '',
      '/account',
    ])
  })

  it('lead an operator nowhere they may not go, and a refused page says who may', async () => {
    page = await stage.as(await stage.makeUser('operator', 'operator@exemple.example.test'))
    await page.goto(stage.base)
    await press('?')
    expect(await page.locator('dialog kbd[data-key="G R"]').count()).toBe(0)
    const answer = await page.goto(`${stage.base}/settings`)
    expect(answer?.status()).toBe(403)
    expect(await page.locator('nav').first().isVisible()).toBe(true)
    expect(await page.textContent('main')).toContain(
      'Admin and DPO may do this; your role is Operator. Ask admin@exemple.example.test and dpo@exemple.example.test.',
    )
    expect(await axeFaults(page)).toEqual([])
    await shoot(page, 'refused-page')
    expect((await page.goto(`${stage.base}/nowhere`))?.status()).toBe(404)
    expect(await page.locator('nav').first().isVisible()).toBe(true)
  })
})
