import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, browserWanted, openStage, type Stage } from '../../support/stage.ts'
import { until } from '../../support/until.ts'

const shots = process.env['LAWBASE_SHOTS']

/** An admin opens a mailbox by logging in at its provider; what people write there is an objection. */
describe.runIf(browserWanted)('a mailbox at a provider that takes no passwords', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage({ contacts: 20 })
    await stage.lawbase.connectHubspot()
    await stage.lawbase.run()
  })
  afterAll(async () => stage.close())

  it.each([
    ['mailbox-google', 'Google'],
    ['mailbox-microsoft', 'Microsoft'],
  ])('is connected at %s from the first page to the last', async (connector, vendor) => {
    const { lawbase } = stage
    const page = await stage.as(stage.lawbase.admin)
    await page.goto(`${stage.base}/connections/new`)
    await page.click(`a[href="/connections/new/${connector}"]`)
    const redirect = await page.locator('[data-name=redirect]').getAttribute('data-copy')
    const own = await lawbase.control('POST', `/_sandbox/apps/${connector}`, { redirectUris: [redirect] })
    await page.fill('input[name=clientId]', String(own['clientId']))
    await page.fill('input[name=clientSecret]', String(own['clientSecret']))
    expect(await axeFaults(page)).toEqual([])
    if (shots !== undefined) await page.screenshot({ path: `${shots}/${connector}.png`, fullPage: true })
    await page.click('form[action^="/connections/new/"] button.primary')
    await page.click('a[data-consent]')
    await page.waitForSelector('button[value=allow]', { timeout: 20_000 })
    expect(await page.textContent('h1')).toContain(vendor)
    await page.click('button[value=allow]')
    await page.waitForSelector('h1:has-text("messages are read here")', { timeout: 20_000 })
    expect(await axeFaults(page)).toEqual([])
    if (shots !== undefined) await page.screenshot({ path: `${shots}/${connector}-open.png`, fullPage: true })
    const { rows } = await lawbase.app.pool.query<{ account_id: string; state: string }>(
      'select account_id, state from connections where connector = $1',
      [connector],
    )
    expect(rows).toEqual([{ account_id: 'unsub@u.exemple.example.test', state: 'observe' }])
    await page.context().close()
  })

  it('takes what a person writes to it for what it says', async () => {
    const { lawbase } = stage
    const working = await lawbase.work()
    const { rows } = await lawbase.app.pool.query<{ email: string }>(
      "select value as email from identities where kind = 'email' and not role and value is not null order by value limit 1",
    )
    const email = rows[0]?.email ?? ''
    await lawbase.control('POST', '/_sandbox/mailbox', {
      act: 'append',
      raw: `From: ${email}\nTo: unsub@u.exemple.example.test\nSubject: Re: offre\nMessage-ID: <no@acme.example.test>\nDate: Tue, 24 Nov 2026 09:12:00 +0100\n\nDésinscrivez-moi de votre liste.\n`,
    })
    const doors = async () =>
      (await lawbase.app.pool.query<{ door: string }>('select door from objections where door = $1', ['mailbox']))
        .rowCount ?? 0
    await until('the message is an objection', async () => (await doors()) > 0)
    await working.stop()
  })
})
