import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { grant } from '../../../src/operations/propagation/rights.ts'
import type { Running } from '../../../src/serve.ts'
import { linkFor } from '../../support/person.ts'
import { browserWanted, openPages, openStage, type Door, type Stage } from '../../support/stage.ts'
import { byKeyboard, byMouse, type Walker } from './walker.ts'

interface Somebody {
  contactId: string
  name: string
  email: string
}

describe.runIf(browserWanted).each([
  ['mouse', byMouse],
  ['keyboard', byKeyboard],
] as const)('by %s', (how, walk) => {
  let stage: Stage
  let working: Running
  let pages: Door
  beforeAll(async () => {
    stage = await openStage({ contacts: 80 })
    const { lawbase } = stage
    for (const id of [await lawbase.connectHubspot(), await lawbase.connectSalesforce()]) {
      await grant(lawbase.app, id, 'suppress', lawbase.admin)
    }
    await lawbase.run()
    working = await lawbase.work()
    pages = await openPages(lawbase.app)
  })
  afterAll(async () => {
    await working.stop()
    await pages.close()
    await stage.close()
  })

  const operator = async (): Promise<Walker> => {
    const page = await stage.as(await stage.makeUser('operator', `operator.${Date.now()}@exemple.example.test`))
    await page.goto(stage.base)
    return walk(page)
  }
  const objectionsOf = async (contactId: string) =>
    (
      await stage.lawbase.app.pool.query(
        'select door, channels from objections where contact_id = $1 order by recorded_at, number',
        [contactId],
      )
    ).rows
  /** Whom nobody shares a name with, and who may be mailed. */
  const somebody = async (): Promise<Somebody> => {
    const { rows } = await stage.lawbase.app.pool.query<Somebody>(
      `select r.contact_id as "contactId", r.first_name || ' ' || r.last_name as name, min(i.value) as email
       from remote_records r join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities i on i.hash = ri.identity_hash and not i.role
         join decisions d on d.contact_id = r.contact_id and d.verdict = 'ALLOW'
       where r.gone_at is null and not exists (select 1 from objections o where o.contact_id = r.contact_id)
         and (select count(distinct n.contact_id) from remote_records n where n.last_name = r.last_name) = 1
       group by 1, 2 order by 2 limit 1`,
    )
    if (rows[0] === undefined) throw new Error('nobody may be mailed')
    return rows[0]
  }
  const all = ['email', 'sms', 'phone', 'robocall', 'post', 'social', 'fax', 'audience']

  it('an opt-out on the phone is recorded, and its receipt is in hand', async () => {
    const person = await somebody()
    const walker = await operator()
    const { page } = walker
    await walker.keysOr(['o'], () => walker.press('link', 'Record an opt-out'))
    await walker.see('Record an opt-out')
    await walker.type('Who opted out?', person.name)
    const first = page.locator('#who-options li').first()
    await first.getByText(person.name).waitFor()
    await walker.keysOr(['Enter'], () => walker.press('option', new RegExp(person.name, 'u')))
    await walker.send('Record opt-out')
    await walker.see(/^Opt-out R-/u)
    const [receipt] = await Promise.all([
      page.waitForEvent('download'),
      walker.keysOr(['p'], () => walker.press('link', 'Receipt (PDF)')),
    ])
    const paper = readFileSync(await receipt.path())
    expect([paper.subarray(0, 5).toString('latin1'), await objectionsOf(person.contactId)]).toEqual([
      '%PDF-',
      [{ door: 'phone', channels: expect.arrayContaining(all) as string[] }],
    ])
    expect(walker.counts()).toEqual({ mouse: { clicks: 4, texts: 1 }, keyboard: { keys: 4, texts: 1 } }[how])
  })

  it('why this person may be mailed is found by name', async () => {
    const person = await somebody()
    const walker = await operator()
    const { page } = walker
    const find = 'Find a person, a number, a record'
    await walker.keysOr(['/'], () => Promise.resolve())
    await walker.type(find, person.name, { enter: true })
    await page.waitForURL(`${stage.base}/contacts/${person.contactId}`)
    const mail = page.locator('.strip li').first()
    expect(await mail.innerText()).toMatch(/E-mail\s+Allowed.*legitimate interest/isu)
    expect(walker.counts()).toEqual({ mouse: { clicks: 1, texts: 1 }, keyboard: { keys: 2, texts: 1 } }[how])
  })

  it('an odd file of opt-outs is read, told what is wrong with, and recorded', async () => {
    const walker = await operator()
    const { page } = walker
    const file = {
      name: 'refus.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        'Société;Contact;Modifié le;Canal\r\nÉclair;zoe@liste.example.test;24/11/2026;\r\n=1+1;zoe@;;\r\nÉté;lea@liste.example.test;23/11/2026;pigeon\r\nNoël;luc@liste.example.test;22/11/2026;téléphone\r\n',
        'latin1',
      ),
    }
    await walker.keysOr(['g', 'o'], () => walker.press('link', 'Opt-outs', page.locator('.bar nav')))
    await walker.see(/opt-out/u)
    await walker.press('link', 'Record a list')
    await walker.see('Record a list of opt-outs')
    await walker.file('File', file)
    await walker.send('Read the file')
    await walker.see('Which column holds what? refus.csv')
    expect(await page.locator('main').innerText()).toContain('Windows-1252 with semicolons was detected.')
    await walker.choose('E-mail address', 'Contact')
    await walker.send(/^Record \d+ rows$/u)
    await page.locator('.summary').waitFor()
    expect(await page.locator('.wrong').allInnerTexts()).toEqual([
      'There are dates under Modifié le. Choose the column with the day of the opt-out, or say that it is not in the file.',
    ])
    await walker.choose('Received on', 'Modifié le')
    await walker.send(/^Record \d+ rows$/u)
    await walker.see('2 opt-outs recorded')
    expect(await page.locator('tbody tr').allInnerTexts()).toEqual([
      '3\tE-mail address is not a complete address',
      '4\tChannel names no channel',
    ])
    expect(walker.counts()).toEqual({ mouse: { clicks: 10, texts: 0 }, keyboard: { keys: 26, texts: 0 } }[how])
  })

  it('the person stops on a phone what they do not want, then everything', async () => {
    const { token, contactId } = await linkFor(stage.lawbase.app)
    const context = await stage.browser.newContext({
      locale: 'en-GB',
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    const page = await context.newPage()
    const walker = how === 'mouse' ? byMouse(page, { touch: true }) : byKeyboard(page)
    await page.goto(`${pages.base}/u/${token}?lang=en`)
    await walker.see('Stop our messages')
    await walker.pick('radio', 'No', page.getByRole('radiogroup', { name: 'Calls' }))
    await walker.press('button', 'Save my choices')
    await walker.see('Your choices are saved')
    await walker.press('link', 'Back to my choices')
    await walker.see('Stop our messages')
    await walker.press('button', 'Stop everything')
    await walker.see('Done')
    expect(await objectionsOf(contactId)).toEqual([
      { door: 'preferences', channels: ['phone', 'robocall'] },
      { door: 'preferences', channels: expect.arrayContaining(all) as string[] },
    ])
    expect(walker.counts()).toEqual({ mouse: { clicks: 4, texts: 0 }, keyboard: { keys: 16, texts: 0 } }[how])
    await context.close()
  })
})
