import { describe, expect, it } from 'vitest'
import { headersOf, partsOf, readPart } from './mime.ts'
import { parseMessage } from './parse-message.ts'
import { addressesIn } from './reports.ts'

const token = 'aB3'.repeat(14) + 'x'
const at = new Date('2026-11-24T08:12:00Z')
const parse = (lines: readonly string[], oversize = false) =>
  parseMessage(Buffer.from(lines.join('\r\n')), at, 'unsub@u.example.test', oversize)

describe('a message', () => {
  it('gives its words and only the headers that rules look at', async () => {
    const message = await parse([
      'Received: from a by b',
      'From: =?utf-8?Q?Ren=C3=A9e?= <renee@acme.example.test>',
      `To: Desk <unsub+${token}@u.example.test>, other@u.example.test`,
      'Subject: =?utf-8?B?RMOpc2luc2NyaXB0aW9u?=',
      'In-Reply-To: <x@u.example.test>',
      'Message-ID: <1@acme.example.test>',
      'Auto-Submitted: no',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain; charset=iso-8859-1',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Je m=27arr=EAte l=E0',
      '--b',
      'Content-Type: text/html',
      '',
      '<p>Je m’arrête là</p>',
      '--b',
      'Content-Type: application/pdf; name=x.pdf',
      'Content-Disposition: attachment; filename=x.pdf',
      'Content-Transfer-Encoding: base64',
      '',
      'AAAA',
      '--b--',
      '',
    ])
    expect({ ...message, dedupeKey: 'k' }).toEqual({
      dedupeKey: 'k',
      receivedAt: at,
      mail: {
        subject: 'Désinscription',
        text: "Je m'arrête là\n",
        html: '<br/>\n<p>Je m’arrête là</p>',
        headers: {
          'auto-submitted': 'no',
          'content-type': 'multipart/mixed; boundary=b',
          'in-reply-to': '<x@u.example.test>',
        },
        from: 'renee@acme.example.test',
        token: false,
        feedbackType: null,
        delivery: null,
        attachments: 1,
        attached: [],
      },
      tokens: [token],
      toTokenAddress: true,
      isReply: true,
      reported: null,
      deliveries: [],
      fault: null,
    })
  })

  it('gives the messages that hang on it: who wrote them, and what', async () => {
    const message = await parse([
      'From: julie@u.example.test',
      'Subject: TR: Audit',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'Pour suite',
      '--b',
      'Content-Type: message/rfc822',
      'Content-Disposition: attachment; filename=a.eml',
      '',
      'From: Marc <marc@acme.example.test>',
      'Subject: Re: Audit',
      'Content-Type: text/html; charset=iso-8859-1',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      '<blockquote>D=E9sinscrivez-moi</blockquote>',
      '--b--',
      '',
    ])
    expect({ text: message.mail.text, attached: message.mail.attached }).toEqual({
      text: 'Pour suite',
      attached: [{ from: 'marc@acme.example.test', text: 'Désinscrivez-moi' }],
    })
  })

  it('keeps the capital letters of a token, and takes none from another mailbox', async () => {
    const message = await parse([
      'From: a@acme.example.test',
      `Delivered-To: UNSUB+${token}@U.example.test`,
      `To: unsub+${token.toLowerCase()}@evil.example.test`,
      'Subject: x',
      '',
      'x',
    ])
    expect({ tokens: message.tokens, toTokenAddress: message.toTokenAddress }).toEqual({
      tokens: [token],
      toTokenAddress: true,
    })
  })

  it.each([
    [
      'a display name that looks like an address',
      'From: "ceo@acme.example.test" <x@evil.example.test>',
      'x@evil.example.test',
    ],
    ['two senders', 'From: a@acme.example.test, b@acme.example.test', null],
    ['a group', 'From: Team: a@acme.example.test, b@acme.example.test;', null],
    ['no sender', 'X-Nothing: 1', null],
    ['no address', 'From: Anne Roy', ''],
  ])('with %s names %s', async (_name, from, expected) => {
    expect((await parse([from, 'Subject: x', '', 'x'])).mail.from ?? null).toBe(expected === '' ? '' : expected)
  })

  it.each<[string, string[], string | null]>([
    [
      'Google Groups put their own address',
      [
        "From: 'Anne Roy' via Unsub <unsub@u.example.test>",
        'X-Original-From: Anne Roy <anne@acme.example.test>',
        'Reply-To: unsub@u.example.test',
      ],
      'anne@acme.example.test',
    ],
    [
      'a list put its own address',
      [
        'From: Anne Roy via Desk <desk@u.example.test>',
        'List-Post: <mailto:desk@u.example.test>',
        'Reply-To: Anne Roy <anne@acme.example.test>',
      ],
      'anne@acme.example.test',
    ],
    ['the mailbox writes to itself', ['From: Unsub@U.example.test'], null],
    [
      'a list names two',
      ['From: unsub@u.example.test', 'Reply-To: anne@acme.example.test, paul@acme.example.test'],
      null,
    ],
    [
      'a person wants the answer elsewhere',
      ['From: anne@acme.example.test', 'Reply-To: paul@acme.example.test'],
      'anne@acme.example.test',
    ],
  ])('where %s, is by the person who wrote', async (_name, head, expected) => {
    expect((await parse([...head, 'Subject: x', '', 'x'])).mail.from).toBe(expected)
  })

  it('has one key for its copies, another for other words under the same id', async () => {
    const lines = (received: string, body: string) => [
      `Received: ${received}`,
      'Message-ID: <1@acme.example.test>',
      'From: a@acme.example.test',
      'Subject: x',
      '',
      body,
    ]
    const [one, two, other] = await Promise.all([
      parse(lines('from a', 'stop')),
      parse(lines('from b', 'stop')),
      parse(lines('from a', 'go on')),
    ])
    expect([one.dedupeKey === two.dedupeKey, one.dedupeKey === other.dedupeKey]).toEqual([true, false])
  })

  it.each<[string, string[], string]>([
    [
      'was moved here years later: the day of its own server',
      [
        'Received: from mx by imap.example.test; Mon, 4 Mar 2024 10:00:00 +0100 (CET)',
        'Received: from a by mx; Mon, 4 Mar 2019 10:00:00 +0100',
      ],
      '2024-03-04T09:00:00.000Z',
    ],
    [
      'was filed in the same hour: the hour of the mailbox',
      ['Received: from mx by imap.example.test;\r\n Tue, 24 Nov 2026 08:40:00 +0100'],
      at.toISOString(),
    ],
    [
      'has a server with a wrong clock: the hour of the mailbox',
      ['Received: from mx by imap.example.test; Thu, 1 Jan 1970 00:00:00 +0000'],
      at.toISOString(),
    ],
    [
      'has a server ahead of time: the hour of the mailbox',
      ['Received: from mx by imap.example.test; Fri, 1 Jan 2044 00:00:00 +0000'],
      at.toISOString(),
    ],
    ['has no such line', ['Received: nonsense'], at.toISOString()],
  ])('that %s', async (_name, head, expected) => {
    expect(
      (
        await parse([
          ...head,
          'From: a@acme.example.test',
          'Date: Mon, 4 Mar 2019 10:00:00 +0100',
          'Subject: x',
          '',
          'x',
        ])
      ).receivedAt.toISOString(),
    ).toBe(expected)
  })

  it('without an id is told from the same mail for another token', async () => {
    const lines = (name: string) => [
      'From: unsubscribe@program.example.test',
      `Delivered-To: unsub+${name.repeat(43)}@u.example.test`,
      'Subject: unsubscribe',
      '',
      '',
    ]
    const keys = await Promise.all(['a', 'a', 'b'].map(async (name) => (await parse(lines(name))).dedupeKey))
    expect([keys[0] === keys[1], keys[0] === keys[2]]).toEqual([true, false])
  })

  it.each<[string, string[], BufferEncoding, { subject: string; text: string | null; html: string | null }]>([
    [
      'raw bytes of an old program, in head and text',
      ['Subject: Désinscription', '', "Désinscrivez-moi dès aujourd'hui"],
      'latin1',
      { subject: 'Désinscription', text: "Désinscrivez-moi dès aujourd'hui", html: null },
    ],
    [
      'quoted bytes without a charset',
      [
        'Subject: x',
        'Content-Type: text/plain',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'D=E9sinscrivez-moi',
      ],
      'latin1',
      { subject: 'x', text: 'Désinscrivez-moi', html: null },
    ],
    [
      'bytes of HTML without a charset',
      ['Subject: x', 'Content-Type: text/html', '', '<p>Désinscrivez-moi</p>'],
      'latin1',
      { subject: 'x', text: '', html: '<p>Désinscrivez-moi</p>' },
    ],
    [
      'UTF-8 without a charset',
      ['Subject: Désinscription', '', 'Désinscrivez-moi'],
      'utf8',
      { subject: 'Désinscription', text: 'Désinscrivez-moi', html: null },
    ],
    [
      'UTF-8 that is declared as Latin',
      [
        'Subject: =?iso-8859-1?Q?D=C3=A9sinscription?=',
        'Content-Type: text/plain; charset=windows-1252',
        '',
        'L’adresse, désinscrivez-la',
      ],
      'utf8',
      { subject: 'Désinscription', text: 'L’adresse, désinscrivez-la', html: null },
    ],
    [
      'Latin that is declared as such',
      [
        'Subject: =?iso-8859-1?Q?D=E9sinscription?=',
        'Content-Type: text/plain; charset=iso-8859-15',
        '',
        'Désinscrivez-moi',
      ],
      'latin1',
      { subject: 'Désinscription', text: 'Désinscrivez-moi', html: null },
    ],
    [
      'a charset nobody knows',
      ['Subject: x', 'Content-Type: text/plain; charset=nonsense', '', 'Remove me'],
      'latin1',
      { subject: 'x', text: 'Remove me', html: null },
    ],
  ])('in %s is read as it was written', async (_name, lines, encoding, words) => {
    const { mail } = await parseMessage(Buffer.from(lines.join('\r\n'), encoding), at, 'unsub@u.example.test', false)
    expect({ subject: mail.subject, text: mail.text, html: mail.html }).toEqual(words)
  })

  it.each<[string, string[]]>([
    ['nothing', ['']],
    ['only a body', ['', 'x']],
    ['an open boundary', ['Content-Type: multipart/mixed; boundary=b', '', '--b', '--b', '--b']],
    ['a broken charset', ['Subject: x', 'Content-Type: text/plain; charset=nonsense', '', 'x']],
    ['broken base64', ['Content-Type: text/plain', 'Content-Transfer-Encoding: base64', '', '%%%%']],
    ['NUL bytes', ['Subject: a\0b', '', '\0']],
    [
      'nested parts',
      [
        'Content-Type: multipart/mixed; boundary=b',
        '',
        ...Array.from({ length: 300 }, (_, n) => `--b\r\nContent-Type: multipart/mixed; boundary=b${n}\r\n`),
      ],
    ],
  ])('of %s is read without an error', async (_name, lines) => {
    expect(['unreadable', null]).toContain((await parse(lines)).fault)
  })

  it('with a thousand recipients and more keeps to its limit', async () => {
    const message = await parse([
      'From: a@acme.example.test',
      `To: ${Array.from({ length: 3_000 }, (_, n) => `p${n}@x.example.test`).join(',\r\n ')}`,
      `Cc: unsub+${token}@u.example.test`,
      'Subject: x',
      '',
      'x',
    ])
    expect(message.tokens).toEqual([])
  })

  it('has a subject of one line', async () => {
    expect(
      (await parse(['From: a@acme.example.test', 'Subject: =?utf-8?Q?x=0D=0ABcc:_y@z.example.test?=', '', 'x'])).mail
        .subject,
    ).toBe('x Bcc: y@z.example.test')
  })
})

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

describe('MIME in small', () => {
  it('joins folded lines and passes over what is no header', () => {
    expect(headersOf('A: 1\r\n 2\r\nnonsense\r\nB:\r\n: x\r\nA: 3')).toEqual(
      new Map([
        ['a', ['1 2', '3']],
        ['b', ['']],
      ]),
    )
  })
  it('ends at the closing boundary', () => {
    expect(
      partsOf(
        readPart('Content-Type: multipart/x; boundary=b\r\n\r\nbefore\r\n--b\r\nA: 1\r\n\r\none\r\n--b--\r\nafter'),
      ).map((part) => part.body),
    ).toEqual(['one\r'])
  })
  it('takes addresses, not names', () => {
    expect(addressesIn('"x@y.example.test" <a@b.example.test>, c@d.example.test (e@f.example.test)')).toEqual([
      'a@b.example.test',
      'c@d.example.test',
      'e@f.example.test',
    ])
  })
})
