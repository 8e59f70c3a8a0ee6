import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tokenHash } from '../../../src/crypto/tokens.ts'
import type { MessageKind } from '../../../src/domain/app/kind.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { confirmLift } from '../../../src/operations/objections/lift.ts'
import { loadSettings, saveSettings } from '../../../src/store/settings/settings.ts'
import { startMailServer, type MailServer } from '../../support/mail-server.ts'
import { linkFor } from '../../support/person.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { type SeedPerson } from '../../support/seed-people.ts'

const browser = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const dayMs = 86_400_000

describe('a person’s preference page', () => {
  let scene: Scene
  let pages: FastifyInstance
  let mail: MailServer
  beforeAll(async () => {
    mail = await startMailServer()
    scene = await openScene({ broker: false, contacts: 300, smtpUrl: mail.url })
    for (const object of ['Contact', 'Lead'])
      await scene.act('salesforce', 'create-checkbox', { object, field: 'No_Newsletter__c' })
    const kinds: MessageKind[] = [
      {
        id: 'newsletter',
        name: { fr: 'Lettre', en: 'Newsletter' },
        channels: ['email'],
        targets: { [scene.hubspotId]: { email: ['330101'] }, [scene.salesforceId]: { email: ['No_Newsletter__c'] } },
      },
    ]
    await saveSettings(
      scene.app.pool,
      { ...(await loadSettings(scene.app.pool)).settings, kinds },
      'a test',
      scene.app.clock.now(),
    )
    scene.app.memories.clear()
    pages = await openPublicServer(scene.app)
  })
  afterAll(async () => {
    await pages.close()
    await scene.close()
    await mail.close()
  })

  const both = { hubspot: 'applied', salesforce: 'applied' }
  const somebody = () => scene.somebody((one) => one.where === 'both' && one.source === 'form')
  const send = (path: string, payload = '', headers: Record<string, string> = browser) =>
    pages.inject({ method: 'POST', url: path, payload, headers: { ...form, ...headers } })
  const rows = async (contactId: string) =>
    (
      await scene.app.pool.query<{
        id: string
        door: string
        channels: string[]
        kinds: string[]
        evidence: Record<string, unknown>
      }>(
        'select id, door, channels, kinds, evidence from objections where contact_id = $1 order by recorded_at, kinds, number',
        [contactId],
      )
    ).rows
  const carriedAll = async (contactId: string) => {
    for (const row of await rows(contactId)) await scene.untilCarried(row.id, both)
  }
  const properties = async (person: SeedPerson) =>
    (await scene.contact(person.hubspotIds[0] ?? ''))['properties'] as Record<string, string>
  const salesforce = (person: SeedPerson) => scene.salesforceRow(person.salesforceIds[0] ?? '')
  const suppressed = async (email: string) =>
    (
      await scene.app.pool.query<{ cell: string }>(
        `select channel || ':' || kind as cell from suppressions where identity_hash = $1 order by 1`,
        [scene.app.keys.hashEmail(email)],
      )
    ).rows.map((row) => row.cell)
  const mailTo = (email: string, after = 0) =>
    until(`a mail to ${email} is here`, async () => mail.received.filter((one) => one.to === email)[after])
  const buttonOf = (text: string) => new URL(/http:\S+\/c\/\S+/u.exec(text)?.[0] ?? 'http://none').pathname
  const count = async (table: string) =>
    Number((await scene.app.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n)

  it('carries each choice to both CRMs, and says what it did', async () => {
    const person = somebody()
    const { token, contactId } = await linkFor(scene.app, person.email)
    const answer = await send(
      `/u/${token}/preferences?lang=en`,
      'c.email.newsletter=no&c.post=no&c.email=yes&c.phone=yes',
    )
    expect([
      answer.statusCode,
      answer.body.includes('Your choices are saved'),
      answer.body.includes('Stopped: Newsletter (E-mail), Post.'),
    ]).toEqual([200, true, true])
    await carriedAll(contactId)
    expect(await properties(person)).toMatchObject({ lawbase_do_not_contact: 'post', hs_email_optout_330101: 'true' })
    expect(await scene.optedOut(person.email)).toBe(false)
    expect(await salesforce(person)).toMatchObject({
      No_Newsletter__c: true,
      HasOptedOutOfEmail: false,
      DoNotCall: false,
      Lawbase_Do_Not_Contact__c: 'post',
    })
    expect(
      (await rows(contactId)).map(({ door, channels, kinds, evidence }) => ({
        door,
        channels,
        kinds,
        evidence: Object.keys(evidence),
      })),
    ).toEqual([
      { door: 'preferences', channels: ['post'], kinds: [], evidence: ['shown', 'language'] },
      { door: 'preferences', channels: ['email'], kinds: ['newsletter'], evidence: ['shown', 'language'] },
    ])
  })

  it('stops everything first: all channels, both CRMs, at once', async () => {
    const person = somebody()
    const { token, contactId } = await linkFor(scene.app, person.email)
    expect((await send(`/u/${token}/preferences`, 'stop=all')).body).toContain('C’est fait')
    expect(await rows(contactId)).toMatchObject([{ door: 'preferences', kinds: [], channels: { length: 8 } }])
    await carriedAll(contactId)
    expect(await scene.optedOut(person.email)).toBe(true)
    expect(await salesforce(person)).toMatchObject({
      HasOptedOutOfEmail: true,
      DoNotCall: true,
      HasOptedOutOfFax: true,
    })
  })

  it('holds a break in both CRMs, never by a vendor opt-out, and ends it by itself on its day', async () => {
    const person = somebody()
    const { token, contactId } = await linkFor(scene.app, person.email)
    await send(`/u/${token}/preferences`, 'pause=1')
    const { rows: holds } = await scene.app.pool.query<{ until: string; reason: string }>(
      'select until, reason from holds where contact_id = $1',
      [contactId],
    )
    const until1 = holds[0]?.until ?? ''
    expect(holds).toEqual([{ until: until1, reason: 'pause' }])
    const shown = async () => [
      (await properties(person))['lawbase_hold_until'] ?? '',
      (await salesforce(person))['Lawbase_Hold_Until__c'],
    ]
    await until('both hold', async () => String(await shown()) === `${until1},${until1}`)
    expect(await scene.optedOut(person.email)).toBe(false)
    expect(await salesforce(person)).toMatchObject({ HasOptedOutOfEmail: false, DoNotCall: false })
    expect(await suppressed(person.email)).toEqual([])
    const verdict = async () =>
      (
        await scene.app.pool.query<{ verdict: string; rule: string }>(
          'select verdict, rule from decisions where contact_id = $1',
          [contactId],
        )
      ).rows
    expect(await verdict()).toEqual([{ verdict: 'BLOCK', rule: 'HOLD' }])
    // Asking for a break is an act of the person: nobody who did is silent.
    expect(
      (
        await scene.app.pool.query(
          "select last_act_kind as kind, last_act_at > now() - interval '1 hour' as fresh from decisions where contact_id = $1",
          [contactId],
        )
      ).rows,
    ).toEqual([{ kind: 'act', fresh: true }])
    // Taken away by a user of the CRM, it is set again.
    await scene.act('salesforce', 'update', {
      object: 'Contact',
      id: person.salesforceIds[0],
      fields: { Lawbase_Hold_Until__c: null },
    })
    await scene.poll()
    await until('it holds again', async () => (await salesforce(person))['Lawbase_Hold_Until__c'] === until1)
    expect((await pages.inject({ method: 'GET', url: `/u/${token}/preferences?lang=en` })).body).toContain('Until ')
    await scene.advance(32 * dayMs)
    await until('both are free', async () => String(await shown()) === ',')
    expect((await verdict())[0]?.rule).not.toBe('HOLD')
  })

  it('loses no break when the program dies in the middle', async () => {
    const person = somebody()
    const { token, contactId } = await linkFor(scene.app, person.email)
    await scene.stopWorking()
    await send(`/u/${token}/preferences`, 'pause=3')
    await scene.app.pool.query(
      `update hold_carryings set state = 'sending', claimed_until = clock_timestamp() - interval '1 second' where contact_id = $1`,
      [contactId],
    )
    await scene.startWorking()
    // A field that was never written is not there at all.
    await until('it holds', async () => typeof (await salesforce(person))['Lawbase_Hold_Until__c'] === 'string')
    await send(`/u/${token}/preferences`, 'pause=0')
    await until('it is free', async () => (await salesforce(person))['Lawbase_Hold_Until__c'] === null)
  })

  it('never starts again by the link: a mail asks, its page waits for the button, and only then it counts', async () => {
    const person = somebody()
    const { token, contactId } = await linkFor(scene.app, person.email)
    await send(`/u/${token}/preferences`, 'stop=all')
    await carriedAll(contactId)
    const asked = await send(`/u/${token}/preferences?lang=en`, 'c.email=yes&c.email.newsletter=no&c.sms=yes')
    expect(asked.body).toContain('We have sent an e-mail to')
    expect((await suppressed(person.email)).length).toBe(8)
    const { text } = await mailTo(person.email)
    const button = buttonOf(text)
    for (const method of ['GET', 'HEAD', 'OPTIONS'] as const) await pages.inject({ method, url: button })
    expect((await suppressed(person.email)).length).toBe(8)
    const pressed = await send(button)
    expect([
      pressed.statusCode,
      pressed.body.includes('Confirmed'),
      pressed.body.includes('Open the page of HubSpot'),
    ]).toEqual([200, true, true])
    expect(await suppressed(person.email)).toEqual([
      'audience:',
      'email:newsletter',
      'fax:',
      'phone:',
      'post:',
      'robocall:',
      'social:',
    ])
    // Salesforce: e-mail is open; Do Not Call stays, because calls stay stopped. HubSpot: its own opt-out waits for the
    // person.
    await until('Salesforce is open for e-mail', async () => (await salesforce(person))['HasOptedOutOfEmail'] === false)
    await scene.settle()
    expect(await salesforce(person)).toMatchObject({ DoNotCall: true, HasOptedOutOfFax: true, No_Newsletter__c: true })
    expect((await properties(person))['lawbase_do_not_contact']?.split(';').toSorted()).toEqual([
      'audience',
      'fax',
      'phone',
      'post',
      'robocall',
      'social',
    ])
    expect(await scene.optedOut(person.email)).toBe(true)
    // What HubSpot still shows is the old no: read again, it is none of today's.
    await scene.poll()
    // The moved clock may have started a nightly run already.
    await until('a whole run is over', () =>
      scene.run().then(
        () => true,
        () => false,
      ),
    )
    await scene.settle()
    expect(await suppressed(person.email)).toEqual([
      'audience:',
      'email:newsletter',
      'fax:',
      'phone:',
      'post:',
      'robocall:',
      'social:',
    ])
    expect(await salesforce(person)).toMatchObject({ HasOptedOutOfEmail: false })
    expect((await send(button)).statusCode).toBe(410)
    // A new objection at HubSpot after the person opened it there counts again.
    await scene.act('hubspot', 'resubscribe', { email: person.email })
    await until('it was seen open at HubSpot', async () => {
      await scene.poll()
      return (
        (
          await scene.app.pool.query(
            `select 1 from lifted_blocks l join remote_records r on r.id = l.record_id where r.contact_id = $1 and l.state = 'pending'`,
            [contactId],
          )
        ).rowCount === 1
      )
    })
    await scene.act('hubspot', 'unsubscribe', { email: person.email })
    await until('Salesforce is blocked again', async () => {
      await scene.poll()
      return (await salesforce(person))['HasOptedOutOfEmail'] === true
    })
  })

  it('frees nobody by a mail that is older than the last no', async () => {
    const person = somebody()
    const { token, contactId } = await linkFor(scene.app, person.email)
    await send(`/u/${token}/preferences`, 'c.email=no')
    await carriedAll(contactId)
    await send(`/u/${token}/preferences`, 'c.email=yes')
    const { text } = await mailTo(person.email)
    await send(`/u/${token}/preferences`, 'stop=all')
    expect((await send(buttonOf(text))).statusCode).toBe(410)
    expect(await suppressed(person.email)).toContain('email:')
  })

  it('frees nobody after a week, with a wrong token, or when the address is no longer one person’s alone', async () => {
    const person = somebody()
    const { token, contactId } = await linkFor(scene.app, person.email)
    await send(`/u/${token}/preferences`, 'c.email=no')
    await carriedAll(contactId)
    await send(`/u/${token}/preferences`, 'c.email=yes')
    const button = buttonOf((await mailTo(person.email)).text)
    expect((await send(`${button.slice(0, -1)}${button.endsWith('A') ? 'B' : 'A'}`)).statusCode).toBe(410)
    await scene.act('hubspot', 'add-email', { id: person.hubspotIds[0], email: `second.${person.email}` })
    await scene.act('hubspot', 'update-contact', { id: person.hubspotIds[0], properties: { jobtitle: 'DSI' } })
    await until('the second address is known', async () => {
      await scene.poll()
      return (
        ((
          await scene.app.pool.query(
            'select 1 from record_identities ri join remote_records r on r.id = ri.record_id where r.contact_id = $1 and ri.position = 1',
            [contactId],
          )
        ).rowCount ?? 0) > 0
      )
    })
    expect((await send(button)).statusCode).toBe(410)
    expect(await suppressed(person.email)).toContain('email:')
    const other = somebody()
    const link = await linkFor(scene.app, other.email)
    await send(`/u/${link.token}/preferences`, 'c.email=no')
    await carriedAll(link.contactId)
    await send(`/u/${link.token}/preferences`, 'c.email=yes')
    const late = buttonOf((await mailTo(other.email)).text)
    await scene.advance(8 * dayMs)
    expect((await send(late)).statusCode).toBe(410)
    expect(await suppressed(other.email)).toContain('email:')
  })

  it('waits while a no is being written, so that the write cannot overtake the lift', async () => {
    const person = somebody()
    const { token, contactId } = await linkFor(scene.app, person.email)
    await send(`/u/${token}/preferences`, 'c.email=no')
    await carriedAll(contactId)
    await send(`/u/${token}/preferences`, 'c.email=yes')
    const button = buttonOf((await mailTo(person.email)).text)
    await scene.app.pool.query(
      `update propagations p set state = 'sending', claimed_until = clock_timestamp() + interval '90 seconds' from objections o where o.id = p.objection_id and o.contact_id = $1`,
      [contactId],
    )
    expect((await send(button)).statusCode).toBe(409)
    expect(await suppressed(person.email)).toContain('email:')
    await scene.app.pool.query(
      `update propagations p set state = 'applied', claimed_until = null from objections o where o.id = p.objection_id and o.contact_id = $1`,
      [contactId],
    )
    const presses = await Promise.all([send(button), send(button)])
    expect(presses.map((answer) => answer.statusCode).toSorted((a, b) => a - b)).toEqual([200, 410])
    expect(
      (
        await scene.app.pool.query(
          `select distinct p.state, p.reason from propagations p join objections o on o.id = p.objection_id where o.contact_id = $1`,
          [contactId],
        )
      ).rows,
    ).toEqual([{ state: 'superseded', reason: 'lifted' }])
  })

  it('obeys a post from a program too, marks it doubtful and asks the person once', async () => {
    const person = somebody()
    const { token, contactId } = await linkFor(scene.app, person.email)
    expect((await send(`/u/${token}?lang=en`, '', {})).statusCode).toBe(200)
    await send(`/u/${token}?lang=en`, '', {})
    expect(await rows(contactId)).toMatchObject([{ door: 'link', evidence: { doubtful: true } }])
    await carriedAll(contactId)
    const { subject, text } = await mailTo(person.email)
    expect(subject).toBe('Exemple Industries: an objection was recorded')
    expect(mail.received.filter((one) => one.to === person.email)).toHaveLength(1)
    expect((await send(buttonOf(text))).body).toContain('Confirmed')
    expect(await suppressed(person.email)).toEqual([])
    await until('Salesforce is open', async () => (await salesforce(person))['DoNotCall'] === false)
    expect(await salesforce(person)).toMatchObject({ HasOptedOutOfEmail: false, HasOptedOutOfFax: false })
  })

  it('records a choice of a browser without doubt, and its wish not to pass data on', async () => {
    const { token, contactId } = await linkFor(scene.app, somebody().email)
    const page = await pages.inject({
      method: 'GET',
      url: `/u/${token}/preferences?lang=en`,
      headers: { 'sec-gpc': '1' },
    })
    expect(/name="c.audience" value="no" checked/u.test(page.body)).toBe(true)
    expect(/name="c.email" value="no" checked/u.test(page.body)).toBe(false)
    expect(await count('objections where contact_id = ' + `'${contactId}'`)).toBe(0)
    expect(
      /name="c.audience" value="no" checked/u.test(
        (await pages.inject({ method: 'GET', url: `/u/${token}/preferences`, headers: { 'sec-gpc': '0' } })).body,
      ),
    ).toBe(false)
    await send(`/u/${token}/preferences`, 'c.audience=no', { ...browser, 'sec-gpc': '1' })
    expect(await rows(contactId)).toMatchObject([{ channels: ['audience'], evidence: { gpc: true } }])
    expect((await rows(contactId))[0]?.evidence['doubtful']).toBeUndefined()
  })

  it('says how to write to us where no mail can be sent', async () => {
    const person = somebody()
    const { token, contactId } = await linkFor(scene.app, person.email)
    await send(`/u/${token}/preferences`, 'c.email=no')
    await carriedAll(contactId)
    const { mailer } = scene.app
    scene.app.mailer = null
    try {
      expect((await send(`/u/${token}/preferences?lang=en`, 'c.email=yes')).body).toContain(
        'You cannot start again from this page',
      )
      expect((await send(`/u/${token}?lang=en`)).body).toContain('If this was not you, write to us')
    } finally {
      scene.app.mailer = mailer
    }
    expect(await count('person_mails where contact_id = ' + `'${contactId}'`)).toBe(0)
    expect(await suppressed(person.email)).toContain('email:')
  })

  it('sends at most three mails a day to one address, and sends again what the server did not take', async () => {
    const person = somebody()
    const { token, contactId } = await linkFor(scene.app, person.email)
    await send(`/u/${token}/preferences`, 'c.email=no')
    await carriedAll(contactId)
    mail.refuse = { code: 451, text: 'later' }
    const first = await send(`/u/${token}/preferences?lang=en`, 'c.email=yes')
    expect(first.body).toContain('We have sent an e-mail to')
    await until(
      'it failed once',
      async () =>
        ((
          await scene.app.pool.query(`select 1 from person_mails where contact_id = $1 and failure is not null`, [
            contactId,
          ])
        ).rowCount ?? 0) > 0,
    )
    mail.refuse = null
    await scene.advance(60_000)
    await mailTo(person.email)
    await send(`/u/${token}/preferences`, 'c.email=yes')
    await send(`/u/${token}/preferences`, 'c.email=yes')
    expect((await send(`/u/${token}/preferences?lang=en`, 'c.email=yes')).body).toContain(
      'We sent you an e-mail a short time ago',
    )
  })

  it('leaves nothing for an independent check to find', async () => {
    await scene.settle()
    expect(await confirmLift(scene.app, tokenHash('nobody').toString('hex'))).toEqual({ state: 'gone' })
    await until(
      'no run is going on',
      async () => (await scene.app.pool.query(`select 1 from hygiene_runs where state = 'running'`)).rowCount === 0,
    )
    await scene.settle()
    await until(
      'no block waits to be taken off',
      async () =>
        (
          await scene.app.pool.query(
            `select 1 from lifted_blocks where state = 'pending' and next_attempt_at is not null`,
          )
        ).rowCount === 0,
    )
    expect((await scene.check()).violations).toEqual([])
  })
})
