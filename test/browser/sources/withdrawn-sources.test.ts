import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attestList, peopleOfList, sealOfList } from '../../../src/operations/decisions/attest-list.ts'
import { attestPerson } from '../../../src/operations/decisions/attest-person.ts'
import { axeFaults, browserWanted, openStage, pixelsCut, type Stage } from '../../support/stage.ts'
import { until } from '../../support/until.ts'

/** A folder for pictures of the pages, to be looked at. */
const shots = process.env['LAWBASE_SHOTS']
const card = { name: 'carte.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.4 carte') }
const form = (name: string) => ({
  kind: 'C2' as const,
  name,
  obtainedOn: '2026-03-11',
  note: 'Carte remise sur notre stand',
  noticeShown: true,
})

/**
 * A source that was added by hand is corrected and withdrawn where it stands
 * (docs/decisions/0066-sources-taken-back.md).
 */
describe.runIf(browserWanted)('sources added by hand', () => {
  let stage: Stage
  let people: string[]
  beforeAll(async () => {
    stage = await openStage({ contacts: 120 })
    await stage.lawbase.connectHubspot()
    await stage.lawbase.connectSalesforce()
    await stage.lawbase.run()
    const { rows } = await stage.lawbase.app.pool.query<{ id: string }>(
      `select contact_id as id from decisions where detail ->> 'source' = '' and verdict = 'QUARANTINE' and detail -> 'countries' ? 'FR'
       order by (select min(i.value) from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash where r.contact_id = decisions.contact_id)`,
    )
    people = rows.map(({ id }) => id)
  })
  afterAll(async () => stage.close())

  const sourceOf = async (id: string) =>
    (
      await stage.lawbase.app.pool.query<{ source: string }>(
        `select detail ->> 'source' as source from decisions where contact_id = $1`,
        [id],
      )
    ).rows[0]?.source
  const linesOf = async (page: Page, what: string) =>
    (await page.locator(what).innerText()).split(/\s*\n\s*|\t/u).filter((part) => part !== '')
  /** The page as it is read by anyone, wide and narrow. */
  const look = async (page: Page, name: string) => {
    expect(await axeFaults(page)).toEqual([])
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 })
      expect([name, width, await pixelsCut(page)]).toEqual([name, width, 0])
      if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true })
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  }

  /** The name is put right with another file, once it was said why. */
  const correctName = async (page: Page) => {
    await page.click('form[action$=correct] button[type=submit]')
    expect(await page.textContent('#reason-error')).toBe('Choose why.')
    await page.selectOption('#reason', 'other')
    await page.fill('#name', 'Salon de Nantes')
    await page.setInputFiles('#evidence', { name: 'badge.pdf', mimeType: 'application/pdf', buffer: card.bytes })
    await page.click('form[action$=correct] button[type=submit]')
    expect([await page.textContent('#why-error'), await page.textContent('#evidence-hint')]).toEqual([
      'Say why in at least ten characters.',
      'New file: badge.pdf',
    ])
    await look(page, 'source-change-errors')
    await page.selectOption('#reason', 'wrong-source')
    await page.click('form[action$=correct] button[type=submit]')
    await page.waitForURL(/#sources$/u)
  }

  /** Both that were taken back stand on the page, and no other. */
  const standsWithdrawn = async (page: Page, id: string) => {
    const { dpo } = stage.lawbase
    const lines = await linesOf(page, '#sources tbody')
    expect([await sourceOf(id), lines.filter((line) => !/^(?:Business card|11 Mar 2026)$/u.test(line))]).toEqual([
      '',
      [
        'Salon de Nantes',
        'Withdrawn',
        expect.stringMatching(/^Withdrawn on .+ by dpo@\S+: Wrong person, “Carte d’un homonyme”$/u),
        `Added by ${dpo.email}: “Carte remise sur notre stand” · Kept file`,
        'Salon de Lyon',
        'Corrected',
        expect.stringMatching(/^Corrected on .+ by dpo@\S+: Wrong source$/u),
        `Added by ${dpo.email}: “Carte remise sur notre stand” · Kept file`,
      ],
    ])
  }

  it('are corrected with what stood there, and withdrawn with a reason, by who may add them', async () => {
    const { app, dpo } = stage.lawbase
    const id = people[0] ?? ''
    await attestPerson(app, dpo, id, form('Salon de Lyon'), card)
    const operator = await stage.as(await stage.makeUser('operator', 'op-withdrawn@exemple.example.test'))
    await operator.goto(`${stage.base}/contacts/${id}`)
    expect([
      await operator.locator('#sources tbody tr').count(),
      await operator.locator('#sources a.btn').count(),
    ]).toEqual([1, 0])
    const page = await stage.as(dpo)
    await page.goto(`${stage.base}/contacts/${id}`)
    await page.getByRole('link', { name: 'Correct or withdraw “Salon de Lyon”' }).press('Enter')
    await page.waitForURL(/\/sources\/\d+$/u)
    const address = page.url()
    expect((await operator.goto(address))?.status()).toBe(403)
    expect([
      await page.inputValue('#kind'),
      await page.inputValue('#name'),
      await page.inputValue('#obtainedOn'),
      await page.isChecked('#noticeShown-on'),
      await page.locator('[name=scope]').count(),
      await page.locator('main .card').first().innerText(),
    ]).toEqual([
      'C2',
      'Salon de Lyon',
      '11/03/2026',
      true,
      0,
      expect.stringContaining('Without it: Quarantine instead of'),
    ])
    await look(page, 'source-change')
    await correctName(page)
    expect(await sourceOf(id)).toBe('C2 Salon de Nantes')
    await page.locator('#sources a.btn', { hasText: 'Correct or withdraw' }).click()
    await page.selectOption('#withdraw-reason', 'wrong-person')
    await page.fill('#withdraw-why', 'Carte d’un homonyme')
    const late = await stage.as(dpo)
    await late.goto(page.url())
    await page.click('form[action$=withdraw] button[type=submit]')
    await page.waitForURL(/#sources$/u)
    await standsWithdrawn(page, id)
    await look(page, 'source-withdrawn')
    await late.selectOption('#withdraw-reason', 'no-evidence')
    await late.click('form[action$=withdraw] button[type=submit]')
    expect(await late.textContent('main [role=alert]')).toMatch(/^This source was withdrawn already, on .+ by dpo@/u)
    await look(late, 'source-stopped')
    expect((await late.goto(`${stage.base}/contacts/${id}/sources/999999`))?.status()).toBe(404)
    for (const one of [operator, page, late]) await one.context().close()
  })

  it('of a list are corrected and withdrawn for all of them, once it was shown what changes', async () => {
    const { app, dpo } = stage.lawbase
    const ids = people.slice(1, 7)
    const list = `ids=${ids.join(',')}`
    const listed = await peopleOfList(app, list)
    expect(listed).toHaveLength(6)
    await attestList(app, dpo, { list, seal: sealOfList(listed) }, { ...form('Salon de Nice'), kind: 'C4' }, card)
    const sources = async () => [...new Set(await Promise.all(ids.map(sourceOf)))]
    await until('all are judged', async () => (await sources()).join() === 'C4 Salon de Nice (declared)')
    const page = await stage.as(await stage.makeUser('dpo', 'dpo-fr@exemple.example.test', 'fr'))
    await page.goto(`${stage.base}/contacts/${ids[0]}`)
    await page.getByRole('link', { name: 'Corriger ou retirer « Salon de Nice »' }).click()
    await page.fill('#obtainedOn', '12/05/2026')
    await page.uncheck('#noticeShown-on')
    await page.check('#scope-list')
    await page.selectOption('#reason', 'wrong-day')
    await look(page, 'source-change-list')
    await page.click('form[action$=correct] button[type=submit]')
    await page.waitForSelector('form[action$=correct] input[name=seal]', { state: 'attached' })
    expect((await page.locator('main').innerText()).replaceAll(/\s+/gu, ' ')).toMatch(
      /Corrigée Salon ou questionnaire : Salon de Nice, 12 mai 2026, personne non informée à ce moment .*6 personnes ont cette source\./u,
    )
    await look(page, 'source-preview')
    await page.click('form[action$=correct] button')
    await page.waitForURL(/#sources$/u)
    const days = async () =>
      (
        await app.pool.query<{ day: string; shown: boolean; people: number }>(
          `select obtained_on::text as day, notice_shown as shown, count(*)::int as people from sources where contact_id = any($1) group by 1, 2`,
          [ids],
        )
      ).rows
    expect(await days()).toEqual([{ day: '2026-05-12', shown: false, people: 6 }])
    await page.locator('#sources a.btn', { hasText: 'Corriger ou retirer' }).click()
    await page.check('#withdraw-scope-list')
    await page.selectOption('#withdraw-reason', 'no-evidence')
    await page.click('form[action$=withdraw] button[type=submit]')
    await page.waitForSelector('form[action$=withdraw] input[name=seal]', { state: 'attached' })
    expect(await page.textContent('main h2')).toBe('6 personnes ont cette source. Le verdict change pour 6 personnes.')
    await look(page, 'source-withdraw-preview')
    await page.click('form[action$=withdraw] button')
    await page.waitForURL(/#sources$/u)
    await until('nobody has it any more', async () => (await sources()).join() === '')
    expect(await days()).toEqual([])
    await page.context().close()
  })
})
