import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changeMailboxSettings } from '../../../src/operations/mailbox/colleagues/mailbox-settings.ts'
import { answerReview } from '../../../src/operations/mailbox/answer-review.ts'
import { notedWords } from '../../../src/operations/objections/record-by-hand.ts'
import { insertUser } from '../../../src/store/accounts/users.ts'
import { startMailServer, type MailServer } from '../../support/mail-server.ts'
import { until } from '../../support/until.ts'
import {
  append,
  clearReviews,
  contactOf,
  count,
  lastObjection,
  mailboxId,
  openMailbox,
  raw,
  receive,
  reviews,
  scene,
  someone,
} from './mailbox-scene.ts'

const rep = 'julie.martin@exemple.example.test'
let mails: MailServer
beforeAll(async () => {
  mails = await startMailServer()
  await openMailbox({ smtpUrl: mails.url })
  await changeMailboxSettings(scene.app, scene.admin, mailboxId, {
    colleagues: true,
    domains: 'exemple.example.test',
    authServer: 'mx.exemple.example.test',
    vendors: 'LeadIQ <privacy@leadiq.example.test>',
  })
})
afterAll(async () => {
  await scene.close()
  await mails.close()
})
beforeEach(async () => {
  await clearReviews()
  mails.received.length = 0
})

const forwarded = (from: string, words = 'Please stop writing to me.') =>
  `FYI\n\n---------- Forwarded message ---------\nFrom: Anna Kunde <${from}>\nDate: Tue, 24 Nov 2026 at 09:12\nSubject: Re: Offer\nTo: <${rep}>\n\n${words}\n`
const passed = ['Authentication-Results: mx.exemple.example.test; dmarc=pass header.from=exemple.example.test']
const mail = () => until('the colleague got a mail', () => Promise.resolve(mails.received[0] ?? null))
const evidenceOf = async (id: string) =>
  (
    await scene.app.pool.query<{ actor: string; evidence: Record<string, unknown> }>(
      'select actor, evidence from objections where id = $1',
      [id],
    )
  ).rows[0]
const settled = () =>
  until('no answer waits', async () => {
    const { rowCount } = await scene.app.pool.query('select 1 from colleague_mails where address is not null')
    return rowCount === 0
  })

const settledAs = (failure: string) =>
  until('an answer is given up', async () => {
    const { rowCount } = await scene.app.pool.query(
      'select 1 from colleague_mails where address is null and failure like $1',
      [`%${failure}%`],
    )
    return rowCount === 1
  })

