import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { runCli } from '../../../src/cli/run.ts'
import { channels } from '../../../src/domain/app/channel.ts'
import type { OptOut } from '../../../src/domain/objections/opt-out-file.ts'
import { importOptOuts } from '../../../src/operations/objections/many/import-opt-outs.ts'
import { openScene, type Scene } from '../../support/scene.ts'

describe('files of people who opted out at a broker', () => {
  let scene: Scene
  let folder: string
  beforeAll(async () => {
    scene = await openScene({ broker: false, contacts: 300 })
    folder = mkdtempSync(join(tmpdir(), 'lawbase-import-'))
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true })
    await scene.close()
  })

  const optOut = (more: Partial<OptOut>): OptOut => ({
    row: 1,
    email: null,
    vendorId: null,
    channels,
    at: null,
    ...more,
  })
  const input = (people: readonly OptOut[], addresses: ReadonlyMap<string, string> = new Map()) => ({
    people,
    addresses,
    from: 'Prospecta',
    format: 'pdl-csv',
    digest: 'd',
  })

  it('records each once, by address or by the id kept at the purchase, and carries them', async () => {
    const bought = () => scene.somebody((person) => person.source === 'broker' && person.where === 'both')
    const [ada, grace] = [bought(), bought()]
    const people = [
      optOut({ email: ada.email.toLowerCase(), at: new Date('2026-11-01T00:00:00Z') }),
      optOut({ row: 2, vendorId: 'q_2' }),
      optOut({ row: 3, vendorId: 'q_3' }),
      optOut({ row: 4, email: 'outside@example.test', at: new Date('2126-01-01') }),
    ]
    const given = input(people, new Map([['q_2', grace.email.toLowerCase()]]))
    expect(await importOptOuts(scene.app, given)).toEqual({ recorded: 3, known: 0, unmatched: 1 })
    expect(await importOptOuts(scene.app, given)).toEqual({ recorded: 0, known: 3, unmatched: 1 })
    const { rows } = await scene.app.pool.query<{
      id: string
      door: string
      evidence: unknown
      contact_id: string | null
      late: boolean
    }>(
      `select id, door, evidence, contact_id, received_at > $1 as late from objections where door = 'broker' order by evidence ->> 'row'`,
      [scene.app.clock.now()],
    )
    expect(rows.map(({ door, evidence, late }) => ({ door, evidence, late }))).toEqual(
      [1, 2, 4].map((row) => ({
        door: 'broker',
        evidence: { from: 'Prospecta', format: 'pdl-csv', file: 'd', row },
        late: false,
      })),
    )
    for (const row of rows.slice(0, 2)) await scene.untilCarried(row.id, { hubspot: 'applied', salesforce: 'applied' })
    expect(rows[2]?.contact_id).toBe(null)
  })

  const cli = async (...words: string[]) => {
    const said: string[] = []
    const spies = (['stdout', 'stderr'] as const).map((stream) =>
      vi.spyOn(process[stream], 'write').mockImplementation((text) => (said.push(String(text)), true)),
    )
    try {
      return {
        code: await runCli(
          ['import-optouts', ...words],
          {},
          {
            connectors: [],
            handlers: () => {
              throw new Error('no jobs here')
            },
            program: '',
          },
        ),
        said: said.join(''),
      }
    } finally {
      for (const spy of spies) spy.mockRestore()
    }
  }
  const file = (name: string, body: string | Buffer) => {
    writeFileSync(join(folder, name), body)
    return join(folder, name)
  }

  it.each<[string, () => string[], number, string]>([
    ['an unknown format', () => ['--format', 'xlsx', 'x'], 2, '--format: choose from'],
    ['no file', () => ['--format', 'generic-csv'], 2, 'Give one file'],
    ['a file that is not there', () => ['--format', 'generic-csv', join(folder, 'none.csv')], 2, 'no such file'],
    ['a NUL byte', () => ['--format', 'generic-csv', file('nul.csv', 'email\n\0')], 2, 'cannot be read as CSV or XLSX'],
    [
      'JSON in another encoding',
      () => ['--format', 'lusha-json', file('latin.json', Buffer.from('"é"', 'latin1'))],
      2,
      'not UTF-8',
    ],
    [
      'dates under a heading that is not known',
      () => ['--format', 'generic-csv', file('dated.csv', 'email,stopped\na@b.example.test,2026-11-25\n')],
      2,
      'Write --date stopped if that is it, or --date none',
    ],
    [
      'as many rows as a file may have',
      () => [
        '--format',
        'generic-csv',
        file('long.csv', `email,stopped\n${'a@x.test,20 nov. 2026\n'.repeat(190_000)}`),
      ],
      2,
      'Write --date stopped if that is it, or --date none',
    ],
    [
      'a column that is not there',
      () => ['--format', 'generic-csv', file('dated.csv', 'email,stopped\n'), '--date', 'when'],
      2,
      '--date: the file has no column "when"',
    ],
    ['a file without a row', () => ['--format', 'generic-csv', file('none.txt', '\n')], 2, 'The file holds no row.'],
    [
      'a list without addresses',
      () => ['--format', 'generic-csv', file('names.csv', 'Liste de novembre\nnom;ville\nRoy;Lyon\n')],
      2,
      'row 1 must have headings for the address ("email"). It reads: Liste de novembre',
    ],
    [
      'ids without a column for them',
      () => ['--format', 'pdl-csv', file('ids.csv', 'a,b\nq_1,x\n')],
      2,
      'headings for the id',
    ],
    [
      'a list of ids and addresses without their headings',
      () => ['--format', 'pdl-csv', file('pdl.csv', 'id\nq_1\n'), '--map', file('map.csv', 'q_1,a@example.test\n')],
      2,
      'headings for "id" and "email"',
    ],
    [
      'a quoted field without an end',
      () => ['--format', 'generic-csv', file('open.csv', 'email\n"never closed')],
      2,
      '(row 2)',
    ],
    [
      'a record of a megabyte',
      () => ['--format', 'generic-csv', file('long.csv', `email\n${'x'.repeat(1_000_000)}`)],
      2,
      '(row 2)',
    ],
    [
      'a file that is too large',
      () => ['--format', 'generic-csv', file('big.csv', Buffer.alloc(21 * 1024 * 1024, 'x'))],
      2,
      '20 MiB',
    ],
    ['JSON that is none', () => ['--format', 'lusha-json', file('bad.json', '{')], 2, 'no JSON'],
    [
      'a forged Lusha body',
      () => [
        '--format',
        'lusha-json',
        file('forged.json', '{"contactId":1}'),
        '--timestamp',
        '1',
        '--secret-file',
        file('secret', 's'),
        '--signature',
        createHmac('sha256', 's').update('1.{"contactId":2}').digest('hex'),
      ],
      1,
      'nothing was recorded',
    ],
    [
      'half a signature',
      () => ['--format', 'lusha-json', file('half.json', '{"contactId":1}'), '--timestamp', '1'],
      2,
      'together',
    ],
  ])('refuses %s', async (_what, words, code, sentence) => {
    const before = (await scene.app.pool.query('select count(*)::int as n from objections')).rows
    const result = await cli(...words())
    expect([result.code, result.said.includes(sentence)]).toEqual([code, true])
    expect((await scene.app.pool.query('select count(*)::int as n from objections')).rows).toEqual(before)
  })
})
