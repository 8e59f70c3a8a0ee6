import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../../../src/domain/app/channel.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { axeFaults, browserWanted, openStage, shoot, type Stage } from '../../support/stage.ts'

const sizes = [
  { width: 1366, height: 700 },
  { width: 1440, height: 900 },
]

describe.runIf(browserWanted)('the menu', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage({ contacts: 5 })
    const { lawbase } = stage
    await lawbase.connectHubspot()
    const broken = await lawbase.connectSalesforce()
    await lawbase.run()
    const { pool, clock } = lawbase.app
    await pool.query(`update connections set state = 'needs-reauthorisation' where id = $1`, [broken])
    await pool.query(
      `insert into reviews (id, kind, facts, opened_at, meanwhile_blocked) values (gen_random_uuid(), 'crm-edit', '{}', $1, false)`,
      [clock.now()],
    )
    await recordObjection(lawbase.app, {
      emails: ['nobody@unknown.example.test'],
      hashes: [],
      contactId: null,
      channels,
      receivedAt: clock.now(),
      door: 'rest',
      actor: 'test',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
    })
    await pool.query(`update propagations set state = 'refused'`)
  })
  afterAll(() => stage.close())

  /** The group that stands open, and whether Log out can be seen and pressed without scrolling. */
  const look = (page: Page) =>
    page.evaluate(() => {
      const button = document.querySelector('form[action="/logout"] button')?.getBoundingClientRect()
      const top =
        button === undefined
          ? null
          : document.elementFromPoint(button.x + button.width / 2, button.y + button.height / 2)
      return {
        open: [...document.querySelectorAll('.nav-group[open] > summary > span:first-of-type')].map(
          (name) => name.textContent,
        ),
        logout:
          button !== undefined &&
          button.top >= 0 &&
          button.bottom <= innerHeight &&
          top?.closest('form')?.action.endsWith('/logout') === true,
        scrolls:
          (document.querySelector('.menu nav')?.scrollHeight ?? 0) >
          (document.querySelector('.menu nav')?.clientHeight ?? 0),
      }
    })

  it.each(['en', 'fr'] as const)(
    'shows Log out and the open page on every page and for every role, in %s',
    async (language) => {
      const names =
        language === 'en'
          ? ['Work', 'Lawful basis', 'Proof', 'System']
          : ['Travail', 'Base légale', 'Preuve', 'Système']
      const group = new Map([
        ['/', 0],
        ['/contacts', 0],
        ['/objections/new', 0],
        ['/sources', 1],
        ['/notices', 1],
        ['/scorecard', 2],
        ['/audit', 2],
        ['/connections', 3],
        ['/settings', 3],
        ['/users', 3],
        // No entry is open there: the work of the day is.
        ['/account', 0],
        ['/nowhere', 0],
      ])
      for (const role of ['admin', 'dpo', 'operator', 'viewer'] as const) {
        const page = await stage.as(
          await stage.makeUser(role, `${role}.with-a-long-name.${language}@exemple.example.test`, language),
        )
        for (const [path, place] of group) {
          const answer = await page.goto(`${stage.base}${path}`)
          for (const size of sizes) {
            await page.setViewportSize(size)
            const seen = await look(page)
            expect({ role, path, ...size, ...seen }).toMatchObject({ logout: true, scrolls: false })
            if (answer?.status() === 200)
              expect({ role, path, open: seen.open }).toEqual({ role, path, open: [names[place]] })
          }
        }
      }
    },
  )

  it('keeps the count of what waits on a folded group, opens one group at a time, by keyboard', async () => {
    const page = await stage.as(stage.lawbase.admin)
    await page.setViewportSize({ width: 1366, height: 700 })
    await page.goto(`${stage.base}/audit`)
    const summary = (name: string) => page.locator('.nav-group > summary', { hasText: name })
    expect(await summary('Work').locator('.badge').filter({ visible: true }).count()).toBe(2)
    expect(await summary('System').locator('.badge.broken').filter({ visible: true }).textContent()).toContain('1')
    await summary('System').focus()
    await page.keyboard.press('Enter')
    expect((await look(page)).open).toEqual(['System'])
    // Inside the open group each entry has its own count.
    expect(await summary('System').locator('.badge').filter({ visible: true }).count()).toBe(0)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/connections$/u)
    expect(await axeFaults(page)).toEqual([])
    await shoot(page, 'menu')
  })

  it('works without a script, and stays within a window that is lower still', async () => {
    const context = await stage.browser.newContext({ javaScriptEnabled: false, viewport: { width: 1366, height: 460 } })
    const [cookie] = await (await stage.as(stage.lawbase.admin)).context().cookies('https://localhost')
    if (cookie === undefined) throw new Error('no login')
    await context.addCookies([cookie])
    const page = await context.newPage()
    await page.goto(`${stage.base}/sources`)
    expect(await page.locator('.nav-group a[aria-current=page]').textContent()).toContain('Sources')
    await page.locator('.nav-group > summary', { hasText: 'Proof' }).click()
    await page.locator('.nav-group a', { hasText: 'Audit log' }).click()
    await page.waitForURL(/\/audit$/u)
    const box = await page.locator('form[action="/logout"] button').boundingBox()
    expect((box?.y ?? 999) + (box?.height ?? 0)).toBeLessThanOrEqual(460)
  })
})
