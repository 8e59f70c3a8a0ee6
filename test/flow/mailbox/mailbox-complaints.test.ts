import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newToken } from '../../../src/crypto/tokens.ts'
import {
  append,
  clearReviews,
  lastObjection,
  linkOf,
  openMailbox,
  receive,
  reviews,
  scene,
  someone,
} from './mailbox-scene.ts'

beforeAll(() => openMailbox())
afterAll(() => scene.close())

describe('complaints and bounces', () => {
  const arf = (mailFrom: string, original: readonly string[], rcpt: readonly string[] = []) =>
    [
      'From: feedback@arf.mail.example.test',
      'To: unsub@u.exemple.example.test',
      'Subject: complaint',
      `Message-ID: <${newToken()}@arf.example.test>`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=feedback-report; boundary="b1"',
      '',
      '--b1',
      'Content-Type: text/plain',
      '',
      'This is an email abuse report.',
      '',
      '--b1',
      'Content-Type: message/feedback-report',
      '',
      'Feedback-Type: abuse',
      'User-Agent: Test/1',
      'Version: 1',
      `Original-Mail-From: <${mailFrom}>`,
      ...rcpt,
      '',
      '--b1',
      'Content-Type: message/rfc822',
      '',
      'From: julie@exemple.example.test',
      ...original,
      '',
      'Bonjour',
      '',
      '--b1--',
      '',
    ].join('\n')

  it.each([
    [
      'List-Unsubscribe',
      (token: string) => [
        `List-Unsubscribe: <https://u.exemple.example.test/u/${token}/one-click>, <mailto:unsub+${token}@u.exemple.example.test?subject=unsubscribe>`,
      ],
      () => '',
    ],
    ['Message-ID', (token: string) => [`Message-ID: <${token}@u.exemple.example.test>`], () => ''],
    ['the envelope sender', () => [], (token: string) => `bounce+${token}@u.exemple.example.test`],
  ])('a complaint stops e-mail alone for whom %s names', async (_name, original, mailFrom) => {
    const person = someone()
    const token = await linkOf(person)
    await append(arf(mailFrom(token), original(token)))
    await receive()
    expect({ ...(await lastObjection(person.email)), id: 'x' }).toEqual({
      id: 'x',
      door: 'complaint',
      reason: 'complaint',
      channels: ['email'],
      doubtful: null,
      how: 'token',
    })
  })

  it.each([
    ['the report', (email: string) => [[], [`Original-Rcpt-To: <${email}>`]] as const],
    ['Microsoft', (email: string) => [[`X-HmXmrOriginalRecipient: ${email}`], []] as const],
  ])('without a token %s names the recipient', async (_name, fields) => {
    const person = someone()
    const [original, rcpt] = fields(person.email)
    await append(arf('', original, rcpt))
    await receive()
    expect(await lastObjection(person.email)).toMatchObject({ door: 'complaint', how: 'recipient', doubtful: true })
  })

  it('a complaint never means the address it came from', async () => {
    await clearReviews()
    await append(arf('', []))
    await receive()
    expect([await lastObjection('feedback@arf.mail.example.test'), (await reviews()).map(({ kind }) => kind)]).toEqual([
      null,
      ['mail-unknown-sender'],
    ])
  })

  const dsn = (email: string, action: string, status: string) =>
    [
      'Return-Path: <>',
      'From: mailer-daemon@mx.example.test',
      'To: unsub@u.exemple.example.test',
      'Subject: Undelivered',
      `Message-ID: <${newToken()}@mx.example.test>`,
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b2',
      '',
      '--b2',
      'Content-Type: text/plain',
      '',
      'Failed. To unsubscribe, reply STOP.',
      '',
      '--b2',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.test',
      '',
      `Final-Recipient: rfc822; ${email}`,
      `Action: ${action}`,
      `Status: ${status}`,
      '',
      '--b2--',
      '',
    ].join('\n')
  it('a hard bounce stops mailing and is no objection; a soft one is nothing', async () => {
    const [hard, soft] = [someone(), someone()]
    await append(dsn(hard.email, 'failed', '5.1.1'))
    await append(dsn(soft.email, 'delayed', '4.2.2'))
    await append(
      dsn(hard.email, 'failed', '5.1.1').replace(
        '\n\n--b2--',
        `\n\nFinal-Recipient: rfc822; ${soft.email}\nAction: delayed\nStatus: 4.2.2\n\n--b2--`,
      ),
    )
    await receive()
    const { rows } = await scene.app.pool.query('select identity_hash as hash, status from mail_stops')
    expect(rows).toEqual([{ hash: scene.app.keys.hashEmail(hard.email.toLowerCase()), status: '5.1.1' }])
    expect([await lastObjection(hard.email), await lastObjection(soft.email)]).toEqual([null, null])
    // Whoever is written to there is on hold by our own field (docs/decisions/0047-mail-that-came-back.md).
    const { rows: holds } = await scene.app.pool.query(
      `select distinct i.value, h.reason, h.ended_at from holds h join identities i on i.hash = h.identity_hash`,
    )
    expect(holds).toEqual([{ value: hard.email.toLowerCase(), reason: 'bounce', ended_at: null }])
  })
})
