import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSettings } from '../../../src/store/settings/settings.ts'
import type { Json } from '../../support/lawbase.ts'
import { axeFaults, browserWanted, openStage, type Stage } from '../../support/stage.ts'

const shots = process.env['LAWBASE_SHOTS']

/** Which field of a CRM's companies holds the legal form, what its values mean, and where it is seen. */
describe.runIf(browserWanted)('legal forms of companies', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage({ contacts: 0 })
    const { lawbase } = stage
    await lawbase.connectHubspot()
    const act = (name: string, body: Json) =>
      lawbase.control('POST', '/_sandbox/act', { system: 'hubspot', act: name, ...body })
    await act('create-text', { object: 'companies', property: 'forme_juridique' })
    const known = { country: 'United Kingdom', jobtitle: 'CTO', origine_contact: 'formulaire-site' }
    for (const [place, form] of ['SARL', 'Forme maison', 'Forme maison'].entries()) {
      const email = `form${place}@firm.example.test`
      const { id } = await act('create-contact', { properties: { ...known, email } })
      const properties = { name: `Firm ${place}`, numberofemployees: '7', forme_juridique: form }
      await act('create-object', { object: 'companies', properties, contacts: [String(id)] })
    }
    await lawbase.run()
  })
  afterAll(async () => stage.close())
  const saved = async () => (await loadSettings(stage.lawbase.app.pool)).settings.legalForms['hubspot']

  it('are named, found with counts, tried out, said, and shown with the person', async () => {
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/settings/companies`)
    await page.locator('#companies input[name=property-hubspot]').fill('forme_juridique')
    await page.locator('#companies button:not([name])').click()
    await page.waitForURL(/saved=companies/u)
    expect(await saved()).toEqual({ property: 'forme_juridique', values: [] })
    await stage.lawbase.run()
    await page.goto(`${stage.base}/settings/companies`)
    const rows = page.locator('#companies tbody tr')
    const row = rows.filter({ hasText: 'Forme maison' })
    expect([
      await row.locator('.hint').textContent(),
      await row.locator('select').inputValue(),
      await rows.filter({ hasText: 'SARL' }).locator('select').inputValue(),
    ]).toEqual(['2 people', 'unknown', 'company'])
    await row.locator('select').selectOption('company')
    await page.locator('#companies button[value=preview]').click()
    await page.locator('#companies #preview').waitFor()
    expect(await row.locator('select').inputValue()).toBe('company')
    expect(await page.locator('#companies [role=status]').textContent()).toContain('The verdict of 2 contacts changes')
    expect(await axeFaults(page)).toEqual([])
    if (shots !== undefined) await page.locator('#companies').screenshot({ path: `${shots}/legal-forms.png` })
    expect(await saved()).toEqual({ property: 'forme_juridique', values: [] })
    await page.locator('#companies button:not([name])').click()
    await page.waitForURL(/saved=companies/u)
    const word = { field: 'forme_juridique', by: stage.lawbase.dpo.email, on: expect.any(String) as string }
    expect(await saved()).toEqual({
      property: 'forme_juridique',
      values: [
        { ...word, value: 'Forme maison', label: 'Forme maison', means: 'company' },
        { ...word, value: 'SARL', label: 'SARL', means: 'company' },
      ],
    })
    const { rows: people } = await stage.lawbase.app.pool.query<{ id: string }>(
      `select contact_id as id from remote_records where extras -> 'ofCompany' ->> 'legalForm' = 'Forme maison' order by id limit 1`,
    )
    await page.goto(`${stage.base}/contacts/${people[0]?.id ?? ''}`)
    const shown = page.locator('tr', { hasText: 'Legal form' })
    expect(await shown.locator('td').textContent()).toContain('Forme maison: company, said by ')
    expect(await axeFaults(page)).toEqual([])
    if (shots !== undefined) await page.screenshot({ path: `${shots}/legal-form-contact.png`, fullPage: true })
    await page.context().close()
  })
})
