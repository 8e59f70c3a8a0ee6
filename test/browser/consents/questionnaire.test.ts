import type { BrowserContextOptions, Page } from 'playwright-core'
import decodeQr from 'qr/decode.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { grant } from '../../../src/operations/propagation/rights.ts'
import type { Running } from '../../../src/serve.ts'
import { verbs } from '../../../src/store/connections/connections.ts'
import { startMailServer, type MailServer } from '../../support/mail-server.ts'
import { makeQuestionnaire } from '../../support/questionnaire.ts'
import { until } from '../../support/until.ts'
import {
  axeFaults,
  browserWanted,
  openPages,
  openStage,
  pixelsCut,
  shoot,
  type Door,
  type Stage,
} from '../../support/stage.ts'

describe.runIf(browserWanted)('a questionnaire', () => {
  let stage: Stage
  let pages: Door
  let mail: MailServer
  let working: Running
  let base: string
  let hubspotId: string
  beforeAll(async () => {
    mail = await startMailServer()
    stage = await openStage({ contacts: 60, smtpUrl: mail.url })
    const { lawbase } = stage
    hubspotId = await lawbase.connectHubspot()
    await lawbase.run()
    for (const verb of verbs) await grant(lawbase.app, hubspotId, verb, lawbase.admin)
    pages = await openPages(lawbase.app)
    base = pages.base
    lawbase.app.publicUrl = base
    await makeQuestionnaire(lawbase, 'salon', hubspotId, { signature: true })
    working = await lawbase.work()
  })
  afterAll(async () => {
    await working.stop()
    await pages.close()
    await stage.close()
    await mail.close()
  })

  // A browser that is told to be offline lets a request through while a page loads: the server goes, too.
  const networkGoes = async (page: Page) => {
    await page.context().setOffline(true)
    await pages.cut()
  }
  const networkComes = async (page: Page) => {
    await pages.mend()
    await page.context().setOffline(false)
  }
  const open = async (path: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await stage.browser.newContext({
      locale: 'fr-FR',
      viewport: { width: 820, height: 1180 },
      ...options,
    })
    const page = await context.newPage()
    await page.goto(`${base}${path}`)
    return page
  }
  const fill = async (page: Page, email: string) => {
    await page.fill('#firstName', 'Zoé')
    await page.fill('#lastName', 'Lambert')
    await page.fill('#email', email)
  }
  const answers = async (email: string) =>
    (
      await stage.lawbase.app.pool.query<{ ticked: string[]; act: string | null; language: string }>(
        `select a.language, coalesce(array_agg(c.channels[1] || ' ' || c.purposes[1] order by c.channels, c.purposes) filter (where c.id is not null), '{}') as ticked, min(c.act) as act
     from questionnaire_answers a left join consents c on c.answer_id = a.id where a.identity_hash = $1 group by a.id order by a.given_at`,
        [stage.lawbase.app.keys.hashEmail(email)],
      )
    ).rows
  const waiting = (page: Page) => page.evaluate(() => Object.keys(localStorage).length)
  const box = 'input[name="box.prospecting-email"]'

  it('filled in twice while the network is gone arrives afterwards, each answer once, and leaves nothing on the device', async () => {
    const page = await open('/q/salon/tablet')
    await page.waitForSelector('body[data-kept]')
    await page.waitForFunction(async () =>
      (await navigator.serviceWorker.getRegistrations()).some((one) => one.active !== null),
    )
    await networkGoes(page)
    await fill(page, 'first@hall.example.test')
    await page.check(box)
    await page.locator('canvas').scrollIntoViewIfNeeded()
    const pad = await page.locator('canvas').boundingBox()
    if (pad === null) throw new Error('there is nothing to draw on')
    await page.mouse.move(pad.x + 30, pad.y + 60)
    await page.mouse.down()
    for (let step = 1; step <= 12; step += 1)
      await page.mouse.move(pad.x + 30 + step * 20, pad.y + 60 + (step % 3) * 30)
    await page.mouse.up()
    await shoot(page, 'questionnaire-tablet-fr')
    await page.click('form button[type=submit]')
    await page.waitForSelector('#thanks:not([hidden])')
    expect(await page.textContent('#thanks-lines')).toBe(
      'Votre réponse est gardée sur cet appareil. Elle sera envoyée automatiquement au retour du réseau.',
    )
    expect(await page.textContent('#waiting')).toBe(
      'Gardée sur cet appareil : 1 réponse attend le réseau.'.replace(' :', '\u00A0:'),
    )
    await shoot(page, 'questionnaire-kept-fr')
    expect(await axeFaults(page)).toEqual([])
    await page.click('#next')
    expect([
      await page.inputValue('#email'),
      await page.isChecked(box),
      await page.inputValue('input[name=drawn]'),
    ]).toEqual(['', false, ''])
    // The tablet is switched off and on again in the hall: the page opens, and the answer is still there.
    await page.reload()
    await page.waitForSelector('#waiting p')
    await fill(page, 'second@hall.example.test')
    await page.click('form button[type=submit]')
    await page.waitForSelector('#thanks:not([hidden])')
    expect(await waiting(page)).toBe(2)
    expect([await answers('first@hall.example.test'), await answers('second@hall.example.test')]).toEqual([[], []])
    await networkComes(page)
    await until('both arrived', async () => (await answers('second@hall.example.test')).length === 1)
    await until('nothing is left', async () => (await waiting(page)) === 0)
    expect(await page.textContent('#waiting')).toBe('')
    expect(await answers('first@hall.example.test')).toEqual([
      { language: 'fr', ticked: ['email prospecting'], act: 'signature' },
    ])
    expect(await answers('second@hall.example.test')).toEqual([{ language: 'fr', ticked: [], act: null }])
    await until(
      'both are known in HubSpot',
      async () =>
        (await stage.lawbase.app.pool.query(`select 1 from contact_creations where state = 'done'`)).rowCount === 2,
    )
    await page.context().close()
  })

  it('whose reply is lost on the way is sent again and recorded once', async () => {
    const page = await open('/q/salon?lang=en')
    let lost = 0
    await page.route('**/q/salon?lang=en', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue()
      lost += 1
      await route.fetch()
      return route.abort('connectionreset')
    })
    await fill(page, 'lost@hall.example.test')
    await page.click('form button[type=submit]')
    await page.waitForSelector('#thanks:not([hidden])')
    expect(await page.textContent('#thanks-lines')).toContain('kept on this device')
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await until('nothing is left', async () => (await waiting(page)) === 0)
    expect((await answers('lost@hall.example.test')).length).toBe(1)
    // A hall's login page answers 200 to everything: that is no record.
    await page.route('**/q/salon?lang=en', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 200, contentType: 'application/json', body: '{"wifi":"free"}' })
        : route.continue(),
    )
    await page.click('#next')
    await fill(page, 'portal@hall.example.test')
    await page.click('form button[type=submit]')
    await page.waitForSelector('#thanks:not([hidden])')
    expect(await waiting(page)).toBe(1)
    await page.unrouteAll()
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await until('it arrived', async () => (await answers('portal@hall.example.test')).length === 1)
    await page.context().close()
  })

  it('that the server cannot take as it is stays on the device until somebody corrected it', async () => {
    const page = await open('/q/salon?lang=en')
    await networkGoes(page)
    await fill(page, 'corrected@hall.example.test')
    await page.fill('#phone', '9999999999999')
    await page.click('form button[type=submit]')
    await page.waitForSelector('#thanks:not([hidden])')
    await networkComes(page)
    await page.waitForSelector('#waiting button')
    expect(await page.textContent('#waiting p')).toContain('1 answer could not be accepted.')
    await page.click('#waiting button')
    expect([await page.inputValue('#email'), await page.textContent('#phone-error')]).toEqual([
      'corrected@hall.example.test',
      'This number cannot be read. Write it with + and the country code.',
    ])
    expect(await waiting(page)).toBe(1)
    await page.fill('#phone', '+33 6 12 34 56 78')
    await page.click('form button[type=submit]')
    await page.waitForSelector('#thanks:not([hidden])')
    expect([await waiting(page), (await answers('corrected@hall.example.test')).length]).toEqual([0, 1])
    await page.context().close()
  })

  it('says beside each field what is wrong, and keeps what was typed', async () => {
    const page = await open('/q/salon?lang=en')
    await page.fill('#email', 'zoe@')
    await page.check('input[name="box.prospecting-phone"]')
    await page.click('form button[type=submit]')
    expect(await page.locator('p.wrong').allTextContents()).toEqual([
      'First name: please fill this in.',
      'Last name: please fill this in.',
      '',
      '',
      'This address is not complete. Example: anne.roy@acme.example.test',
      'You ticked calls or text messages: give the number, or untick the checkbox.',
      'You ticked something: please sign, by drawing or by typing your name.',
    ])
    expect([
      await page.inputValue('#email'),
      await page.isChecked('input[name="box.prospecting-phone"]'),
      await page.evaluate(() => document.activeElement?.id),
    ]).toEqual(['zoe@', true, 'errors'])
    expect(await axeFaults(page)).toEqual([])
    await shoot(page, 'questionnaire-errors-en')
    await page.context().close()
  })

  it.each([
    ['fr', 'Restons en contact'],
    ['en', 'Let us keep in touch'],
  ])(
    'works in %s on a phone of 320 px without a script: nothing ticked, no fault, no cookie',
    async (language, title) => {
      const page = await open(`/q/salon?lang=${language}`, {
        viewport: { width: 320, height: 700 },
        javaScriptEnabled: false,
      })
      expect([
        await page.textContent('h1'),
        await page.locator('html').getAttribute('lang'),
        await page.locator('input:checked').count(),
        await page.locator('canvas').isVisible(),
      ]).toEqual([title, language, 0, false])
      await shoot(page, `questionnaire-320-${language}`)
      const email = `plain-${language}@hall.example.test`
      await fill(page, email)
      await page.check(box)
      await page.click('form button[type=submit]')
      // Ticked and not signed: the page comes back with all that was typed.
      expect([
        await page.inputValue('#email'),
        await page.isChecked(box),
        (await page.locator('#signature-error').textContent()) !== '',
      ]).toEqual([email, true, true])
      await page.fill('#signature', 'Zoé Lambert')
      await page.click('form button[type=submit]')
      expect(await page.textContent('h1')).toBe(language === 'fr' ? 'Merci' : 'Thank you')
      await shoot(page, `questionnaire-thanks-${language}`)
      expect(await answers(email)).toEqual([{ language, ticked: ['email prospecting'], act: 'signature' }])
      expect(await page.context().cookies()).toEqual([])
      await page.context().close()
    },
  )

  it.each([['fr'], ['en']])('has no fault of access in %s, fits 320 px, and is small', async (language) => {
    const context = await stage.browser.newContext({ viewport: { width: 320, height: 700 } })
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
    await page.goto(`${base}/q/salon?lang=${language}`, { waitUntil: 'networkidle' })
    expect(await axeFaults(page)).toEqual([])
    expect(await pixelsCut(page)).toBe(0)
    expect(loaded.filter(({ url }) => !url.startsWith(base))).toEqual([])
    expect(loaded.filter(({ url }) => !url.endsWith('.woff2')).reduce((sum, { size }) => sum + size, 0)).toBeLessThan(
      60_000,
    )
    const small = await page
      .locator('form.q button, form.q label.q-box, .q-field input, nav a')
      .evaluateAll(
        (all) =>
          all.map((each) => each.getBoundingClientRect()).filter((place) => place.height < 44 && place.height > 0)
            .length,
      )
    expect(small).toBe(0)
    await context.close()
  })

  it('is cleared on a stand when nobody is there any more', async () => {
    const page = await open('/q/salon/tablet?lang=en')
    await page.clock.install()
    await page.reload()
    await fill(page, 'left@hall.example.test')
    await page.clock.runFor(62_000)
    expect(await page.locator('#idle').isVisible()).toBe(true)
    await shoot(page, 'questionnaire-idle-en')
    await page.clock.runFor(21_000)
    expect([await page.inputValue('#email'), await page.locator('#idle').isVisible()]).toEqual(['', false])
    await page.context().close()
  })

  it('is built, tried and closed by an admin', async () => {
    const page = await stage.as(stage.lawbase.admin)
    await page.goto(`${stage.base}/consents`)
    expect(await axeFaults(page)).toEqual([])
    await shoot(page, 'consents')
    await page.click('main .actions a.primary')
    expect(await axeFaults(page)).toEqual([])
    await page.fill('#event', 'Forum Exemple, stand 4')
    await page.fill('#slug', 'Forum 2026')
    await page.fill('#title-fr', 'Au forum')
    await page.fill('#title-en', 'At the forum')
    await page.fill('#subject-fr', 'nos robots')
    await page.locator('.box-row', { hasText: 'Text messages' }).locator('input[type=checkbox]').check()
    await page.locator('.box-row', { hasText: 'Text messages' }).locator('summary').click()
    await page.fill('#text-prospecting-sms-fr', 'J’accepte les SMS et les e-mails de nos partenaires.')
    await page.selectOption('#field-phone', 'off')
    await page.click('button[value=save]')
    const summary = (await page.textContent('.summary')) ?? ''
    for (const told of [
      'Small letters, digits and dashes',
      'This checkbox covers text messages, e-mail and partners. Split it',
      'Write it in this language too',
      'Ask for the phone number',
    ])
      expect(summary).toContain(told)
    expect([await page.inputValue('#slug'), await page.inputValue('#text-prospecting-sms-fr')]).toEqual([
      'Forum 2026',
      'J’accepte les SMS et les e-mails de nos partenaires.',
    ])
    expect(await axeFaults(page)).toEqual([])
    await shoot(page, 'questionnaire-builder-errors')
    await page.fill('#slug', 'forum-2026')
    await page.fill('#text-prospecting-sms-fr', 'J’accepte de recevoir des SMS.')
    await page.click('button[value=save]')
    expect(await page.textContent('.summary')).toContain('Name who will write: Exemple Industries')
    await page.fill('#text-prospecting-sms-fr', '')
    await page.fill('#subject-en', 'our robots')
    await page.selectOption('#field-phone', 'optional')
    const [tried] = await Promise.all([page.waitForEvent('popup'), page.click('button[value=preview]')])
    await tried.waitForSelector('form.q')
    expect([
      await tried.textContent('h1'),
      await tried.locator('input[type=checkbox]').count(),
      await tried.locator('input:checked').count(),
      await tried.locator('button[type=submit]').count(),
    ]).toEqual(['At the forum', 2, 0, 0])
    await tried.close()
    await page.click('button[value=save]')
    await page.waitForURL(/saved=1/u)
    expect(await axeFaults(page)).toEqual([])
    await shoot(page, 'questionnaire-builder')
    const picture = await page.locator('svg.qr').screenshot()
    const read = await page.evaluate(async (png) => {
      const bitmap = await createImageBitmap(
        new Blob([Uint8Array.from(atob(png), (char) => char.charCodeAt(0))], { type: 'image/png' }),
      )
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
      const pen = canvas.getContext('2d')
      pen?.drawImage(bitmap, 0, 0)
      return {
        width: bitmap.width,
        height: bitmap.height,
        data: [...(pen?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [])],
      }
    }, picture.toString('base64'))
    expect(decodeQr({ width: read.width, height: read.height, data: Uint8ClampedArray.from(read.data) })).toBe(
      `${base}/q/forum-2026`,
    )
    const visitor = await open('/q/forum-2026')
    expect(await visitor.textContent('h1')).toBe('Au forum')
    await page.setViewportSize({ width: 320, height: 700 })
    expect(await pixelsCut(page)).toBe(0)
    await shoot(page, 'questionnaire-builder-320')
    await page.click('#use form button')
    expect((await visitor.goto(`${base}/q/forum-2026`))?.status()).toBe(410)
    expect(await visitor.textContent('h1')).toBe('Ce formulaire est fermé')
    await visitor.context().close()
    await page.goto(`${stage.base}/consents`)
    expect(await pixelsCut(page)).toBe(0)
    const viewer = await stage.as(await stage.makeUser('operator', 'operator-consents@exemple.example.test'))
    expect((await viewer.goto(`${stage.base}/consents`))?.status()).toBe(403)
    await page.context().close()
  })

  it('shows what was agreed to and who waits to be created', async () => {
    const page = await stage.as(await stage.makeUser('dpo', 'dpo-fr-consents@exemple.example.test', 'fr'))
    await page.goto(`${stage.base}/consents`)
    expect((await page.locator('#register tbody tr').count()) > 0).toBe(true)
    await shoot(page, 'consents-fr')
    expect(await axeFaults(page)).toEqual([])
    await page.click('main table a >> nth=0')
    await shoot(page, 'questionnaire-fr')
    expect(await axeFaults(page)).toEqual([])
    await page.context().close()
  })
})
