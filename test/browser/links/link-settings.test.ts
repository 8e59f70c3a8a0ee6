import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { loadSettings } from '../../../src/store/settings/settings.ts'
import { linkFor } from '../../support/person.ts'
import { until } from '../../support/until.ts'
import type { Running } from '../../../src/serve.ts'
import { axeFaults, browserWanted, openPages, openStage, type Door, type Stage } from '../../support/stage.ts'

const shots = process.env['LAWBASE_SHOTS']
/** One transparent dot. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe.runIf(browserWanted)('links and preference page, in the console', () => {
  let stage: Stage
  let pages: Door
  let working: Running
  let crms: string[]
  beforeAll(async () => {
    stage = await openStage({ contacts: 40 })
    const { lawbase } = stage
    for (const object of ['Contact', 'Lead'])
      await lawbase.control('POST', '/_sandbox/act', {
        system: 'salesforce',
        act: 'create-checkbox',
        object,
        field: 'No_Newsletter__c',
      })
    crms = [await lawbase.connectHubspot(), await lawbase.connectSalesforce()]
    await lawbase.run()
    for (const id of crms) await grant(lawbase.app, id, 'suppress', lawbase.admin)
    pages = await openPages(lawbase.app)
    lawbase.app.publicUrl = pages.base
    working = await lawbase.work()
  })
  afterAll(async () => {
    await working.stop()
    await pages.close()
    await stage.close()
  })
  const keep = async (page: Awaited<ReturnType<Stage['as']>>, name: string) => {
    if (shots === undefined) return
    mkdirSync(shots, { recursive: true })
    await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
  }

  it('declares kinds from the CRMs’ own lists, and keeps what was typed when it is refused', async () => {
    const page = await stage.as(stage.lawbase.admin)
    await page.goto(`${stage.base}/links/kinds`)
    await page.fill('#id-0', 'News Letter')
    await page.fill('#fr-0', 'Lettre mensuelle')
    await page.click('main button.primary')
    expect(await page.textContent('#id-0-error')).toContain('lower-case letters')
    expect(await page.inputValue('#fr-0')).toBe('Lettre mensuelle')
    expect(await axeFaults(page)).toEqual([])
    await page.fill('#id-0', 'newsletter')
    await page.fill('#en-0', 'Monthly newsletter')
    await page.check('#channels-0-email')
    await page.selectOption(`#t-0-${crms[0]}-email`, '330101')
    await page.selectOption(`#t-0-${crms[1]}-email`, 'No_Newsletter__c')
    await keep(page, 'kinds-form')
    await page.click('main button.primary')
    await page.waitForURL(/saved=kinds/u)
    const { settings } = await loadSettings(stage.lawbase.app.pool)
    expect(settings.kinds).toEqual([
      {
        id: 'newsletter',
        name: { fr: 'Lettre mensuelle', en: 'Monthly newsletter' },
        channels: ['email'],
        targets: { [crms[0] ?? '']: { email: ['330101'] }, [crms[1] ?? '']: { email: ['No_Newsletter__c'] } },
      },
    ])
    await page.goto(`${stage.base}/links`)
    expect(await page.textContent('#kinds tbody')).toContain('330101')
  })

  it('refuses a colour that cannot be read, with its contrast, and takes a darker one to the person’s page', async () => {
    const page = await stage.as(stage.lawbase.admin)
    await page.goto(`${stage.base}/links`)
    await page.fill('#colour', '#66bbaa')
    await page.click('#look form[action="/links/look"] button')
    expect(await page.textContent('#colour-error')).toContain('has a contrast of 2.2 on white')
    expect(await page.inputValue('#colour')).toBe('#66bbaa')
    await page.fill('#colour', '#7a1f5c')
    await page.fill('#mailbox', 'stop@exemple.example.test')
    await page.fill('#embedOrigins', 'https://www.exemple.example.test/')
    await page.click('#look form[action="/links/look"] button')
    await page.waitForURL(/saved=look/u)
    expect((await loadSettings(stage.lawbase.app.pool)).settings.publicPage).toMatchObject({
      colour: '#7a1f5c',
      mailbox: 'stop@exemple.example.test',
      embedOrigins: ['https://www.exemple.example.test'],
    })
    const copies = await page
      .locator('#headers [data-copy]')
      .evaluateAll((buttons) => buttons.map((button) => (button as HTMLElement).dataset['copy'] ?? ''))
    expect(copies).toEqual([
      '<{{ contact.lawbase_preference_url }}/one-click>, <mailto:stop@exemple.example.test?subject=unsubscribe%20{{ contact.lawbase_preference_url }}>',
      '{{ contact.lawbase_preference_url }}',
      '<{!Contact.Lawbase_Preference_Url__c}/one-click>, <mailto:stop@exemple.example.test?subject=unsubscribe%20{!Contact.Lawbase_Preference_Url__c}>',
      '{!Contact.Lawbase_Preference_Url__c}',
      '<{!Lead.Lawbase_Preference_Url__c}/one-click>, <mailto:stop@exemple.example.test?subject=unsubscribe%20{!Lead.Lawbase_Preference_Url__c}>',
      '{!Lead.Lawbase_Preference_Url__c}',
      'List-Unsubscribe=One-Click',
    ])
    const { token } = await linkFor(stage.lawbase.app)
    const person = await stage.visitor()
    await person.goto(`${stage.lawbase.app.publicUrl}/u/${token}/preferences`)
    expect(
      await person.locator('form.stop button').evaluate((button) => getComputedStyle(button).backgroundColor),
    ).toBe('rgb(122, 31, 92)')
    expect(await axeFaults(person)).toEqual([])
    await page.goto(`${stage.base}/links/preview?lang=fr`)
    expect(await page.textContent('h1')).toBe('Ne plus recevoir nos messages')
    expect(await page.locator('form.stop button').evaluate((button) => getComputedStyle(button).backgroundColor)).toBe(
      'rgb(122, 31, 92)',
    )
    await page.click('form.stop button')
    expect(page.url()).toBe(`${stage.base}/links/preview?lang=fr`)
  })

  it('takes a logo by what its bytes are, shows it to people, and removes it', async () => {
    const page = await stage.as(stage.lawbase.admin)
    const send = async (name: string, mimeType: string, buffer: Buffer) => {
      await page.goto(`${stage.base}/links`)
      await page.setInputFiles('#logo', { name, mimeType, buffer })
      await page.click('#look form[action="/links/logo"] button')
    }
    await send('logo.png', 'image/png', Buffer.from('<svg onload="alert(1)"/>'))
    expect(await page.textContent('form[action="/links/logo"] .wrong')).toContain('not a PNG, JPEG or WebP')
    await send('big.png', 'image/png', Buffer.concat([dot, Buffer.alloc(30_000)]))
    expect(await page.textContent('form[action="/links/logo"] .wrong')).toContain('up to 24 kB')
    await send('logo.png', 'image/png', dot)
    await page.waitForURL(/saved=look/u)
    const { token } = await linkFor(stage.lawbase.app)
    const person = await stage.visitor()
    await person.goto(`${stage.lawbase.app.publicUrl}/u/${token}/preferences`)
    expect(await person.locator('.brand img').evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1)
    await page.click('button[name=remove]')
    await page.waitForURL(/saved=look/u)
    expect((await loadSettings(stage.lawbase.app.pool)).settings.publicPage.logo).toBeNull()
  })

  it('asks whether links answer, and says on Today since when they do not', async () => {
    const { app } = stage.lawbase
    const finished = () =>
      app.pool.query<{ ok: boolean; detail: string | null }>(
        'select ok, detail from link_probes where finished_at is not null order by asked_at desc limit 1',
      )
    const counts = async () =>
      Number(
        (
          await app.pool.query<{ n: number }>(
            'select (select count(*) from objections) + (select count(*) from suppressions) as n',
          )
        ).rows[0]?.n,
      )
    const before = await counts()
    const page = await stage.as(stage.lawbase.admin)
    await page.goto(`${stage.base}/links`)
    await page.click('form[action="/links/probe"] button')
    expect(await until('it was asked', async () => (await finished()).rows[0])).toEqual({ ok: true, detail: null })
    expect(await counts()).toBe(before)
    await page.goto(`${stage.base}/links`)
    expect(await page.textContent('#probe')).toContain('Links answered on')
    const good = app.publicUrl
    app.publicUrl = 'http://127.0.0.1:1'
    await page.click('form[action="/links/probe"] button')
    await until('it failed', async () => (await finished()).rows[0]?.ok === false)
    await page.goto(`${stage.base}/`)
    expect(await page.textContent('main')).toContain('Links do not answer from outside')
    await keep(page, 'today-probe')
    await page.goto(`${stage.base}/links`)
    await keep(page, 'links')
    app.publicUrl = good
  })
})
