import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Running } from '../../../src/serve.ts'
import { screenAsked } from '../../../src/operations/screening/screen-file.ts'
import { findScreening } from '../../../src/store/screening/screenings.ts'
import { until } from '../../support/until.ts'
import { axeFaults, browserWanted, openStage, pixelsCut, type Stage } from '../../support/stage.ts'

/** A folder for pictures of the pages, to be looked at. */
const shots = process.env['LAWBASE_SHOTS']

describe.runIf(browserWanted)('a list to be screened', () => {
  let stage: Stage
  let page: Page
  let working: Running
  let brokerId: string
  beforeAll(async () => {
    stage = await openStage({ contacts: 40 })
    brokerId = await stage.lawbase.connectBroker()
    working = await stage.lawbase.work()
    page = await stage.as(await stage.makeUser('operator', 'operator@exemple.example.test'))
  })
  afterAll(async () => {
    await working.stop()
    await stage.close()
  })
  const today = () => stage.lawbase.app.clock.now().toISOString().slice(0, 10)
  const choose = async (on: Page, name: string, buffer: Buffer) => {
    await on.goto(`${stage.base}/screening`)
    await on.setInputFiles('#file', { name, mimeType: 'application/octet-stream', buffer })
    await on.click('.form-foot button.primary')
    await on.waitForLoadState()
  }
  const faults = async (on: Page) => {
    const found = await axeFaults(on)
    await on.setViewportSize({ width: 320, height: 800 })
    const over = await pixelsCut(on)
    await on.setViewportSize({ width: 1440, height: 900 })
    return over > 0 ? [...found, `${on.url()} is ${over} px too wide at 320 px`] : found
  }
  /** Why and rows of each line. */
  const rules = async (on: Page) =>
    on
      .locator('#rules tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll('td:not(.wide)')].map((cell) => cell.textContent ?? '')),
      )
  const shoot = async (on: Page, name: string) => {
    if (shots !== undefined) await on.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
  }
  const list = Buffer.from(
    'Société;Prénom;Nom;Fonction;E-mail;Note\r\nÉclair;Zoé;Lambert;DSI;zoe@eclair.example.test;=1+1\r\nÉclair;Paul;Weber;Directeur financier;paul@eclair.example.test;\r\nÉclair;;;DSI;zoe@;\r\nÉclair;Zoé;Lambert;DSI;ZOE@eclair.example.test;\r\n',
    'latin1',
  )

  it('is read, its columns guessed, a broker’s delivery declared, checked and handed out in two files', async () => {
    await page.goto(`${stage.base}/screening`)
    expect([await page.locator('#past .empty').innerText(), await faults(page)]).toEqual([
      'No file checked yet. Up to 500,000 rows, nothing is imported.',
      [],
    ])
    await choose(page, 'livraison.csv', list)
    expect(await page.locator('.notice').innerText()).toBe(
      'Windows-1252 with semicolons was detected. Check the accents below.',
    )
    expect(
      await page
        .locator('select[name^=column-]')
        .evaluateAll((all) =>
          all
            .map((one) => (one as HTMLSelectElement).selectedOptions[0]?.text)
            .filter((name) => name !== 'Not in the file'),
        ),
    ).toEqual(['E-mail', 'Prénom', 'Nom', 'Société', 'Fonction'])
    expect(await faults(page)).toEqual([])
    await shoot(page, 'screening-ask')
    await page.selectOption('#country', 'FR')
    await page.selectOption('#sourceKind', 'C7')
    await page.fill('#reference', 'L-2026-11')
    await page.click('.form-foot button.primary')
    expect(await page.locator('.wrong').allInnerTexts()).toEqual([
      'A source of this kind needs its exact name.',
      'Give the day: without it the retention period cannot be calculated.',
    ])
    expect([
      await page.inputValue('#sourceKind'),
      await page.inputValue('#reference'),
      await page.inputValue('#column-email'),
    ]).toEqual(['C7', 'L-2026-11', '4'])
    expect(await faults(page)).toEqual([])
    await page.selectOption('#broker', brokerId)
    await page.fill('#obtainedOn', today())
    await page.click('.form-foot button.primary')
    await page.waitForSelector('.tiles')
    expect([await page.locator('h1').innerText(), await page.locator('.tile-figure').allInnerTexts()]).toEqual([
      '1 row may be imported',
      ['1', '1', '3', '0', '1', '1'],
    ])
    expect(await rules(page)).toEqual([
      ['Bought from a broker where a proven consent is needed (C7)', '1'],
      ['Same address as an earlier row', '1'],
      ['Row that cannot be read', '1'],
    ])
    expect(await faults(page)).toEqual([])
    await shoot(page, 'screening-result')
    const files = []
    for (const part of ['allowed', 'refused']) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.click(`a[href$="/${part}.csv"]`)])
      files.push(readFileSync(await download.path(), 'utf8').split('\r\n'))
    }
    expect(files.map((lines) => lines.length)).toEqual([3, 5])
    expect(files[0]?.[1]).toMatch(
      /^"Éclair";"Zoé";"Lambert";"DSI";"zoe@eclair\.example\.test";"'=1\+1";"ALLOW_NOTICE";"FR1";/u,
    )
    await page.goto(`${stage.base}/screening`)
    expect([
      await page.locator('#past tbody tr').count(),
      (await page.locator('#deliveries tbody tr').innerText()).split('\t'),
    ]).toEqual([
      1,
      [expect.any(String), 'L-2026-11', expect.any(String), expect.stringMatching(/^[0-9a-f]{12}…$/u), '4', '1', '3'],
    ])
    expect(await faults(page)).toEqual([])
    await shoot(page, 'screening')
  })

  it.each([[true], [false]])(
    'of 20,000 rows shows how far it is, then the result by itself, in French (with JavaScript: %s)',
    async (javaScriptEnabled) => {
      const french = await stage.as(
        await stage.makeUser('operator', `francais-${javaScriptEnabled}@exemple.example.test`, 'fr'),
      )
      const context = await stage.browser.newContext({
        javaScriptEnabled,
        storageState: await french.context().storageState(),
      })
      const own = await context.newPage()
      await choose(
        own,
        'longue.csv',
        Buffer.from(
          `E-mail\n${Array.from({ length: 20_000 }, (_, index) => `long.${index}@acme.example.test`).join('\n')}\n`,
        ),
      )
      expect(await own.locator('h1').innerText()).toBe('Quel est ce fichier\u00A0? longue.csv')
      await working.stop()
      await own.click('.form-foot button.primary')
      await own.waitForSelector('[role=progressbar]')
      const { pool } = stage.lawbase.app
      const cut = new AbortController()
      const id = own.url().split('/').at(-1) ?? ''
      const first = screenAsked(stage.lawbase.app, id, cut.signal)
      await until('some rows are checked', async () => ((await findScreening(pool, id))?.doneRows ?? 0) > 0)
      cut.abort()
      await expect(first).rejects.toThrow('aborted')
      await own.waitForSelector('[role=progressbar][aria-valuemax="20000"]')
      if (javaScriptEnabled) {
        expect(await faults(own)).toEqual([])
        await shoot(own, 'screening-running')
      }
      working = await stage.lawbase.work()
      await own.waitForSelector('.tiles', { timeout: 90_000 })
      expect([await own.locator('h1').innerText(), await rules(own)]).toEqual([
        '0 ligne peut être importée',
        [['Aucune source connue (C13)', expect.stringMatching(/^20\s000$/u)]],
      ])
      if (javaScriptEnabled) expect(await faults(own)).toEqual([])
      await context.close()
    },
  )

  it.each([
    ['empty.csv', Buffer.from('\uFEFF'), 'The file holds no row.'],
    [
      'old.xls',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      'This is an old or encrypted Excel file. Save it as XLSX without a password, or as CSV.',
    ],
  ])('%s is refused at the field', async (name, bytes, text) => {
    await choose(page, name, bytes)
    expect([await page.locator('.wrong').allInnerTexts(), await faults(page)]).toEqual([[text], []])
  })

  it('that is larger than what is read is refused with a sentence, not with a broken page', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'lawbase-large-')), 'large.csv')
    writeFileSync(path, Buffer.alloc(201 * 1024 * 1024, 'E-mail;Nom\r\n'))
    await page.goto(`${stage.base}/screening`)
    await page.setInputFiles('#file', path)
    await page.click('.form-foot button.primary')
    await page.waitForSelector('.wrong', { timeout: 60_000 })
    rmSync(dirname(path), { recursive: true })
    expect(await page.locator('.wrong').allInnerTexts()).toEqual(['The file is larger than 200 MB. Split it.'])
  })

  it('waits for who brought it alone, is handed out to nobody else but who decides, and is not for a viewer', async () => {
    const other = await stage.as(await stage.makeUser('operator', 'other@exemple.example.test'))
    await choose(page, 'mine.csv', list)
    const waiting = page.url()
    expect((await other.goto(waiting))?.status()).toBe(404)
    await other.goto(`${stage.base}/screening`)
    await other.locator('#past tbody a').last().click()
    await other.waitForSelector('.tiles')
    expect([
      await other.locator('a[download]').count(),
      (await other.request.get(`${other.url()}/allowed.csv`)).status(),
    ]).toEqual([0, 404])
    const dpo = await stage.as(stage.lawbase.dpo)
    await dpo.goto(other.url())
    expect(await dpo.locator('a[download]').count()).toBe(2)
    const viewer = await stage.as(await stage.makeUser('viewer', 'viewer@exemple.example.test'))
    expect((await viewer.goto(`${stage.base}/screening`))?.status()).toBe(403)
  })
})
