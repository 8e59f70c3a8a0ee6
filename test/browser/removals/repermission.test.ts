import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMonths, dayOf } from '../../../src/domain/app/day.ts'
import { sendAsks } from '../../../src/operations/removals/repermission/send-asks.ts'
import { insertNotices } from '../../../src/store/notices/notices.ts'
import { insertToolActs } from '../../../src/store/inactivity/tool-acts.ts'
import { startMailServer, type MailServer } from '../../support/mail-server.ts'
import {
  axeFaults,
  browserWanted,
  openPages,
  openStage,
  pixelsCut,
  type Door,
  type Stage,
} from '../../support/stage.ts'

const shots = process.env['LAWBASE_SHOTS']
const dayMs = 86_400_000

/** The one question before a term: the admin reads it before it is switched on, the person answers without a script. */
describe.runIf(browserWanted)('re-permission', () => {
  let stage: Stage
  let mails: MailServer
  let pages: Door
  let base: string
  beforeAll(async () => {
    mails = await startMailServer()
    stage = await openStage({ contacts: 120, smtpUrl: mails.url, publicUrl: 'http://localhost:4180' })
    const { app } = stage.lawbase
    await stage.lawbase.connectHubspot()
    await stage.lawbase.run()
    const now = app.clock.now()
    const { rows } = await app.pool.query<{ hash: Buffer }>(
      'select distinct identity_hash as hash from record_identities',
    )
    await insertNotices(
      app.pool,
      rows.map(({ hash }) => ({
        hash,
        event: 'sent',
        on: dayOf(now),
        version: null,
        language: 'fr',
        channel: 'email',
        messageId: null,
        reason: null,
        reviewOn: null,
      })),
      'test',
      now,
    )
    const at = new Date(`${addMonths(new Date(now.getTime() + 45 * dayMs), -36)}T12:00:00Z`)
    const { rows: late } = await app.pool.query<{ hash: Buffer }>(
      `select ri.identity_hash as hash from decisions d join remote_records r on r.contact_id = d.contact_id join record_identities ri on ri.record_id = r.id and ri.position = 0 where d.rule = 'G1'`,
    )
    await insertToolActs(
      app.pool,
      'Brevo',
      late.map(({ hash }) => ({ hash, kind: 'click', at })),
      now,
    )
    await stage.lawbase.run()
    pages = await openPages(app)
    base = pages.base
  })
  afterAll(async () => {
    await pages.close()
    await stage.close()
    await mails.close()
  })
  const keep = async (page: Page, name: string) => {
    if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
  }

  it('is read, switched on, asked, answered, and shown on the page of the contact', async () => {
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/removals`)
    await keep(page, 'removals')
    await page.click('.actions a[href="/removals/ask"]')
    expect(await page.textContent('h1')).toMatch(/^Re-permission is off: \d+ (person|people) could be asked today$/u)
    expect(await page.locator('#text details.language').count()).toBe(6)
    // Open: the language that most people of the base read. Folded: those that nobody reads.
    expect(await page.locator('#text details[open]').allInnerTexts()).toEqual([
      expect.stringMatching(/^French for \d+ (?:person|people)/u),
    ])
    expect(await page.locator('#text details:not(.language) details summary').allTextContents()).toContain(
      'Dutch for no one known',
    )
    for (const summary of await page.locator('#text summary').all())
      if (!(await summary.evaluate((one) => one.parentElement?.hasAttribute('open')))) await summary.click()
    expect(await axeFaults(page)).toEqual([])
    await page.fill('#perHour', '0')
    await page.selectOption('#way', 'mail')
    await page.click('#switch button')
    expect(await page.textContent('#perHour-error')).toContain('Between 1 and 10,000.')
    await page.fill('#perHour', '1')
    await page.click('#switch button')
    await page.waitForURL(/saved=1/u)
    expect(await page.inputValue('#way')).toBe('mail')
    await sendAsks(stage.lawbase.app, new AbortController().signal)
    expect(mails.received.length).toBe(1)
    const link = /\/stay\/[\w-]+/u.exec(mails.received[0]?.text ?? '')?.[0] ?? ''

    const context = await stage.browser.newContext({
      locale: 'de-DE',
      viewport: { width: 320, height: 700 },
      javaScriptEnabled: true,
    })
    const visit = await context.newPage()
    await visit.goto(`${base}${link}?lang=de`)
    expect([await visit.textContent('h1'), await visit.locator('h1').getAttribute('lang')]).toEqual([
      'Möchten Sie unsere Nachrichten weiterhin erhalten?',
      'de',
    ])
    expect(await axeFaults(visit)).toEqual([])
    expect(await pixelsCut(visit)).toBe(0)
    const sizes = await visit
      .locator('.ask button')
      .evaluateAll((all) =>
        all.map((each) => [each.clientWidth, each.clientHeight, getComputedStyle(each).backgroundColor]),
      )
    expect([sizes.length, sizes[0]]).toEqual([2, sizes[1]])
    await keep(visit, 'stay-de-320')
    await visit.goto(`${base}${link}?lang=fr`)
    await keep(visit, 'stay-fr-320')
    await visit.click('.ask button')
    expect(await visit.textContent('.done')).toContain('C’est noté')
    expect(await axeFaults(visit)).toEqual([])
    await keep(visit, 'stayed-fr-320')
    await context.close()

    const { rows } = await stage.lawbase.app.pool.query<{ id: string }>(
      'select contact_id as id from repermission_asks where answered_at is not null',
    )
    await page.goto(`${stage.base}/contacts/${rows[0]?.id}`)
    const timeline = await page.locator('.timeline li').allInnerTexts()
    expect(timeline.filter((line) => /Re-permission asked|Consent/u.test(line)).length).toBe(2)
    await page.goto(`${stage.base}/removals/ask`)
    expect(await page.locator('#results dd').allInnerTexts()).toEqual(expect.arrayContaining(['1']))
    await keep(page, 'ask-console')
    await page.goto(`${stage.base}/consents`)
    expect(await page.textContent('main')).toContain('from a re-permission request')
    await keep(page, 'consents')
  })
})
