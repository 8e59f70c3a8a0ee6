import { readFileSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  askToScreen,
  guessOf,
  keepList,
  screenAsked,
  startOfList,
} from '../../../src/operations/screening/screen-file.ts'
import { answerPoint } from '../../../src/operations/brokers/broker-register.ts'
import { askRulesOf } from '../../../src/operations/screening/ask-rules.ts'
import { readAsk } from '../../../src/domain/screening/screening-ask.ts'
import { evidenceOfBroker } from '../../../src/store/app/evidence.ts'
import { findScreening } from '../../../src/store/screening/screenings.ts'
import { axeFaults, browserWanted, openStage, pixelsCut, type Stage } from '../../support/stage.ts'

/** A folder for pictures of the pages, to be looked at. */
const shots = process.env['LAWBASE_SHOTS']

describe.runIf(browserWanted)('the register of brokers', () => {
  let stage: Stage
  let page: Page
  let brokerId: string
  beforeAll(async () => {
    stage = await openStage({ contacts: 40, brokerChecked: false })
    await stage.lawbase.connectHubspot()
    await stage.lawbase.run()
    page = await stage.as(stage.lawbase.dpo)
  })
  afterAll(() => stage.close())
  const today = () => stage.lawbase.app.clock.now().toISOString().slice(0, 10)
  const faults = async (on: Page) => {
    const found = await axeFaults(on)
    await on.setViewportSize({ width: 320, height: 800 })
    const over = await pixelsCut(on)
    await on.setViewportSize({ width: 1440, height: 900 })
    return over > 0 ? [...found, `${on.url()} is ${over} px too wide at 320 px`] : found
  }
  const shoot = async (on: Page, name: string) => {
    if (shots === undefined) return
    await on.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
    await on.setViewportSize({ width: 390, height: 844 })
    await on.screenshot({ path: `${shots}/${name}-phone.png`, fullPage: true })
    await on.setViewportSize({ width: 1440, height: 900 })
  }
  const file = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.4 ${name}`) })
  const rulesOfBought = async () =>
    (
      await stage.lawbase.app.pool.query<{ rule: string; n: number }>(
        `select d.rule, count(*)::int as n from decisions d where exists (select 1 from sources s where s.contact_id = d.contact_id and s.kind = 'C7') and d.rule in ('I', 'I11') group by d.rule`,
      )
    ).rows

  it('names a seller that sources speak of and nobody has checked, on Today and on the page', async () => {
    await page.goto(stage.base)
    expect(await page.locator('#needs').innerText()).toContain('Prospecta is not in the broker register')
    await page.goto(`${stage.base}/brokers`)
    expect([await page.locator('h1').innerText(), await faults(page)]).toEqual(['No broker declared', []])
    await shoot(page, 'brokers-unknown')
    expect((await rulesOfBought()).map(({ rule }) => rule)).toEqual(['I'])
    await page.click('text=Add Prospecta')
    await page.waitForURL(/\/brokers\/[0-9a-f-]{36}$/u)
    brokerId = page.url().split('/').at(-1) ?? ''
    expect([
      await page.locator('h1').innerText(),
      await page.locator('.big-figure strong').innerText(),
      await page.locator('#musts li').count(),
    ]).toEqual(['Prospecta', '0 / 12', 12])
    expect(await page.locator('#deliveries').innerText()).toContain(
      'No delivery is accepted while these checks are missing: first collector (I1), proof of consents (I2), our name in the list (I3), forms seen (I4), people informed (I5), objections exchanged (I6), cleaned before delivery (I7), retention period (I8), chain of sources (I9), roles written down (I10), deliveries checked (I11), not passed on (I12).',
    )
    expect(await faults(page)).toEqual([])
    await shoot(page, 'broker-open')
  })

  it('takes no yes without a file and no “not applicable” without a reason, and keeps what was typed', async () => {
    await page.click('#I1 summary')
    await page.check('#I1 input[value=yes]')
    await page.fill('#at-I1-note', 'Seen on the form of 2026')
    await page.click('#I1 button')
    expect([await page.locator('.wrong').allInnerTexts(), await page.inputValue('#at-I1-note')]).toEqual([
      ['Attach a file that proves it, or tick one that is already stored.'],
      'Seen on the form of 2026',
    ])
    expect(await faults(page)).toEqual([])
    await page.setInputFiles('#at-I1-evidence', {
      name: 'x.html',
      mimeType: 'text/html',
      buffer: Buffer.from('<script>1</script>'),
    })
    await page.check('#I1 input[value=yes]')
    await page.click('#I1 button')
    expect(await page.locator('.wrong').allInnerTexts()).toEqual([
      'This file is not accepted. Use PDF, JPEG, PNG, WebP or TXT up to 10 MB.',
    ])
    await page.click('#I5 summary')
    await page.check('#I5 input[value=not-applicable]')
    await page.click('#I5 button')
    expect(await page.locator('.wrong').allInnerTexts()).toEqual(['Say in one sentence why it does not apply.'])
  })

  it('is filled in by keyboard and mouse until every must is closed, and the verdicts follow', async () => {
    await page.goto(`${stage.base}/brokers/${brokerId}`)
    await page.fill('#profile-legalName', 'Prospecta')
    await page.fill('#profile-country', 'fr')
    await page.selectOption('#profile-way', 'api')
    await page.fill('#profile-address', 'https://prospecta.example.test/objections')
    await page.fill('#profile-hours', '4800')
    await page.selectOption('#profile-role', 'controller')
    for (const [what, who] of [
      ['sources', 'broker'],
      ['fields', 'both'],
      ['terms', 'us'],
    ] as const)
      await page.selectOption(`#profile-decides-${what}`, who)
    await page.selectOption('#profile-people', 'business')
    await page.fill('#profile-countries', 'FR, be')
    await page.setInputFiles('#profile-contractFile', file('contract.pdf'))
    await page.click('#profile button.primary')
    expect([await page.locator('.wrong').allInnerTexts(), await page.inputValue('#profile-role')]).toEqual([
      ['Between 1 and 720 hours.'],
      'controller',
    ])
    await page.fill('#profile-hours', '48')
    await page.fill('#profile-countries', 'FR')
    await page.setInputFiles('#profile-contractFile', file('contract.pdf'))
    await page.locator('#profile button.primary').focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/saved=1/u)
    expect(await page.locator('.big-figure strong').innerText()).toBe('0 / 10')
    for (const id of ['I1', 'I4']) {
      await page.locator(`#${id} summary`).last().focus()
      await page.keyboard.press('Enter')
      await page.check(`#${id} input[value=yes]`)
      if (id === 'I1') await page.setInputFiles('#at-I1-evidence', file('form.pdf'))
      else await page.locator(`#${id} input[name^=file-]`).first().check()
      await page.click(`#${id} button`)
      await page.waitForURL(new RegExp(`#${id}$`, 'u'))
    }
    const { app, dpo } = stage.lawbase
    const files = (await evidenceOfBroker(app.pool, brokerId)).map(({ id }) => id)
    for (const id of ['I5', 'I6', 'I7', 'I8', 'I9', 'I10', 'I11', 'I12'] as const)
      await answerPoint(app, dpo, brokerId, id, { answer: 'yes', note: 'Seen by us', files, upload: null })
    await page.goto(`${stage.base}/brokers/${brokerId}`)
    expect([
      await page.locator('.big-figure strong').innerText(),
      await page.locator('#musts').innerText(),
      await page.locator('.actions .pill').innerText(),
    ]).toEqual(['10 / 10', expect.stringContaining('No required check is missing.'), 'Checked'])
    await stage.lawbase.run()
    // The seller is checked; of no delivery a sample was closed.
    expect((await rulesOfBought()).map(({ rule }) => rule)).toEqual(['I11'])
  })

  it('takes a delivery, whose sample is drawn, asked for, recorded and closed: it fails, and its people wait in quarantine', async () => {
    const { app } = stage.lawbase
    await page.click('#deliveries summary')
    await page.fill('#delivery-obtainedOn', today())
    await page.fill('#delivery-reference', 'L-2026-11')
    await page.fill('#delivery-washBefore', '120')
    await page.fill('#delivery-washAfter', '118')
    await page.fill('#delivery-promised', 'Heads of production in France, collected in 2026')
    await page.click('#deliveries form button[type=submit]')
    await page.waitForURL(/#deliveries$/u)
    const list = `E-mail;Fonction\n${Array.from({ length: 6 }, (_, index) => `bought.${index}@acme.example.test;DSI`).join('\n')}\n`
    const id = await keepList(
      app,
      {
        name: 'livraison.csv',
        chunks: (async function* () {
          yield Buffer.from(list)
        })(),
      },
      stage.lawbase.dpo.email,
    )
    const screening = await findScreening(app.pool, id)
    if (screening === null) throw new Error('no list')
    const read = readAsk({ country: 'FR', reference: 'L-2026-11' }, await askRulesOf(app))
    if ('faults' in read) throw new Error(JSON.stringify(read.faults))
    await askToScreen(
      app,
      id,
      { mapping: guessOf(await startOfList(app, screening)), ask: read.ask },
      stage.lawbase.dpo.email,
    )
    await screenAsked(app, id, new AbortController().signal)
    await page.goto(`${stage.base}/brokers/${brokerId}`)
    expect((await page.locator('#deliveries tbody tr').innerText()).replaceAll(/\s+/gu, ' ')).toMatch(
      /^L-2026-11, .* livraison\.csv [0-9a-f]{12}… Heads of production in France, collected in 2026 6 by the broker: 120, then 118 by us: 0 rows removed 6 Rows to draw Draw$/u,
    )
    await shoot(page, 'broker')
    await page.fill('.draw-form input[name=rows]', '0')
    await page.click('.draw-form button')
    expect(await page.locator('.wrong').allInnerTexts()).toEqual(['Between 1 and 200 rows.'])
    await page.fill('.draw-form input[name=rows]', '3')
    await page.click('.draw-form button')
    await page.waitForURL(/samples/u)
    expect([
      await page.locator('h1').innerText(),
      await page.locator('tbody .mono').first().innerText(),
      await faults(page),
    ]).toEqual(['3 of 3 rows are waiting for the broker', expect.stringMatching(/^b•+@acme\.example\.test$/u), []])
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[href$="/list.csv"]')])
    expect(readFileSync(await download.path(), 'utf8').match(/bought\.\d@acme\.example\.test/gu)?.length).toBe(3)
    await page.click('#row-1 summary')
    await page.check('#row-1 input[value=proved]')
    await page.click('#row-1 button')
    expect(await page.locator('.wrong').allInnerTexts()).toEqual(['Attach the proof the broker gave.'])
    await page.check('#row-1 input[value=proved]')
    await page.setInputFiles('#row-1-evidence', file('proof-1.pdf'))
    await page.click('#row-1 button')
    await page.waitForURL(/#row-1$/u)
    await page.click('#row-2 summary')
    await page.check('#row-2 input[value=not-proved]')
    await page.fill('#row-2-note', 'Only a specimen of the form came')
    await page.click('#row-2 button')
    await page.waitForURL(/#row-2$/u)
    expect([await page.locator('h1').innerText(), await page.locator('tbody .pill').allInnerTexts()]).toEqual([
      '1 of 3 rows is waiting for the broker',
      ['Proved', 'Not proved', 'No answer'],
    ])
    await shoot(page, 'sample')
    await page.click('button.danger')
    await page.waitForSelector('.notice.broken')
    expect([await page.locator('h1').innerText(), await page.locator('tbody').innerText()]).toEqual([
      'The sample failed: the delivery is in quarantine',
      expect.not.stringContaining('@acme'),
    ])
    expect(await faults(page)).toEqual([])
    await page.goto(`${stage.base}/brokers`)
    expect([await page.locator('h1').innerText(), await page.locator('tbody .pill').allInnerTexts()]).toEqual([
      '1 broker has passed the checks',
      ['Checked', 'In quarantine'],
    ])
    await shoot(page, 'brokers')
  })

  it('speaks French, gives its file as a PDF, and is not for who may not decide', async () => {
    const french = await stage.as(await stage.makeUser('dpo', 'francais@exemple.example.test', 'fr'))
    for (const path of ['/brokers', `/brokers/${brokerId}`]) {
      await french.goto(`${stage.base}${path}`)
      expect(await faults(french)).toEqual([])
    }
    expect(await french.locator('.big-figure').innerText()).toContain('10 contrôles obligatoires sur 10 sont faits')
    await shoot(french, 'broker-fr')
    const [download] = await Promise.all([french.waitForEvent('download'), french.click('.actions a[download]')])
    const pdf = readFileSync(await download.path())
    expect([pdf.subarray(0, 5).toString(), pdf.length > 10_000]).toEqual(['%PDF-', true])
    if (shots !== undefined) writeFileSync(`${shots}/broker.pdf`, pdf)
    const operator = await stage.as(await stage.makeUser('operator', 'operator@exemple.example.test'))
    expect((await operator.goto(`${stage.base}/brokers/${brokerId}`))?.status()).toBe(403)
  })
})
