import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSettings } from '../../../src/store/settings/settings.ts'
import type { Json } from '../../support/lawbase.ts'
import { axeFaults, browserWanted, openStage, type Stage } from '../../support/stage.ts'

const shots = process.env['LAWBASE_SHOTS']

/** Which fields hold further facts, what their values mean, and where all of it is seen. */
describe.runIf(browserWanted)('facts from fields', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage({ contacts: 0 })
    const { lawbase } = stage
    await lawbase.connectHubspot()
    const act = (name: string, body: Json) =>
      lawbase.control('POST', '/_sandbox/act', { system: 'hubspot', act: name, ...body })
    await act('create-text', { object: 'deals', property: 'famille' })
    await act('create-text', { property: 'type_de_contact' })
    const known = { country: 'Germany', jobtitle: 'CTO', origine_contact: 'formulaire-site' }
    for (const [place, kind] of ['Particulier', 'Pro', 'Pro'].entries()) {
      const email = `told${place}@firm.example.test`
      const { id } = await act('create-contact', { properties: { ...known, email, type_de_contact: kind } })
      const sold = { dealstage: 'closedwon', closedate: '2026-05-04T10:00:00Z', famille: 'Logiciel' }
      await act('create-object', { object: 'deals', properties: sold, contacts: [String(id)] })
      await act('send-mail', { id: String(id), name: 'Offre', at: '2026-02-10T09:00:00Z' })
    }
    await lawbase.run()
  })
  afterAll(async () => stage.close())
  const saved = async () => (await loadSettings(stage.lawbase.app.pool)).settings

  it('are named, found with counts, tried out and said', async () => {
    const page = await stage.as(stage.lawbase.dpo)
    const opened = async (fact: string) => {
      const part = page.locator('#facts details', { has: page.locator(`input[name=fact-hubspot-${fact}]`) })
      if ((await part.getAttribute('open')) === null) await part.locator('summary').click()
      return part
    }
    await page.goto(`${stage.base}/settings/facts`)
    await (await opened('reached')).locator('input[name=fact-hubspot-reached]').fill('type_de_contact')
    await (await opened('family')).locator('input[name=fact-hubspot-family]').fill('famille')
    await page.locator('#facts button[type=submit]:not([name])').click()
    await page.waitForURL('**/settings/facts?saved=facts*')
    expect((await saved()).facts['hubspot']).toEqual({
      reached: { property: 'type_de_contact', values: [] },
      family: { property: 'famille', values: [] },
    })
    await stage.lawbase.run()
    await page.goto(`${stage.base}/settings/facts`)
    const reached = (await opened('reached')).locator('tbody tr')
    expect(await reached.locator('.hint').allTextContents()).toEqual(['2 people', '1 person'])
    await reached.filter({ hasText: 'Particulier' }).locator('select').selectOption('consumer')
    await (await opened('family')).locator('tbody input[list]').fill('crm')
    await page.locator('#facts input[name=own-hubspot]').check()
    await page.locator('#facts input[name=addressGiven]').check()
    await page.locator('#facts input[name=refusalSince]').fill('2026-01-01')
    await page.locator('#facts button[value=preview]').click()
    await page.locator('#facts #preview').waitFor()
    expect(await page.locator('#facts [role=status]').textContent()).toContain('The verdict of')
    expect(await axeFaults(page)).toEqual([])
    if (shots !== undefined) await page.locator('#facts').screenshot({ path: `${shots}/facts.png` })
    await page.locator('#facts button[type=submit]:not([name])').click()
    await page.waitForURL('**/settings/facts?saved=facts*')
    const word = { by: stage.lawbase.dpo.email, on: expect.any(String) as string }
    const { facts, sales } = await saved()
    expect([facts['hubspot'], sales]).toEqual([
      {
        reached: {
          property: 'type_de_contact',
          values: [
            { ...word, field: 'type_de_contact', value: 'Particulier', label: 'Particulier', means: 'consumer' },
          ],
        },
        family: {
          property: 'famille',
          values: [{ ...word, field: 'famille', value: 'Logiciel', label: 'Logiciel', means: 'crm' }],
        },
      },
      { ownSales: ['hubspot'], addressFromCustomer: true, refusalSince: '2026-01-01' },
    ])
    await page.context().close()
  })

  it('are shown with the person, and a first message before any notice on the notices page', async () => {
    const page = await stage.as(stage.lawbase.dpo)
    const { rows: people } = await stage.lawbase.app.pool.query<{ id: string }>(
      `select contact_id as id from remote_records where extras -> 'facts' -> 'reached' ->> 0 = 'Particulier'`,
    )
    await page.goto(`${stage.base}/contacts/${people[0]?.id ?? ''}`)
    const line = (label: string) => page.locator('tr', { hasText: label }).locator('td').first().textContent()
    expect([await line('Private person'), await line('Deals won'), await line('First message')]).toEqual([
      expect.stringContaining('Particulier: as a private person, said by '),
      '4 May 2026, Logiciel',
      '10 Feb 2026, first marketing e-mail. They were not informed by then.',
    ])
    expect(await axeFaults(page)).toEqual([])
    if (shots !== undefined) await page.screenshot({ path: `${shots}/facts-contact.png`, fullPage: true })
    await page.goto(`${stage.base}/notices`)
    expect(await page.locator('#early tbody tr').count()).toBe(3)
    expect(await page.locator('#early tbody tr').first().textContent()).toContain('HubSpot: first marketing e-mail')
    expect(await axeFaults(page)).toEqual([])
    if (shots !== undefined) await page.locator('#early').screenshot({ path: `${shots}/facts-early.png` })
    await page.context().close()
  })
})
