import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../support/until.ts'
import { axeFaults, browserWanted, openStage, pixelsCut, type Stage } from '../../support/stage.ts'

/** A folder for pictures of the pages, to be looked at. */
const shots = process.env['LAWBASE_SHOTS']

/** Where contacts came from: what is mapped, what is missing, what a DPO declares of the time before Lawbase. */
describe.runIf(browserWanted)('sources', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage({ contacts: 120 })
    await stage.lawbase.connectHubspot()
    await stage.lawbase.connectSalesforce()
    await stage.lawbase.run()
  })
  afterAll(async () => stage.close())

  const rulesOf = async () => {
    const { rows } = await stage.lawbase.app.pool.query<{
      rule: string
      declared: boolean
      missing: boolean
      n: number
    }>(
      `select case when rule = 'C13' then 'C13' else 'other' end as rule, detail ->> 'source' like 'C4 Salons professionnels%(declared)' as declared, detail ->> 'source' = '' as missing, count(*)::int as n from decisions group by 1, 2, 3 order by 1, 2, 3`,
    )
    return rows
  }

  it('of values are mapped with a preview, and a broken line keeps what was typed', async () => {
    const page = await stage.as(stage.lawbase.admin)
    await page.goto(`${stage.base}/sources`)
    const card = page.locator('#mapping-hubspot')
    const known = card.locator('tr', { hasText: 'formulaire-site' })
    expect(await known.locator('select').inputValue()).toBe('C1')
    const places = await card.locator('tbody tr').count()
    await card.locator(`input[name=value-${places - 1}]`).fill('salon-lyon')
    await card.locator(`select[name=kind-${places - 1}]`).selectOption('C4')
    await card.locator('button[value=preview]').click()
    expect(await page.textContent('.summary')).toContain('Exact name')
    expect(await page.inputValue(`#mapping-hubspot input[name=value-${places - 1}]`)).toBe('salon-lyon')
    expect(await axeFaults(page)).toEqual([])
    await page.fill(`#mapping-hubspot input[name=name-${places - 1}]`, 'Salon de Lyon 2024')
    await page.locator('#mapping-hubspot tr', { hasText: 'achat-prospecta' }).locator('select').selectOption('')
    await page.click('#mapping-hubspot button[value=preview]')
    const preview = await page.locator('#preview tbody tr').allInnerTexts()
    expect(preview.find((row) => row.startsWith('Broker (C7)'))).toMatch(/\t0$/u)
    await page.locator('#mapping-hubspot tr', { hasText: 'achat-prospecta' }).locator('select').selectOption('C7')
    await page.fill('#mapping-hubspot tr:has-text("achat-prospecta") input[name^=name]', 'Prospecta')
    await page.click('#mapping-hubspot button[value=save]')
    await page.waitForURL(/saved=mapping/u)
    const { rows } = await stage.lawbase.app.pool.query<{ values: { value: string }[] }>(
      `select data -> 'sources' -> 'hubspot' -> 'values' as values from settings order by version desc limit 1`,
    )
    expect(rows[0]?.values.toSorted((one, other) => (one.value < other.value ? -1 : 1))).toEqual([
      { kind: 'C7', name: 'Prospecta', value: 'achat-prospecta', accepted: false },
      { kind: 'C1', name: 'Formulaire du site', value: 'formulaire-site', accepted: false },
      { kind: 'C4', name: 'Salon de Lyon 2024', value: 'salon-lyon', accepted: false },
    ])
    await page.context().close()
  })

  it('are read from one more field, beside the first', async () => {
    const { lawbase } = stage
    const page = await stage.as(lawbase.admin)
    await page.goto(`${stage.base}/sources`)
    await page.fill('#more-property', 'origine_contact')
    await page.click('#more-fields button')
    expect(await page.textContent('#more-property-error')).toBe('This field is read already.')
    expect(await axeFaults(page)).toEqual([])
    await page.fill('#more-property', 'hs_analytics_source')
    await page.click('#more-fields button')
    await page.waitForURL(/#mapping-hubspot-0$/u)
    await lawbase.run()
    await page.reload()
    const card = page.locator('#mapping-hubspot-0')
    const [first] = await card.locator('tbody tr .mono').allTextContents()
    await card
      .locator('tr', { hasText: first ?? '' })
      .locator('select')
      .selectOption('C11')
    await card
      .locator('tr', { hasText: first ?? '' })
      .locator('input[name^=name]')
      .fill('Réseaux sociaux')
    await card.locator('button[value=save]').click()
    await page.waitForURL(/saved=mapping/u)
    if (shots !== undefined) await page.screenshot({ path: `${shots}/sources-more.png`, fullPage: true })
    await lawbase.run()
    const { rows } = await lawbase.app.pool.query<{ several: number; added: number }>(
      `select count(*) filter (where n > 1)::int as several, count(*)::int as added from (select s.contact_id, count(*) filter (where true) over (partition by s.contact_id) as n, s.name from sources s) as all_sources where name = 'Réseaux sociaux'`,
    )
    expect([(rows[0]?.added ?? 0) > 0, (rows[0]?.several ?? 0) > 0]).toEqual([true, true])
    await page.fill('#mapping-hubspot-0 input[name=property]', '')
    await page.click('#mapping-hubspot-0 button[value=save]')
    await page.waitForURL(/saved=mapping/u)
    expect(await page.locator('#mapping-hubspot-0').count()).toBe(0)
    await lawbase.app.pool.query(`delete from sources where name = 'Réseaux sociaux'`)
    await lawbase.run()
    await page.context().close()
  })

  it('are written up with what their kind asks for and a file that only downloads', async () => {
    const page = await stage.as(stage.lawbase.admin)
    await page.goto(`${stage.base}/sources`)
    const row = page.locator('#by-name tr', { hasText: 'Formulaire du site' }).first()
    expect(await row.locator('.pill').textContent()).toBe('3 facts are missing')
    await row.locator('a').click()
    expect(await axeFaults(page)).toEqual([])
    await page.fill('#form', 'Formulaire de contact')
    await page.fill('#version', 'v3, depuis janvier 2025')
    await page.setInputFiles('#evidence', {
      name: 'form.exe',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from([0, 1, 2]),
    })
    await page.click('main button.primary')
    expect([await page.inputValue('#form'), (await page.textContent('#evidence-error'))?.length ?? 0]).toEqual([
      'Formulaire de contact',
      expect.any(Number),
    ])
    await page.fill('#page', 'https://exemple.example.test/contact')
    await page.setInputFiles('#evidence', {
      name: 'form <b>.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('<script>alert(1)</script>'),
    })
    await page.click('main button.primary')
    await page.waitForURL(/saved=1/u)
    expect(await page.locator('main .pill').first().textContent()).toBe('Complete')
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('main ul a[href^="/evidence/"]')])
    expect([download.suggestedFilename().endsWith('.txt'), page.url().includes('/sources/of')]).toEqual([true, true])
    await page.fill('#version', 'v4')
    await page.click('main button.primary')
    await page.waitForURL(/saved=1/u)
    expect(await page.locator('table.small tbody tr').count()).toBe(1)
    expect(await axeFaults(page)).toEqual([])
    await page.setViewportSize({ width: 320, height: 900 })
    expect(await pixelsCut(page)).toBe(0)
    if (shots !== undefined) await page.screenshot({ path: `${shots}/dossier.png`, fullPage: true })
    await page.context().close()
  })

  it('that nobody can prove are declared by the DPO, counted at the next run, and end with the declaration', async () => {
    const { lawbase } = stage
    const before = await rulesOf()
    const missing = before.filter((row) => row.missing).reduce((sum, row) => sum + row.n, 0)
    expect([missing > 5, before.some((row) => row.rule === 'C13')]).toEqual([true, true])
    const page = await stage.as(lawbase.dpo)
    await page.goto(`${stage.base}/sources`)
    expect(await axeFaults(page)).toEqual([])
    if (shots !== undefined) await page.screenshot({ path: `${shots}/sources.png`, fullPage: true })
    await page.click('#attest button')
    if (shots !== undefined) await page.screenshot({ path: `${shots}/attest.png`, fullPage: true })
    expect(await page.locator('main tbody tr').count()).toBe(20)
    expect(await axeFaults(page)).toEqual([])
    await page.selectOption('#kind', 'C4')
    await page.fill('#name', 'Salons professionnels 2019 à 2026')
    await page.check('input[name=noticeShown]')
    await page.fill('#statement', 'Fiches remplies sur nos stands, avec la mention affichée.')
    await page.fill('#signature', 'Somebody Else')
    await page.click('main button.primary')
    expect([
      await page.textContent('#signature-error'),
      await page.inputValue('#name'),
      await page.isChecked('input[name=noticeShown]'),
    ]).toEqual(['This is not your name as shown in your account.', 'Salons professionnels 2019 à 2026', true])
    expect(await axeFaults(page)).toEqual([])
    await page.fill('#signature', lawbase.dpo.name.toUpperCase())
    await page.click('main button.primary')
    await page.waitForURL(/saved=attestation/u)
    await lawbase.run()
    const during = await rulesOf()
    expect([
      during.some((row) => row.rule === 'C13'),
      during.filter((row) => row.declared).reduce((sum, row) => sum + row.n, 0),
    ]).toEqual([false, missing])
    await page.goto(`${stage.base}/sources`)
    expect(await page.textContent('#unknown')).toContain('Every contact has a source.')
    await page.click('#attestations form button')
    await lawbase.run()
    expect(await rulesOf()).toEqual(before)
    await page.context().close()
  })

  it('of a list of contacts are told by the DPO, for whom was on it then and nobody else', async () => {
    const { lawbase } = stage
    const people = async (where: string) =>
      (
        await lawbase.app.pool.query<{ id: string }>(`select contact_id as id from decisions where ${where} order by 1`)
      ).rows.map((row) => row.id)
    const [listed, others] = [
      await people(`detail ->> 'source' = '' and detail -> 'countries' ? 'FR'`),
      await people(`detail ->> 'source' = '' and not detail -> 'countries' ? 'FR'`),
    ]
    expect([listed.length > 0, others.length > 0]).toEqual([true, true])
    const [operator, page] = [
      await stage.as(await stage.makeUser('operator', 'op-list@exemple.example.test')),
      await stage.as(lawbase.dpo),
    ]
    for (const one of [operator, page]) await one.goto(`${stage.base}/contacts?source=none&country=FR`)
    expect(await operator.locator('a[href^="/sources/attest"]').count()).toBe(0)
    await page.click('a[href^="/sources/attest"]')
    expect([await page.textContent('.context'), await page.textContent('main h2')]).toEqual([
      expect.stringContaining('from the contact list: No source, Country: France'),
      expect.stringContaining(String(listed.length)),
    ])
    expect(await axeFaults(page)).toEqual([])
    await page.selectOption('#kind', 'C4')
    await page.fill('#name', 'Salon de Lyon')
    await page.fill('#statement', 'Cartes de visite du salon de Lyon.')
    await page.fill('#signature', lawbase.dpo.name)
    await page.click('main button.primary')
    await page.waitForURL(/saved=attestation/u)
    await lawbase.run()
    const declared = await people(`detail ->> 'source' = 'C4 Salon de Lyon (declared)'`)
    expect([declared, await people(`detail ->> 'source' = ''`)]).toEqual([listed, others])
    await page.click('#attestations form button')
    await lawbase.run()
    expect(await people(`detail ->> 'source' = 'C4 Salon de Lyon (declared)'`)).toEqual([])
    for (const one of [operator, page]) await one.context().close()
  })

  it('of one person are added by the DPO with a file that shows them, and count at once as proven', async () => {
    const { lawbase } = stage
    const sourceOf = async (id: string) =>
      (
        await lawbase.app.pool.query<{ source: string }>(
          `select detail ->> 'source' as source from decisions where contact_id = $1`,
          [id],
        )
      ).rows[0]?.source
    const { rows } = await lawbase.app.pool.query<{ id: string }>(
      `select contact_id as id from decisions where detail ->> 'source' = '' order by 1 limit 1`,
    )
    const id = rows[0]?.id ?? ''
    const [operator, page] = [
      await stage.as(await stage.makeUser('operator', 'op-person@exemple.example.test')),
      await stage.as(lawbase.dpo),
    ]
    await operator.goto(`${stage.base}/contacts/${id}`)
    expect(await operator.locator('#sources a.btn').count()).toBe(0)
    await page.goto(`${stage.base}/contacts/${id}`)
    await page.click('#sources a.btn')
    expect(await axeFaults(page)).toEqual([])
    await page.selectOption('#kind', 'C2')
    await page.fill('#name', 'Salon de Lyon 2026')
    await page.fill('#obtainedOn', '2026-03-11')
    await page.fill('#note', 'Carte remise sur notre stand')
    await page.click('main button.primary')
    expect([await page.textContent('#evidence-error'), await page.inputValue('#name')]).toEqual([
      'Attach the file that shows it.',
      'Salon de Lyon 2026',
    ])
    expect(await axeFaults(page)).toEqual([])
    if (shots !== undefined) await page.screenshot({ path: `${shots}/person-source.png`, fullPage: true })
    const file = { name: 'carte.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 carte') }
    await page.setInputFiles('#evidence', file)
    await page.click('main button.primary')
    await page.waitForURL(/#sources$/u)
    const card = (await page.locator('#sources tbody').innerText()).split(/\s*\n\s*|\t/u).filter((part) => part !== '')
    expect([await sourceOf(id), card]).toEqual([
      'C2 Salon de Lyon 2026',
      [
        'Business card',
        'Salon de Lyon 2026',
        'proven: a file kept for this person',
        `${lawbase.dpo.email}: “Carte remise sur notre stand” · Kept file`,
        'Not informed at that moment',
        'Correct or withdraw',
        '11 Mar 2026',
      ],
    ])
    if (shots !== undefined) await page.screenshot({ path: `${shots}/person-source-kept.png`, fullPage: true })
    for (const one of [operator, page]) await one.context().close()
  })

  it('of a list are added with a file, declared, also of people who came later', async () => {
    const { lawbase } = stage
    const page = await stage.as(lawbase.dpo)
    await page.goto(`${stage.base}/contacts?source=none&country=FR`)
    const before = Number(/^\d+/u.exec((await page.textContent('h1')) ?? '')?.[0])
    await page.click('a[href^="/sources/list"]')
    expect(await page.textContent('.context')).toContain(`For the ${before} people who are on this list now`)
    expect(await axeFaults(page)).toEqual([])
    await page.selectOption('#kind', 'C4')
    await page.fill('#name', 'Salon de Nantes 2026')
    await page.fill('#obtainedOn', '2026-05-11')
    await page.fill('#note', 'Cartes remises sur notre stand')
    await page.click('main button.primary')
    expect(await page.textContent('#evidence-error')).toBe('Attach the file that shows it.')
    if (shots !== undefined) await page.screenshot({ path: `${shots}/list-source.png`, fullPage: true })
    const file = { name: 'cartes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 cartes') }
    const save = async () => {
      await page.setInputFiles('#evidence', file)
      await page.click('main button.primary')
    }
    const { rows: left } = await lawbase.app.pool.query<{ id: number }>(
      `insert into sources (contact_id, kind, name, obtained_on, assumed, created_at) select d.contact_id, 'C4', 'Else', '2026-01-01', false, now() from decisions d join contacts c on c.id = d.contact_id and c.purged_at is null and c.merged_into is null
       where d.detail -> 'countries' ? 'FR' and not exists (select 1 from sources s where s.contact_id = d.contact_id) and exists (select 1 from remote_records r where r.contact_id = d.contact_id and r.gone_at is null) limit 1 returning id`,
    )
    await save()
    expect([await page.textContent('#name-error'), await page.textContent('.context')]).toEqual([
      'The list changed since this page was shown: look at it again, then save.',
      expect.stringContaining(`For the ${before - 1} people`),
    ])
    await lawbase.app.pool.query('delete from sources where id = $1', [left[0]?.id])
    await save()
    expect(await page.textContent('.context')).toContain(`For the ${before} people`)
    await save()
    await page.waitForURL(/\/contacts\?/u)
    const sources = async () =>
      (
        await lawbase.app.pool.query(
          `select d.detail ->> 'source' as source, count(*)::int as people, (select count(*)::int from evidence_files e join source_dossiers o on o.id = e.source_dossier_id where o.name = 'Salon de Nantes 2026') as files
           from decisions d where d.detail ->> 'source' like 'C4 Salon de Nantes%' group by 1`,
        )
      ).rows
    await until('all are judged anew', async () => ((await sources())[0] as { people: number })?.people === before)
    expect(await sources()).toEqual([{ source: 'C4 Salon de Nantes 2026 (declared)', people: before, files: 1 }])
    await page.goto(`${stage.base}/contacts?source=none&country=FR`)
    expect(await page.locator('a[href^="/sources/list"]').count()).toBe(0)
    await page.goto(`${stage.base}/sources/list?list=source%3Dnone%26country%3DFR`)
    expect([await page.textContent('.context'), await page.locator('#kind').count()]).toEqual([
      'No one is on this list any more.',
      0,
    ])
    await page.context().close()
  })

  it('collected after Lawbase came are refused, with the day', async () => {
    const { lawbase } = stage
    await lawbase.app.pool.query(`update users set created_at = '2015-01-01T00:00:00Z'`)
    const page = await stage.as(lawbase.dpo)
    await page.goto(`${stage.base}/sources/attest?year=2024`)
    expect([await page.textContent('h2'), await page.locator('#statement').count()]).toEqual([
      'No contact is covered by this choice.',
      0,
    ])
    expect(await page.textContent('.card .hint')).toContain('collected after 1 Jan 2015')
    const operator = await stage.as(await stage.makeUser('operator', 'operator-sources@exemple.example.test'))
    expect((await operator.goto(`${stage.base}/sources`))?.status()).toBe(403)
  })
})
