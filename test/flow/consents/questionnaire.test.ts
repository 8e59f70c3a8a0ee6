import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { normalPhone } from '../../../src/domain/contacts/identity.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { CaseContact } from '../../../src/domain/decisions/case.ts'
import { openAnswers } from '../../../src/operations/decisions/answer-decisions.ts'
import { decideAgain } from '../../../src/operations/decisions/decide-later.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { claimCreation } from '../../../src/store/consents/contact-creations.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { contactsOfIdentities } from '../../../src/store/objections/objections.ts'
import { loadSettings, saveSettings } from '../../../src/store/settings/settings.ts'
import { startMailServer, type MailServer } from '../../support/mail-server.ts'
import { makeQuestionnaire } from '../../support/questionnaire.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'

const dayMs = 86_400_000
const browser = {
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/x-www-form-urlencoded',
  accept: 'application/json',
}
let counter = 0
const newId = () => `00000000-0000-4000-8000-${String((counter += 1)).padStart(12, '0')}`

describe('a questionnaire of a stand', () => {
  let scene: Scene
  let pages: FastifyInstance
  let mail: MailServer
  let stand: { id: string; versionId: string; path: string }
  beforeAll(async () => {
    mail = await startMailServer()
    scene = await openScene({ broker: false, contacts: 600, smtpUrl: mail.url })
    pages = await openPublicServer(scene.app)
    stand = await makeQuestionnaire(scene, 'salon', scene.hubspotId)
  })
  afterAll(async () => {
    await pages.close()
    await scene.close()
    await mail.close()
  })

  const send = async (fields: Record<string, string>, path = stand.path, version = stand.versionId) => {
    const payload = new URLSearchParams({
      id: newId(),
      version,
      firstName: 'Zoé',
      lastName: 'Lambert',
      ...fields,
    }).toString()
    const answer = await pages.inject({ method: 'POST', url: `${path}?lang=en`, payload, headers: browser })
    return {
      status: answer.statusCode,
      body: answer.json<{ recorded?: string; lines?: string[]; errors?: Record<string, string> }>(),
    }
  }
  const email = { 'box.prospecting-email': 'on' }
  const verdict = async (address: string, channel = 'email') => {
    const { rows } = await scene.app.pool.query<{
      verdict: string
      rule: string
      basis: string | null
      detail: { channels: Record<string, { verdict: string; rule: string }> }
    }>(
      `select distinct d.verdict, d.rule, d.basis, d.detail from decisions d join remote_records r on r.contact_id = d.contact_id join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1`,
      [scene.app.keys.hashEmail(address)],
    )
    const [row] = rows
    if (row === undefined) return null
    return channel === 'email'
      ? { verdict: row.verdict, rule: row.rule, basis: row.basis }
      : row.detail.channels[channel]
  }
  /** Somebody of the base in France with one address, who needs a consent. */
  const taken = new Set<string>()
  const needsConsent = async () => {
    const { rows } = await scene.app.pool.query<{ email: string }>(
      `select min(i.value) as email from decisions d join remote_records r on r.contact_id = d.contact_id and r.gone_at is null join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash
       where d.verdict = 'NEED_CONSENT' and d.detail -> 'countries' = '["FR"]' and not i.role group by d.contact_id having count(distinct i.hash) = 1 and count(distinct r.connection_id) = 2 order by 1`,
    )
    const found = rows.find((row) => !taken.has(row.email))?.email
    if (found === undefined) throw new Error('nobody needs a consent')
    taken.add(found)
    return found
  }
  const consents = async (address: string) =>
    (
      await scene.app.pool.query<{
        channels: string[]
        act: string
        after_no: boolean
        must_confirm: boolean
        confirmed: boolean
        withdrawn: boolean
      }>(
        `select c.channels, c.act, c.after_no, c.must_confirm, f.consent_id is not null as confirmed, exists (select 1 from consent_withdrawals w where w.consent_id = c.id) as withdrawn
     from consents c left join consent_confirmations f on f.consent_id = c.id where c.identity_hash = $1 order by c.given_at, c.channels`,
        [scene.app.keys.hashEmail(address)],
      )
    ).rows
  const mailTo = (address: string, place = 0) =>
    until(`mail ${place} to ${address} is here`, async () => mail.received.filter((one) => one.to === address)[place])
  const linkIn = (text: string, kind: 'c' | 'u') =>
    new URL(new RegExp(`http:\\S+/${kind}/\\S+`, 'u').exec(text)?.[0] ?? 'http://none')
  const press = (text: string) =>
    pages.inject({ method: 'POST', url: `${linkIn(text, 'c').pathname}?lang=en`, headers: browser })
  const objects = (
    address: string,
    receivedAt: Date,
    channels: ('email' | 'phone')[] = ['email'],
    reason: 'objection' | 'erasure' = 'objection',
  ) =>
    recordObjection(scene.app, {
      emails: [address],
      hashes: [],
      contactId: null,
      channels,
      receivedAt,
      door: 'rest',
      actor: 'a test',
      originConnectionId: null,
      lane: 'objection',
      reason,
      evidence: {},
      idempotencyKey: null,
    })
  const decideAll = async (address: string) =>
    decideAgain(
      scene.app,
      [...(await contactsOfIdentities(scene.app.pool, [scene.app.keys.hashEmail(address)])).values()].flat(),
    )
  const creation = async (address: string) =>
    (
      await scene.app.pool.query<{
        state: string
        existing: boolean | null
        reason: string | null
        object: string | null
      }>(
        'select n.state, n.existing, n.reason, n.object from contact_creations n join questionnaire_answers a on a.id = n.answer_id where a.identity_hash = $1 order by a.given_at',
        [scene.app.keys.hashEmail(address)],
      )
    ).rows

  it('lets what was ticked be sent, says so by a mail without advertising, and stops with one click in that mail (J14)', async () => {
    const address = await needsConsent()
    const { status, body } = await send({ email: address.toUpperCase(), ...email })
    expect([status, body.lines]).toEqual([
      200,
      [
        'Your answer is recorded.',
        'A mail is on its way to you. It says what you agreed to and how to withdraw it with one click.',
      ],
    ])
    expect(await verdict(address)).toEqual({ verdict: 'ALLOW', rule: 'E1', basis: 'consent' })
    const { subject, text } = await mailTo(address)
    expect(subject).toBe('Exemple Industries: what you agreed to')
    expect(text).toContain('- I agree that Exemple Industries writes to me by e-mail about our tracking software.')
    expect(/http:\S+\/c\//u.test(text)).toBe(false)
    // What the mail's link opens is the person's own page, whose one button stops everything.
    await pages.inject({ method: 'POST', url: linkIn(text, 'u').pathname, headers: browser })
    expect(await consents(address)).toEqual([
      { channels: ['email'], act: 'tick', after_no: false, must_confirm: false, confirmed: false, withdrawn: true },
    ])
    await until(
      'the verdict is back',
      async () => ((await verdict(address)) as { verdict: string }).verdict === 'BLOCK',
    )
    const kept = (
      await scene.app.pool.query<{ text: string; controller: string; kind: string; name: string }>(
        `select c.text, c.controller, s.kind, s.name from consents c join remote_records r on true join record_identities ri on ri.record_id = r.id and ri.identity_hash = c.identity_hash join sources s on s.contact_id = r.contact_id and s.kind = 'C4' where c.identity_hash = $1 limit 1`,
        [scene.app.keys.hashEmail(address)],
      )
    ).rows
    expect(kept).toEqual([
      {
        text: 'I agree that Exemple Industries writes to me by e-mail about our tracking software.',
        controller: 'Exemple Industries',
        kind: 'C4',
        name: 'Salon Exemple 2026, stand B12',
      },
    ])
  })

  it('sent twice is one answer with one mail, and gets the same reply; another content under the same number is another answer', async () => {
    const address = await needsConsent()
    const fields = { id: newId(), email: address, ...email, filledAt: '1', sentAt: '1' }
    const [first, second] = await Promise.all([send(fields), send({ ...fields, sentAt: '9000' })])
    expect(second).toEqual(first)
    expect((await consents(address)).length).toBe(1)
    await mailTo(address)
    expect((await send({ ...fields, lastName: 'Lambert-Roy' })).body.recorded).not.toBe(first.body.recorded)
    await mailTo(address, 1)
    expect([(await consents(address)).length, (await creation(address)).length]).toEqual([2, 2])
    await until('nobody was made twice', async () =>
      (await creation(address)).every((row) => row.state === 'done' && row.existing === true),
    )
  })

  it('after two consents and a no on one day: the no holds until the button of the later consent’s mail is pressed', async () => {
    const address = await needsConsent()
    await send({ email: address, ...email })
    expect(((await verdict(address)) as { verdict: string }).verdict).toBe('ALLOW')
    const no = await scene.object(address, { channels: ['email'] })
    await scene.untilCarried(no.id, { hubspot: 'applied', salesforce: 'applied' })
    const again = await send({ email: address, ...email })
    expect(again.body.lines?.at(-1)).toBe(
      'A mail is on its way to you. Your choices count once you press the button in it.',
    )
    expect(await verdict(address)).toMatchObject({ verdict: 'BLOCK', rule: 'F1' })
    const { text } = await mailTo(address, 1)
    expect((await pages.inject({ method: 'GET', url: linkIn(text, 'c').pathname, headers: browser })).body).toContain(
      'I agree that Exemple Industries writes to me',
    )
    expect(await verdict(address)).toMatchObject({ verdict: 'BLOCK' })
    expect((await press(text)).body).toContain('Confirmed. You can withdraw it at any time.')
    expect(await consents(address)).toMatchObject([
      { withdrawn: true, confirmed: false },
      { withdrawn: false, confirmed: true, after_no: true },
    ])
    expect(await verdict(address)).toEqual({ verdict: 'ALLOW', rule: 'E1', basis: 'consent' })
    expect((await press(text)).body).toContain('has expired or was used')
    // And a last no ends that one too, with no button left to press.
    await scene.object(address, { channels: ['email'] })
    await until('it is blocked', async () => ((await verdict(address)) as { verdict: string }).verdict === 'BLOCK')
    expect((await consents(address)).every((row) => row.withdrawn)).toBe(true)
  })

  it.each([
    [
      'that arrives late was withdrawn by the no that came meanwhile',
      -3_600_000,
      { after_no: false, withdrawn: true },
      0,
    ],
    ['given after the no asks for the button', 3_600_000, { after_no: true, withdrawn: false }, 1],
  ])('an answer %s', async (_what, noBeforeMs, expected, mails) => {
    const address = await needsConsent()
    const now = scene.app.clock.now().getTime()
    await objects(address, new Date(now - 2 * 3_600_000))
    // Answered some hours ago by the tablet's own clock, which may say anything.
    await send({ email: address, ...email, filledAt: '1000', sentAt: String(1000 + 2 * 3_600_000 - noBeforeMs) })
    expect(await consents(address)).toMatchObject([expected])
    expect(await verdict(address)).toMatchObject({ verdict: 'BLOCK' })
    expect(
      (
        await scene.app.pool.query(`select 1 from person_mails where kind = 'consent' and identity_hash = $1`, [
          scene.app.keys.hashEmail(address),
        ])
      ).rowCount,
    ).toBe(mails)
  })

  it('makes a stranger known in HubSpot once, and asks by mail where the country is not known', async () => {
    const address = 'zoe.lambert@ailleurs.example.test'
    const answer = await send({ email: address, company: 'Ateliers Exemple', jobTitle: 'DSI', ...email })
    await send({ email: address, company: 'Ateliers Exemple', jobTitle: 'DSI', ...email })
    expect(answer.body.lines?.at(-1)).toContain('Your choices count once you press the button in it.')
    await until('it was created', async () => (await creation(address)).every((row) => row.state === 'done'))
    expect((await creation(address)).filter((row) => row.existing === true).length).toBe(1)
    const { contacts } = (await scene.control('GET', '/_sandbox/state?system=hubspot'))['hubspot'] as {
      contacts: { properties: Record<string, string> }[]
    }
    expect(
      contacts
        .filter((row) => row.properties['email'] === address)
        .map(({ properties }) => ({
          first: properties['firstname'],
          last: properties['lastname'],
          company: properties['company'],
          title: properties['jobtitle'],
        })),
    ).toEqual([{ first: 'Zoé', last: 'Lambert', company: 'Ateliers Exemple', title: 'DSI' }])
    await until('it was decided', async () => (await verdict(address)) !== null)
    expect(await verdict(address)).toMatchObject({ verdict: 'NEED_CONSENT' })
    // The contact that answered and the record of HubSpot are one.
    expect(
      (
        await scene.app.pool.query(
          'select distinct a.contact_id = r.contact_id as same from questionnaire_answers a join record_identities ri on ri.identity_hash = a.identity_hash join remote_records r on r.id = ri.record_id where a.identity_hash = $1',
          [scene.app.keys.hashEmail(address)],
        )
      ).rows,
    ).toEqual([{ same: true }])
    await press((await mailTo(address)).text)
    expect(await verdict(address)).toEqual({ verdict: 'ALLOW', rule: 'E1', basis: 'consent' })
  })

  it('makes a Lead in Salesforce, as soon as Salesforce answers again', async () => {
    const there = await makeQuestionnaire(scene, 'salon-sf', scene.salesforceId)
    const address = 'paul.martin@ailleurs.example.test'
    await scene.fault('salesforce', 'server-error', { times: 100 })
    await send(
      { email: address, firstName: 'Paul', lastName: 'Martin', phone: '06 12 34 56 78', ...email },
      there.path,
      there.versionId,
    )
    await until('it waits', async () => (await creation(address))[0]?.reason != null)
    expect((await creation(address))[0]).toMatchObject({ state: 'due' })
    await scene.control('DELETE', '/_sandbox/faults')
    await scene.advance(20 * 60_000)
    await until('it was created', async () => (await creation(address))[0]?.state === 'done')
    const { leads } = (await scene.control('GET', '/_sandbox/state?system=salesforce'))['salesforce'] as {
      leads: Record<string, unknown>[]
    }
    expect(leads.filter((row) => row['Email'] === address)).toMatchObject([
      {
        FirstName: 'Paul',
        LastName: 'Martin',
        Company: '[not provided]',
        Phone: '+33612345678',
        HasOptedOutOfEmail: false,
      },
    ])
  })

  it('waits for the right to tag and says why, and is not lost meanwhile', async () => {
    await scene.app.pool.query(`update connections set granted = array_remove(granted, 'tag') where id = $1`, [
      scene.hubspotId,
    ])
    const address = 'lea.petit@ailleurs.example.test'
    await send({ email: address, ...email })
    await until('it waits', async () => (await creation(address))[0]?.reason === 'not-granted')
    await scene.app.pool.query(`update connections set granted = array_append(granted, 'tag') where id = $1`, [
      scene.hubspotId,
    ])
    await scene.advance(2 * 60_000)
    await until('it was created', async () => (await creation(address))[0]?.state === 'done')
  })

  it('carries a standing no to whoever it makes known, and never takes one off', async () => {
    const address = 'max.noir@ailleurs.example.test'
    const no = await scene.object(address)
    await send({ email: address, ...email })
    await until('it was created', async () => (await creation(address))[0]?.state === 'done')
    await until('HubSpot blocks it', async () => scene.optedOut(address))
    expect((await scene.app.pool.query('select 1 from suppressions where objection_id = $1', [no.id])).rowCount).toBe(8)
  })

  it.each([
    ['a no that is lifted elsewhere leaves the request what it was', 'objection' as const, 'NEED_CONSENT'],
    ['an erasure stays, whatever button is pressed', 'erasure' as const, 'BLOCK'],
  ])('%s', async (_what, reason, expected) => {
    const address = await needsConsent()
    await objects(address, new Date(scene.app.clock.now().getTime() - 3_600_000), ['email'], reason)
    await scene.settle()
    await send({ email: address, ...email })
    // Whoever reads the system's block after this would take it for an objection that nobody knew.
    if (reason === 'objection') await scene.stopWorking()
    if (reason === 'erasure') await press((await mailTo(address)).text)
    else
      await scene.app.pool.query('delete from suppressions where identity_hash = $1', [
        scene.app.keys.hashEmail(address),
      ])
    await decideAll(address)
    expect([((await verdict(address)) as { verdict: string }).verdict, await consents(address)]).toMatchObject([
      expected,
      [{ after_no: true, confirmed: false }],
    ])
    if (reason === 'erasure') expect(await creation(address)).toMatchObject([{ state: 'refused', reason: 'erasure' }])
    if (reason === 'objection') await scene.startWorking()
  })

  it('withdrawn by a click that was not the person’s is given again once they said so', async () => {
    const address = await needsConsent()
    await send({ email: address, ...email })
    const { pathname } = linkIn((await mailTo(address)).text, 'u')
    // No browser of a person: a program that follows links.
    await pages.inject({
      method: 'POST',
      url: pathname,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(await consents(address)).toMatchObject([{ withdrawn: true }])
    await scene.settle()
    await press((await mailTo(address, 1)).text)
    await decideAll(address)
    expect(await verdict(address)).toEqual({ verdict: 'ALLOW', rule: 'E1', basis: 'consent' })
  })

  it('withdrawn stays withdrawn when the person starts again on their own page, and is no longer a no', async () => {
    const address = await needsConsent()
    await send({ email: address, ...email })
    const { pathname } = linkIn((await mailTo(address)).text, 'u')
    await pages.inject({ method: 'POST', url: pathname, headers: browser })
    await scene.settle()
    await pages.inject({ method: 'POST', url: `${pathname}/preferences`, payload: 'c.email=yes', headers: browser })
    await press((await mailTo(address, 1)).text)
    await decideAll(address)
    expect(await verdict(address)).toMatchObject({ verdict: 'NEED_CONSENT' })
  })

  it('cannot be confirmed any more once a no came after it', async () => {
    const address = 'too.late@ailleurs.example.test'
    await send({ email: address, ...email })
    const { text } = await mailTo(address)
    await scene.object(address, { channels: ['email'] })
    expect((await press(text)).body).toContain('has expired or was used')
    expect(await consents(address)).toMatchObject([{ withdrawn: true, confirmed: false }])
  })

  it('is made known by one worker at a time, so that two answers of one address never make two contacts', async () => {
    await scene.stopWorking()
    const address = 'twice.at.once@ailleurs.example.test'
    const ids = [
      (await send({ email: address })).body.recorded ?? '',
      (await send({ email: address })).body.recorded ?? '',
    ]
    const claim = (id: string) =>
      inTransaction(scene.app.pool, (sql) => claimCreation(sql, id, scene.app.clock.now(), 60_000))
    expect((await Promise.all(ids.map(claim))).filter((one) => one !== null).length).toBe(1)
    await scene.app.pool.query('update contact_creations set claimed_until = null')
    await scene.startWorking()
  })

  it('carries nothing under another company’s name, and is closed then', async () => {
    const address = await needsConsent()
    await send({ email: address, ...email })
    const { settings } = await loadSettings(scene.app.pool)
    if (settings.controller === null) throw new Error('no company')
    await saveSettings(
      scene.app.pool,
      { ...settings, controller: { ...settings.controller, name: 'Exemple Nord' } },
      'a test',
      scene.app.clock.now(),
    )
    await decideAll(address)
    expect([await verdict(address), (await pages.inject({ method: 'GET', url: stand.path })).statusCode]).toMatchObject(
      [{ verdict: 'NEED_CONSENT' }, 410],
    )
    await saveSettings(scene.app.pool, settings, 'a test', scene.app.clock.now())
    expect((await pages.inject({ method: 'GET', url: stand.path })).statusCode).toBe(200)
  })

  it('counts for a mailing tool that asks before any system has the person', async () => {
    const nowhere = await makeQuestionnaire(scene, 'nowhere', scene.hubspotId)
    await scene.stopWorking()
    const address = 'ada.roux@ailleurs.example.test'
    await send(
      { email: address, phone: '+33 6 11 22 33 44', ...email, 'box.prospecting-phone': 'on' },
      nowhere.path,
      nowhere.versionId,
    )
    const ask = { purpose: 'prospecting' as const, offer: null, kind: null, related: null, pixel: false }
    const contact = CaseContact.parse({ countries: ['FR'] })
    const answers = await openAnswers(scene.app).answer([
      { email: address, phone: null, ask: { ...ask, channel: 'sms' }, contact, askedBy: 'a test' },
      {
        email: address,
        phone: '+33611223344',
        ask: { ...ask, channel: 'phone', related: false },
        contact,
        askedBy: 'a test',
      },
      { email: address, phone: null, ask: { ...ask, channel: 'email', related: false }, contact, askedBy: 'a test' },
      {
        email: 'nobody@ailleurs.example.test',
        phone: null,
        ask: { ...ask, channel: 'email', related: false },
        contact,
        askedBy: 'a test',
      },
    ])
    expect(answers.map(({ verdict: said, basis, known }) => [said, basis, known])).toEqual([
      ['QUARANTINE', null, false],
      ['ALLOW', expect.anything(), false],
      ['ALLOW', 'consent', false],
      ['NEED_CONSENT', null, false].map((value, place) =>
        place === 0 ? (expect.stringMatching(/^(NEED_CONSENT|QUARANTINE)$/u) as string) : value,
      ),
    ])
    await scene.startWorking()
    await until('it was created', async () => (await creation(address))[0]?.state === 'done')
  })

  it('without a tick is a contact with its source, and no consent and no mail', async () => {
    const address = await needsConsent()
    expect((await send({ email: address })).body.lines).toEqual(['Your answer is recorded.'])
    expect(await consents(address)).toEqual([])
    expect(await verdict(address)).toMatchObject({ verdict: 'NEED_CONSENT' })
    expect(
      (
        await scene.app.pool.query(
          `select d.last_act_kind as kind from decisions d join questionnaire_answers a on a.contact_id = d.contact_id where a.identity_hash = $1`,
          [scene.app.keys.hashEmail(address)],
        )
      ).rows,
    ).toEqual([{ kind: 'form' }])
  })

  it('lets a number be called only where it is the number that was given, and the address gets nothing by it', async () => {
    const robot = await makeQuestionnaire(scene, 'robot', scene.hubspotId, {
      boxes: [{ id: 'prospecting-robocall', text: { fr: '', en: '' } }],
    })
    let address: string
    let own: string | undefined
    do {
      address = await needsConsent()
      own = (
        await scene.app.pool.query<{ number: string }>(
          `select coalesce(r.mobile, r.phone) as number from remote_records r join connections c on c.id = r.connection_id join record_identities ri on ri.record_id = r.id
        where ri.identity_hash = $1 and coalesce(r.mobile, r.phone) is not null order by r.mobile is null, c.position limit 1`,
          [scene.app.keys.hashEmail(address)],
        )
      ).rows[0]?.number
    } while (own === undefined)
    const called = { 'box.prospecting-robocall': 'on' }
    await send({ email: address, phone: '+33 6 98 76 54 32', ...called }, robot.path, robot.versionId)
    expect(await verdict(address, 'robocall')).toMatchObject({ verdict: 'NEED_CONSENT' })
    await send({ email: address, phone: own, ...called }, robot.path, robot.versionId)
    expect([await verdict(address, 'robocall'), await verdict(address, 'sms'), await verdict(address)]).toMatchObject([
      { verdict: 'ALLOW', rule: 'E1' },
      { verdict: expect.not.stringMatching(/^ALLOW/u) as string },
      { verdict: 'NEED_CONSENT' },
    ])
    // An objection that names the number alone withdraws it.
    const number = normalPhone(own, 'FR')
    await recordObjection(scene.app, {
      emails: [],
      hashes: [],
      phones: [number ?? ''],
      contactId: null,
      channels: ['robocall'],
      receivedAt: scene.app.clock.now(),
      door: 'rest',
      actor: 'a test',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
    })
    expect((await consents(address)).map((row) => row.withdrawn)).toEqual([false, true])
  })

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['no address', { email: '' }, { email: 'E-mail address: please fill this in.' }],
    ['half an address', { email: 'zoe@' }, { email: expect.stringContaining('not complete') as string }],
    [
      'a name that is missing',
      { email: 'a@b.example.test', firstName: ' ' },
      { firstName: 'First name: please fill this in.' },
    ],
    [
      'a number nobody can read',
      { email: 'a@b.example.test', phone: '12' },
      { phone: expect.stringContaining('cannot be read') as string },
    ],
    [
      'calls without a number',
      { email: 'a@b.example.test', 'box.prospecting-phone': 'on' },
      { phone: expect.stringContaining('give the number') as string },
    ],
    [
      'a text as long as a book',
      { email: 'a@b.example.test', company: 'x'.repeat(200) },
      { company: 'At most 120 characters.' },
    ],
  ])('refuses %s beside the field', async (_what, fields, errors) => {
    expect(await send(fields)).toEqual({ status: 422, body: { errors } })
  })

  it('shows nothing ticked, the notice with its figures, and every language it has', async () => {
    const { body } = await pages.inject({ method: 'GET', url: `${stand.path}?lang=fr` })
    expect(/<input type="checkbox"[^>]*checked/u.test(body)).toBe(false)
    expect([
      body.includes('Exemple Industries est responsable de vos données'),
      body.includes('Nous les gardons 36 mois'),
      body.includes('https://exemple.example.test/vie-privee'),
    ]).toEqual([true, true, true])
    expect((await pages.inject({ method: 'GET', url: '/q/nobody' })).statusCode).toBe(404)
  })

  it('takes an answer to the version that was shown, also after another was saved, and keeps the words that were seen (J10)', async () => {
    const old = await makeQuestionnaire(scene, 'versions', scene.hubspotId)
    const next = await makeQuestionnaire(scene, 'versions', scene.hubspotId, {
      subject: { fr: 'nos robots', en: 'our robots' },
    })
    expect(
      (await makeQuestionnaire(scene, 'versions', scene.hubspotId, { subject: { fr: 'nos robots', en: 'our robots' } }))
        .versionId,
    ).toBe(next.versionId)
    expect(next.versionId).not.toBe(old.versionId)
    await send({ email: 'old.page@ailleurs.example.test', ...email }, old.path, old.versionId)
    expect(
      (
        await scene.app.pool.query('select text from consents where identity_hash = $1', [
          scene.app.keys.hashEmail('old.page@ailleurs.example.test'),
        ])
      ).rows,
    ).toEqual([{ text: 'I agree that Exemple Industries writes to me by e-mail about our tracking software.' }])
    expect((await send({ email: 'x@ailleurs.example.test' }, old.path, newId())).body.errors).toHaveProperty('form')
  })

  it('never changes what stands, and forgets a request that nobody confirmed within 30 days', async () => {
    const address = 'never.confirmed@ailleurs.example.test'
    await send({ email: address, ...email })
    await mailTo(address)
    await expect(scene.app.pool.query('update consents set text = $1', ['other'])).rejects.toThrow('never changed')
    await scene.advance(31 * dayMs)
    await until('it is forgotten', async () => (await consents(address)).length === 0)
    expect(
      (
        await scene.app.pool.query('select 1 from questionnaire_answers where identity_hash = $1', [
          scene.app.keys.hashEmail(address),
        ])
      ).rowCount,
    ).toBe(1)
  })
})
