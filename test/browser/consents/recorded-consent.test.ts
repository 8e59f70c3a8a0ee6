import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, browserWanted, openStage, type Stage } from '../../support/stage.ts'

const shots = process.env['LAWBASE_SHOTS']

/** What somebody said to one of us is on record in a few keys, and on their page with its proof. */
describe.runIf(browserWanted)('a consent that one of us heard', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage({ contacts: 0 })
    await stage.lawbase.connectHubspot()
    await stage.lawbase.control('POST', '/_sandbox/act', {
      system: 'hubspot',
      act: 'create-contact',
      properties: { email: 'ana.roy@acme.example.test', country: 'France', jobtitle: 'Responsable RH' },
    })
    await stage.lawbase.run()
  })
  afterAll(async () => stage.close())

  it.each([
    ['en', 'Attach the scan', 'said', 'longer ago'],
    ['fr', 'Joignez le scan', 'dit de vive voix', 'plus ancien'],
  ] as const)(
    'is recorded by keyboard, and a paper is not without its scan, in %s',
    async (language, scan, said, longPast) => {
      const page = await stage.as(await stage.makeUser('operator', `op-${language}@exemple.example.test`, language))
      const { rows } = await stage.lawbase.app.pool.query<{ id: string }>('select contact_id as id from remote_records')
      const contact = `${stage.base}/contacts/${rows[0]?.id ?? ''}`
      await page.goto(`${contact}/consent`)
      await page.check('input[name=way][value=paper]')
      await page.focus('textarea[name=words]')
      await page.keyboard.type('Exemple Industries peut m’écrire au sujet de ses logiciels.')
      await page.keyboard.press('Tab')
      await page.keyboard.type('Camille')
      await page.click('main form button.primary')
      await page.waitForSelector('.summary')
      expect(await page.textContent('.summary')).toContain(scan)
      expect(await page.inputValue('textarea[name=words]')).toContain('Exemple Industries')
      expect(await axeFaults(page)).toEqual([])
      if (shots !== undefined) await page.screenshot({ path: `${shots}/consent-form-${language}.png`, fullPage: true })
      // A mistyped year would have the person removed: it is asked whether it is right.
      await page.check('input[name=way][value=spoken]')
      await page.fill('input[name=givenOn]', '20/11/2016')
      await page.click('main form button.primary')
      await page.waitForSelector('input[name=isSureOfDay]')
      expect(await page.textContent('.summary')).toContain(longPast)
      expect(await axeFaults(page)).toEqual([])
      if (shots !== undefined) await page.screenshot({ path: `${shots}/consent-day-${language}.png`, fullPage: true })
      await page.check('input[name=isSureOfDay]')
      await page.click('main form button.primary')
      await page.waitForSelector('#consents tbody tr')
      expect(await page.locator('#consents tbody tr').first().textContent()).toContain(said)
      expect(await axeFaults(page)).toEqual([])
      if (shots !== undefined)
        await page.locator('#consents').screenshot({ path: `${shots}/consent-card-${language}.png` })
      await page.context().close()
    },
  )
})