describe('an opt-out that a colleague passes on', () => {
  it('by forwarding: the author opted out, in both CRMs, and the colleague gets the receipt', async () => {
    const person = someone()
    await append(raw(`Julie <${rep}>`, 'Fwd: Re: Offer', forwarded(person.email), passed))
    await receive()
    const objection = await lastObjection(person.email)
    expect([objection?.door, objection?.how, objection?.doubtful]).toEqual(['mailbox', 'forwarded', null])
    await scene.untilCarried(objection?.id ?? '', { hubspot: 'applied', salesforce: 'applied' })
    const kept = await evidenceOf(objection?.id ?? '')
    expect(kept?.actor).toBe(rep)
    expect(kept?.evidence).toMatchObject({ by: rep, proven: true })
    expect(notedWords(scene.app, kept?.evidence ?? {})).toContain('Please stop writing to me.')
    const { to, subject, text } = await mail()
    const { rows } = await scene.app.pool.query<{ number: string }>('select number from objections where id = $1', [
      objection?.id,
    ])
    expect([to, subject]).toEqual([rep, `Opt-out recorded: ${rows[0]?.number}`])
    expect(text).toMatch(/HubSpot[^\n]*: blocked, verified[\s\S]*Salesforce[^\n]*: blocked, verified/u)
    expect(text).not.toContain(person.email)
    await settled()
    expect((await scene.app.pool.query('select address from colleague_mails')).rows).toEqual([{ address: null }])
  })

  it.each<[string, string, string, readonly string[]]>([
    [
      'in the customer’s words',
      'Fwd: Re: Offer',
      'Please delete all the personal data you hold about me (art. 17 GDPR).',
      ['erasure-request'],
    ],
    [
      'of access',
      'TR: Offre',
      'Merci de m’envoyer toutes les données que vous avez sur moi (article 15 du RGPD).',
      ['access-request'],
    ],
    ['for a whole company', 'Fwd: Offer', 'Please never contact anyone at our company again.', ['employer-no']],
  ])('with the request %s besides, as a question of its own', async (_what, subject, words, expected) => {
    const person = someone()
    await append(raw(rep, subject, forwarded(person.email, words), passed))
    await receive()
    const objection = await lastObjection(person.email)
    expect([objection?.how, objection?.reason]).toEqual([
      'forwarded',
      expected[0] === 'erasure-request' ? 'erasure' : 'objection',
    ])
    expect((await reviews()).map(({ kind, contact_id: id, objection_id: said }) => [kind, id, said])).toEqual(
      await Promise.all(expected.map(async (kind) => [kind, await contactOf(person.email), objection?.id])),
    )
    await mail()
  })

  it('with an erasure that the colleague tells of, as a question of its own', async () => {
    const person = someone()
    await append(
      raw(rep, `Opt-out ${person.email}`, 'On the phone: please delete all my data, GDPR article 17.', passed),
    )
    await receive()
    expect((await reviews()).map(({ kind }) => kind)).toEqual(['erasure-request'])
    await mail()
  })

  it('once, however often the folder is read, and no act of the colleague', async () => {
    const person = someone()
    await append(raw(rep, 'Fwd: Stop', forwarded(person.email), passed))
    await receive()
    const before = await count('objections')
    await scene.control('POST', '/_sandbox/mailbox', { act: 'renumber' })
    await receive(null)
    expect(await count('objections')).toBe(before)
    await mail()
    await settled()
    expect(mails.received.length).toBe(1)
    expect((await scene.app.pool.query('select 1 from mailbox_messages where acted_hash is not null')).rowCount).toBe(0)
  })

  it('by a mail with the address in its subject', async () => {
    const person = someone()
    await append(raw(rep, `Opt-out: ${person.email.toUpperCase()}`, 'He told me on the phone.', passed))
    await receive()
    const objection = await lastObjection(person.email)
    expect(objection?.how).toBe('told')
    expect(notedWords(scene.app, (await evidenceOf(objection?.id ?? ''))?.evidence ?? {})).toContain('on the phone')
    expect((await mail()).subject).toContain('Opt-out recorded')
  })

  it('tells the colleague to look at an address that no system has', async () => {
    await append(raw(rep, 'Opt-out: ana.kunde@kunde.example.test', 'On the phone.', passed))
    await receive()
    expect((await mail()).text).toContain('check the address in your message')
  })

  it('by a message that hangs on it', async () => {
    const person = someone()
    const boundary = 'b1'
    await append(
      [
        `From: ${rep}`,
        'To: unsub@u.exemple.example.test',
        'Subject: Fwd',
        `Message-ID: <${randomUUID()}@exemple.example.test>`,
        `Content-Type: multipart/mixed; boundary=${boundary}`,
        '',
        `--${boundary}`,
        'Content-Type: text/plain',
        '',
        'See attached',
        `--${boundary}`,
        'Content-Type: message/rfc822',
        '',
        `From: Anna <${person.email}>`,
        'Subject: Stop',
        '',
        'Remove me.',
        `--${boundary}--`,
        '',
      ].join('\n'),
    )
    await receive()
    expect((await lastObjection(person.email))?.how).toBe('forwarded')
    expect((await lastObjection(person.email))?.doubtful).toBe(true)
    await mail()
  })

  it('asks a person where two may be meant, with sending blocked, and says so to the colleague', async () => {
    const [one, two] = [someone(), someone()]
    await append(raw(rep, 'Fwd: Stop', forwarded(one.email, forwarded(two.email)), passed))
    await receive()
    expect([await lastObjection(one.email), await lastObjection(two.email)]).toEqual([null, null])
    const asked = await reviews()
    expect(asked.map(({ kind, contact_id: id, meanwhile_blocked: blocked }) => [kind, id, blocked])).toEqual(
      expect.arrayContaining([
        ['mail-unsure', await contactOf(one.email), true],
        ['mail-unsure', await contactOf(two.email), true],
      ]),
    )
    expect((await mail()).subject).toContain('not clear whose opt-out')
    const mine = asked.find((review) => review.contact_id !== null)
    await answerReview(scene.app, mine?.id ?? '', 'objection', scene.admin)
    const objected = [await lastObjection(one.email), await lastObjection(two.email)].filter((one) => one !== null)
    expect(objected.length).toBe(1)
  })

  it('asks a person where the colleague cannot be told that nobody is named', async () => {
    mails.refuse = { code: 550, text: '5.1.1 no such user' }
    await append(raw(rep, 'Opt-out', 'Anna does not want our mails any more.', passed))
    await receive()
    await settledAs('550')
    mails.refuse = null
    expect((await reviews()).map(({ kind }) => kind)).toEqual(['mail-unknown-sender'])
  })

  it('tells the colleague what to do where nobody is named, and records nothing', async () => {
    const before = await count('objections')
    await append(raw(rep, 'Opt-out', 'Anna does not want our mails any more.', passed))
    await receive()
    expect([await count('objections'), await reviews()]).toEqual([before, []])
    const { subject, text } = await mail()
    expect([subject, text.includes('customer’s address in the subject')]).toEqual([
      'Your message named nobody: nothing was recorded',
      true,
    ])
  })

  it.each<[string, string, readonly string[]]>([
    [
      'the name of the author alone',
      '---------- Forwarded message ---------\nFrom: Anna Kunde\nDate: Tue\nSubject: Re: Offer\n\nPlease stop.',
      [],
    ],
    ['a program that wrote for somebody', forwarded('no-reply@tool.example.test', 'Anna asks to be removed.'), []],
    ['a file of Outlook’s own', 'See attached', ['Content-Type: application/vnd.ms-outlook; name=stop.msg']],
    [
      'what is encrypted',
      'xyz',
      ['Content-Type: application/pkcs7-mime; name=smime.p7m', 'Content-Transfer-Encoding: base64'],
    ],
  ])('asks a person, who sees the words, where it holds %s', async (_what, body, more) => {
    const before = await count('objections')
    const typed = raw(rep, 'Fwd: Offer', body, [...passed, ...more])
    await append(more.length === 0 ? typed : typed.replace('Content-Type: text/plain; charset=utf-8\n', ''))
    await receive()
    expect(await count('objections')).toBe(before)
    expect((await reviews()).map(({ kind, contact_id: id }) => [kind, id])).toEqual([['mail-unknown-sender', null]])
    expect((await mail()).subject).toContain('not clear whose opt-out')
  })

  it('asks a person where everybody who may be meant opted out before', async () => {
    const [one, two] = [someone(), someone()]
    for (const { email } of [one, two]) await scene.object(email)
    await append(raw(rep, 'Fwd: Stop', forwarded(one.email, forwarded(two.email)), passed))
    await receive()
    expect((await reviews()).map(({ kind }) => kind)).toEqual(['mail-unknown-sender'])
    expect((await mail()).subject).toContain('not clear whose opt-out')
  })

  it('holds whom the colleague names in the words alone, until a person decides', async () => {
    const person = someone()
    await append(raw(rep, 'Opt-out', `Anna (${person.email}) does not want our mails any more.`, passed))
    await receive()
    expect(await lastObjection(person.email)).toBe(null)
    expect((await reviews()).map(({ kind, meanwhile_blocked: blocked }) => [kind, blocked])).toEqual([
      ['mail-unsure', true],
    ])
    await mail()
  })

  it('holds whom it names where it came through a list, and never takes the colleague for the person', async () => {
    const person = someone()
    await append(
      raw(rep, `Stop ${person.email}`, 'On the phone: please remove me from your list.', [
        ...passed,
        'List-ID: <optout.exemple.example.test>',
        'Precedence: list',
      ]),
    )
    await receive()
    expect([await lastObjection(person.email), await lastObjection(rep)]).toEqual([null, null])
    expect((await reviews()).map(({ kind, meanwhile_blocked: blocked }) => [kind, blocked])).toEqual([
      ['mail-unsure', true],
    ])
    expect((await mail()).to).toBe(rep)
  })

  it.each<[string, string, readonly string[]]>([
    ['a stranger', 'mallory@elsewhere.example.test', passed],
    ['somebody in a colleague’s name', rep, ['Authentication-Results: mx.exemple.example.test; dmarc=fail']],
    ['a domain that only looks like ours', 'julie@exemple.example.test.elsewhere.example.test', passed],
  ])('gives %s nothing, and a person looks', async (_who, from, headers) => {
    const person = someone()
    await append(raw(from, 'Fwd: Stop', forwarded(person.email), headers))
    await receive()
    expect(await lastObjection(person.email)).toBe(null)
    expect((await reviews()).length).toBeGreaterThan(0)
    await settled()
    expect(mails.received).toEqual([])
  })

  it('gives a stranger who says nothing about it a question, and no mail', async () => {
    await append(raw('mallory@elsewhere.example.test', 'Hello', 'Thank you for the invoice.'))
    await receive()
    expect((await reviews()).map(({ kind }) => kind)).toEqual(['mail-unknown-sender'])
    await settled()
    expect(mails.received).toEqual([])
  })

  it('still hears a person who writes there', async () => {
    const person = someone()
    await append(raw(person.email, 'STOP', 'Please remove me from your list.'))
    await receive()
    expect((await lastObjection(person.email))?.how).toBe('from')
    expect(mails.received).toEqual([])
  })

  it('answers no machine: an absence note of a colleague names nobody', async () => {
    await append(raw(rep, 'Out of office', forwarded(someone().email), [...passed, 'Auto-Submitted: auto-replied']))
    await receive()
    await settled()
    expect(mails.received).toEqual([])
  })

  it('knows a user of the console by the address, and not once the account has ended', async () => {
    const address = 'freelance@partner.example.test'
    const id = randomUUID()
    await insertUser(
      scene.app.pool,
      { id, email: address, name: 'F', role: 'operator', language: 'fr', passwordHash: null },
      scene.app.clock.now(),
    )
    const [one, two] = [someone(), someone()]
    await append(raw(address, `Stop ${one.email}`, ''))
    await receive()
    expect([(await lastObjection(one.email))?.how, (await mail()).subject]).toEqual([
      'told',
      expect.stringContaining('Opposition enregistrée'),
    ])
    await scene.app.pool.query('update users set disabled_at = now() where id = $1', [id])
    await append(raw(address, `Stop ${two.email}`, ''))
    await receive()
    expect(await lastObjection(two.email)).toBe(null)
  })
})

