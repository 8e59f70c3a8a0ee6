import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startMailServer, type MailServer } from '../../test/support/mail-server.ts'
import type { ConnectorError } from '../connector/errors.ts'
import { listUnsubscribe } from '../domain/links/public-page.ts'
import { openMailer } from './mail.ts'

const letter = { to: 'anne.roy@acme.example.test', subject: 'Opposition', text: 'Bonjour', language: 'fr' }
const from = 'Exemple Industries <stop@exemple.example.test>'

describe('a mail server that does not take a mail', () => {
  let server: MailServer
  beforeAll(async () => {
    server = await startMailServer()
  })
  afterAll(() => server.close())
  afterEach(() => {
    server.refuse = null
  })

  async function failureOf(url: string): Promise<Pick<ConnectorError, 'kind' | 'message' | 'details'>> {
    const mailer = openMailer(url, from)
    const failure = await mailer.send(letter).then(
      () => null,
      (error: ConnectorError) => error,
    )
    mailer.close()
    if (failure === null) throw new Error('it was taken')
    return { kind: failure.kind, message: failure.message, details: failure.details }
  }

  it.each([
    [
      'for good',
      550,
      { kind: 'bad-request', message: 'The mail server refused the mail (550).', details: { status: 550 } },
    ],
    [
      'with the lowest of final codes',
      500,
      { kind: 'bad-request', message: 'The mail server refused the mail (500).', details: { status: 500 } },
    ],
    [
      'for now',
      451,
      {
        kind: 'unavailable',
        message: 'The mail server did not take the mail. It is sent again.',
        details: { status: 451 },
      },
    ],
  ])('%s is told apart, and its words are not repeated', async (_name, code, failure) => {
    server.refuse = { code, text: 'no such mailbox anne.roy@acme.example.test' }
    expect(await failureOf(server.url)).toEqual(failure)
  })

  it('because it wants a login is a matter for the admin, and no fault of the mail', async () => {
    server.refuse = { code: 530, text: 'authentication required' }
    expect(await failureOf(server.url)).toEqual({
      kind: 'forbidden',
      message: 'The mail server refuses our login; check SMTP_URL.',
      details: { missing: 'SMTP login', status: 530 },
    })
  })

  it('because of our login is a matter for the admin', async () => {
    expect(await failureOf(server.url.replace('smtp://', 'smtp://user:wrong@'))).toEqual({
      kind: 'forbidden',
      message: 'The mail server refuses our login; check SMTP_URL.',
      details: { missing: 'SMTP login', status: 535 },
    })
  })

  it('because our login is not complete is a matter for the admin too', async () => {
    expect(await failureOf(server.url.replace('smtp://', 'smtp://user@'))).toEqual({
      kind: 'forbidden',
      message: 'The mail server refuses our login; check SMTP_URL.',
      details: { missing: 'SMTP login' },
    })
  })

  it('because nobody listens is tried again', async () => {
    expect(await failureOf('smtp://127.0.0.1:1')).toEqual({
      kind: 'unavailable',
      message: 'The mail server did not take the mail. It is sent again.',
      details: {},
    })
  })
})

describe('a line that breaks after the mail was handed over', () => {
  it('leaves it open whether it was taken', async () => {
    // Says yes to everything, and goes away when the whole mail is there.
    const server = createServer((socket) => {
      socket.write('220 here\r\n')
      socket.on('error', () => undefined)
      socket.on('data', (bytes) => {
        const text = bytes.toString()
        if (text.endsWith('\r\n.\r\n')) socket.destroy()
        else socket.write(text.startsWith('DATA') ? '354 go on\r\n' : '250 yes\r\n')
      })
    })
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    )
    const mailer = openMailer(`smtp://127.0.0.1:${port}`, from)
    const failure = await mailer.send(letter).then(
      () => null,
      (error: ConnectorError) => error,
    )
    expect({ kind: failure?.kind, details: failure?.details }).toEqual({
      kind: 'unavailable',
      details: { maybeDone: true },
    })
    mailer.close()
    server.close()
  })
})

describe('a mail that is taken', () => {
  it('with the right login', async () => {
    const server = await startMailServer()
    const mailer = openMailer(server.url.replace('smtp://', 'smtp://lawbase:sesame@'), from)
    expect((await mailer.send(letter)).queueId).toBe('Q1001')
    mailer.close()
    await server.close()
  })

  it('names its queue, its thread, and that a program wrote it', async () => {
    const server = await startMailServer()
    const mailer = openMailer(server.url, from)
    const receipt = await mailer.send({
      ...letter,
      id: 'notice-1',
      follows: '<notice-0@exemple.example.test>',
      attachments: [{ name: 'a.csv', type: 'text/csv', content: 'a' }],
    })
    mailer.close()
    expect(receipt).toEqual({ messageId: '<notice-1@exemple.example.test>', queueId: 'Q1001' })
    const [{ headers, ...mail } = { headers: new Map() }] = server.received
    expect(mail).toEqual({
      to: letter.to,
      subject: letter.subject,
      text: 'Bonjour',
      messageId: '<notice-1@exemple.example.test>',
      attachments: [{ name: 'a.csv', type: 'text/csv', content: 'a' }],
    })
    expect([
      headers.get('auto-submitted'),
      headers.get('content-language'),
      headers.get('in-reply-to'),
      headers.get('references'),
    ]).toEqual(['auto-generated', 'fr', '<notice-0@exemple.example.test>', '<notice-0@exemple.example.test>'])
    await server.close()
  })

  it.each([
    [
      'a mailbox that is read',
      'stop@exemple.example.test',
      {
        url: 'https://stop.exemple.example.test/u/abc/one-click',
        mail: 'stop@exemple.example.test?subject=unsubscribe%20abc',
      },
    ],
    ['none', null, { url: 'https://stop.exemple.example.test/u/abc/one-click' }],
  ])('says how to stop, over https first, with %s', async (_name, mailbox, unsubscribe) => {
    const server = await startMailServer()
    const mailer = openMailer(server.url, from)
    await mailer.send({
      ...letter,
      unsubscribe: listUnsubscribe('https://stop.exemple.example.test/u/abc', mailbox, 'abc'),
    })
    mailer.close()
    expect(server.received[0]?.headers.get('list')).toEqual({
      unsubscribe,
      'unsubscribe-post': { name: 'List-Unsubscribe=One-Click' },
    })
    await server.close()
  })

  it('never reads a file or a page that a text names', async () => {
    const server = await startMailServer()
    const mailer = openMailer(server.url, from)
    const named = {
      ...letter,
      attachments: [{ name: 'a', type: 'text/plain', content: { path: '/etc/hostname' } as unknown as string }],
    }
    await expect(mailer.send(named)).rejects.toMatchObject({ kind: 'unavailable' })
    expect(server.received).toEqual([])
    mailer.close()
    await server.close()
  })
})
