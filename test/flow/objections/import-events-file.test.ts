import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCommandLine, type CommandLine } from '../../support/command-line.ts'

const none = { recorded: 0, known: 0 }

describe('a file of clicks on the command line', () => {
  let line: CommandLine
  beforeAll(async () => {
    line = await openCommandLine()
  })
  afterAll(() => line.close())

  it('is taken in, its bad rows told', async () => {
    const path = join(line.folder, 'clicks.csv')
    writeFileSync(
      path,
      'Email;Event;Date;URL\nzoe@example.test;click;2026-01-05 10:00:00;https://a.example.test\nzoe@example.test;opened;2026-01-06 10:00;\nnobody;click;2026-01-05;\nzoe@example.test;reply;05/01/2026;\n',
    )
    const { code, stdout } = await line.run([
      'import-events',
      path,
      '--tool',
      'Brevo',
      '--read-to',
      '2026-01-07T00:00:00Z',
      '--json',
    ])
    expect([code, JSON.parse(stdout)]).toEqual([
      1,
      {
        ok: false,
        stored: 1,
        repeated: 0,
        noes: none,
        ignored: { 'not-from-the-person': 1 },
        wrong: [
          { row: 4, why: expect.stringContaining('email is not a complete address') },
          { row: 5, why: expect.stringContaining('at is not a day') },
        ],
      },
    ])
    expect(
      (await line.pool.query('select kind, at, (select count(*)::int from tool_imports) as imports from tool_acts'))
        .rows,
    ).toEqual([{ kind: 'click', at: new Date('2026-01-05T10:00:00Z'), imports: 0 }])
    expect((await line.run(['import-events', path])).stderr).toContain('--tool: say which tool')
  })

  it.each<[string, string | Buffer, string]>([
    [
      'no address column',
      'Nom;Event;Date\nRoy;click;2026-01-05\n',
      'row 1 must have headings for "email", "event" and "date". It reads: Nom, Event, Date',
    ],
    ['no headings', 'zoe@example.test;click;2026-01-05\n', 'row 1 must have headings'],
    ['titles above the headings', 'Rapport\n\nEmail;Event;Date\n', 'Delete everything above the headings'],
    ['nothing in it', '', 'The file holds no row.'],
  ])('is not believed with %s', async (_name, content, phrase) => {
    const path = join(line.folder, 'wrong.csv')
    writeFileSync(path, content)
    const { code, stderr } = await line.run([
      'import-events',
      path,
      '--tool',
      'Brevo',
      '--read-to',
      '2026-01-07T00:00:00Z',
    ])
    expect({ code, stderr, imports: (await line.pool.query('select 1 from tool_imports')).rowCount }).toEqual({
      code: 2,
      stderr: expect.stringContaining(phrase),
      imports: 0,
    })
  })

  it('is read as any other list: bars, UTF-16, German headings, line ends that change', async () => {
    const path = join(line.folder, 'german.txt')
    writeFileSync(
      path,
      Buffer.from(
        '\uFEFFE-Mail-Adresse|Ereignis|Zeitpunkt\nanna@example.test|click|2026-01-05 10:00:00\r\nbert@example.test|reply|2026-01-06\n',
        'utf16le',
      ),
    )
    expect(JSON.parse((await line.run(['import-events', path, '--tool', 'Brevo', '--json'])).stdout)).toMatchObject({
      ok: true,
      stored: 2,
      wrong: [],
    })
  })
})
