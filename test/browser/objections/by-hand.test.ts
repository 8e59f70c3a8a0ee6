import { writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserWanted, openStage, type Stage } from '../../support/stage.ts'

interface Row {
  door: string
  channels: string[]
  contact: boolean
  evidence: Record<string, unknown>
}

describe.runIf(browserWanted)('an objection recorded by hand', () => {
  let stage: Stage
  let page: Page
  let folder: string
  beforeAll(async () => {
    stage = await openStage({ contacts: 80 })
    await stage.lawbase.connectHubspot()
    await stage.lawbase.connectSalesforce()
    await stage.lawbase.run()
    page = await stage.as(await stage.makeUser('operator', 'operator@exemple.example.test'))
    folder = mkdtempSync(join(tmpdir(), 'lawbase-scan-'))
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await stage.close()
  })
  const { length: everything } = ['email', 'sms', 'phone', 'robocall', 'post', 'social', 'fax', 'audience']
  const somebody = async () => {
    const { rows } = await stage.lawbase.app.pool.query<{
      first: string
      last: string
      contactId: string
      email: string
    }>(
      `select r.first_name as first, r.last_name as last, r.contact_id as "contactId", i.value as email from remote_records r join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities i on i.hash = ri.identity_hash and not i.role
       where r.first_name is not null and r.last_name is not null and not exists (select 1 from objections o where o.contact_id = r.contact_id)
       and not exists (select 1 from remote_records o where o.contact_id <> r.contact_id and o.last_name ilike r.last_name || '%' and o.first_name ilike r.first_name || '%') order by r.id limit 1`,
    )
    const [found] = rows
    if (found === undefined) throw new Error('nobody left')
    return found
  }
  const last = async (): Promise<Row | undefined> =>
    (
      await stage.lawbase.app.pool.query<Row>(
        'select door, channels, contact_id is not null as contact, evidence from objections order by recorded_at desc, number desc limit 1',
      )
    ).rows[0]

  it('is recorded with the keyboard alone: name, Enter, a digit, Ctrl Enter', async () => {
    const person = await somebody()
    await page.goto(`${stage.base}/objections/new`)
    // What has the focus at first gets it with the first picture, not with the page.
    await page.waitForSelector('#who:focus')
    await page.keyboard.type(`${person.last} ${person.first}`, { delay: 0 })
    await page.waitForSelector('#who-options li')
    const shown = await page.locator('#who-options').innerText()
    expect({ name: shown.includes(person.last), address: shown.includes(person.email) }).toEqual({
      name: true,
      address: false,
    })
    await page.keyboard.press('Enter')
    await page.keyboard.press('1')
    await Promise.all([page.waitForURL(/\/objections\/[0-9a-f-]{36}\?done=1$/u), page.keyboard.press('Control+Enter')])
    expect(await page.locator('.notice.done').innerText()).toMatch(/Recorded at \d\d:\d\d, number R-\d{4}-\d{4}\./u)
    const row = await last()
    expect({ door: row?.door, channels: row?.channels.length, contact: row?.contact }).toEqual({
      door: 'phone',
      channels: everything,
      contact: true,
    })
    await Promise.all([page.waitForURL(`${stage.base}/objections/new`), page.keyboard.press('n')])
  })

  /** Types a text and more keys while the search has not answered; what is given back lets it answer. */
  const typeAhead = async (text: string) => {
    await page.goto(`${stage.base}/objections/new`)
    await page.waitForSelector('#who:focus')
    const { promise, resolve } = Promise.withResolvers<void>()
    await page.route('**/objections/find', async (route) => {
      await promise
      await route.continue()
    })
    await page.keyboard.type(text, { delay: 0 })
    for (const key of ['Enter', '2', 'Control+Enter']) await page.keyboard.press(key)
    expect(await page.locator('#who').inputValue()).toBe(text)
    return resolve
  }

  it('is recorded for the one result when the keys come before it', async () => {
    const person = await somebody()
    const answer = await typeAhead(`${person.last} ${person.first}`)
    const landed = page.waitForURL(/\/objections\/[0-9a-f-]{36}\?done=1$/u)
    answer()
    await landed
    await page.unroute('**/objections/find')
    const row = await last()
    expect({ door: row?.door, channels: row?.channels.length, contact: row?.contact }).toEqual({
      door: 'post',
      channels: everything,
      contact: true,
    })
  })

  it('is not recorded for the first of several before anyone saw who it is', async () => {
    const before = await last()
    const answer = await typeAhead(`${(await somebody()).last.slice(0, 2)}`)
    answer()
    await page.waitForSelector('#person-title')
    await page.unroute('**/objections/find')
    expect({
      path: new URL(page.url()).pathname,
      door: await page.locator('input[name=door]:checked').inputValue(),
      several: Number.parseInt(await page.locator('[data-count]').innerText(), 10) > 1,
      last: await last(),
    }).toEqual({ path: '/objections/new', door: 'post', several: true, last: before })
  })

  it('of somebody outside the base is recorded for the address, on the channels that were ticked, with a scan', async () => {
    const scan = join(folder, 'lettre.pdf')
    writeFileSync(scan, '%PDF-1.4\n% a letter\n')
    await page.goto(`${stage.base}/objections/new`)
    await page.fill('#who', 'hors.base@ailleurs.example.test')
    await page.check('input[name=door][value=post]')
    await page.fill('#receivedOn', '-1')
    await page.check('input[name=channels][value=post]')
    await page.setInputFiles('#file', scan)
    await Promise.all([page.waitForURL(/done=1$/u), page.click('.form-foot button.primary')])
    const row = await last()
    expect({ door: row?.door, channels: row?.channels, contact: row?.contact, file: row?.evidence['file'] }).toEqual({
      door: 'post',
      channels: ['post'],
      contact: false,
      file: true,
    })
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[href^="/evidence/"]')])
    expect(download.suggestedFilename()).toBe('lettre.pdf')
  })

  it('of someone else is corrected by a DPO, in the browser, in French, and both pages say so', async () => {
    const { lawbase, base } = stage
    const { rows } = await lawbase.app.pool.query<{ id: string; number: string }>(
      'select id, number from objections where contact_id is not null order by recorded_at desc, number desc limit 1',
    )
    const { id = '', number = '' } = rows[0] ?? {}
    await page.goto(`${base}/objections/${id}`)
    expect(await page.locator(`a[href="/objections/${id}/correct"]`).count()).toBe(0)
    const dpo = await stage.as(await stage.makeUser('dpo', 'dpo.fr@exemple.example.test', 'fr'))
    await dpo.goto(`${base}/objections/${id}`)
    await Promise.all([dpo.waitForURL(/\/correct$/u), dpo.click(`a[href="/objections/${id}/correct"]`)])
    const right = await somebody()
    await dpo.fill('[name=reason]', 'Un homonyme de la même société')
    await dpo.fill('[name=right]', right.email)
    await Promise.all([dpo.waitForURL(/#correction$/u), dpo.click('.card button.primary')])
    const card = await dpo.locator('#correction').innerText()
    expect(card).toContain('Corrigée le')
    expect(card).toContain('Un homonyme de la même société')
    await dpo.locator('#correction a[href^="/objections/"]').click()
    expect(await dpo.locator('main .notice').innerText()).toContain(number)
  })

  it('said twice within ten minutes asks first, and keeps what was typed', async () => {
    const again = async () => {
      await page.goto(`${stage.base}/objections/new`)
      await page.fill('#who', '+33 6 39 98 77 66')
      await page.fill('#words', 'Ne m’appelez plus')
      await page.click('.form-foot button.primary')
      await page.waitForLoadState()
    }
    await again()
    await again()
    expect(await page.locator('.notice.wait').innerText()).toMatch(/Already recorded at \d\d:\d\d/u)
    expect(await page.inputValue('#words')).toBe('Ne m’appelez plus')
    await Promise.all([page.waitForURL(/done=1$/u), page.click('button[name=second]')])
    expect(await page.locator('q').innerText()).toBe('Ne m’appelez plus')
    expect((await last())?.evidence['words']).not.toBe('Ne m’appelez plus')
  })

  it.each([
    ['nobody named', { '#who': '' }, 'Say who opted out: an address, a phone number or a name.'],
    [
      'an incomplete address',
      { '#who': 'anne.roy@' },
      '“anne.roy@” is not a complete address. Example: anne.roy@acme.example.test',
    ],
    [
      'a day to come',
      { '#who': 'x@example.test', '#receivedOn': '03/12/2099' },
      '03/12/2099 is in the future. Give the day it reached you.',
    ],
    ['a day that is none', { '#who': 'x@example.test', '#receivedOn': 'soon' }, 'Write the date as 25/11/2026.'],
  ])('with %s is refused at the field, and nothing is recorded', async (_name, fields, text) => {
    const before = (await stage.lawbase.app.pool.query('select count(*) from objections')).rows
    await page.goto(`${stage.base}/objections/new`)
    for (const [selector, value] of Object.entries(fields)) await page.fill(selector, value)
    await page.click('.form-foot button.primary')
    await page.waitForSelector('.summary')
    expect(await page.locator('.wrong:visible').allInnerTexts()).toEqual([text])
    expect((await stage.lawbase.app.pool.query('select count(*) from objections')).rows).toEqual(before)
  })

  it('works without JavaScript: several people are offered to choose from', async () => {
    const context = await stage.browser.newContext({
      javaScriptEnabled: false,
      storageState: await page.context().storageState(),
    })
    const plain = await context.newPage()
    await plain.goto(`${stage.base}/objections/new`)
    await plain.fill('#who', 'camille')
    await plain.click('.form-foot button.primary')
    const choices = plain.locator('input[type=radio][name=contactId]')
    expect(await choices.count()).toBeGreaterThan(1)
    await choices.first().check()
    await plain.click('.form-foot button.primary')
    await plain.waitForURL(/done=1$/u)
    await context.close()
  })
})
