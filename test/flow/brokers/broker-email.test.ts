import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { n1, sha256Hex } from '../../../src/domain/brokers/broker-hash.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { connectByForm } from '../../../src/operations/connections/connect-by-form.ts'
import { ConnectRefused } from '../../../src/operations/connections/connect-refused.ts'
import { chaseBrokers } from '../../../src/operations/brokers/remind-brokers.ts'
import { listTasks } from '../../../src/store/brokers/broker-tasks.ts'
import { auditOf, connectBrokerBy, fromBroker, standing } from '../../support/brokers/broker.ts'
import { startMailServer, type MailServer } from '../../support/mail-server.ts'
import { until, untilWindowHas } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'

const settings = { mailbox: 'objections@prospecta.example.test', language: 'en', slaHours: '48', grouping: 'batch' }
const dayMs = 86_400_000

describe('a broker that only has a mailbox', () => {
  let scene: Scene
  let mail: MailServer
  let pages: FastifyInstance
  let connectionId: string
  beforeAll(async () => {
    mail = await startMailServer()
    scene = await openScene({ broker: false, contacts: 260, smtpUrl: mail.url })
    connectionId = await connectBrokerBy(scene, 'broker-email', settings)
    pages = await openPublicServer(scene.app)
  })
  afterAll(async () => {
    await pages.close()
    await scene.close()
    await mail.close()
  })

  /** Somebody says no; gives the mail about it and where the objection stands. */
  const notify = async () => {
    const person = fromBroker(scene)
    const before = mail.received.length
    const objection = await scene.object(person.email)
    await scene.untilCarried(objection.id, { 'broker-email': 'accepted' })
    const sent = mail.received.slice(before).find((one) => one.attachments.length > 0)
    if (sent === undefined) throw new Error('no mail was sent')
    return { person, objection, sent, path: /\/ack\/[\w-]+/u.exec(sent.text)?.[0] ?? 'no link' }
  }
  const stands = (objectionId: string) => standing(scene, objectionId, connectionId)
  const open = (
    method: 'GET' | 'HEAD' | 'OPTIONS' | 'POST',
    url: string,
    fields?: Record<string, string>,
    remoteAddress = '127.0.0.1',
  ) =>
    pages.inject({
      method,
      url,
      remoteAddress,
      ...(fields === undefined
        ? {}
        : {
            payload: new URLSearchParams(fields).toString(),
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
          }),
    })

  it('is sent a reference, a hash and a link, and no address', async () => {
    const { person, objection, sent } = await notify()
    const number = /B-\d{4}-\d{4,}/u.exec(sent.subject)?.[0] ?? ''
    expect({
      to: sent.to,
      subject: sent.subject,
      file: sent.attachments[0]?.name,
      type: sent.attachments[0]?.type,
    }).toEqual({
      to: 'objections@prospecta.example.test',
      subject: `Objection to prospecting: 1 person to apply (our reference ${number})`,
      file: 'suppression.json',
      type: 'application/json',
    })
    const { rows } = await scene.app.pool.query<{ value: string }>(
      'select i.value from objection_identities oi join identities i on i.hash = oi.identity_hash where oi.objection_id = $1 order by i.value',
      [objection.id],
    )
    expect(JSON.parse(sent.attachments[0]?.content ?? '')).toEqual({
      notice: number,
      action: 'suppress',
      normalisation: 'n1',
      idFormat: 'sha256_hex',
      orders: [
        {
          reference: `${number}-1`,
          ids: rows.map((row) => sha256Hex(n1(row.value))),
          channels: objection.channels,
          objectedAt: objection.receivedAt.toISOString(),
          reason: 'objection',
        },
      ],
    })
    expect(JSON.stringify([sent.subject, sent.text, sent.attachments])).not.toContain(
      person.email.toLowerCase().split('@')[0],
    )
    expect(await stands(objection.id)).toEqual({
      state: 'accepted',
      proof: 1,
      reason: null,
      owner: null,
      detail: null,
      ticket: expect.stringMatching(/^Q\d+$/u),
    })
    const { rows: kept } = await scene.app.pool.query<{ details: Record<string, string> }>(
      'select details from broker_notices where number = $1',
      [number],
    )
    expect(kept).toEqual([{ details: { messageId: sent.messageId } }])
  })

  it('opens the page for a scanner without a change, and hides the addresses', async () => {
    const { person, objection, path } = await notify()
    const answers = [
      await open('GET', path),
      await open('HEAD', path),
      await open('OPTIONS', path),
      await open('GET', `${path}?lang=fr`),
    ]
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 204, 200])
    expect(answers[0]?.body).toContain('Exemple Industries')
    expect(answers[3]?.body).toContain('Oppositions à appliquer')
    for (const answer of answers) expect(answer.body).not.toContain(person.email.toLowerCase())
    expect(await stands(objection.id)).toMatchObject({ state: 'accepted', proof: 1 })
    expect((await open('GET', `${path}/show`)).statusCode).toBe(404)
    const shown = await open('POST', `${path}/show`, { 'a.1': 'applied', name: 'R. Martin' })
    expect(shown.body).toContain(person.email.toLowerCase())
    expect(shown.body).toMatch(/value="applied" checked/u)
    expect(await auditOf(scene, connectionId, 'disclosure')).toMatchObject([{ line: 1, what: 'addresses' }])
    expect(
      (
        await scene.app.pool.query(
          'select 1 from broker_answers a join propagations p on p.id = a.propagation_id where p.objection_id = $1',
          [objection.id],
        )
      ).rowCount,
    ).toBe(0)
  })

  it.each([
    ['acknowledged', '', { state: 'accepted', proof: 2, reason: null, owner: null, detail: null }],
    ['applied', '', { state: 'accepted', proof: 3, reason: null, owner: null, detail: null }],
    ['absent', '', { state: 'absent', proof: 1, reason: null, owner: null, detail: null }],
    [
      'refused',
      'Our list is frozen',
      {
        state: 'refused',
        proof: 1,
        reason: 'declined',
        owner: 'operator',
        detail: 'the broker says that it cannot: Our list is frozen',
      },
    ],
  ])('takes "%s" from the page, once', async (answer, reason, expected) => {
    const { objection, path } = await notify()
    const form = { 'a.1': answer, 'r.1': reason, name: 'R. Martin' }
    const page = await open('POST', path, form)
    expect([page.statusCode, page.headers['location']]).toEqual([200, undefined])
    expect(page.body).toContain('R. Martin')
    expect(await stands(objection.id)).toMatchObject(expected)
    expect((await open('POST', path, form)).statusCode).toBe(200)
    const { rows } = await scene.app.pool.query(
      'select a.answer, a.reason, a.answered_by, a.ip, a.settled_as from broker_answers a join propagations p on p.id = a.propagation_id where p.objection_id = $1',
      [objection.id],
    )
    expect(rows).toEqual([
      { answer, reason: reason === '' ? null : reason, answered_by: 'R. Martin', ip: '127.0.0.1', settled_as: 'moved' },
    ])
    const acts = (await auditOf(scene, connectionId, 'propagation')).filter(
      (details) => details['objectionId'] === objection.id,
    )
    expect(acts.map((details) => [details['to'], details['proof']])).toEqual([
      ['accepted', 1],
      [expected.state, expected.state === 'accepted' ? expected.proof : null],
    ])
    expect(JSON.stringify(await scene.audit())).not.toMatch(/R\. Martin|list is frozen/u)
  })

  it('lets the broker come back with more than a receipt', async () => {
    const { objection, path } = await notify()
    await open('POST', path, { 'a.1': 'acknowledged', name: 'R. Martin' })
    await stands(objection.id)
    await scene.advance(60 * dayMs)
    expect((await open('POST', path, { 'a.1': 'applied', name: 'S. Petit' })).statusCode).toBe(200)
    expect(await stands(objection.id)).toMatchObject({ state: 'accepted', proof: 3 })
  })

  it.each([
    ['no name', { 'a.1': 'applied', name: '  ' }, 'Enter the name'],
    ['no answer at all', { name: 'R. Martin' }, 'Choose an answer'],
    ['an answer that is none', { 'a.1': 'deleted', name: 'R. Martin' }, 'Choose an answer'],
    ['no reason', { 'a.1': 'refused', 'r.1': ' ', name: 'R. Martin' }, 'say why you cannot'],
  ])('asks again for %s and keeps nothing', async (_what, fields, sentence) => {
    const { objection, path } = await notify()
    const page = await open('POST', path, fields as unknown as Record<string, string>)
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain(sentence)
    expect(await stands(objection.id)).toMatchObject({ state: 'accepted', proof: 1 })
  })

  it('takes an answer from a place that looked too often', async () => {
    const { objection, path } = await notify()
    await untilWindowHas(20)
    const statuses: number[] = []
    for (let turn = 0; turn < 31; turn++) statuses.push((await open('GET', path, undefined, '198.51.100.8')).statusCode)
    expect([statuses.indexOf(429), statuses.length]).toEqual([30, 31])
    expect((await open('POST', path, { 'a.1': 'applied', name: 'R. Martin' }, '198.51.100.8')).statusCode).toBe(200)
    expect(await stands(objection.id)).toMatchObject({ state: 'accepted', proof: 3 })
  })

  it('tells nobody anything about a link it does not know, and slows down who tries many', async () => {
    const statuses: number[] = []
    for (let tries = 0; tries < 62; tries++)
      statuses.push(
        (await pages.inject({ method: 'GET', url: `/ack/${'x'.repeat(43)}`, remoteAddress: '198.51.100.7' }))
          .statusCode,
      )
    expect(new Set(statuses)).toEqual(new Set([404, 429]))
    expect(statuses.at(-1)).toBe(429)
  })

  it('is refused where the mail server refuses the mailbox, and tried again where it only cannot now', async () => {
    mail.refuse = { code: 550, text: 'no such mailbox' }
    const refused = await scene.object(fromBroker(scene).email)
    await scene.untilCarried(refused.id, { 'broker-email': 'refused' })
    expect(await stands(refused.id)).toEqual({
      state: 'refused',
      proof: null,
      reason: 'bad-request',
      owner: 'operator',
      ticket: null,
      detail: 'the mail server refused the mailbox of the broker (550); check it with the broker',
    })
    mail.refuse = { code: 451, text: 'try later' }
    const later = await scene.object(fromBroker(scene).email)
    await scene.untilCarried(later.id, { 'broker-email': 'waiting' })
    mail.refuse = null
    await scene.advance(60_000)
    await scene.untilCarried(later.id, { 'broker-email': 'accepted' })
    const { rows } = await scene.app.pool.query(
      'select n.sent_at is not null as sent from broker_notices n join broker_notice_orders o on o.notice_id = n.id join propagations p on p.id = o.propagation_id where p.objection_id = $1',
      [later.id],
    )
    expect(rows).toEqual([{ sent: true }])
  })

  it('sends nothing twice when the worker died after the sending', async () => {
    const { objection } = await notify()
    const before = mail.received.length
    await scene.app.pool.query(
      `update propagations set state = 'sending', claimed_until = clock_timestamp() - interval '1 minute', ticket = null, proof = null where objection_id = $1 and connection_id = $2`,
      [objection.id, connectionId],
    )
    await scene.untilCarried(objection.id, { 'broker-email': 'accepted' })
    expect(mail.received.length).toBe(before)
    expect(await stands(objection.id)).toMatchObject({ proof: 1, ticket: expect.stringMatching(/^Q\d+$/u) })
  })

  it('reminds twice, opens one task, and stops when the answer comes (F13)', async () => {
    const { objection, sent, path } = await notify()
    const number = /B-\d{4}-\d{4,}/u.exec(sent.subject)?.[0] ?? ''
    const reminders = () => mail.received.filter((one) => one.subject.includes(number) && one !== sent)
    await scene.advance(2 * dayMs + 60_000)
    await until('the task opened', async () =>
      (await listTasks(scene.app.pool, true, 50)).some((task) => task.number === number),
    )
    expect(reminders()).toEqual([])
    await scene.advance(dayMs)
    await until('the first reminder went out', async () => reminders().length === 1)
    await chaseBrokers(scene.app)
    await chaseBrokers(scene.app)
    expect(
      reminders().map((one) => ({ subject: one.subject, follows: one.headers.get('references'), id: one.messageId })),
    ).toEqual([
      {
        subject: `Reminder: objection to prospecting (our reference ${number})`,
        follows: sent.messageId,
        id: expect.stringContaining('reminder-1.'),
      },
    ])
    await open('POST', path, { 'a.1': 'applied', name: 'R. Martin' })
    await stands(objection.id)
    await chaseBrokers(scene.app)
    expect((await listTasks(scene.app.pool, false, 50)).find((task) => task.number === number)).toMatchObject({
      kind: 'chase',
      outcome: 'answered',
    })
    await scene.advance(10 * dayMs)
    await chaseBrokers(scene.app)
    expect(reminders().length).toBe(1)
    expect(await stands(objection.id)).toMatchObject({ state: 'accepted', proof: 3 })
  })

  it('says which field of the form is wrong', async () => {
    const wrong = async (fields: Record<string, string>) =>
      connectByForm(scene.app, scene.admin, 'broker-email', 'Autre', { ...settings, ...fields }).catch(
        (error: unknown) => (error instanceof ConnectRefused ? error.field : 'another error'),
      )
    expect([
      await wrong({ mailbox: 'nobody' }),
      await wrong({ slaHours: '0' }),
      await wrong({ grouping: 'all' }),
      await wrong({ language: 'de' }),
    ]).toEqual(['mailbox', 'slaHours', 'grouping', 'language'])
  })
})
