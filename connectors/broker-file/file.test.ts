import { describe, expect, it } from 'vitest'
import { channels } from '../../src/domain/app/channel.ts'
import { readAnswers } from './answers.ts'
import { csvOf, fileName, manifestOf, orderOfRecord, rowsOf, scopesOf } from './file.ts'
import { FileSettings } from './settings.ts'

const orderId = '0192f0c1-5b7a-4c3e-9a55-1f2e3d4c5b6a'
const order = {
  orderId,
  emails: ['alice@co.com'],
  records: [],
  channels: channels,
  objectedAt: new Date('2026-11-24T10:00:00Z'),
  reason: 'objection' as const,
}

// docs/reference/brokers.md#file-profile.
describe('a suppression file', () => {
  it.each([
    ['n1-sha256-hex', 'sha256_hex', '56af9c331958ca535ecf9fbd9205add5370bd6c633bd10df8f7c0f83286eb073'],
    ['md5-hex', 'md5_hex', 'dbdec2f8da7df946f6dd1e141a0401c5'],
    ['raw', 'raw', 'alice@co.com'],
    ['drop-b64', 'sha256_b64', 'Vq+cMxlYylNez5+9kgWt1TcL1sYzvRDfj3wPgyhusHM='],
  ] as const)('writes %s', (hash, format, value) => {
    const [row] = rowsOf(order, hash)
    expect(csvOf(row === undefined ? [] : [row], 'lf').toString()).toBe(
      `record_id,action,id_type,id_format,id_value,scope,objected_at\n${row?.recordId},suppress,email,${format},${value},all,2026-11-24T10:00:00.000Z\n`,
    )
    expect([orderOfRecord(row?.recordId ?? ''), rowsOf(order, hash)]).toEqual([orderId, [row]])
  })

  it('ends lines as the broker asks, without a mark, and quotes what needs it', () => {
    const text = csvOf(rowsOf({ ...order, emails: ['"a,b"@co.com'] }, 'raw'), 'crlf').toString('utf8')
    expect([text.startsWith('record_id'), text.match(/[^\r]\n/u), text.includes(',"""a,b""@co.com",')]).toEqual([
      true,
      null,
      true,
    ])
  })

  it.each([
    [channels, ['all']],
    [['email'], ['email']],
    [['sms', 'post'], ['phone']],
    [
      ['email', 'phone', 'post'],
      ['email', 'phone'],
    ],
    [['post'], []],
  ] as const)('says of %j: %j', (channels, scopes) => {
    expect(scopesOf({ channels })).toEqual(scopes)
  })

  it('names files and describes them', () => {
    const name = fileName('exemple', 'Courtier Prospecta & Cie', 'delta', new Date('2026-11-25T18:05:09.123Z'), 7)
    expect(name).toBe('suppress_exemple_courtier-prospecta-cie_delta_20261125T180509Z_000007.csv')
    expect(JSON.parse(manifestOf({ name, rows: 3, sha256: 'aa', sequence: 7, mode: 'delta' }, 'md5-hex'))).toEqual({
      file: name,
      rows: 3,
      sha256: 'aa',
      seq: 7,
      previousSeq: 6,
      mode: 'delta',
      idFormat: 'md5_hex',
      normalisation: 'n1',
    })
  })
})

