import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../../../src/domain/app/channel.ts'
import { connectByForm } from '../../../src/operations/connections/connect-by-form.ts'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import type { Running } from '../../../src/serve.ts'
import { startMailServer, type MailServer } from '../../support/mail-server.ts'
import { until } from '../../support/until.ts'
import {
  axeFaults,
  browserWanted,
  openPages,
  openStage,
  pixelsCut,
  type Door,
  type Stage,
} from '../../support/stage.ts'

describe.runIf(browserWanted)('pages about brokers', () => {
  let stage: Stage
  let pages: Door
  let mail: MailServer
  let working: Running
  let path: string
  beforeAll(async () => {
    mail = await startMailServer()
    stage = await openStage({ contacts: 120, smtpUrl: mail.url })
    const { lawbase } = stage
    await lawbase.connectHubspot()
    const id = await connectByForm(lawbase.app, lawbase.admin, 'broker-email', 'Prospecta', {
      mailbox: 'objections@prospecta.example.test',
      language: 'fr',
      slaHours: '48',
      grouping: 'batch',
    })
    await grant(lawbase.app, id, 'suppress', lawbase.admin)
    await lawbase.run()
    pages = await openPages(lawbase.app)
    lawbase.app.publicUrl = pages.base
    const { rows } = await lawbase.app.pool.query<{ value: string }>(
      'select distinct i.value from sources s join remote_records r on r.contact_id = s.contact_id join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash where s.broker_connection_id = $1 and not i.role order by 1 limit 3',
      [id],
    )
    for (const { value } of rows) {
      await recordObjection(lawbase.app, {
        emails: [value],
        hashes: [],
        contactId: null,
        channels,
        receivedAt: lawbase.app.clock.now(),
        door: 'rest',
        actor: 'a test',
        originConnectionId: null,
        lane: 'objection',
        reason: 'objection',
        evidence: {},
        idempotencyKey: null,
      })
    }
    working = await lawbase.work()
    const sent = await until('the mail is here', async () => mail.received.find((one) => /\/ack\//u.test(one.text)))
    path = /https?:\/\/\S+\/ack\/[\w-]+/u.exec(sent.text)?.[0] ?? ''
  })
  afterAll(async () => {
    await working.stop()
    await pages.close()
    await stage.close()
    await mail.close()
  })

  const phone = async (language: string): Promise<Page> => {
    const context = await stage.browser.newContext({ viewport: { width: 320, height: 700 }, javaScriptEnabled: true })
    const page = await context.newPage()
    await page.goto(`${path}?lang=${language}`)
    return page
  }

  it.each([
    ['fr', 'Oppositions à appliquer', 'Merci'],
    ['en', 'Objections to apply', 'Thank you'],
  ])('lets a broker answer in %s on a phone of 320 px, without fault', async (language, title, thanks) => {
    const page = await phone(language)
    expect([
      await page.textContent('h1'),
      await page.locator('html').getAttribute('lang'),
      await pixelsCut(page),
    ]).toEqual([title, language, 0])
    expect(await axeFaults(page)).toEqual([])
    expect(((await page.textContent('main')) ?? '').match(/[\w.+-]+@[\w.-]+/gu)).toBeNull()
    await page.click('button.plain')
    expect(((await page.textContent('main')) ?? '').match(/[\w.+-]+@[\w.-]+/gu)?.length).toBeGreaterThan(0)
    await page.check('input[name="a.1"][value=applied]')
    expect([await axeFaults(page), await pixelsCut(page)]).toEqual([[], 0])
    await page.fill('#name', 'R. Martin')
    await page.click('form.ack > button')
    expect(await page.textContent('h1')).toContain(thanks)
    expect(await axeFaults(page)).toEqual([])
    await page.context().close()
  })

  it('can be answered by keyboard alone', async () => {
    const page = await phone('en')
    const reach = async (selector: string) => {
      for (let steps = 0; steps < 60; steps++) {
        await page.keyboard.press('Tab')
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return
      }
      throw new Error(`Tab never reaches ${selector}`)
    }
    await reach('input[name="a.1"]')
    await page.keyboard.press('ArrowDown')
    await reach('#name')
    await page.keyboard.type('S. Petit')
    await page.keyboard.press('Enter')
    await page.waitForSelector('dl.ack-copy')
    await page.context().close()
  })

  it.each(['en', 'fr'] as const)(
    'lets an operator end a task in %s, by keyboard and with a proof',
    async (language) => {
      const { app, admin } = stage.lawbase
      const id = await connectByForm(app, admin, 'broker-task', `Par la main ${language}`, {
        instructionsFr: 'Écran Admin',
        instructionsEn: 'Admin screen',
        slaHours: '48',
      })
      await grant(app, id, 'suppress', admin)
      const { rows } = await app.pool.query<{ contact_id: string; value: string }>(
        'select distinct s.contact_id, i.value from sources s join remote_records r on r.contact_id = s.contact_id join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash where not i.role and not exists (select 1 from objections o where o.contact_id = s.contact_id) order by 2 limit 1',
      )
      await app.pool.query('update sources set broker_connection_id = $2 where contact_id = $1', [
        rows[0]?.contact_id,
        id,
      ])
      await recordObjection(app, {
        emails: [rows[0]?.value ?? ''],
        hashes: [],
        contactId: null,
        channels,
        receivedAt: app.clock.now(),
        door: 'rest',
        actor: 'a test',
        originConnectionId: null,
        lane: 'objection',
        reason: 'objection',
        evidence: {},
        idempotencyKey: null,
      })
      const task = await until(
        'the task is open',
        async () =>
          (await app.pool.query<{ id: string }>('select id from broker_tasks where connection_id = $1', [id])).rows[0],
      )
      const page = await stage.as(
        await stage.makeUser('operator', `operator-${language}@exemple.example.test`, language),
      )
      await page.goto(stage.base)
      expect(await page.locator('a[href="/broker-tasks"]').count()).toBeGreaterThan(1)
      await page.goto(`${stage.base}/broker-tasks`)
      expect(await axeFaults(page)).toEqual([])
      await page.click(`a[href="/broker-tasks/${task.id}"]`)
      expect(await page.textContent('main')).toContain(language === 'fr' ? 'Écran Admin' : 'Admin screen')
      expect(await page.textContent('main')).not.toContain(rows[0]?.value)
      expect(await axeFaults(page)).toEqual([])
      await page.click(`form[action$="/show"] button`)
      expect(await page.textContent('main')).toContain(rows[0]?.value)
      expect(await axeFaults(page)).toEqual([])
      await page.focus('#answer-acknowledged')
      await page.keyboard.press('Space')
      await page.fill('#note', 'Saisi le jour même')
      await page.setInputFiles('#evidence', {
        name: 'page.html',
        mimeType: 'image/png',
        buffer: Buffer.from('<script>alert(1)</script>'),
      })
      await page.click('form[enctype] button')
      expect(await page.textContent('.summary')).toContain('PNG')
      expect(await page.inputValue('#note')).toBe('Saisi le jour même')
      expect(await axeFaults(page)).toEqual([])
      await page.setInputFiles('#evidence', {
        name: '../../etc/passwd.png',
        mimeType: 'image/png',
        buffer: Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(100_000)]),
      })
      await page.click('form[enctype] button')
      await page.waitForSelector('a[download]')
      expect(await axeFaults(page)).toEqual([])
      const answer = await page.context().request.get(`${stage.base}${await page.getAttribute('a[download]', 'href')}`)
      expect([
        answer.status(),
        ...['content-type', 'content-disposition', 'x-content-type-options', 'content-security-policy'].map(
          (name) => answer.headers()[name],
        ),
      ]).toEqual([
        200,
        'application/octet-stream',
        expect.stringMatching(/^attachment; filename\*=UTF-8''[\w.]*passwd\.png$/u),
        'nosniff',
        "default-src 'none'; sandbox",
      ])
      await until(
        'it is accepted',
        async () =>
          (
            await app.pool.query(
              `select 1 from propagations where connection_id = $1 and state = 'accepted' and proof = 2`,
              [id],
            )
          ).rowCount === 1,
      )
      const viewer = await stage.as(await stage.makeUser('viewer', `viewer-${language}@exemple.example.test`, language))
      expect((await viewer.goto(`${stage.base}/broker-tasks/${task.id}`))?.status()).toBe(403)
      for (const one of [page, viewer]) await one.context().close()
    },
  )

  it.each(['en', 'fr'] as const)('shows the form of every system that is described in one, in %s', async (language) => {
    const admin = await stage.makeUser('admin', `admin-${language}@exemple.example.test`, language)
    const page = await stage.as(admin)
    await page.goto(`${stage.base}/connections/new`)
    expect(await axeFaults(page)).toEqual([])
    for (const connector of stage.lawbase.app.connectors.values()) {
      if (connector.auth.type !== 'form') continue
      await page.goto(`${stage.base}/connections/new/${connector.id}`)
      expect(await axeFaults(page)).toEqual([])
      for (const field of connector.auth.fields) {
        expect(await page.locator(`#${field.name}`).count()).toBe(1)
        if (field.secret && field.lines === undefined)
          expect(await page.locator(`#${field.name}`).getAttribute('type')).toBe('password')
      }
      const filled = connector.auth.fields.find((field) => field.secret)
      if (filled !== undefined) await page.fill(`#${filled.name}`, 'a secret that must not come back')
      for (const field of connector.auth.fields)
        if (field !== filled && field.options === undefined && field.optional !== true)
          await page.fill(`#${field.name}`, '?')
      await page.evaluate(() => document.querySelector<HTMLFormElement>('main form')?.submit())
      await page.waitForSelector('.summary')
      expect(await page.content()).not.toContain('a secret that must not come back')
      expect(await axeFaults(page)).toEqual([])
    }
    await page.context().close()
  })
})