describe('LeadIQ’s weekly mail', () => {
  const list = (emails: readonly string[]) =>
    `These leads opted out:\n\n${emails.join('\n')}\n\nprivacy@leadiq.example.test`
  const proven = ['Authentication-Results: mx.exemple.example.test; dkim=pass header.d=leadiq.example.test']

  it('is an opt-out at the vendor for each person in it, and carried', async () => {
    const [one, two] = [someone(), someone()]
    await append(raw('LeadIQ <privacy@leadiq.example.test>', 'Opted-out leads', list([one.email, two.email]), proven))
    await receive()
    for (const person of [one, two]) {
      const objection = await lastObjection(person.email)
      expect(objection?.door).toBe('broker')
      expect((await evidenceOf(objection?.id ?? ''))?.evidence).toMatchObject({ broker: 'LeadIQ' })
      await scene.untilCarried(objection?.id ?? '', { hubspot: 'applied', salesforce: 'applied' })
    }
  })

  it.each<[string, string, readonly string[]]>([
    ['its end is cut off', `<p>${'x'.repeat(200_000)}</p>`, ['Content-Type: text/html']],
    [
      'it holds a file',
      'See the list attached.',
      ['Content-Type: text/csv', 'Content-Disposition: attachment; filename=list.csv'],
    ],
  ])('is a question besides where %s', async (_why, body, more) => {
    const person = someone()
    const text = _why.includes('cut') ? `<p>${person.email}</p>${body}` : body
    await append(
      raw('privacy@leadiq.example.test', 'Opted-out leads', text, [...proven, ...more]).replace(
        'Content-Type: text/plain; charset=utf-8\n',
        '',
      ),
    )
    await receive()
    expect((await lastObjection(person.email))?.door ?? null).toBe(_why.includes('cut') ? 'broker' : null)
    expect((await reviews()).map(({ kind }) => kind)).toEqual(['mail-unknown-sender'])
  })

  it('is a question where our server did not prove its sender, as any list is', async () => {
    const [one, two] = [someone(), someone()]
    await append(raw('privacy@leadiq.example.test', 'Opted-out leads', list([one.email, two.email])))
    await receive()
    expect([await lastObjection(one.email), await lastObjection(two.email)]).toEqual([null, null])
    expect((await reviews()).length).toBeGreaterThan(0)
  })
})
