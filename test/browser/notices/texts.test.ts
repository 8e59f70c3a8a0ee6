import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeSettings } from '../../../src/operations/settings/save-settings.ts'
import { axeFaults, browserWanted, openStage, pixelsCut, type Stage } from '../../support/stage.ts'

const shots = process.env['LAWBASE_SHOTS']

/** Texts from templates: what the company has not said stays a gap that keeps the text from being saved. */
describe.runIf(browserWanted)('texts from templates', () => {
  let stage: Stage
  let hubspotId: string
  beforeAll(async () => {
    stage = await openStage({ contacts: 120 })
    hubspotId = await stage.lawbase.connectHubspot()
    await stage.lawbase.run()
  })
  afterAll(async () => stage.close())

  it('are offered in the languages of people in the base only, with how many', async () => {
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/texts`)
    const heads = await page.locator('thead th').allInnerTexts()
    expect(heads.map((head) => head.replaceAll('\n', ' '))).toEqual([
      'Text',
      expect.stringMatching(/^French for \d+ people$/u),
      expect.stringMatching(/^German for \d+ people$/u),
      expect.stringMatching(/^Italian for \d+ people$/u),
      expect.stringMatching(/^Spanish for \d+ people$/u),
      'English for 1 person',
    ])
    const { rows } = await stage.lawbase.app.pool.query<{ people: number }>(
      `select count(*)::int as people from decisions where detail ->> 'noticeState' <> 'NOT_REQUIRED'`,
    )
    const counted = [...heads, ...(await page.locator('main .hint', { hasText: 'not known' }).allInnerTexts())]
    expect(counted.reduce((sum, text) => sum + Number(/\d+/u.exec(text)?.[0] ?? 0), 0)).toBe(rows[0]?.people)
    expect(await axeFaults(page)).toEqual([])
    await page.goto(`${stage.base}/notices`)
    expect(await page.locator('#text textarea').evaluateAll((fields) => fields.map(({ id }) => id))).toEqual([
      'fr',
      'de',
      'it',
      'es',
      'en',
    ])
    await page.click('text=Other languages')
    await page.click('button[name=template][value=nl]')
    expect(await page.inputValue('#nl')).toContain('{controller} verwerkt zakelijke gegevens over u.')
    await page.context().close()
  })

  it('name what is missing on the right, and are kept once it is said', async () => {
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/texts/privacy`)
    await page.fill('#it', 'bozza')
    await page.click('button[name=template][value=de]')
    const gaps = [
      'Land, in dem die Daten gespeichert werden von HubSpot',
      'Kontakt Ihrer datenschutzbeauftragten Person, oder streichen Sie diese Zeile',
    ]
    const list = page.locator('#language-de .checklist').first()
    expect([
      await page.inputValue('#it'),
      await list.locator('li', { hasText: 'to complete' }).allInnerTexts(),
    ]).toEqual(['bozza', gaps.map((gap) => expect.stringContaining(gap))])
    expect(await list.locator('li', { hasText: 'missing' }).allInnerTexts()).toEqual([
      expect.stringContaining('Transfers outside the EU'),
    ])
    expect(await axeFaults(page)).toEqual([])
    await page.fill('#it', '')
    await page.click('#text button.primary')
    expect(await page.textContent('#de-error')).toBe(
      `German: 1 point is missing. Still to complete: ${gaps.join(', ')}.`,
    )

    await changeSettings(stage.lawbase.app, stage.lawbase.admin, (current) => ({
      ...current,
      register: {
        ...current.register,
        dpo: 'Ada Byron, +33 1 99 00 12 34',
        recipients: { [hubspotId]: { legalName: 'HubSpot Ireland Ltd', country: 'IE', safeguard: null } },
      },
    }))
    for (const code of ['de', 'fr']) await page.click(`button[name=template][value=${code}]`)
    expect(await page.locator('#language-de .checklist').first().innerText()).toBe('')
    await page.click('#text button.primary')
    await page.waitForURL(/saved=1/u)
    expect(
      await page
        .locator('#copy .copy-field :is(input, textarea)')
        .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value)),
    ).toEqual([
      expect.stringContaining('HubSpot (HubSpot Ireland Ltd)'),
      expect.stringContaining('Empfänger: unser Vertrieb und HubSpot (HubSpot Ireland Ltd).'),
    ])
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await pixelsCut(page)).toBe(0)
    }
    await page.context().close()
  })

  it.runIf(shots !== undefined)('are drawn in both languages, wide and narrow', async () => {
    for (const language of ['en', 'fr'] as const) {
      const user = await stage.makeUser('dpo', `${language}@exemple.example.test`, language)
      for (const width of [1440, 390]) {
        const page = await stage.as(user)
        await page.setViewportSize({ width, height: 900 })
        for (const path of ['texts', 'texts/privacy', 'texts/form', 'notices', 'removals/ask']) {
          await page.goto(`${stage.base}/${path}`)
          if (path !== 'texts' && path !== 'removals/ask') await page.click('button[name=template][value=fr]')
          await page.screenshot({
            path: `${shots}/${path.replace('/', '-')}-${language}-${width}.png`,
            fullPage: true,
          })
        }
        await page.context().close()
      }
    }
  })
})
