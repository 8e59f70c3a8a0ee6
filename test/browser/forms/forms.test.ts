import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { until } from '../../support/until.ts'
import { startPages, type PageServer } from '../../support/pages.ts'
import { formPages } from '../../corpus/forms/index.ts'
import { policies } from '../../corpus/forms/page.ts'
import type { Running } from '../../../src/serve.ts'
import { axeFaults, browserWanted, openStage, pixelsCut, type Stage } from '../../support/stage.ts'

const shots = process.env['LAWBASE_SHOTS']
const htmlOf = (id: string) => formPages.find((page) => page.id === id)?.html ?? ''

/**
 * The DPO's view of what forms ask and say: a good page and a bad one, HubSpot's own, an answer, a page that gets
 * worse.
 */
describe.runIf(browserWanted)('the audit of forms', () => {
  let site: PageServer
  let stage: Stage
  let running: Running
  let page: Page
  beforeAll(async () => {
    site = await startPages({
      '/contact': htmlOf('fr-contact-good'),
      '/jeu': `${htmlOf('fr-contact-bad')}<div class="hs-form-frame" data-portal-id="1" data-form-id="77"></div>`,
      '/politique-de-confidentialite': policies.frGood,
      '/ailleurs': { location: 'http://10.0.0.5/form' },
    })
    stage = await openStage({ contacts: 4, outboundHosts: [site.host] })
    await stage.lawbase.connectHubspot()
    running = await stage.lawbase.work()
    page = await stage.as(stage.lawbase.dpo)
  })
  afterAll(async () => {
    await running.stop()
    await stage.close()
    await site.close()
  })
  const shoot = async (name: string) => {
    if (shots === undefined) return
    await page.screenshot({ path: `${shots}/forms-${name}.png`, fullPage: true })
    await page.setViewportSize({ width: 390, height: 844 })
    await page.screenshot({ path: `${shots}/forms-${name}-phone.png`, fullPage: true })
    await page.setViewportSize({ width: 1440, height: 900 })
  }
  const add = async (path: string) => {
    await page.goto(`${stage.base}/forms`)
    await page.fill('#url', site.base + path)
    await page.click('.form-add button')
    await page.waitForURL(/\/forms\/[0-9a-f-]{36}$/u)
    await page.waitForSelector('.big-figure, .notice.broken')
  }
  const figure = async () => (await page.textContent('.big-figure'))?.replace(/\s+/gu, ' ').trim()

  it('begins empty, and refuses an address inside the network with a sentence that helps', async () => {
    await page.goto(`${stage.base}/forms`)
    expect(await page.textContent('h1')).toBe('No form is monitored yet')
    await page.fill('#url', 'http://192.168.1.10/contact')
    await page.click('.form-add button')
    expect([await page.textContent('#url-error'), await page.inputValue('#url'), await axeFaults(page)]).toEqual([
      'This page is, or redirects to an address, inside a private network; it was not opened. If it may be read, allow the host in OUTBOUND_HOSTS first.',
      'http://192.168.1.10/contact',
      [],
    ])
  })

  it('shows a good page and a bad one with what puts it right', async () => {
    await add('/contact')
    expect([await figure(), await page.locator('.card-head h2').allTextContents()]).toEqual([
      '6 of 9 3 to check',
      [
        'To check by a person',
        'Passed',
        'Does not apply to this form',
        'Which contacts come through it',
        'What the notice says',
        'Privacy text',
        'Audits over time',
      ],
    ])
    await shoot('good')
    await add('/jeu')
    expect(await figure()).toBe('1 of 12 8 to fix, 3 to check')
    expect(await page.locator('.notice[role=note] p').first().textContent()).toBe(
      '1 form of this page could not be judged: hubspot 77',
    )
    expect(await page.locator('#J1 .fix').allTextContents()).toEqual([
      'How to fix it: Remove “Date de naissance”, or ask for its professional counterpart.',
      'How to fix it: Make “Téléphone” optional, or remove it; if it is used, write its purpose beside the field.',
    ])
    expect(await page.locator('#J4 blockquote').first().textContent()).toBe(
      "Read on the page: J'accepte de recevoir les offres d'Exemple Industries et de ses partenaires",
    )
    await shoot('bad')
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('text=CSV')])
    expect(
      readFileSync(await file.path(), 'utf8')
        .split('\r\n')
        .slice(0, 2),
    ).toEqual([
      '\uFEFF"Point","Title","State","Found","Quotes","What to do","Source"',
      expect.stringMatching(/^"J1","Only the fields that are needed","Issue","Data of private life asked for/u),
    ])
  })

  it('keeps what a person found out', async () => {
    await page.goto(`${stage.base}/forms`)
    await page.click(`text=Nous contacter`)
    await page.click('#J10 summary')
    await page.click('#J10 form button')
    expect([await page.locator('#J10 .wrong').allTextContents(), await axeFaults(page)]).toEqual([
      ['Choose yes or no.', 'Say in one sentence what you checked.'],
      [],
    ])
    await page.check('#J10 input[value=yes]')
    await page.fill('#J10-note', 'Looked at an answer in HubSpot')
    await page.click('#J10 form button')
    await page.waitForURL(/#J10$/u)
    expect([await figure(), await page.textContent('#J10 .audit-found > .hint')]).toEqual([
      '7 of 9 2 to check',
      expect.stringMatching(/^dpo@exemple\.example\.test, .*: Looked at an answer in HubSpot$/u),
    ])
  })

  it('offers the forms of a system in rows that can be read: box, name, what each asks for, and what is followed', async () => {
    const french = await stage.as(await stage.makeUser('dpo', 'dpo-choice@exemple.example.test', 'fr'))
    await french.goto(`${stage.base}/forms/choose`)
    const names = ['Contact', 'Livre blanc maintenance', 'Request a demo', 'Ancienne newsletter']
    expect([await french.locator('tbody label').allTextContents(), await axeFaults(french)]).toEqual([names, []])
    // Each name stands in one line beside its box, with what tells this form from the others.
    const misplaced = await french.locator('tbody label').evaluateAll((labels) =>
      labels.filter((label) => {
        const name = label.getBoundingClientRect()
        const box = document.getElementById(label.getAttribute('for') ?? '')?.getBoundingClientRect()
        return box === undefined || name.height > 30 || box.right > name.left || box.bottom > name.top + 24
      }),
    )
    expect(misplaced).toEqual([])
    expect(await french.locator('tr', { hasText: 'Livre blanc' }).locator('td').nth(1).textContent()).toMatch(/mail/iu)
    expect(await french.locator('.page-head').textContent()).toContain('4 formulaires, 0 suivi')
    await french.context().close()
  })

  it('follows forms of HubSpot that somebody chose, in French', async () => {
    const french = await stage.as(await stage.makeUser('dpo', 'dpo-fr@exemple.example.test', 'fr'))
    await french.goto(`${stage.base}/forms/choose`)
    await french.check('text=Livre blanc maintenance')
    await french.click('main button.primary')
    await french.waitForURL(/\/forms$/u)
    await until('it is read', async () => {
      await french.reload()
      return (await french.locator('tr', { hasText: 'Livre blanc maintenance' }).textContent())?.includes('7 défauts')
    })
    if (shots !== undefined) await french.screenshot({ path: `${shots}/forms-list-fr.png`, fullPage: true })
    await french.click('text=Livre blanc maintenance')
    expect([await axeFaults(french), await french.textContent('#J12 .fix')]).toEqual([
      [],
      'Comment corriger\u00A0: Rendez la case facultative\u00A0: ce qui est demandé doit s’obtenir sans elle.',
    ])
    if (shots !== undefined) await french.screenshot({ path: `${shots}/forms-hubspot-fr.png`, fullPage: true })
    await french.context().close()
  })

  it('offers no more what is followed, and leads to its page', async () => {
    await page.goto(`${stage.base}/forms/choose`)
    expect([
      await page.locator('tbody label').allTextContents(),
      await page.locator('tr', { hasText: 'Livre blanc' }).locator('.pill').textContent(),
      await axeFaults(page),
    ]).toEqual([['Contact', 'Request a demo', 'Ancienne newsletter'], 'Monitored', []])
    await page.click('tbody a:has-text("Livre blanc maintenance")')
    await page.waitForURL(/\/forms\/[0-9a-f-]{36}$/u)
  })

  it('takes the HTML of a form that a script draws, pasted or as a saved file', async () => {
    site.pages.set('/dessin', '<h1>Contact</h1><script>hbspt.forms.create({ portalId: "1", formId: "2" })</script>')
    await add('/dessin')
    expect([await page.textContent('.notice.broken p'), await axeFaults(page)]).toEqual([
      'This form is rendered by JavaScript, so its page does not show it. Choose it in the connected system that made it, or paste its HTML below.',
      [],
    ])
    await shoot('drawn')
    const audit = async () => {
      await page.click('#paste form button')
      await page.waitForLoadState()
    }
    await page.fill('#paste-html', 'Votre nom')
    await audit()
    expect([
      await page.textContent('#paste-html-error'),
      await page.inputValue('#paste-html'),
      await axeFaults(page),
    ]).toEqual([
      'This is text, not HTML: copy the element itself (“Copy outerHTML”), not what it shows.',
      'Votre nom',
      [],
    ])
    await page.setInputFiles('#paste-file', {
      name: 'contact.html',
      mimeType: 'text/html',
      buffer: Buffer.alloc(2 * 1024 * 1024 + 1, '<p>'),
    })
    await audit()
    expect(await page.textContent('#paste-html-error')).toBe(
      'This is larger than 2 MB. Copy only the element that holds the form.',
    )
    await page.setInputFiles('#paste-file', {
      name: 'contact.html',
      mimeType: 'text/html',
      buffer: Buffer.from(htmlOf('fr-contact-bad').replace(/<meta[^>]*charset[^>]*>/iu, ''), 'latin1'),
    })
    await audit()
    expect([await figure(), await page.textContent('#paste p')]).toEqual([
      '1 of 12 8 to fix, 3 to check',
      expect.stringMatching(
        /^The page does not show its form; this audit is about HTML that dpo@exemple\.example\.test pasted on /u,
      ),
    ])
    await page.click('#paste summary')
    await page.fill('#paste-html', htmlOf('fr-contact-good'))
    await audit()
    expect([await figure(), await axeFaults(page)]).toEqual(['6 of 9 3 to check', []])
    await shoot('pasted')
    await page.click('text=Stop monitoring')
  })

  it('says whose people come through a form, what its faults take out, and who answers for it', async () => {
    const { app } = stage.lawbase
    const [contact] = (
      await app.pool.query<{ id: string }>(
        'insert into contacts (id, created_at) values (gen_random_uuid(), now()) returning id',
      )
    ).rows
    await app.pool.query(
      `insert into sources (contact_id, record_id, connection_id, kind, name, obtained_on, assumed, created_at) values ($1, null, null, 'C1', 'Jeu concours', $2::date, false, $2)`,
      [contact?.id, app.clock.now()],
    )
    const [bad] = (await app.pool.query<{ id: string }>(`select id from forms where url like '%/jeu'`)).rows
    await page.goto(`${stage.base}/forms/${bad?.id ?? ''}`)
    await page.selectOption('#people select', 'Jeu concours')
    await page.click('#people form.choose button')
    await page.waitForURL(/#people$/u)
    expect([
      await page.locator('#people .audit-state').allInnerTexts(),
      await page.locator('#people .audit-rows li p').first().innerText(),
      await axeFaults(page),
    ]).toEqual([
      ['J4', 'J6', 'J7', 'J8'],
      expect.stringMatching(/^Since .*: no consent of this form counts in any case/u),
      [],
    ])
    expect(await page.locator('#people li', { hasText: 'J8' }).locator('p').first().innerText()).toMatch(
      /: 1 person counts as not informed\.$/u,
    )
    await page.goto(`${stage.base}/contacts/${contact?.id ?? ''}`)
    expect(await page.textContent('main')).toMatch(/Not informed: the form “[^”]+” failed a check then: .+ \(J\d+\)/u)
    await page.goto(`${stage.base}/forms/${bad?.id ?? ''}`)
    const j8 = page.locator('#people li', { hasText: 'J8' })
    await j8.locator('summary').click()
    await j8.locator('button').click()
    expect([await page.locator('#confirm-J8-note-error').textContent(), await axeFaults(page)]).toEqual([
      'Say in one or two sentences why it stays valid: at least 20 characters.',
      [],
    ])
    if (shots !== undefined) await page.locator('#people').screenshot({ path: `${shots}/form-people.png` })
    await page.fill('#confirm-J8-note', 'The page around it shows the notice, see the capture of May.')
    await page.locator('#people li', { hasText: 'J8' }).locator('button').click()
    await page.waitForURL(/#people$/u)
    expect([
      await page.locator('#people .audit-state').allInnerTexts(),
      await page.locator('#people > .card-body > .hint').last().innerText(),
    ]).toEqual([
      ['J4', 'J6', 'J7'],
      expect.stringMatching(/\(J8\): dpo@exemple\.example\.test vouches for it, .*capture of May\.$/u),
    ])
    await page.setViewportSize({ width: 320, height: 900 })
    expect(await pixelsCut(page)).toBe(0)
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  it('tells on Today that a form became worse', async () => {
    site.pages.set(
      '/contact',
      htmlOf('fr-contact-good')
        .replace('name="refus"', 'name="refus" hidden')
        .replace('<p class="notice">', '<p class="notice" hidden>'),
    )
    await page.goto(`${stage.base}/forms`)
    await page.click('text=Nous contacter')
    await page.click('text=Audit again')
    await page.waitForFunction(() => document.querySelector('.big-figure')?.textContent?.includes('to fix') === true)
    expect([
      await page.locator('#J8').textContent(),
      await page.locator('table td', { hasText: 'J8' }).first().textContent(),
    ]).toEqual([
      expect.stringContaining('People are not informed before sending.'),
      expect.stringContaining('Notice visible before sending, direct link (J8): Passed → Issue'),
    ])
    await shoot('worse')
    await page.goto(stage.base)
    expect(await page.textContent('main')).toContain('The form “Nous contacter” got worse')
  })

  it('names what cannot be read, and lists everything', async () => {
    await add('/ailleurs')
    expect(await page.textContent('.notice.broken')).toContain('http://10.0.0.5/form')
    await page.goto(`${stage.base}/forms`)
    expect([await page.textContent('h1'), await axeFaults(page)]).toEqual(['4 of 4 forms have something to fix', []])
    await shoot('list')
    await page.setViewportSize({ width: 320, height: 900 })
    expect(await pixelsCut(page)).toBe(0)
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.locator('tr', { hasText: '127.0.0.1' }).last().locator('a').click()
    await page.click('text=Stop monitoring')
    await page.waitForURL(/ended=1/u)
    expect(await page.textContent('h1')).toMatch(/^3 of 3/u)
  })
})
