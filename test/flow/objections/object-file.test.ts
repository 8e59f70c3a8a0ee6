import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCommandLine, type CommandLine } from '../../support/command-line.ts'
import { workbook } from '../../support/workbook.ts'

interface Told {
  ok: boolean
  recorded: number
  repeated: number
  refused: number
  rows: { row: number; status: string; number?: string; fields?: { field: string; code: string }[] }[]
}

describe('lawbase object --file', () => {
  let line: CommandLine
  beforeAll(async () => {
    line = await openCommandLine()
  })
  afterAll(() => line.close())
  const file = (name: string, content: string | Buffer) => {
    const path = join(line.folder, name)
    writeFileSync(path, content)
    return path
  }
  const object = async (...words: string[]) => {
    const { code, stdout, stderr } = await line.run(['object', ...words, '--json'])
    return { code, told: JSON.parse(stdout) as Told, stderr }
  }
  const count = async () =>
    (await line.pool.query<{ n: number }>('select count(*)::int as n from objections')).rows[0]?.n ?? -1
  const counts = ({ recorded, repeated, refused }: Told) => ({ recorded, repeated, refused })

  it('records 10,000 rows less 30 bad ones, says how far it is, and the same file again changes nothing', async () => {
    const path = file(
      'large.csv',
      `\uFEFFE-mail;Téléphone\r\n${Array.from({ length: 10_000 }, (_, index) => (index % 333 === 5 && index < 9_990 ? 'wrong@;' : `large.${index}@example.test;`)).join('\r\n')}\r\n`,
    )
    const first = await object('--file', path)
    expect({ code: first.code, ...counts(first.told) }).toEqual({ code: 1, recorded: 9_970, repeated: 0, refused: 30 })
    expect(first.told.rows.filter((row) => row.status === 'refused').map((row) => row.row)).toEqual(
      Array.from({ length: 30 }, (_, place) => place * 333 + 7),
    )
    expect(first.stderr).toContain('500 of 9970 recorded')
    expect((await line.pool.query('select distinct door, actor, lane from objections')).rows).toEqual([
      { door: 'file', actor: 'command line', lane: 'backfill' },
    ])
    const again = await object('--file', path)
    expect({ code: again.code, ...counts(again.told) }).toEqual({ code: 1, recorded: 0, repeated: 9_970, refused: 30 })
    expect(again.told.rows.map((row) => row.number)).toEqual(first.told.rows.map((row) => row.number))
    expect(await count()).toBe(9_970)
  })

  it('asks which dates are those of the opt-outs before it dates any of them today', async () => {
    const path = file(
      'dated.csv',
      'E-mail;Dernière modification;Né\r\ndated@file.example.test;25/11/2026;01.02.1980\r\n',
    )
    const asked = await line.run(['object', '--file', path])
    expect([asked.code, asked.stderr.trim()]).toEqual([
      2,
      'There are dates under "Dernière modification", "Né", and no column is known as the day of the opt-out. Write --map date=Dernière modification if that is it, or --map date=none to date all of them today.',
    ])
    expect((await line.pool.query(`select 1 from objections where evidence ->> 'reference' = 'dated'`)).rowCount).toBe(
      0,
    )
    expect(await object('--file', path, '--map', 'date=Dernière modification')).toMatchObject({
      code: 0,
      told: { recorded: 1, refused: 0 },
    })
    const { rows } = await line.pool.query(
      `select received_at::date::text as day from objections order by recorded_at desc limit 1`,
    )
    expect(rows).toEqual([{ day: '2026-11-25' }])
    expect(await object('--file', path, '--map', 'date=none')).toMatchObject({ code: 0, told: { refused: 0 } })
  })

  it('reads Windows-1252 with semicolons, columns by heading or number, numbers of a country, a second address beside', async () => {
    const path = file(
      'western.csv',
      Buffer.from(
        'Société;Adresse;Mobile perso;E-mail privé\r\nÉclair;zoe@file.example.test;06 39 98 12 34;zoe@home.example.test\r\n',
        'latin1',
      ),
    )
    expect(
      await object('--file', path, '--map', 'email=Adresse,phone=3,reference=Société', '--country', 'France'),
    ).toMatchObject({ code: 0, told: { ok: true, recorded: 1, repeated: 0, refused: 0 } })
    expect(
      (
        await line.pool.query(
          "select evidence->>'reference' as reference, (select count(*)::int from objection_identities i where i.objection_id = o.id) as identities from objections o order by recorded_at desc limit 1",
        )
      ).rows,
    ).toEqual([{ reference: 'Éclair', identities: 3 }])
  })

  it('reads a workbook', async () => {
    expect(
      await object(
        '--file',
        file(
          'list.xlsx',
          workbook([
            ['Tél', 'Date'],
            [639981299, '24/11/2020'],
          ]),
        ),
        '--country',
        'FR',
      ),
    ).toMatchObject({ code: 0, told: { recorded: 1 } })
  })

  it('lists refused rows in words', async () => {
    const { code, stdout } = await line.run([
      'object',
      '--file',
      file('words.csv', 'email,phone\na@,\n,06 39 98 12 34\n'),
    ])
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout:
        'Recorded 0, recorded before 0, refused 2.\n  row 2: email is not a complete address such as anne.roy@acme.example.test\n  row 3: phone has no country: write +33639981234, or name the country\n',
    })
  })

  it.each<[string, string[], string]>([
    ['an empty file', ['--file', 'empty.csv'], 'The file holds no row.'],
    [
      'a heading that says nothing',
      ['--file', 'wrong.csv'],
      'It reads: Nom, Ville. Delete everything above the headings, or name the column: --map email=Nom',
    ],
    ['nothing in row 1', ['--file', 'blank.csv'], 'Row 1 is empty. Delete everything above the headings.'],
    ['a file that is not there', ['--file', 'nowhere.csv'], 'there is no such file'],
    [
      'a column that is not there',
      ['--file', 'wrong.csv', '--map', 'email=Courriel'],
      'the file has no column "Courriel". It has: Nom, Ville',
    ],
    [
      'a thing no column holds',
      ['--file', 'wrong.csv', '--map', 'mail=Nom'],
      'mail is none of email, phone, date, channel, reference',
    ],
    ['a country that is none', ['--file', 'wrong.csv', '--map', 'email=Nom', '--country', 'Atlantis'], '--country'],
    ['an address beside the file', ['--file', 'wrong.csv', '--email', 'a@example.test'], '--email is for one opt-out'],
  ])('could not, with %s: exit code 2, nothing recorded', async (_name, words, phrase) => {
    file('empty.csv', '')
    file('blank.csv', '\n\ne-mail\na@example.test\n')
    file('wrong.csv', 'Nom,Ville\nRoy,Lyon\n')
    const before = await count()
    const { code, stderr } = await line.run([
      'object',
      ...words.map((word) => (word.endsWith('.csv') ? join(line.folder, word) : word)),
    ])
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(phrase) })
    expect(await count()).toBe(before)
  })
})
