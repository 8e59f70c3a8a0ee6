import { describe, expect, it } from 'vitest'
import { parseMessage } from './parse-message.ts'

const token = 'aB3'.repeat(14) + 'x'
const at = new Date('2026-11-24T08:12:00Z')
const parse = (lines: readonly string[], oversize = false) =>
  parseMessage(Buffer.from(lines.join('\r\n')), at, 'unsub@u.example.test', oversize)

describe('reports', () => {
  it('a delivery report names each recipient, the original one first', async () => {
    const message = await parse([
      'Return-Path: <>',
      'From: mailer-daemon@mx.example.test',
      'Subject: Undelivered',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'x',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx',
      '',
      'Original-Recipient: rfc822; first@acme.example.test',
      'Final-Recipient: rfc822; moved@acme.example.test',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 unknown',
      '',
      'Final-Recipient: rfc822; second@acme.example.test',
      'Action: delayed',
      'Status: 4.2.2',
      '',
      '--b--',
    ])
    expect({ deliveries: message.deliveries, delivery: message.mail.delivery }).toEqual({
      deliveries: [
        {
          recipient: 'first@acme.example.test',
          action: 'failed',
          status: '5.1.1',
          diagnostic: 'smtp; 550 5.1.1 unknown',
        },
        { recipient: 'second@acme.example.test', action: 'delayed', status: '4.2.2', diagnostic: '' },
      ],
      delivery: { action: 'failed', status: '5.1.1' },
    })
  })

  it.each<[string, [string, string][], { action: string; status: string }]>([
    [
      'reached, then refused for good',
      [
        ['relayed', '2.0.0'],
        ['failed', '5.1.1'],
      ],
      { action: 'failed', status: '5.1.1' },
    ],
    [
      'refused for now, then for good',
      [
        ['failed', '4.2.2'],
        ['failed', '5.1.1'],
      ],
      { action: 'failed', status: '5.1.1' },
    ],
    [
      'reached, then late',
      [
        ['delivered', '2.0.0'],
        ['delayed', '4.4.1'],
      ],
      { action: 'delayed', status: '4.4.1' },
    ],
    ['reached', [['delivered', '2.0.0']], { action: 'delivered', status: '2.0.0' }],
  ])('a delivery report on several recipients (%s) is judged by the worst', async (_name, recipients, delivery) => {
    const groups = recipients.flatMap(([action, status], n) => [
      '',
      `Final-Recipient: rfc822; p${n}@acme.example.test`,
      `Action: ${action}`,
      `Status: ${status}`,
    ])
    const message = await parse([
      'From: mailer-daemon@mx.example.test',
      'Subject: Report',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx',
      ...groups,
      '',
      '--b--',
    ])
    expect(message.mail.delivery).toEqual(delivery)
  })

  it('a report inside the multipart of a footer is a report', async () => {
    const wrapped = (type: string, ...lines: string[]) =>
      parse([
        'From: a@mx.example.test',
        'Subject: x',
        'Content-Type: multipart/mixed; boundary=o',
        '',
        '--o',
        `Content-Type: multipart/report; report-type=${type}; boundary=y`,
        '',
        '--y',
        `Content-Type: message/${type === 'feedback-report' ? type : 'delivery-status'}`,
        '',
        ...lines,
        '',
        '--y--',
        '--o',
        'Content-Type: text/plain',
        '',
        'footer',
        '--o--',
      ])
    const [abuse, bounce] = await Promise.all([
      wrapped('feedback-report', 'Feedback-Type: abuse', 'Original-Rcpt-To: anne@acme.example.test'),
      wrapped(
        'delivery-status',
        'Reporting-MTA: dns; mx',
        '',
        'Final-Recipient: rfc822; anne@acme.example.test',
        'Action: failed',
        'Status: 5.1.1',
      ),
    ])
    expect([abuse.reported, bounce.mail.delivery]).toEqual([
      { tokens: [], recipients: ['anne@acme.example.test'] },
      { action: 'failed', status: '5.1.1' },
    ])
  })

  it.each<[string, string[], { recipient: string; action: string; status: string; diagnostic: string }[]]>([
    [
      'qmail',
      [
        'Hi. This is the qmail-send program at mx.example.test.',
        '',
        '<anne@acme.example.test>:',
        'Remote host said: 550 5.1.1 User unknown',
        'Giving up on 192.0.2.1.',
        '',
        '--- Below this line is a copy of the message.',
        '',
        'From: <julie@u.example.test>',
      ],
      [
        {
          recipient: 'anne@acme.example.test',
          action: 'failed',
          status: '5.1.1',
          diagnostic: 'Remote host said: 550 5.1.1 User unknown Giving up on 192.0.2.1.',
        },
      ],
    ],
    [
      'Exim',
      ['This message was created automatically by mail delivery software.'],
      [{ recipient: 'anne@acme.example.test', action: 'failed', status: '', diagnostic: '' }],
    ],
  ])('%s tells the recipient without a report of the standard', async (name, body, deliveries) => {
    const message = await parse([
      'Return-Path: <>',
      'From: MAILER-DAEMON@mx.example.test',
      'Subject: failure notice',
      ...(name === 'Exim' ? ['X-Failed-Recipients: anne@acme.example.test'] : []),
      '',
      ...body,
    ])
    expect({ deliveries: message.deliveries, delivery: message.mail.delivery }).toEqual({ deliveries, delivery: null })
  })

  it('an abuse report in base64 gives token and recipient, and no address of the report itself', async () => {
    const original = Buffer.from(
      `From: julie@u.example.test\r\nList-Unsubscribe: <mailto:unsub+${token}@u.example.test>\r\n\r\nx`,
    ).toString('base64')
    const message = await parse([
      'From: feedback@arf.example.test',
      'Subject: complaint',
      'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
      '',
      '--b',
      'Content-Type: message/feedback-report',
      '',
      'Feedback-Type: abuse',
      'Original-Rcpt-To: <anne@acme.example.test>',
      '',
      '--b',
      'Content-Type: message/rfc822',
      'Content-Transfer-Encoding: base64',
      '',
      original,
      '--b--',
    ])
    expect({ type: message.mail.feedbackType, reported: message.reported }).toEqual({
      type: 'abuse',
      reported: { tokens: [token], recipients: ['anne@acme.example.test'] },
    })
  })

  it('a forwarded message with a report inside an attachment is no report', async () => {
    const message = await parse([
      'From: a@acme.example.test',
      'Subject: x',
      'Content-Type: text/plain',
      '',
      'Feedback-Type: abuse',
      'Original-Rcpt-To: <victim@acme.example.test>',
    ])
    expect([message.mail.feedbackType, message.reported]).toEqual([null, null])
  })
})
