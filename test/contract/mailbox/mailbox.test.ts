import { Writable } from 'node:stream'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mailbox } from '../../../connectors/mailbox/index.ts'
import type { Access, ConnectorDeps } from '../../../src/connector/access.ts'
import type { InboundMessage } from '../../../src/connector/inbound.ts'
import type { Cursor } from '../../../src/connector/records.ts'
import type { SignalBatch } from '../../../src/connector/webhook.ts'
import { ThreadLimit, type Threads } from '../../../src/connector/deps/threads.ts'
import { openThreads } from '../../../src/threads/open-threads.ts'
import { failureOf, memoryBudget, startWorld, type World } from '../suite/harness.ts'

type Credentials = Parameters<typeof mailbox.open>[0]['credentials']

describe('Mailbox: contract', () => {
  let world: World
  const threads = openThreads()
  afterAll(() => threads.close())
  let settings: Record<string, string>
  const act = (name: string, more: Record<string, unknown> = {}) =>
    world.control<Record<string, unknown>>('POST', '/_sandbox/mailbox', { act: name, ...more })
  const append = (subject: string, body: string) =>
    act('append', {
      raw: `From: Anne Roy <anne.roy@acme.example.test>\nTo: unsub@u.exemple.example.test\nSubject: ${subject}\nMessage-ID: <${subject}@acme.example.test>\nDate: Tue, 24 Nov 2026 09:12:00 +0100\n\n${body}\n`,
    })
  const open = (change: Record<string, string> = {}, deps: Partial<ConnectorDeps> = {}) => {
    const never = (): Promise<string> => Promise.reject(new Error('a mailbox has no tokens'))
    const credentials = mailbox.credentials.parse({ ...settings, ...change })
    const access: Access<Credentials> = {
      credentials,
      token: never,
      renewToken: never,
      baseUrl: never,
      accountId: 'mailbox-1',
      scopes: [],
      sourceProperty: '',
      pushed: false,
    }
    const log = pino(
      { level: 'trace' },
      new Writable({ write: (chunk: Buffer, _encoding, done) => (world.logLines.push(chunk.toString()), done()) }),
    )
    return mailbox.open(access, {
      log,
      clock: world.clock,
      http: world.http,
      threads,
      budget: memoryBudget(),
      lane: 'objection',
      vendor: { urls: {}, moreHosts: [] },
      ...deps,
    })
  }
  /** Reads until `count` messages came, then ends the line. Gives them with the last position. */
  async function read(
    from: Cursor | null,
    count: number,
    during: (batch: SignalBatch) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<{ messages: InboundMessage[]; next: Cursor | null }> {
    const stop = new AbortController()
    const messages: InboundMessage[] = []
    let next = from
    for await (const batch of open().listen?.(from, stop.signal) ?? []) {
      messages.push(...(batch.messages ?? []))
      next = batch.next ?? next
      await during(batch)
      if (messages.length >= count) break
    }
    stop.abort()
    return { messages, next }
  }
  const subjects = (messages: readonly InboundMessage[]) => messages.map(({ mail }) => mail.subject)

  beforeAll(async () => {
    world = await startWorld({ contacts: 3 })
    settings = await world.control('GET', '/_sandbox/mailbox')
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    await act('refuse-logins', { on: false })
    await act('refuse-words', { on: false })
    await act('idle', { on: true })
    for (const { uid } of (await world.control<{ messages: { uid: number }[] }>('GET', '/_sandbox/mailbox/state'))
      .messages)
      await act('delete', { uid })
  })

  it('gives every message once, in order, over several batches', async () => {
    for (let n = 1; n <= 45; n++) await append(`m${n}`, 'stop')
    const { messages, next } = await read(null, 45)
    expect(subjects(messages)).toEqual(Array.from({ length: 45 }, (_, n) => `m${n + 1}`))
    await append('m46', 'stop')
    expect(subjects((await read(next, 1)).messages)).toEqual(['m46'])
  })

  it('gives nothing twice when nothing came', async () => {
    await append('once', 'stop')
    const { next } = await read(null, 1)
    for await (const batch of open().listen?.(next, AbortSignal.timeout(10_000)) ?? []) {
      expect(batch).toEqual({ events: [], next })
      break
    }
  })

  it('goes on from any saved position', async () => {
    for (let n = 1; n <= 25; n++) await append(`p${n}`, 'stop')
    let first: Cursor | null = null
    await read(null, 25, (batch) => Promise.resolve((first ??= batch.next)))
    expect(subjects((await read(first, 5)).messages)).toEqual(['p21', 'p22', 'p23', 'p24', 'p25'])
  })

  it('hears of new mail while it waits and while a batch is committed', async () => {
    await append('before', 'x')
    let late = false
    const { messages } = await read(null, 3, async (batch) => {
      if ((batch.messages ?? []).length > 0 && !late) {
        late = true
        await append('meanwhile', 'x')
      } else if (batch.messages === undefined) await append('waiting', 'x')
      else if (subjects(batch.messages).includes('meanwhile')) queueMicrotask(() => void append('waiting', 'x'))
    })
    expect(subjects(messages).slice(0, 3)).toEqual(['before', 'meanwhile', 'waiting'])
  })

  it('walks the folder again under a new UIDVALIDITY, with the same keys', async () => {
    for (const subject of ['v1', 'v2', 'v3']) await append(subject, 'stop')
    const before = await read(null, 3)
    await act('renumber')
    const after = await read(before.next, 3)
    expect(after.messages.map((message) => message.dedupeKey)).toEqual(
      before.messages.map((message) => message.dedupeKey),
    )
    expect(after.next).not.toEqual(before.next)
  })

  it('says that it has nothing more to tell right after the last message', async () => {
    await append('last', 'stop')
    const batches: number[] = []
    const stop = new AbortController()
    for await (const batch of open().listen?.(null, stop.signal) ?? [])
      if (batches.push((batch.messages ?? []).length) === 2) stop.abort()
    expect(batches).toEqual([1, 0])
  })

  it('breaks as unavailable when the line is cut, and goes on where it stood', async () => {
    await append('c1', 'stop')
    const seen: Cursor[] = []
    const failure = await failureOf(
      read(null, 2, async (batch) => {
        if (batch.next !== null) seen.push(batch.next)
        if ((batch.messages ?? []).length > 0) setTimeout(() => void act('cut'), 50)
      }),
    )
    expect(failure.kind).toBe('unavailable')
    await append('c2', 'stop')
    await act('cut', { afterBytes: 60 })
    expect((await failureOf(read(seen.at(-1) ?? null, 1))).kind).toBe('unavailable')
    expect(subjects((await read(seen.at(-1) ?? null, 1)).messages)).toEqual(['c2'])
  })

  it('says access-revoked for a wrong password, and names nobody', async () => {
    const failure = await failureOf(
      (async () => {
        for await (const _ of open({ password: 'wrong-password' }).listen?.(null, AbortSignal.timeout(5_000)) ?? []);
      })(),
    )
    expect({ kind: failure.kind, message: failure.message }).toEqual({
      kind: 'access-revoked',
      message: 'The mail server refuses the user or the password. Enter them again.',
    })
    expect(JSON.stringify(world.logLines)).not.toMatch(/wrong-password|@/)
  })

  it.each<[string, Record<string, unknown>, string, string]>([
    [
      'a server that is busy',
      { answer: 'NO [UNAVAILABLE] Temporary authentication failure' },
      'rate-limited',
      'The mail server lets nobody in for the moment. It is tried again in a minute.',
    ],
    [
      'too many lines at once, told in words',
      { answer: 'NO [ALERT] Too many simultaneous connections. (Failure)' },
      'rate-limited',
      'The mail server lets nobody in for the moment. It is tried again in a minute.',
    ],
    [
      'a store behind the server that is gone',
      { answer: 'BAD User is authenticated but not connected.' },
      'rate-limited',
      'The mail server lets nobody in for the moment. It is tried again in a minute.',
    ],
    [
      'a refusal with an alert',
      { answer: 'NO [ALERT] Please log in via your web browser' },
      'access-revoked',
      'The mail server refuses the user or the password. Enter them again.',
    ],
    [
      'a password that is wrong, in the words of a moment',
      { answer: 'NO [AUTHENTICATIONFAILED] Invalid credentials, try again' },
      'access-revoked',
      'The mail server refuses the user or the password. Enter them again.',
    ],
    [
      'a server that takes no password',
      { on: false, disabled: true },
      'forbidden',
      'The mail server takes no password on this line. Use imaps, usually port 993; connect a mailbox of Google or Microsoft by its own kind, which logs in there.',
    ],
  ])('tells a wrong password from %s', async (_name, refusal, kind, message) => {
    await act('refuse-logins', refusal)
    const failure = await failureOf(
      (async () => {
        for await (const _ of open().listen?.(null, AbortSignal.timeout(5_000)) ?? []);
      })(),
    )
    expect({ kind: failure.kind, message: failure.message }).toEqual({ kind, message })
  })

  it('reads on behind messages that the server does not give, and brings each for a person to open', async () => {
    await append('d1', 'stop')
    for (const damage of ['refused', 'refused', 'nil', 'nil'])
      await act('append', { raw: 'Subject: lost\n\nstop', damage })
    await append('d2', 'stop')
    const { messages } = await read(null, 6)
    expect(messages.map(({ mail, fault }) => [mail.subject, fault])).toEqual([
      ['d1', null],
      ...Array.from({ length: 4 }, () => ['', 'unreadable']),
      ['d2', null],
    ])
    expect(new Set(messages.map(({ dedupeKey }) => dedupeKey)).size).toBe(6)
  })

  it('reads on behind a broken message that comes alone', async () => {
    await append('e1', 'stop')
    const { next } = await read(null, 1)
    await act('append', { raw: 'Subject: lost\n\nstop', damage: 'refused' })
    expect((await read(next, 1)).messages.map(({ fault }) => fault)).toEqual(['unreadable'])
  })

  it('passes over nothing while the server gives no message at all', async () => {
    for (const subject of ['g1', 'g2']) await append(subject, 'stop')
    await act('refuse-words')
    expect((await failureOf(read(null, 1))).kind).toBe('unavailable')
    await act('refuse-words', { on: false })
    expect(subjects((await read(null, 2)).messages)).toEqual(['g1', 'g2'])
  })

  it.each<[string, Record<string, string>, string, string]>([
    [
      'a folder that is not there',
      { folder: 'Nowhere' },
      'bad-request',
      'The folder does not exist in this mailbox. Check its name.',
    ],
    [
      'a port nobody listens on',
      { port: '1' },
      'unavailable',
      'Nothing listens at this port of the mail server. Check the port, usually 993.',
    ],
    [
      'imaps at a port without encryption',
      { tls: 'imaps' },
      'unavailable',
      'This port of the mail server does not speak imaps. Use the one that does, usually 993.',
    ],
  ])('tells %s, and what to do', async (_name, change, kind, message) => {
    const failure = await failureOf(
      (async () => {
        for await (const _ of open(change).listen?.(null, AbortSignal.timeout(20_000)) ?? []);
      })(),
    )
    expect({ kind: failure.kind, message: failure.message }).toEqual({ kind, message })
  })

  it('passes over nothing: garbage does not stop the line', async () => {
    await append('good', 'stop')
    await act('append', { raw: Buffer.from([0, 255, 254, 13, 10, 1, 2, 3]).toString('base64'), encoding: 'base64' })
    await act('append', { raw: '' })
    await act('append', { raw: 'Content-Type: multipart/mixed; boundary="x\nno end\n\n--x\n--x\n--x' })
    await append('after', 'stop')
    const { messages } = await read(null, 5)
    expect(messages.map(({ mail, fault }) => [mail.subject, fault])).toEqual([
      ['good', null],
      ['', 'unreadable'],
      ['', 'unreadable'],
      ['', null],
      ['after', null],
    ])
  })

  it('brings a message whose text is too hard with who wrote it, for a person to open', async () => {
    await append('Hard', 'STOP')
    const slow = openThreads()
    let runs = 0
    const hard: Threads = {
      ...slow,
      run: (work, input, options) =>
        (runs += 1) === 1 ? Promise.reject(new ThreadLimit('time')) : slow.run(work, input, options),
    }
    const stop = new AbortController()
    const found: InboundMessage[] = []
    for await (const batch of open({}, { threads: hard }).listen?.(null, stop.signal) ?? []) {
      found.push(...(batch.messages ?? []))
      if (found.length > 0) break
    }
    stop.abort()
    await slow.close()
    expect(found[0]).toMatchObject({ fault: 'unreadable', mail: { from: 'anne.roy@acme.example.test', text: null } })
  })

  it('ends without a word when told to, also while it waits', async () => {
    const stop = new AbortController()
    for await (const batch of open().listen?.(null, stop.signal) ?? [])
      if (batch.messages === undefined) setImmediate(() => stop.abort())
    expect(stop.signal.aborted).toBe(true)
  })

  it('only reads: no message is marked, moved or deleted', async () => {
    await append('untouched', 'stop')
    await read(null, 1)
    expect(
      (await world.control<{ messages: { flags: string[] }[] }>('GET', '/_sandbox/mailbox/state')).messages.map(
        ({ flags }) => flags,
      ),
    ).toEqual([[]])
  })

  it('checks login, folder and announcements', async () => {
    expect((await open().check()).lines.map((line) => line.state)).toEqual(['works', 'works'])
    await act('idle', { on: false })
    expect((await open().check()).lines.map((line) => line.state)).toEqual(['works', 'off'])
    expect((await open({ folder: 'Nowhere' }).check()).lines.map((line) => line.state)).toEqual(['missing'])
    expect((await failureOf(open({ password: 'wrong' }).check())).kind).toBe('access-revoked')
  })

  it('asks for the address to dial, and dials no other', async () => {
    const asked: string[] = []
    const resolveHost = (host: string) => (asked.push(host), Promise.resolve('127.0.0.1'))
    for await (const _ of open({ host: 'localhost' }, { resolveHost }).listen?.(null, AbortSignal.timeout(20_000)) ??
      [])
      break
    expect(asked).toEqual(['localhost'])
  })

  it.each<[string, Record<string, string>, string]>([
    ['a password in clear over the network', { host: 'imap.example.test', tls: 'none' }, 'tls'],
    ['a URL for a host', { host: 'imap://x' }, 'host'],
    ['a port out of range', { port: '70000' }, 'port'],
    ['a line end in the user', { user: 'a\r\nb' }, 'user'],
    ['no address', { address: 'unsub' }, 'address'],
    ['an address with a tag', { address: 'a+b@u.example.test' }, 'address'],
    ['an unknown encryption', { tls: 'maybe' }, 'tls'],
  ])('refuses %s', (_name, change, field) => {
    const parsed = mailbox.credentials.safeParse({ ...settings, ...change })
    expect(parsed.success ? null : parsed.error.issues[0]?.path).toEqual([field])
  })

  it('encrypts the line before anything is said on it, or says nothing', async () => {
    const trusted = getCACertificates('default')
    const inClear = async () =>
      (await world.control<{ saidInClear: string[] }>('GET', '/_sandbox/mailbox/state')).saidInClear
    await act('starttls', { on: false })
    const { lines } = await open({ tls: 'starttls' }).check()
    expect(lines.map(({ state, prevents }) => [state, prevents?.en])).toEqual([
      ['missing', expect.stringContaining('does not offer STARTTLS') as unknown],
    ])
    expect((await inClear()).filter((verb) => verb === 'LOGIN' || verb === 'AUTHENTICATE')).toEqual([])
    const { certificate } = await act('starttls')
    setDefaultCACertificates([...trusted, String(certificate)])
    try {
      expect((await open({ tls: 'starttls' }).check()).lines.map(({ state }) => state)).toEqual(['works', 'works'])
      expect((await inClear()).filter((verb) => verb === 'LOGIN' || verb === 'AUTHENTICATE')).toEqual([])
    } finally {
      setDefaultCACertificates(trusted)
      await act('starttls', { on: false })
    }
  })
})
