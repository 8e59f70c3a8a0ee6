import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeSettings } from '../../../src/operations/settings/save-settings.ts'
import { baseFigures } from '../../../src/store/evidence/scorecard-view.ts'
import { axeFaults, browserWanted, openStage, pixelsCut, type Stage } from '../../support/stage.ts'

const shots = process.env['LAWBASE_SHOTS']

/** In what state is the base: one page and the same on paper. */
describe.runIf(browserWanted)('the scorecard', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage({ contacts: 120 })
  })
  afterAll(async () => stage.close())

  it('says what it needs before the first run', async () => {
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/scorecard`)
    expect(await page.textContent('.empty')).toBe('The scorecard needs one finished run.')
    expect((await page.request.get(`${stage.base}/scorecard.pdf`)).status()).toBe(404)
    await page.context().close()
  })

  it('shows the figures of the base, the months before, and what is due, in both languages', async () => {
    const { lawbase } = stage
    await lawbase.connectHubspot()
    await lawbase.connectSalesforce()
    await lawbase.run()
    const { pool, clock } = lawbase.app
    const today = clock.now().toISOString().slice(0, 10)
    const figures = await baseFigures(pool, today)
    const kept = (
      await pool.query<{ day: string; figures: unknown }>('select on_day::text as day, figures from base_snapshots')
    ).rows
    expect(kept).toEqual([{ day: today, figures }])
    expect([
      Object.values(figures.verdicts).reduce((sum, n) => sum + n, 0),
      Object.values(figures.bases).reduce((sum, n) => sum + n, 0),
      Object.values(figures.sources).reduce((sum, n) => sum + n, 0),
    ]).toEqual([figures.people, figures.people, figures.people])
    for (let month = 1; month <= 5; month += 1) {
      const day = new Date(Date.UTC(clock.now().getUTCFullYear(), clock.now().getUTCMonth() - month, 27))
        .toISOString()
        .slice(0, 10)
      await pool.query('insert into base_snapshots (on_day, figures, taken_at) values ($1, $2, now())', [
        day,
        JSON.stringify({
          ...figures,
          noSource: figures.noSource + month * 6,
          pastTerm: figures.pastTerm + month,
          objectors: Math.max(0, figures.objectors - month * 2),
          verdicts: { ...figures.verdicts, ALLOW: figures.verdicts.ALLOW - month * 4 },
        }),
      ])
    }
    for (const [language, title, allowed] of [
      ['en', 'State of the base', 'Allowed'],
      ['fr', 'État de la base', 'Autorisés'],
    ] as const) {
      const page = await stage.as(await stage.makeUser('viewer', `viewer-${language}@exemple.example.test`, language))
      await page.goto(`${stage.base}/scorecard`)
      expect([await page.textContent('h1'), await page.locator('.score-legend li').first().innerText()]).toEqual([
        title,
        expect.stringMatching(new RegExp(`^${allowed}\\s+${figures.verdicts.ALLOW}\\s`, 'u')),
      ])
      expect(await page.locator('.as-table tbody tr').count()).toBe(6)
      expect(await axeFaults(page)).toEqual([])
      if (shots !== undefined) await page.screenshot({ path: `${shots}/scorecard-${language}.png`, fullPage: true })
      await page.setViewportSize({ width: 320, height: 800 })
      expect(await pixelsCut(page)).toBe(0)
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[href^="/scorecard.pdf"]')])
      expect(download.suggestedFilename()).toBe(`lawbase-${today}.pdf`)
      if (shots !== undefined) await download.saveAs(`${shots}/scorecard-${language}.pdf`)
      const pdf = await (await page.request.get(`${stage.base}/scorecard.pdf?lang=${language}`)).body()
      expect([
        pdf.subarray(0, 5).toString('latin1'),
        (pdf.toString('latin1').match(/\/Type \/Page\b/gu) ?? []).length,
      ]).toEqual(['%PDF-', 1])
      await page.context().close()
    }
    expect(
      (await pool.query(`select 1 from audit_events where act = 'export' and details ->> 'what' = 'scorecard'`))
        .rowCount,
    ).toBe(4)
  })

  it('is shown and printed for another offer or channel, on request', async () => {
    const { app } = stage.lawbase
    await changeSettings(app, stage.lawbase.dpo, (current) => ({
      ...current,
      offers: [...current.offers, { ...current.offers[0], id: 'paie', name: 'Paie', functions: ['hr'] }],
    }))
    const allowed = (
      await app.pool.query<{ n: number }>(
        `select count(*)::int as n from decisions where detail -> 'channels' -> 'phone' ->> 'verdict' = 'ALLOW'`,
      )
    ).rows[0]?.n
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/scorecard?offer=nope&channel=nope`)
    expect(await page.locator('.score-legend + *, .big-figure').count()).toBeGreaterThan(0)
    await page.selectOption('#channel', 'phone')
    await page.click('#choose button')
    expect([
      await page.locator('.score-legend li').first().innerText(),
      await page.textContent('.card-body > .hint'),
      await page.locator('.as-table thead th').count(),
    ]).toEqual([
      expect.stringMatching(new RegExp(`^Allowed\\s+${allowed}\\s`, 'u')),
      'May we call them today about “Suivi de production”?',
      4,
    ])
    expect(await axeFaults(page)).toEqual([])
    await page.selectOption('#offer', 'paie')
    await page.click('#choose button')
    expect(await page.textContent('.card-body > .hint')).toBe('May we call them today about “Paie”?')
    if (shots !== undefined) await page.screenshot({ path: `${shots}/scorecard-phone.png`, fullPage: true })
    await page.setViewportSize({ width: 320, height: 800 })
    expect(await pixelsCut(page)).toBe(0)
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[href^="/scorecard.pdf"]')])
    expect(download.suggestedFilename()).toBe(`lawbase-paie-phone-${app.clock.now().toISOString().slice(0, 10)}.pdf`)
    if (shots !== undefined) await download.saveAs(`${shots}/scorecard-phone.pdf`)
    expect(
      (
        await app.pool.query<{ details: object }>(
          `select details from audit_events where act = 'export' order by at desc limit 1`,
        )
      ).rows,
    ).toEqual([{ details: { what: 'scorecard', offer: 'paie', channel: 'phone' } }])
    await page.context().close()
  })
})
