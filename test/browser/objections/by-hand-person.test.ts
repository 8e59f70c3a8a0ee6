import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { axeFaults, browserWanted, openStage, type Stage } from '../../support/stage.ts'

const shots = process.env['LAWBASE_SHOTS']

describe.runIf(browserWanted)('the form for an opt-out told to someone', () => {
  let stage: Stage
  let crms: [string, string]
  beforeAll(async () => {
    stage = await openStage({ contacts: 80 })
    crms = [await stage.lawbase.connectHubspot(), await stage.lawbase.connectSalesforce()]
    await stage.lawbase.run()
    await grant(stage.lawbase.app, crms[0], 'suppress', stage.lawbase.admin)
  })
  afterAll(() => stage.close())
  const operator = async (language: 'en' | 'fr'): Promise<Page> =>
    stage.as(await stage.makeUser('operator', `operator-${language}@exemple.example.test`, language))

  it.each(['en', 'fr'] as const)(
    'shows the key of each answer beside its label, never over it, in %s',
    async (language) => {
      const page = await operator(language)
      const faults: string[] = []
      for (const width of [1440, 1366, 1024, 768, 390, 320]) {
        await page.setViewportSize({ width, height: 900 })
        await page.goto(`${stage.base}/objections/new`)
        faults.push(
          ...(await page.evaluate((at) => {
            const over = (a: DOMRect, b: DOMRect) =>
              a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5
            const tiles = [...document.querySelectorAll('.tile-choice')]
            const boxes = tiles.map((tile) => tile.getBoundingClientRect())
            return [...document.querySelectorAll('.tile-choice kbd')].flatMap((key) => {
              const box = key.getBoundingClientRect()
              if (box.width === 0) return []
              const tile = key.closest('.tile-choice')
              const own = tile?.getBoundingClientRect()
              const label = tile?.querySelector('span')?.getBoundingClientRect()
              const name = `${at} px: key ${key.textContent}`
              return [
                ...(own === undefined || (box.left >= own.left && box.right <= own.right)
                  ? []
                  : [`${name} leaves its tile`]),
                ...(label !== undefined && over(box, label) ? [`${name} covers its label`] : []),
                ...boxes
                  .filter((other, index) => tiles[index] !== tile && over(box, other))
                  .map(() => `${name} covers another answer`),
              ]
            })
          }, width)),
        )
      }
      expect(faults).toEqual([])
      await page.context().close()
    },
  )

  interface Somebody {
    contactId: string
    first: string
    last: string
    company: string
    email: string
    systems: string[]
  }
  /** Of both systems and under a name of their own, or of one of them alone. */
  const somebody = async (systems: number): Promise<Somebody> => {
    const { rows } = await stage.lawbase.app.pool.query<Somebody>(
      `select r.contact_id as "contactId", min(r.first_name) as first, min(r.last_name) as last, min(r.company) as company, min(i.value) as email, array_agg(distinct c.label order by c.label) as systems
       from remote_records r join connections c on c.id = r.connection_id join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities i on i.hash = ri.identity_hash and not i.role
       where r.gone_at is null and r.first_name is not null and r.last_name is not null and r.company is not null
         and not exists (select 1 from objections o where o.contact_id = r.contact_id)
       group by 1 having count(distinct c.id) = $1 and count(distinct i.value) = 1 and count(distinct r.last_name) = 1 order by 1 limit 1`,
      [systems],
    )
    const [found] = rows
    if (found === undefined) throw new Error('nobody fits')
    return found
  }
  const take = async (page: Page, person: Somebody) => {
    await page.goto(`${stage.base}/objections/new`)
    await page.fill('#who', '')
    await page.locator('#who').pressSequentially(person.email, { delay: 0 })
    await page.waitForSelector('#who-options li')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#person-title')
  }
  const views = async (contactId: string) =>
    (
      await stage.lawbase.app.pool.query<{ what: string | null }>(
        `select details ->> 'what' as what from audit_events where act = 'view' and contact_id = $1 order by at, id`,
        [contactId],
      )
    ).rows.map(({ what }) => what)

  it('shows who was chosen, masked, and what will happen in each system, with how it is proven', async () => {
    const page = await stage.as(stage.lawbase.dpo)
    const person = await somebody(2)
    await take(page, person)
    const card = page.locator('#person')
    expect(await card.locator('h2').innerText()).toBe(`What will happen for ${person.first} ${person.last}`)
    const text = await card.innerText()
    expect([text.includes(person.company), text.includes(person.email), text.includes('•')]).toEqual([
      true,
      false,
      true,
    ])
    expect(await card.locator('.foreseen .strong').allInnerTexts()).toEqual(['Lawbase', 'HubSpot', 'Salesforce'])
    expect(await card.locator('.foreseen .pill').allInnerTexts()).toEqual(['At once', 'Sent at once', 'Will wait'])
    const [, hubspot = '', salesforce = ''] = await card.locator('.foreseen li').allInnerTexts()
    expect(hubspot).toMatch(/\d records? there\./u)
    expect(hubspot).toContain('Blocked by its own opt-out: E-mail.')
    expect(hubspot).toContain('Only marked in our field, which HubSpot does not enforce: SMS, Phone')
    expect(hubspot).toContain('Verified by reading the record there.')
    expect(salesforce).toContain('The right to block is not granted')
    expect(await page.locator('#chosen-line').innerText()).toBe(
      `${person.first} ${person.last} · ${person.company} · HubSpot and Salesforce · what will happen`,
    )
    await page.waitForSelector('[name=door]:focus', { state: 'attached' })
    expect(await axeFaults(page)).toEqual([])
    // Fewer channels, less happens.
    await page.check('input[name=channels][value=email]')
    await page.waitForFunction(
      () => document.querySelector('.foreseen')?.textContent?.includes('does not enforce') === false,
    )
    expect(await card.locator('.foreseen li').first().innerText()).toContain('On the suppression list: E-mail.')
    await page.context().close()
  })

  it('shows the address only when asked, and writes that down', async () => {
    const page = await stage.as(stage.lawbase.dpo)
    const person = await somebody(2)
    await take(page, person)
    const before = await views(person.contactId)
    expect([before.length > 0, before.every((what) => what === 'look-up')]).toEqual([true, true])
    await page.click('[data-reveal-person]')
    await page.waitForFunction((email) => document.querySelector('#person')?.textContent?.includes(email), person.email)
    expect(await page.locator('#person').innerText()).toMatch(/Seen by you at \d\d:\d\d, in the audit log\./u)
    expect(await views(person.contactId)).toEqual([...before, null])
    // What is typed anew is somebody else.
    await page.locator('#who').pressSequentially('x')
    expect([await page.locator('#person').isVisible(), await page.locator('#chosen-line').innerText()]).toEqual([
      false,
      '',
    ])
    await page.context().close()
  })

  it('says that no answer came, and goes on when it comes', async () => {
    const page = await stage.as(stage.lawbase.dpo)
    const person = await somebody(2)
    await take(page, person)
    const failed = page.locator('[data-ask-failed]')
    expect(await failed.isVisible()).toBe(false)
    await page.route('**/objections/person', (route) => route.fulfill({ status: 503 }))
    await page.click('[data-reveal-person]')
    await failed.waitFor()
    expect((await failed.innerText()).trim()).toBe(
      'No answer came. Check the connection and try again. If you were signed out, reload the page.',
    )
    expect(await axeFaults(page)).toEqual([])
    await page.unroute('**/objections/person')
    await page.click('[data-reveal-person]')
    await page.waitForFunction((email) => document.querySelector('#person')?.textContent?.includes(email), person.email)
    expect(await failed.isVisible()).toBe(false)
    await page.route('**/objections/find', (route) => route.abort())
    await page.locator('#who').pressSequentially('x')
    await failed.waitFor()
    await page.context().close()
  })

  it('takes who fits what is typed now, not who fitted a part of it, however late the answers come', async () => {
    const page = await stage.as(stage.lawbase.dpo)
    const person = await somebody(2)
    const texts: string[] = []
    const held: (() => void)[] = []
    await page.route('**/objections/find', async (route) => {
      const text = new URLSearchParams(route.request().postData() ?? '').get('text') ?? ''
      if (text === person.email) await new Promise<void>((resolve) => held.push(resolve))
      texts.push(text)
      await route.continue()
    })
    await page.goto(`${stage.base}/objections/new`)
    await page.locator('#who').pressSequentially('a')
    await page.locator('#who').pressSequentially('n')
    await page.waitForSelector('#who-options li')
    await page.fill('#who', person.email)
    await page.keyboard.press('Enter')
    await expect.poll(() => held.length).toBe(1)
    expect([await page.locator('#person').isVisible(), await page.inputValue('[name=contactId]')]).toEqual([false, ''])
    held[0]?.()
    await page.waitForSelector('#person-title')
    expect([await page.inputValue('[name=contactId]'), texts.at(-1)]).toEqual([person.contactId, person.email])
    await page.context().close()
  })

  it('says where there is no record, and does what it said', async () => {
    const page = await stage.as(stage.lawbase.dpo)
    const person = await somebody(1)
    await take(page, person)
    const labels = await page.locator('#person .foreseen .strong').allInnerTexts()
    const pills = await page.locator('#person .foreseen .pill').allInnerTexts()
    const empty = labels.find((label) => label !== 'Lawbase' && !person.systems.includes(label)) ?? ''
    expect(await page.locator('#person .foreseen li', { hasText: empty }).innerText()).toContain(
      'No record there: blocked as soon as one appears.',
    )
    await Promise.all([page.waitForURL(/done=1$/u), page.click('.form-foot button.primary')])
    const { rows } = await stage.lawbase.app.pool.query<{ label: string; state: string; reason: string | null }>(
      `select c.label, p.state, p.reason from propagations p join connections c on c.id = p.connection_id join objections o on o.id = p.objection_id where o.contact_id = $1 order by c.position`,
      [person.contactId],
    )
    expect(['Lawbase', ...rows.map(({ label }) => label)]).toEqual(labels)
    expect(rows.map(({ reason }) => reason === 'not-granted')).toEqual(
      pills.slice(1).map((pill) => pill === 'Will wait'),
    )
    await page.context().close()
  })

  it('says of an address outside the base that nothing holds it', async () => {
    const page = await operator('fr').catch(() => stage.as({ email: 'operator-fr@exemple.example.test' }))
    await page.goto(`${stage.base}/objections/new`)
    await page.locator('#who').pressSequentially('hors.base@ailleurs.example.test', { delay: 0 })
    await page.waitForSelector('#who-options li')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#person-title')
    const text = await page.locator('#person').innerText()
    expect(text).toContain('Aucun système connecté ne contient cet identifiant.')
    expect([text.includes('hors.base@'), await axeFaults(page)]).toEqual([false, []])
    await page.context().close()
  })

  it('shows the same without JavaScript, by a button, and keeps what was typed', async () => {
    const person = await somebody(2)
    const login = await stage.as(stage.lawbase.dpo)
    const context = await stage.browser.newContext({
      javaScriptEnabled: false,
      storageState: await login.context().storageState(),
    })
    const page = await context.newPage()
    await page.goto(`${stage.base}/objections/new`)
    await page.fill('#who', `${person.last} ${person.first}`)
    await page.fill('#words', 'Plus d’appels')
    await page.click('button:has-text("Show who is meant")')
    expect(await page.inputValue('#words')).toBe('Plus d’appels')
    expect(await page.locator('#person .foreseen .strong').allInnerTexts()).toEqual([
      'Lawbase',
      'HubSpot',
      'Salesforce',
    ])
    await page.click('[data-reveal-person]')
    expect(await page.locator('#person').innerText()).toContain(person.email)
    await Promise.all([page.waitForURL(/done=1$/u), page.click('.form-foot button.primary')])
    await context.close()
    await login.context().close()
  })

  it.runIf(shots !== undefined)('is drawn for those who look at it', async () => {
    for (const language of ['en', 'fr'] as const) {
      await stage.lawbase.app.pool.query('update users set language = $1 where id = $2', [
        language,
        stage.lawbase.dpo.id,
      ])
      const page = await stage.as(stage.lawbase.dpo)
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 })
        await take(page, await somebody(2))
        await page.screenshot({ path: `${shots}/by-hand-${language}-${width}.png`, fullPage: true })
      }
    }
  })
})
