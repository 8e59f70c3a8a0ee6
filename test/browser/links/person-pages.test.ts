import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MessageKind } from '../../../src/domain/app/kind.ts'
import { loadSettings, saveSettings } from '../../../src/store/settings/settings.ts'
import { startMailServer, type MailServer } from '../../support/mail-server.ts'
import { linkFor } from '../../support/person.ts'
import { until } from '../../support/until.ts'
import type { Running } from '../../../src/serve.ts'
import {
  axeFaults,
  browserWanted,
  openPages,
  openStage,
  pixelsCut,
  type Door,
  type Stage,
} from '../../support/stage.ts'

const kinds: MessageKind[] = [
  { id: 'newsletter', name: { fr: 'Lettre mensuelle', en: 'Monthly newsletter' }, channels: ['email'], targets: {} },
  {
    id: 'events',
    name: { fr: 'Invitations aux salons', en: 'Trade show invitations' },
    channels: ['email', 'phone'],
    targets: {},
  },
]
const phone = { viewport: { width: 320, height: 700 }, locale: 'fr-FR' }
/** Set it to a folder to keep pictures of the pages. */
const shots = process.env['LAWBASE_SHOTS']

describe.runIf(browserWanted)('the pages behind a person’s link', () => {
  let stage: Stage
  let pages: Door
  let mail: MailServer
  let working: Running
  let base: string
  beforeAll(async () => {
    mail = await startMailServer()
    stage = await openStage({ contacts: 60, smtpUrl: mail.url })
    const { lawbase } = stage
    await lawbase.connectHubspot()
    await lawbase.run()
    await saveSettings(
      lawbase.app.pool,
      { ...(await loadSettings(lawbase.app.pool)).settings, kinds },
      'a test',
      lawbase.app.clock.now(),
    )
    pages = await openPages(lawbase.app)
    base = pages.base
    lawbase.app.publicUrl = base
    working = await lawbase.work()
  })
  afterAll(async () => {
    await working.stop()
    await pages.close()
    await stage.close()
    await mail.close()
  })

  const open = async (path: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await stage.browser.newContext({
      locale: 'fr-FR',
      viewport: { width: 390, height: 844 },
      ...options,
    })
    const page = await context.newPage()
    await page.goto(`${base}${path}`)
    return page
  }
  const keep = async (page: Page, name: string) => {
    if (shots === undefined) return
    mkdirSync(shots, { recursive: true })
    await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
  }
  const objectionsOf = async (contactId: string) =>
    (
      await stage.lawbase.app.pool.query(
        'select door, channels, kinds from objections where contact_id = $1 order by recorded_at, kinds, number',
        [contactId],
      )
    ).rows
  const evidence = async (contactId: string) =>
    (
      await stage.lawbase.app.pool.query<{ evidence: Record<string, unknown> }>(
        'select evidence from objections where contact_id = $1 order by recorded_at, number',
        [contactId],
      )
    ).rows.map((row) => row.evidence)

  it.each([
    ['fr', 'Ne plus recevoir nos messages'],
    ['en', 'Stop our messages'],
  ])(
    'shows every choice in %s on a phone of 320 px, without fault, cookie or foreign resource',
    async (language, title) => {
      const { token } = await linkFor(stage.lawbase.app)
      const context = await stage.browser.newContext(phone)
      const page = await context.newPage()
      const loaded: { url: string; size: number }[] = []
      page.on(
        'response',
        (answer) =>
          void answer.body().then(
            (body) => loaded.push({ url: answer.url(), size: body.length }),
            () => undefined,
          ),
      )
      await page.goto(`${base}/u/${token}/preferences?lang=${language}`, { waitUntil: 'networkidle' })
      expect(await page.textContent('h1')).toBe(title)
      expect(await page.locator('html').getAttribute('lang')).toBe(language)
      expect(await pixelsCut(page)).toBe(0)
      expect(await axeFaults(page)).toEqual([])
      expect(await context.cookies()).toEqual([])
      expect(loaded.filter(({ url }) => !url.startsWith(base))).toEqual([])
      expect(loaded.filter(({ url }) => !url.endsWith('.woff2')).reduce((sum, { size }) => sum + size, 0)).toBeLessThan(
        60_000,
      )
      // Nothing about the person but the masked address.
      expect(((await page.textContent('main')) ?? '').match(/[\w.+-]+@[\w.-]+/gu)).toBeNull()
      const small = await page
        .locator('button, .answer, select, nav a')
        .evaluateAll((all) => all.map((each) => each.getBoundingClientRect()).filter((box) => box.height < 44).length)
      expect(small).toBe(0)
      await keep(page, `preferences-${language}-320`)
    },
  )

  it.each(['', '/one-click', '/preferences'])(
    'changes nothing when a program renders the link%s with its scripts',
    async (path) => {
      const { token, contactId } = await linkFor(stage.lawbase.app)
      const page = await open(`/u/${token}${path}`)
      await page.waitForLoadState('networkidle')
      expect([
        await page.locator('script').count(),
        await page.locator('form.stop button').count(),
        (await page.locator('.choice').count()) > 7,
      ]).toEqual([0, 1, true])
      expect(await objectionsOf(contactId)).toEqual([])
    },
  )

  it('shows the choices behind the link, and stops everything by one big button', async () => {
    const { token, contactId } = await linkFor(stage.lawbase.app)
    const page = await open(`/u/${token}`)
    await keep(page, 'link-fr')
    await page.click('form.stop button')
    await page.waitForSelector('p.done')
    expect(await page.textContent('h1')).toBe('C’est fait')
    expect(await objectionsOf(contactId)).toMatchObject([{ door: 'link', kinds: [] }])
    expect(await axeFaults(page)).toEqual([])
    await keep(page, 'done-fr')
    await page.click('main a')
    await page.waitForURL(/\/preferences/u)
    expect(await page.textContent('.note')).toContain('Tout est déjà arrêté')
    expect(await page.locator('input[value=no]:checked').count()).toBe(await page.locator('.choice').count())
  })

  it('saves choices without a script: each stops what it says, at once', async () => {
    const { token, contactId } = await linkFor(stage.lawbase.app)
    const page = await open(`/u/${token}/preferences`, { javaScriptEnabled: false })
    expect(await page.locator('input[value=yes]:checked').count()).toBe(await page.locator('.choice').count())
    await page.check('input[name="c.email.newsletter"][value=no]')
    await page.check('input[name="c.phone"][value=no]')
    await page.check('input[name="c.post"][value=no]')
    await page.selectOption('#pause', '3')
    await keep(page, 'preferences-fr-390')
    await page.click('form:has(.choices) button')
    expect(await page.textContent('h1')).toBe('Vos choix sont enregistrés')
    expect(await page.textContent('.done')).toContain('Courrier postal')
    await keep(page, 'saved-fr')
    expect(await objectionsOf(contactId)).toEqual([
      { door: 'preferences', channels: ['phone', 'robocall', 'post'], kinds: [] },
      { door: 'preferences', channels: ['email'], kinds: ['newsletter'] },
    ])
    const shown = (await evidence(contactId)).map((each) => each['shown'])
    expect(new Set(shown).size).toBe(1)
    expect(
      (
        await stage.lawbase.app.pool.query('select language from shown_texts where encode(hash, $1) = $2', [
          'hex',
          shown[0],
        ])
      ).rows,
    ).toEqual([{ language: 'fr' }])
    await page.click('main a')
    expect(await page.isChecked('input[name="c.phone"][value=no]')).toBe(true)
    expect(await page.isChecked('input[name="c.email"][value=yes]')).toBe(true)
    expect(await page.isChecked('input[name="c.email.newsletter"][value=no]')).toBe(true)
    expect(await page.textContent('#pause option[selected]')).toContain('Jusqu’au')
    await page.click('form:has(.choices) button')
    expect(await page.textContent('h1')).toBe('Rien n’a changé')
  })

  it('works inside a site of the company that is listed, and is blocked in any other', async () => {
    const { token, contactId } = await linkFor(stage.lawbase.app)
    const host = createServer((_request, response) =>
      response
        .setHeader('content-type', 'text/html')
        .end(
          `<!doctype html><title>Site</title><iframe id="f" src="${base}/u/${token}/preferences?embed=1&lang=en" title="Preferences" width="390" height="1400" referrerpolicy="no-referrer"></iframe>`,
        ),
    )
    const port = await new Promise<number>((resolve) =>
      host.listen(0, 'localhost', () => resolve((host.address() as { port: number }).port)),
    )
    const { pool, clock } = stage.lawbase.app
    const { settings } = await loadSettings(pool)
    try {
      const page = await stage.visitor()
      await page.goto(`http://localhost:${port}/`, { waitUntil: 'networkidle' })
      expect(await page.frameLocator('#f').locator('[data-lawbase-person-page]').count()).toBe(0)
      await saveSettings(
        pool,
        { ...settings, publicPage: { ...settings.publicPage, embedOrigins: [`http://localhost:${port}`] } },
        'a test',
        clock.now(),
      )
      await page.goto(`http://localhost:${port}/`, { waitUntil: 'networkidle' })
      const frame = page.frameLocator('#f')
      await frame.locator('input[name="c.sms"][value=no]').check()
      await frame.locator('form:has(.choices) button').click()
      await frame.locator('.done').waitFor()
      await frame.locator('main a').click()
      await frame.locator('input[name="c.sms"][value=no]:checked').waitFor()
      expect(await objectionsOf(contactId)).toEqual([{ door: 'preferences', channels: ['sms'], kinds: [] }])
      expect((await evidence(contactId))[0]?.['doubtful']).toBeUndefined()
      await page.context().close()
    } finally {
      await saveSettings(pool, settings, 'a test', clock.now())
      host.closeAllConnections()
      host.close()
    }
  })

  it('can be worked by keyboard alone', async () => {
    const { token, contactId } = await linkFor(stage.lawbase.app)
    const page = await open(`/u/${token}/preferences?lang=en`)
    const reach = async (selector: string) => {
      for (let steps = 0; steps < 60; steps++) {
        await page.keyboard.press('Tab')
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return
      }
      throw new Error(`Tab never reaches ${selector}`)
    }
    await reach('input[name="c.sms"]')
    await page.keyboard.press('ArrowRight')
    await reach('form:has(.choices) button')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.done')
    expect(await objectionsOf(contactId)).toEqual([{ door: 'preferences', channels: ['sms'], kinds: [] }])
  })

  it('starts again only by the button of a mail', async () => {
    const { token, contactId, email } = await linkFor(stage.lawbase.app)
    const page = await open(`/u/${token}/preferences?lang=en`)
    await page.click('form.stop button')
    await page.waitForSelector('p.done')
    await until(
      'the objections were written',
      async () =>
        (
          await stage.lawbase.app.pool.query(
            `select 1 from propagations where state in ('queued', 'sending', 'written')`,
          )
        ).rowCount === 0,
    )
    await page.goto(`${base}/u/${token}/preferences?lang=en`)
    await page.check('input[name="c.email"][value=yes]')
    await page.check('input[name="c.email.events"][value=yes]')
    await page.click('form:has(.choices) button')
    expect(await page.textContent('main')).toContain('We have sent an e-mail to')
    const suppressed = async () =>
      (
        await stage.lawbase.app.pool.query<{ channel: string; kind: string }>(
          'select channel, kind from suppressions where identity_hash = $1 order by channel, kind',
          [stage.lawbase.app.keys.hashEmail(email)],
        )
      ).rows.map((row) => `${row.channel}:${row.kind}`)
    expect(await suppressed()).toContain('email:')
    const received = await until('the mail is here', async () => mail.received.find((one) => one.to === email))
    expect(received.subject).toBe('Exemple Industries: confirm to start again')
    expect(received.headers.get('auto-submitted')).toBe('auto-generated')
    const button = /http:\S+\/c\/\S+/u.exec(received.text)?.[0] ?? ''
    await page.goto(button)
    expect(await suppressed()).toContain('email:')
    expect(await axeFaults(page)).toEqual([])
    await keep(page, 'confirm-en')
    await page.click('main button')
    expect(await page.textContent('h1')).toBe('Confirmed')
    expect(await suppressed()).not.toContain('email:')
    // The kind that stayed "no" is its own objection now; other channels are as they were.
    expect(await suppressed()).toEqual(expect.arrayContaining(['email:newsletter', 'phone:', 'post:']))
    expect((await objectionsOf(contactId)).at(-1)).toEqual({
      door: 'preferences',
      channels: ['email'],
      kinds: ['newsletter'],
    })
    await page.goto(button)
    expect(await page.textContent('h1')).toBe('This link no longer works')
  })
})
