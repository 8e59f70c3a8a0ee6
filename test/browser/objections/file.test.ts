import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Running } from '../../../src/serve.ts'
import { workbook } from '../../support/workbook.ts'
import { axeFaults, browserWanted, openStage, pixelsCut, type Stage } from '../../support/stage.ts'

const shots = process.env['LAWBASE_SHOTS']

describe.runIf(browserWanted)('a list of objections', () => {
  let stage: Stage
  let page: Page
  let working: Running
  beforeAll(async () => {
    stage = await openStage({ contacts: 40 })
    working = await stage.lawbase.work()
    page = await stage.as(await stage.makeUser('operator', 'operator@exemple.example.test'))
  })
  afterAll(async () => {
    await working.stop()
    await stage.close()
  })
  const choose = async (on: Page, name: string, buffer: Buffer) => {
    await on.goto(`${stage.base}/objections/file`)
    await on.setInputFiles('#file', { name, mimeType: 'application/octet-stream', buffer })
    await on.click('.form-foot button.primary')
    await on.waitForLoadState()
  }
  const count = async () =>
    (await stage.lawbase.app.pool.query<{ n: number }>('select count(*)::int as n from objections')).rows[0]?.n
  const figures = () => page.locator('.tile-figure').allInnerTexts()
  const faults = async (on: Page) => {
    const found = await axeFaults(on)
    await on.setViewportSize({ width: 320, height: 800 })
    const over = await pixelsCut(on)
    await on.setViewportSize({ width: 1440, height: 900 })
    return over > 0 ? [...found, `${on.url()} is ${over} px too wide at 320 px`] : found
  }
  const list = Buffer.from(
    'Société;E-mail;Tél;Reçue le;Canal\r\nÉclair;zoe@liste.example.test;;24/11/2026;\r\n=1+1;zoe@;;;\r\nNoël;;06 39 98 11 22;;téléphone\r\nÉté;lea@liste.example.test;;;pigeon\r\n',
    'latin1',
  )

  it('in Windows-1252 with semicolons is read, mapped, recorded once and reported row by row', async () => {
    const before = await count()
    await page.goto(`${stage.base}/objections`)
    await page.click('a[href="/objections/file"]')
    expect(await faults(page)).toEqual([])
    await choose(page, 'refus.csv', list)
    expect(await page.locator('.notice').innerText()).toBe(
      'Windows-1252 with semicolons was detected. Check the accents below.',
    )
    expect(await page.locator('tbody tr').first().locator('td').allInnerTexts()).toEqual([
      'Éclair',
      'zoe@liste.example.test',
      '',
      '24/11/2026',
      '',
    ])
    expect(
      await page
        .locator('select')
        .evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).selectedOptions[0]?.text)),
    ).toEqual(['E-mail', 'Tél', 'Reçue le', 'Canal', 'Not in the file', 'France'])
    expect(await faults(page)).toEqual([])
    const { rows } = await stage.lawbase.app.pool.query<{ content: string }>('select content from objection_files')
    expect(
      rows.map(
        (row) =>
          /zoe|liste/u.test(row.content) || /zoe|liste/u.test(Buffer.from(row.content, 'base64').toString('latin1')),
      ),
    ).toEqual([false])
    await page.click('.form-foot button.primary')
    await page.waitForSelector('.tiles')
    expect(await figures()).toEqual(['2', '0', '2'])
    expect(await page.locator('tbody tr').allInnerTexts()).toEqual([
      '3\tE-mail address is not a complete address',
      '5\tChannel names no channel',
    ])
    expect(await faults(page)).toEqual([])
    await page.reload()
    expect(await figures()).toEqual(['2', '0', '2'])
    expect(await count()).toBe((before ?? 0) + 2)
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[download]')])
    const lines = readFileSync(await download.path(), 'utf8').split('\r\n')
    expect(lines[0]).toBe('\uFEFF"Row","Result","Number","Reason","Société","E-mail","Tél","Reçue le","Canal"')
    expect(lines[2]).toBe('"3","refused","","E-mail address is not a complete address","\'=1+1","zoe@","","",""')
    expect(
      (
        await stage.lawbase.app.pool.query(
          'select door, channels from objections order by recorded_at desc, number limit 2',
        )
      ).rows,
    ).toEqual([
      { door: 'file', channels: ['email', 'sms', 'phone', 'robocall', 'post', 'social', 'fax', 'audience'] },
      { door: 'file', channels: ['phone'] },
    ])
    expect(
      (await stage.lawbase.app.pool.query('select count(*)::int as n from objection_files where content is not null'))
        .rows,
    ).toEqual([{ n: 0 }])
  })

  it.each([[true], [false]])(
    'of 10,000 rows shows how far it is, then the result by itself (with JavaScript: %s)',
    async (javaScriptEnabled) => {
      const context = await stage.browser.newContext({
        javaScriptEnabled,
        storageState: await page.context().storageState(),
      })
      const own = await context.newPage()
      await choose(
        own,
        'large.csv',
        Buffer.from(
          `E-mail\n${Array.from({ length: 10_000 }, (_, index) => `large.${index}.${javaScriptEnabled ? 'js' : 'plain'}@liste.example.test`).join('\n')}\n`,
        ),
      )
      await own.click('.form-foot button.primary')
      await own.waitForSelector('[role=progressbar][aria-valuenow]')
      expect(await own.locator('[role=progressbar]').getAttribute('aria-valuemax')).toBe('10000')
      if (javaScriptEnabled) expect(await faults(own)).toEqual([])
      await own.waitForSelector('.tiles', { timeout: 60_000 })
      expect([await own.locator('.tile-figure').allInnerTexts(), await own.locator('h1').innerText()]).toEqual([
        ['10,000', '0', '0'],
        '10,000 opt-outs recorded',
      ])
      await context.close()
    },
  )

  it('with dates under a heading that is not known is asked which of them count, before any is dated today', async () => {
    const before = (await count()) ?? 0
    await choose(page, 'dates.csv', Buffer.from('E-mail;Modifié le\r\ndate@liste.example.test;24/11/2026\r\n'))
    await page.click('.form-foot button.primary')
    expect(await page.textContent('#date-error')).toBe(
      'There are dates under Modifié le. Choose the column with the day of the opt-out, or say that it is not in the file.',
    )
    expect(await faults(page)).toEqual([])
    if (shots !== undefined) await page.screenshot({ path: `${shots}/file-dates.png`, fullPage: true })
    expect(await count()).toBe(before)
    await page.selectOption('#date', { label: 'Modifié le' })
    await page.click('.form-foot button.primary')
    await page.waitForSelector('.tiles')
    expect(await figures()).toEqual(['1', '0', '0'])
    const { rows } = await stage.lawbase.app.pool.query(
      'select received_at::date::text as day from objections order by recorded_at desc limit 1',
    )
    expect(rows).toEqual([{ day: '2026-11-24' }])
  })

  it('chosen a second time is known again', async () => {
    const before = await count()
    await choose(page, 'refus.csv', list)
    await page.click('.form-foot button.primary')
    await page.waitForSelector('.tiles')
    expect([await figures(), await count()]).toEqual([['0', '2', '2'], before])
  })

  it('without a heading that says address or phone asks for the column, in French, without JavaScript, from a workbook', async () => {
    const french = await stage.as(await stage.makeUser('operator', 'francais@exemple.example.test', 'fr'))
    const context = await stage.browser.newContext({
      javaScriptEnabled: false,
      storageState: await french.context().storageState(),
    })
    const plain = await context.newPage()
    await choose(
      plain,
      'refus.xlsx',
      workbook([
        ['Contact', 'Remarque'],
        ['xlsx.un@liste.example.test', 'x'],
      ]),
    )
    expect(await plain.locator('.wrong').allInnerTexts()).toEqual([
      'Aucun intitulé d’e-mail ou de téléphone en ligne 1. Supprimez ce qui précède les intitulés et relisez le fichier, ou choisissez la colonne.',
    ])
    await plain.click('.form-foot button.primary')
    expect(await plain.locator('.wrong').allInnerTexts()).toEqual([
      'Aucun intitulé d’e-mail ou de téléphone en ligne 1. Supprimez ce qui précède les intitulés et relisez le fichier, ou choisissez la colonne.',
    ])
    await plain.selectOption('#email', { label: 'Contact' })
    await plain.click('.form-foot button.primary')
    await plain.waitForSelector('.tiles')
    expect(await plain.locator('h1').innerText()).toBe('1 opposition enregistrée')
    const address = plain.url()
    await french.goto(address)
    expect(await faults(french)).toEqual([])
    await page.goto(address)
    expect(await page.locator('h1').innerText()).not.toContain('opposition')
    await context.close()
  })

  it.each([
    ['empty.csv', Buffer.from('\uFEFF'), 'The file holds no row.'],
    ['zeros.csv', Buffer.from('E-mail\na\0b\n'), 'The file cannot be read as CSV or XLSX. Save it as CSV in UTF-8.'],
    [
      'old.xls',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      'This is an old or encrypted Excel file. Save it as XLSX without a password, or as CSV.',
    ],
  ])('%s is refused at the field', async (name, bytes, text) => {
    await choose(page, name, bytes)
    expect(await page.locator('.wrong').allInnerTexts()).toEqual([text])
    expect(await faults(page)).toEqual([])
  })

  it('is read ten times an hour for one user, and says when again', async () => {
    const busy = await stage.as(await stage.makeUser('operator', 'busy@exemple.example.test'))
    for (let turn = 0; turn < 10; turn++) await choose(busy, 'empty.csv', Buffer.from('\uFEFF'))
    expect(await busy.locator('.wrong').allInnerTexts()).toEqual(['The file holds no row.'])
    await choose(busy, 'refus.csv', list)
    expect(await busy.locator('.wrong').innerText()).toMatch(
      /^The limit of ten files an hour is reached\. Nothing was recorded of this one\. Try again at \d\d:00\.$/u,
    )
    expect(await faults(busy)).toEqual([])
    await choose(page, 'refus.csv', list)
    expect(await page.locator('.wrong').count()).toBe(0)
  })

  it('is not for a viewer', async () => {
    const viewer = await stage.as(await stage.makeUser('viewer', 'viewer@exemple.example.test'))
    expect((await viewer.goto(`${stage.base}/objections/file`))?.status()).toBe(403)
    await viewer.goto(`${stage.base}/objections`)
    expect(await viewer.locator('a[href="/objections/file"]').count()).toBe(0)
  })
})
