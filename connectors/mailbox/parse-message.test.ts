import { describe, expect, it } from 'vitest'
import { parseMessage } from './parse-message.ts'

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
      authenticated: [],
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
