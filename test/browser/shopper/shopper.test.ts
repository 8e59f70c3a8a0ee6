import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { startRound } from '../../../src/operations/shopper/start-shopper.ts'
import type { Running } from '../../../src/serve.ts'
import { verbs } from '../../../src/store/connections/connections.ts'
import { loadSettings } from '../../../src/store/settings/settings.ts'
import { until } from '../../support/until.ts'
import { axeFaults, browserWanted, openStage, type Stage } from '../../support/stage.ts'

const shots = process.env['LAWBASE_SHOTS']

/** One story: each step goes on where the one before ended. */
describe.runIf(browserWanted)('the mystery shopper, in the console', () => {
  let stage: Stage
  let working: Running
  let admin: Page
  let crms: string[]
  beforeAll(async () => {
    stage = await openStage({ contacts: 40, pollSeconds: 2, publicUrl: null })
    const { lawbase } = stage
    crms = [await lawbase.connectHubspot(), await lawbase.connectSalesforce()]
    await lawbase.run()
    for (const id of crms) for (const verb of verbs) await grant(lawbase.app, id, verb, lawbase.admin)
    working = await lawbase.work()
    admin = await stage.as(lawbase.admin)
  })
  afterAll(async () => {
    await working.stop()
    await stage.close()
  })
  const keep = async (page: Page, name: string) => {
    if (shots === undefined) return
    mkdirSync(shots, { recursive: true })
    await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
  }
  const ended = () =>
    until(
      'no round is under way',
      async () =>
        (await stage.lawbase.app.pool.query(`select 1 from shopper_rounds where state <> 'done'`)).rowCount === 0,
    )

  it('is one quiet line while it is off, with a way to switch it on for whoever may', async () => {
    await admin.goto(stage.base)
    expect(await admin.textContent('#shopper')).toContain('The mystery shopper is off')
    await keep(admin, 'shopper-off')
    expect(await axeFaults(admin)).toEqual([])
    await admin.click('#shopper a')
    await admin.waitForURL(`${stage.base}/settings/shopper`)
    const dpo = await stage.as(stage.lawbase.dpo)
    expect(await dpo.locator('#shopper a').count()).toBe(0)
    await dpo.goto(`${stage.base}/settings/shopper`)
    expect(await dpo.locator('#shopper form').count()).toBe(0)
    expect(await dpo.textContent('#shopper')).toContain('Only an admin')
    const refused = await dpo.request.post(`${stage.base}/shopper/run`, {
      form: { _csrf: (await dpo.getAttribute('input[name=_csrf] >> nth=0', 'value')) ?? '' },
    })
    expect(refused.status()).toBe(403)
  })

  it('says what will be written before it is ticked, and keeps what was typed when it is refused', async () => {
    await admin.goto(`${stage.base}/settings/shopper`)
    expect(await admin.locator('#shopper input[type=checkbox]:checked').count()).toBe(0)
    expect(await admin.textContent('#shopper')).toContain(
      'Written there: a contact “Lawbase Mystery Shopper”, opted out, then deleted. create Contact: Email, FirstName, LastName; Contact.HasOptedOutOfEmail',
    )
    for (const id of crms) await admin.check(`#connectionIds-${id}`)
    await admin.fill('#mailbox', 'compliance@')
    await admin.click('#shopper button[type=submit]')
    expect(await admin.textContent('#mailbox-error')).toContain('“compliance@” is not a complete address')
    expect(await admin.locator('#shopper input[type=checkbox]:checked').count()).toBe(2)
    expect(await axeFaults(admin)).toEqual([])
    await admin.fill('#mailbox', 'compliance@exemple.example.test')
    await admin.selectOption('#every', 'daily')
    await admin.click('#shopper button[type=submit]')
    await admin.waitForURL(/saved=shopper/u)
    await keep(admin, 'shopper-settings')
    expect(await admin.textContent('#shopper')).toContain(
      'The API is called at its own address, with a key that ends with the call. “By hand” goes past the form, straight to what the form does. An opt-out by mail is not tried. Without PUBLIC_URL, the links go past their pages too.',
    )
    expect((await loadSettings(stage.lawbase.app.pool)).settings.shopper).toEqual({
      mailbox: 'compliance@exemple.example.test',
      every: 'daily',
      connectionIds: crms,
    })
    await admin.goto(`${stage.base}/settings`)
    expect(await admin.textContent('#history')).toContain(
      'mystery shopper: Off. → On with compliance@exemple.example.test, in 2 systems. Every day at 05:00',
    )
  })

  it('is run by a button, without a mouse, and shows its seconds, door and read-back per system', async () => {
    await admin.goto(stage.base)
    expect(await admin.textContent('#shopper')).toContain('No round yet')
    await admin.focus('#shopper button')
    await admin.keyboard.press('Enter')
    await admin.waitForSelector('#shopper tbody tr')
    await keep(admin, 'shopper-under-way')
    await ended()
    await admin.waitForSelector('#shopper .pill.done')
    await admin.reload()
    const rows = await admin.locator('#shopper .rows:not(.small) tbody tr').allTextContents()
    expect(rows.map((row) => /^.*(HubSpot|Salesforce)\d+(\.\d)? s.*Verified.*deleted$/u.test(row))).toEqual([
      true,
      true,
    ])
    expect(await admin.textContent('#shopper .card-head')).toContain('Through “One-click unsubscribe”')
    expect(await admin.textContent('h1')).toBe('All opt-outs are applied everywhere')
    expect(await axeFaults(admin)).toEqual([])
  })

  it('shows a late round in red with its system, and draws the rounds before it', async () => {
    for (let round = 0; round < 4; round++) {
      await startRound(stage.lawbase.app, 'a test')
      await ended()
    }
    await stage.lawbase.control('POST', '/_sandbox/faults', {
      system: 'hubspot',
      kind: 'server-error',
      times: null,
      method: 'POST',
      pathIncludes: '/unsubscribe-all',
    })
    await admin.goto(stage.base)
    // The next door is HubSpot's own; the one after it comes through Salesforce.
    await stage.lawbase.app.pool.query(
      `update shopper_rounds set door = 'hubspot', door_connection_id = $1 where id = (select id from shopper_rounds order by started_at limit 1)`,
      [crms[0]],
    )
    await startRound(stage.lawbase.app, 'a test')
    await until(
      'Salesforce is read back',
      async () =>
        (
          await stage.lawbase.app.pool.query(
            `select 1 from shopper_rounds r join shopper_round_systems s on s.round_id = r.id where r.state = 'following' and s.read_back_at is not null`,
          )
        ).rowCount === 1,
    )
    await stage.lawbase.advance(16 * 60_000)
    await admin.goto(stage.base)
    expect(await admin.textContent('#shopper')).toMatch(/HubSpot.*Not verified after 16 min/u)
    expect(await admin.textContent('#needs')).toContain('The mystery shopper’s opt-out was not verified in HubSpot')
    expect(await admin.getAttribute('#shopper .round-bars', 'aria-label')).toMatch(/^Last rounds, oldest first: /u)
    await keep(admin, 'shopper-late')
    expect(await axeFaults(admin)).toEqual([])
    await stage.lawbase.control('DELETE', '/_sandbox/faults')
    await stage.lawbase.advance(30 * 60_000)
    await ended()
    await admin.goto(stage.base)
    await admin.click('#shopper summary')
    await keep(admin, 'shopper-on')
  })

  it('reads without JavaScript, in French, on a phone', async () => {
    const user = await stage.makeUser('admin', 'marie@exemple.example.test', 'fr')
    const page = await stage.as(user)
    const plain = await (
      await stage.browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
    ).newPage()
    await plain.context().addCookies(await page.context().cookies())
    await plain.goto(stage.base)
    expect(await plain.textContent('#shopper')).toMatch(/Test mystère.: le temps que prend une opposition/u)
    expect(await plain.textContent('#shopper')).toContain('Vérifié')
    await keep(plain, 'shopper-phone-fr')
    await page.goto(`${stage.base}/settings/shopper`)
    expect(await axeFaults(page)).toEqual([])
    await keep(page, 'shopper-settings-fr')
    await plain.context().close()
  })
})
