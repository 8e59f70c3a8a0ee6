import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, dayIn } from '../../../src/domain/app/day.ts'
import { axeFaults, browserWanted, openStage, pixelsCut, shoot, type Stage } from '../../support/stage.ts'

const words = {
  en: {
    yesterday: 'yesterday',
    choose: 'Choose a day: On',
    unreadable: 'Write the date as 25/11/2026.',
    future: (day: string) => `${day} is in the future. Give a day up to today.`,
  },
  fr: {
    yesterday: 'hier',
    choose: 'Choisir un jour\u00A0: Le',
    unreadable: 'Écrivez la date ainsi\u00A0: 25/11/2026.',
    future: (day: string) => `Le ${day} est à venir. Donnez un jour jusqu’à aujourd’hui.`,
  },
} as const

const typed = (day: string) => day.split('-').reverse().join('/')

/** A day is typed as one writes it, in one way in the whole console, or taken from the browser's own calendar. */
describe.runIf(browserWanted)('a day that is typed', () => {
  let stage: Stage
  let today: string
  let contact: string
  beforeAll(async () => {
    stage = await openStage({ contacts: 0 })
    await stage.lawbase.connectHubspot()
    await stage.lawbase.control('POST', '/_sandbox/act', {
      system: 'hubspot',
      act: 'create-contact',
      properties: { email: 'ana.roy@acme.example.test', country: 'France', jobtitle: 'Responsable RH' },
    })
    await stage.lawbase.run()
    const { pool, clock } = stage.lawbase.app
    today = dayIn(clock.now(), 'Europe/Paris')
    const { rows } = await pool.query<{ id: string }>('select contact_id as id from remote_records')
    contact = `${stage.base}/contacts/${rows[0]?.id ?? ''}`
  })
  afterAll(async () => stage.close())

  const send = async (page: Page) => {
    await page.click('main form button.primary')
    await page.waitForSelector('.summary')
    return page.textContent('#givenOn-error')
  }

  it.each(['en', 'fr'] as const)(
    'is taken with its shorthands, or refused with how to write it, in %s',
    async (language) => {
      const w = words[language]
      const page = await stage.as(await stage.makeUser('dpo', `typed-${language}@exemple.example.test`, language))
      await page.goto(`${contact}/consent`)
      expect(await page.inputValue('#givenOn')).toBe(typed(today))
      await page.check('input[name=way][value=spoken]')
      await page.check('input[name=channels][value=email]')
      await page.fill('textarea[name=words]', 'Exemple Industries peut m’écrire au sujet de ses logiciels.')
      await page.fill('#givenOn', 'bientôt')
      expect({ error: await send(page), kept: await page.inputValue('#givenOn') }).toEqual({
        error: w.unreadable,
        kept: 'bientôt',
      })
      expect({ axe: await axeFaults(page), cut: await pixelsCut(page) }).toEqual({ axe: [], cut: 0 })
      await shoot(page, `days-consent-${language}`)
      const tomorrow = typed(addDays(today, 1))
      await page.fill('#givenOn', tomorrow)
      expect({ error: await send(page), kept: await page.inputValue('#givenOn') }).toEqual({
        error: w.future(tomorrow),
        kept: tomorrow,
      })
      for (const day of ['-1', w.yesterday, typed(addDays(today, -1))]) {
        await page.goto(`${contact}/consent`)
        await page.check('input[name=way][value=spoken]')
        await page.check('input[name=channels][value=email]')
        await page.fill('textarea[name=words]', `Exemple Industries peut m’écrire (${day}).`)
        await page.fill('#givenOn', day)
        await Promise.all([page.waitForURL(`${contact}#consents`), page.click('main form button.primary')])
      }
      const { rows } = await stage.lawbase.app.pool.query<{ on: string }>(
        `select to_char(given_at at time zone 'Europe/Paris', 'YYYY-MM-DD') as on from consents where text like '%(%'
       order by recorded_at desc limit 3`,
      )
      expect(rows.map(({ on }) => on)).toEqual(Array.from({ length: 3 }, () => addDays(today, -1)))
      await page.context().close()
    },
  )

  it.each(['en', 'fr'] as const)('comes from the browser’s calendar by keyboard, in %s', async (language) => {
    const page = await stage.as(await stage.makeUser('dpo', `picked-${language}@exemple.example.test`, language))
    await page.goto(`${contact}/consent`)
    await page.fill('#givenOn', '15/06/2026')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(words[language].choose)
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#givenOn')?.value === '16/06/2026')
    await page.context().close()
  })
})