describe('an answer file', () => {
  const record = (suffix: string) => `${orderId}-${suffix.padEnd(8, '0')}`
  const read = (...lines: string[]) => readAnswers(Buffer.from(['record_id,status,processed_at', ...lines].join('\n')))
  it.each([
    ['accepted', 'acknowledged'],
    ['matched_suppressed', 'applied'],
    ['Matched suppressed', 'applied'],
    ['no_match', 'absent'],
    ['rejected', 'refused'],
    ['error', 'refused'],
    ['Matched_Suppressed', 'applied'],
  ])('reads %s as %s', (status, answer) => {
    expect(read(`${record('a')},${status},2026-11-25T10:00:00Z`)).toEqual({
      answers: [
        {
          orderId,
          answer,
          reason: answer === 'refused' ? status : null,
          at: new Date('2026-11-25T10:00:00Z'),
          records: 1,
        },
      ],
      settled: answer === 'acknowledged' ? 0 : 1,
      unknown: 0,
    })
  })
  it.each([
    ['one address matched', ['no_match', 'matched_suppressed'], 'applied'],
    ['one is only accepted', ['matched_suppressed', 'accepted'], 'acknowledged'],
    ['one row failed', ['matched_suppressed', 'error'], 'refused'],
    ['none matched', ['no_match', 'no_match'], 'absent'],
  ])('takes a person together: %s', (_what, statuses, answer) => {
    expect(read(...statuses.map((status, index) => `${record(String(index))},${status},`))).toMatchObject({
      answers: [{ answer, at: null, records: 2 }],
    })
  })
  it('counts what it does not know and goes on', () => {
    expect(
      read('total,2,', 'not-ours,accepted,', `${record('b')},deleted,`, `${record('c')},accepted,yesterday`),
    ).toEqual({
      answers: [{ orderId, answer: 'acknowledged', reason: null, at: null, records: 1 }],
      settled: 0,
      unknown: 3,
    })
  })
  it.each<[string, (text: string) => Buffer]>([
    ['semicolons', (text) => Buffer.from(text.replaceAll(',', ';'))],
    ['tabs, in UTF-16', (text) => Buffer.from(`\uFEFF${text.replaceAll(',', '\t')}`, 'utf16le')],
    ['bars and a mark', (text) => Buffer.from(`\uFEFF${text.replaceAll(',', '|')}`)],
    ['line ends that change', (text) => Buffer.from(text.replace('\n', '\r\n'))],
  ])('is read with %s', (_name, write) => {
    expect(
      readAnswers(
        write(
          `record_id,status,processed_at\n${record('a')},no_match,\n${record('b')},matched_suppressed,2026-11-25T10:00:00Z\n`,
        ),
      ),
    ).toEqual({
      answers: [{ orderId, answer: 'applied', reason: null, at: new Date('2026-11-25T10:00:00Z'), records: 2 }],
      settled: 2,
      unknown: 0,
    })
  })
  it.each<[string, string, number]>([
    ['no names of columns', `${record('a')},matched_suppressed,2026-11-25T10:00:00Z`, 0],
    [
      'capitals and other names',
      `\r\n"Record ID";"Status";"Processed At"\r\n"${record('a').toUpperCase()}";"Matched Suppressed";"2026-11-25T10:00:00Z"`,
      0,
    ],
    [
      'totals before the names',
      `# rows: 1\nrecord_id,status,processed_at\n${record('a')},matched_suppressed,2026-11-25T10:00:00Z\n`,
      0,
    ],
    ['numbers as DROP has them', `Id,Status,Processed_At\n${record('a')},4,2026-11-25T10:00:00Z\ntotal,1,`, 1],
  ])('is read with %s', (_name, text, unknown) => {
    expect(readAnswers(Buffer.from(text))).toEqual({
      answers: [{ orderId, answer: 'applied', reason: null, at: new Date('2026-11-25T10:00:00Z'), records: 1 }],
      settled: 1,
      unknown,
    })
  })
  it.each([
    ['2', 'refused'],
    ['3', 'applied'],
    ['4', 'applied'],
    ['5', 'absent'],
  ])('reads the number %s as %s', (status, answer) => {
    expect(read(`${record('a')},${status},`)).toMatchObject({ answers: [{ answer }], settled: 1 })
  })
  it.each(['toString', '__proto__', 'constructor'])('knows no status %s', (status) => {
    expect(read(`${record('d')},${status},`)).toEqual({ answers: [], settled: 0, unknown: 1 })
  })
})

describe('settings', () => {
  const good = {
    host: 'sftp.broker.example.test',
    port: '22',
    user: 'u',
    password: 'p',
    hostKey: `SHA256:${'A'.repeat(43)}`,
    folder: 'in',
    sender: 'exemple',
    mode: 'both',
    hash: 'n1-sha256-hex',
    lineEnd: 'lf',
    maxShrink: '5',
    slaHours: '48',
  }
  it.each<[Record<string, string>, string | null]>([
    [{}, null],
    [{ password: '' }, 'privateKey'],
    [{ hostKey: 'MD5:aa' }, 'hostKey'],
    [{ folder: '../other' }, 'folder'],
    [{ hash: 'raw' }, 'mode'],
    [{ hash: 'raw', mode: 'delta' }, null],
    [{ port: '0' }, 'port'],
    [{ host: 'a b' }, 'host'],
  ])('%j: wrong at %s', (more, field) => {
    expect(FileSettings.safeParse({ ...good, ...more }).error?.issues[0]?.path[0] ?? null).toBe(field)
  })
})
