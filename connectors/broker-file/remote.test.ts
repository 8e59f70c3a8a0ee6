import { connect } from 'node:net'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startSftpServer, type SftpServer } from '../../test/support/brokers/sftp-server.ts'
import type { ConnectorDeps } from '../../src/connector/access.ts'
import { ConnectorError } from '../../src/connector/errors.ts'
import type { FileBook, FileRow } from '../../src/connector/ledger.ts'
import { channels } from '../../src/domain/app/channel.ts'
import { brokerFile } from './index.ts'
import { withRemote } from './remote.ts'
import { FileSettings } from './settings.ts'
import { noThreads } from '../../test/contract/suite/no-threads.ts'

const now = new Date('2026-11-25T10:00:00Z')
const unused = () => Promise.reject(new Error('not needed here'))

describe('the folder of a broker', () => {
  let sftp: SftpServer
  beforeAll(async () => {
    sftp = await startSftpServer()
  })
  afterAll(() => sftp.close())
  afterEach(() =>
    Object.assign(sftp, { refuseWrites: null, truncateAt: null, spoils: false, onRename: null, files: new Map() }),
  )

  const settings = (more: Record<string, string> = {}) =>
    FileSettings.parse({
      host: '127.0.0.1',
      port: String(sftp.port),
      user: sftp.user,
      password: sftp.password,
      privateKey: '',
      hostKey: sftp.hostKey,
      folder: 'in',
      sender: 'exemple',
      mode: 'both',
      hash: 'n1-sha256-hex',
      lineEnd: 'lf',
      maxShrink: '10',
      slaHours: '48',
      ...more,
    })
  const deps = (files?: FileBook): ConnectorDeps => ({
    log: pino({ level: 'silent' }),
    clock: { now: () => now },
    http: unused,
    threads: noThreads,
    budget: { take: () => Promise.resolve(), observe: () => undefined },
    lane: 'objection',
    vendor: { urls: {}, moreHosts: [] },
    ...(files === undefined ? {} : { files }),
    connect: async (host, port) => {
      const socket = connect(port, host)
      await new Promise<void>((resolve, reject) =>
        socket.once('connect', resolve).once('error', () => reject(new ConnectorError('unavailable', 'nobody there'))),
      )
      return socket
    },
  })
  async function failureOf(more: Record<string, string>) {
    const failure = await withRemote(settings(more), deps(), (remote) => remote.put('a.csv', Buffer.from('a'))).then(
      () => null,
      (error: ConnectorError) => error,
    )
    return failure === null ? null : { kind: failure.kind, missing: failure.details.missing ?? null }
  }

  it.each<[string, Record<string, string>, number | null, Awaited<ReturnType<typeof failureOf>>]>([
    ['takes a file', {}, null, null],
    ['wants another password', { password: 'wrong' }, null, { kind: 'forbidden', missing: 'SFTP login' }],
    ['gets a key that is none', { privateKey: 'none' }, null, { kind: 'forbidden', missing: 'SFTP login' }],
    ['is not ours to write to', {}, 3, { kind: 'forbidden', missing: 'write access to the folder' }],
    ['is not there', {}, 2, { kind: 'forbidden', missing: 'folder' }],
    ['fails without a reason', {}, 4, { kind: 'unavailable', missing: null }],
  ])('%s', async (_name, more, refuseWrites, failure) => {
    sftp.refuseWrites = refuseWrites
    expect(await failureOf(more)).toEqual(failure)
  })

  it('is told no password by whoever sees another key', async () => {
    const before = sftp.logins
    expect(await failureOf({ hostKey: `SHA256:${'A'.repeat(43)}` })).toEqual({ kind: 'access-revoked', missing: null })
    expect(sftp.logins).toBe(before)
  })

  const access = {
    get credentials() {
      return settings()
    },
    token: unused,
    renewToken: unused,
    baseUrl: unused,
    accountId: 'prospecta',
    scopes: [],
    sourceProperty: '',
  }

  /** A book in memory whose last complete file had 100 rows, a week ago. */
  const bookOf = (rows: number, released: boolean, more: Partial<FileBook> = {}) => {
    const told: string[] = []
    const standing = Array.from(
      { length: rows },
      (_, index): FileRow => ({
        orderId: `o${index}`,
        recordId: `r${index}`,
        idFormat: 'sha256_hex',
        idValue: 'h',
        scope: 'email',
        objectedAt: now,
      }),
    )
    const book: FileBook = {
      alone: (work) => work(),
      unfinished: () => Promise.resolve(null),
      lastSequence: () => Promise.resolve(7),
      lastFull: () => Promise.resolve({ rows: 100, sentAt: new Date(now.getTime() - 7 * 86_400_000) }),
      made: async (file) => void told.push(`made ${file.mode} ${file.sequence} of ${file.rows}`),
      sent: async (sequence) => void told.push(`sent ${sequence}`),
      keep: unused,
      answered: unused,
      hold: async (count) => (told.push(`held ${count}`), released),
      standing: () => Promise.resolve(standing),
      unkept: () => Promise.resolve([]),
      unanswered: () => Promise.resolve([]),
      unconfirmed: () => Promise.resolve([]),
      ...more,
    }
    return { book, told }
  }

  it.each([
    ['as many rows', 100, false, ['made full 8 of 100', 'sent 8']],
    ['as few rows as allowed', 90, false, ['made full 8 of 90', 'sent 8']],
    ['one row less', 89, false, ['held 89']],
    ['one row less, which a person let go', 89, true, ['held 89', 'made full 8 of 89', 'sent 8']],
    ['no row', 0, false, ['held 0']],
  ])('gets a complete file only if it did not shrink too much: %s', async (_name, rows, released, expected) => {
    const { book, told } = bookOf(rows, released)
    await brokerFile.open(access as never, deps(book)).maintain?.()
    expect({ told, files: [...sftp.files.keys()].filter((name) => name.endsWith('.csv')).length }).toEqual({
      told: expected,
      files: expected.includes('sent 8') ? 1 : 0,
    })
  })

  it.each([
    ['whole', { truncateAt: 10 }],
    ['as it was sent', { spoils: true }],
  ])('marks no file sent that did not arrive %s', async (_name, fault) => {
    Object.assign(sftp, fault)
    const { book, told } = bookOf(100, false)
    await expect(brokerFile.open(access as never, deps(book)).maintain?.()).rejects.toMatchObject({
      kind: 'unavailable',
    })
    expect({ told, taken: [...sftp.files.keys()].filter((name) => name.endsWith('.csv')) }).toEqual({
      told: ['made full 8 of 100'],
      taken: [],
    })
  })

  it('may take a file away as soon as it bears its name', async () => {
    sftp.onRename = (to) => {
      for (const name of sftp.files.keys()) if (name.startsWith(to)) sftp.files.delete(name)
      return undefined
    }
    const { book, told } = bookOf(100, false)
    await brokerFile.open(access as never, deps(book)).maintain?.()
    expect(told).toEqual(['made full 8 of 100', 'sent 8'])
  })

  const file = {
    sequence: 8,
    name: 'suppress_exemple_prospecta_delta_20261125T100000Z_000008.csv',
    rows: 1,
    sha256: 'aa',
    mode: 'delta' as const,
  }
  it.each([
    ['only its digest is left', ['.sha256', '.manifest.json'], true],
    ['its answer is there', ['.ack.csv'], true],
    ['its part is left', ['.part', '.sha256', '.manifest.json'], false],
    ['nothing is left', [], false],
    ['it is there, and another', [''], false],
  ])('has a file whose end we did not see when %s', async (_name, left, taken) => {
    for (const suffix of left) sftp.files.set(`in/${file.name}${suffix}`, Buffer.from('x'))
    const { book, told } = bookOf(100, false, {
      unfinished: () => Promise.resolve(file),
      lastFull: () => Promise.resolve({ rows: 100, sentAt: now }),
    })
    await brokerFile.open(access as never, deps(book)).maintain?.()
    expect({ told, left: sftp.files.size }).toEqual({ told: taken ? ['sent 8'] : [], left: taken ? left.length : 0 })
  })

  const lost = {
    orderId: '0192f0c1-5b7a-4c3e-9a55-1f2e3d4c5b6a',
    channels: channels,
    objectedAt: now,
    emails: [] as string[],
    sentAt: now,
  }
  it.each([
    ['no address is known any more', lost, ['held 100']],
    [
      'the last complete file missed them too',
      { ...lost, sentAt: new Date(now.getTime() - 8 * 86_400_000) },
      ['made full 8 of 100', 'sent 8'],
    ],
    [
      'their rows can be made anew',
      { ...lost, emails: ['alice@co.com'] },
      ['kept 56af9c331958ca535ecf9fbd9205add5370bd6c633bd10df8f7c0f83286eb073', 'made full 8 of 100', 'sent 8'],
    ],
  ])('gets no complete file without those who left it in clear: %s', async (_name, order, expected) => {
    const kept: string[] = []
    const { book, told } = bookOf(100, false, {
      unkept: (format) => Promise.resolve(format === 'sha256_hex' ? [order] : []),
      keep: async (rows) => void kept.push(...rows.map((row) => `kept ${row.idValue}`)),
    })
    await brokerFile.open(access as never, deps(book)).maintain?.()
    expect([...kept, ...told]).toEqual(expected)
  })
})
