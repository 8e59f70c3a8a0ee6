import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSettings } from '../../../src/store/settings/settings.ts'
import { axeFaults, browserWanted, openStage, pixelsCut, type Stage } from '../../support/stage.ts'

const shots = process.env['LAWBASE_SHOTS']

/** What is sold, whom it concerns, and titles that nobody has mapped. */
describe.runIf(browserWanted)('offers and functions', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage({ contacts: 100 })
    await stage.lawbase.connectHubspot()
    await stage.lawbase.run()
  })
  afterAll(async () => stage.close())
  const offers = async () =>
    (await loadSettings(stage.lawbase.app.pool)).settings.offers.map(
      ({ id, name, functions, borderline, audience, productFamily, assessment }) => ({
        id,
        name,
        functions,
        borderline,
        audience,
        productFamily,
        assessment: assessment?.id ?? null,
      }),
    )

  it('are added, refused without a function with what was typed kept, made leading and removed', async () => {
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/offers`)
    expect(await axeFaults(page)).toEqual([])
    if (shots !== undefined) await page.screenshot({ path: `${shots}/offers.png`, fullPage: true })
    // The functions stand once in the table; the forms that say them again are folded.
    expect(await page.locator('fieldset.answers:visible').count()).toBe(0)
    await page.click('summary:has-text("Add an offer")')
    await page.fill('#new-name', 'Paie & congés')
    await page.fill('#new-assessmentId', 'LIA-2')
    await page.click('#new button[value=save]')
    expect([
      await page.textContent('#new-functions-error'),
      await page.textContent('#new-assessmentAuthor-error'),
      await page.inputValue('#new-name'),
    ]).toEqual([
      'Choose at least one function: otherwise it could concern no one.',
      'Give reference, author and date together, or none of them.',
      'Paie & congés',
    ])
    expect(await axeFaults(page)).toEqual([])
    await page.check('#new-relation-hr-concerned')
    // By keyboard: the arrow keys go through the three answers of a function.
    await page.focus('#new-relation-finance-not')
    await page.keyboard.press('ArrowLeft')
    await page.fill('#new-assessmentAuthor', 'DPO')
    await page.fill('#new-assessmentOn', '2026-02-01')
    await page.fill('#new-productFamily', 'rh')
    await page.click('#new button[value=save]')
    await page.waitForURL(/saved=1/u)
    const [first] = await offers()
    const added = {
      id: 'paie-conges',
      name: 'Paie & congés',
      functions: ['hr'],
      borderline: ['finance'],
      audience: 'business',
      productFamily: 'rh',
      assessment: 'LIA-2',
    }
    expect(await offers()).toEqual([first, added])
    await page.click('#paie-conges button[value=lead]')
    expect(await offers()).toEqual([added, first])
    await stage.lawbase.run()
    const { rows } = await stage.lawbase.app.pool.query<{ verdict: string }>(
      `select distinct verdict from decisions where detail -> 'functions' ? 'it' and rule = 'FR1'`,
    )
    expect(rows).toEqual([])
    await page.click('#paie-conges button[value=remove]')
    expect(await offers()).toEqual([first])
    await page.context().close()
  })

  it('show what a change would do, keep what was typed and save nothing', async () => {
    const before = await offers()
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/offers`)
    const card = `#${before[0]?.id ?? ''}`
    await page.click(`${card} summary:has-text("Functions it concerns")`)
    await page.check(`${card}-relation-it-not`)
    await page.check(`${card}-relation-it_security-borderline`)
    await page.click(`${card} button[value=preview]`)
    expect([
      await page.textContent('#preview p'),
      await page.isChecked(`${card}-relation-it-concerned`),
      await offers(),
    ]).toEqual([
      expect.stringMatching(
        /^Nothing was saved\. The verdict of \d+ contacts? changes on at least one channel\. These are the verdicts in your CRMs\. Judged: \d+ contacts\.$/u,
      ),
      false,
      before,
    ])
    expect(await page.locator('#preview tbody tr').first().innerText()).toMatch(/^E-mail\s+\d+\s+\d+ → \d+/u)
    expect(await axeFaults(page)).toEqual([])
    if (shots !== undefined) await page.locator(card).screenshot({ path: `${shots}/offer-preview.png` })
    await page.setViewportSize({ width: 320, height: 900 })
    expect(await pixelsCut(page)).toBe(0)
    await page.click('summary:has-text("Add an offer")')
    await page.fill('#new-name', 'Paie')
    await page.check('#new-relation-hr-concerned')
    await page.click('#new button[value=preview]')
    expect(await page.textContent('#new #preview p')).toContain('There is nothing to compare with')
    await page.click('#new button[value=preview-lead]')
    expect([await page.textContent('#new #preview p'), await offers()]).toEqual([
      expect.stringContaining('if they were for this offer'),
      before,
    ])
    await page.context().close()
  })

  it('concern a title once somebody said what it is', async () => {
    const { app } = stage.lawbase
    await app.pool.query(
      `update remote_records set job_title = 'Ninja du process' where id in (select id from remote_records order by id limit 40)`,
    )
    await app.pool.query(
      `update remote_records set job_title = 'Ninja process senior, Lyon' where id in (select id from remote_records order by id limit 15)`,
    )
    await stage.lawbase.run()
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/offers`)
    expect(await page.locator('#titles tr', { hasText: 'Ninja' }).allInnerTexts()).toEqual([
      expect.stringMatching(
        /^Ninja (?:du process · Ninja process senior, Lyon|process senior, Lyon · Ninja du process)\s+\d+\s/u,
      ),
    ])
    await page.locator('#titles tr', { hasText: 'Ninja du process' }).locator('select').selectOption('production')
    await page.fill('#titles-label, textarea[name=titles]', 'nonsense')
    await page.click('#titles button[value=save]')
    expect(await page.textContent('#titles-error')).toBe('Line 1 is not “title = function”.')
    await page.fill('textarea[name=titles]', 'Sherpa = Purchasing')
    await page.locator('#titles tr', { hasText: 'Ninja du process' }).locator('select').selectOption('production')
    await page.click('#titles button[value=preview]')
    expect([await page.textContent('#titles #preview p'), (await loadSettings(app.pool)).settings.titles]).toEqual([
      expect.stringContaining('Nothing was saved.'),
      {},
    ])
    await page.click('#titles button[value=save]')
    await page.waitForURL(/saved=1/u)
    expect(Object.entries((await loadSettings(app.pool)).settings.titles)).toEqual([
      ['sherpa', ['purchasing']],
      [expect.stringMatching(/^~ninja (?:du process|process senior lyon)$/u), ['production']],
    ])
    await stage.lawbase.run()
    expect(
      (await app.pool.query(`select 1 from decisions where detail ->> 'jobTitle' like 'Ninja%' and rule = 'B1f'`))
        .rowCount,
    ).toBe(0)
  })
})
