import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayIn } from '../../../src/domain/app/day.ts'
import { openErasure } from '../../../src/operations/removals/erasure/open-erasure.ts'
import { answerDeadline } from '../../../src/domain/removals/answer-deadline.ts'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { until } from '../../support/until.ts'
import { axeFaults, browserWanted, openStage, pixelsCut, type Stage } from '../../support/stage.ts'

const shots = process.env['LAWBASE_SHOTS']
const switchboards = { en: '+33 1 40 20 77 01', fr: '+33 1 40 20 77 02' } as const

/** Someone asks, and whoever answers sees who it may be (docs/decisions/0044-who-asked.md). */
describe.runIf(browserWanted)('requests for access and erasure', () => {
  let stage: Stage
  let today: string
  let decided: string
  let contactId: string
  beforeAll(async () => {
    stage = await openStage({ contacts: 60, settings: { erasureCoolingHours: 24 } })
    const { lawbase } = stage
    const { app } = lawbase
    const hubspot = await lawbase.connectHubspot()
    const salesforce = await lawbase.connectSalesforce()
    for (const [language, phone] of Object.entries(switchboards))
      for (const firstname of ['Una', 'Due']) {
        const properties = { email: `${firstname.toLowerCase()}.${language}@switch.example.test`, firstname, phone }
        await lawbase.control('POST', '/_sandbox/act', { system: 'hubspot', act: 'create-contact', properties })
      }
    await lawbase.run()
    for (const id of [hubspot, salesforce])
      for (const verb of ['suppress', 'tag', 'remove'] as const) await grant(app, id, verb, lawbase.admin)
    const { rows } = await app.pool.query<{ id: string }>(
      `select c.id from contacts c where c.purged_at is null and exists (select 1 from remote_records r where r.contact_id = c.id and r.relation = 'none' and r.connection_id = $1) and exists (select 1 from remote_records r where r.contact_id = c.id and r.connection_id = $2)
       and not exists (select 1 from remote_records r where r.contact_id = c.id and r.relation <> 'none') order by c.id limit 2`,
      [hubspot, salesforce],
    )
    contactId = rows[0]?.id ?? ''
    today = dayIn(app.clock.now(), 'Europe/Paris')
    decided = await openErasure(
      app,
      {
        contactId: rows[1]?.id ?? '',
        reviewId: null,
        decision: {
          door: 'post',
          receivedOn: today,
          dueOn: answerDeadline(today),
          kept: null,
          identity: { how: 'own-address', words: '' },
        },
      },
      lawbase.dpo,
    )
  })
  afterAll(() => stage.close())

  /** Looks at the page at both widths: it fits, and has no fault. */
  async function look(page: Page, name: string): Promise<void> {
    for (const [width, what] of [
      [390, 'phone'],
      [1440, 'desk'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 })
      const over = await pixelsCut(page)
      expect([name, what, over]).toEqual([name, what, 0])
      if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}-${what}.png`, fullPage: true })
    }
    expect([name, await axeFaults(page)]).toEqual([name, []])
  }

  const words = {
    en: { none: 'None of them asked', looked: 'each looked at' },
    fr: { none: 'Aucune n’a fait la demande', looked: 'chacune regardée' },
  } as const

  it.each(['en', 'fr'] as const)('shows who it may be, and what was looked at, in %s', async (language) => {
    const page = await stage.as(await stage.makeUser('dpo', `dpo.${language}@exemple.example.test`, language))
    const go = (path: string) => page.goto(`${stage.base}${path}`)
    const submit = () => page.click('main form button[type=submit].primary')
    const said = words[language]
    const switchboard = switchboards[language]

    await go('/erasures/absent')
    await look(page, `erasure-absent-${language}`)
    await page.selectOption('#door', 'post')
    await page.fill('#phone', switchboard)
    await submit()
    expect(await page.locator('main a[href^="/erasures/new?contact="]').count()).toBe(2)
    await look(page, `erasure-near-${language}`)
    await page.check('#others-on')
    await submit()
    expect(await page.innerText('main')).toContain(said.none)
    await look(page, `erasure-nothing-${language}`)

    await go('/access/absent')
    await look(page, `access-absent-${language}`)
    await page.selectOption('#door', 'phone')
    await page.selectOption('#identity', 'answered')
    await page.selectOption('#language', language)
    await page.fill('#phone', switchboard)
    await page.fill('#email', `who.${language}@nowhere.example.test`)
    await submit()
    await look(page, `access-near-${language}`)
    await page.check('#others-on')
    await page.click('main form[action$="/search"] button[type=submit]')
    expect(await page.innerText('main')).toContain(said.looked)
    await look(page, `access-nothing-${language}`)
    const strangerPath = new URL(page.url()).pathname
    await go(`${strangerPath}/who`)
    await look(page, `access-who-${language}`)

    for (const [path, name] of [
      ['/access', 'access-list'],
      [`/access/new?contact=${contactId}`, 'access-new'],
      ['/erasures', 'erasure-list'],
      [`/erasures/${decided}`, 'erasure-decided'],
      [`/erasures/new?contact=${contactId}`, 'erasure-new'],
    ] as const) {
      await go(path)
      await look(page, `${name}-${language}`)
    }
    await page.click('main form[action*="/erasures/new/show"] button')
    await until('the records are shown', async () => (await page.locator('#scope').count()) === 1)
    await look(page, `erasure-show-${language}`)
  })
})
