import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disableUser, insertUser } from '../../../src/store/accounts/users.ts'
import { longAgo } from '../../support/lawbase.ts'
import { openCommandLine, runHere, type CommandLine } from '../../support/command-line.ts'

const person = '11111111-1111-4111-8111-111111111111'

describe('a command that cannot be done ends with one sentence that says what to do', () => {
  let line: CommandLine
  let taken: Server
  const at = (name: string) => join(line.folder, name)
  beforeAll(async () => {
    line = await openCommandLine()
    taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, 'localhost', resolve))
    writeFileSync(at('words.zip'), 'no zip')
    mkdirSync(at('folder'))
    for (const [role, email] of [
      ['dpo', 'dpo@example.test'],
      ['admin', 'gone@example.test'],
      ['admin', 'admin@example.test'],
    ] as const)
      await insertUser(
        line.pool,
        { id: randomUUID(), email, name: email, role, language: 'en', passwordHash: null },
        longAgo(new Date()),
      )
    await disableUser(
      line.pool,
      (await line.pool.query<{ id: string }>(`select id from users where email = 'gone@example.test'`)).rows[0]?.id ??
        '',
      new Date(),
    )
    for (const [number, state, until] of [
      ['RP-2026-01', 'held', '2031-02-07T12:00:00Z'],
      ['RP-2026-02', 'planned', null],
    ])
      await line.pool.query(
        `insert into removal_plans (id, number, kind, state, author, base_count, candidate_count, guards, digest, created_at, expires_at, approvals, held_until) values (gen_random_uuid(), $1, 'silent', $2, 'run', 9, 0, '[]', repeat('0123456789abcdef', 4), now(), now() + interval '1 day', 2, $3)`,
        [number, state, until],
      )
  })
  afterAll(async () => {
    taken.close()
    await line.close()
  })

  it.each([
    [
      'an option that is not there',
      ['decide', '--json', '--nope'],
      "Unknown option '--nope'. lawbase decide --help lists the options.",
    ],
    [
      'an option without its value',
      ['clock', '--now'],
      "Option '--now <value>' argument missing. lawbase clock --help lists the options.",
    ],
    [
      'a word too many',
      ['decide', 'cases.jsonl'],
      '"cases.jsonl" is one word too many here: lawbase decide --help shows how it is written.',
    ],
    [
      'a day that is not there',
      ['clock', '--now', '2026-02-30'],
      '--now: write a moment as 2026-11-25 or 2026-11-25T09:30:00Z',
    ],
    [
      'an hour without a zone',
      ['object', '--email', 'a@example.test', '--received', '2026-11-25 10:00'],
      '--received: write a moment as 2026-11-25 or 2026-11-25T09:30:00Z',
    ],
    [
      'a step of a plan that is not there',
      ['purge', 'bury'],
      'Say list, ask, keep-out, end-keep-out, show, people, approve, refuse, restore, refused or certificate.',
    ],
    ['a plan that is not there', ['purge', 'show', 'RP-1'], 'There is no plan RP-1: lawbase purge list shows them.'],
    [
      'a user whose access ended',
      ['purge', 'approve', 'RP-2026-02', '--as', 'gone@example.test'],
      '--as: gone@example.test is no user who has access. lawbase users list shows who has.',
    ],
    [
      'a list that nobody read',
      ['purge', 'approve', 'RP-2026-02', '--as', 'dpo@example.test'],
      '--digest: give the digest of the list you read: lawbase purge show RP-2026-02 shows it.',
    ],
    [
      'a digest that is too short',
      ['purge', 'approve', 'RP-2026-02', '--as', 'dpo@example.test', '--digest', '0123'],
      '--digest: give the digest of the list you read, at least its first 12 digits: lawbase purge show RP-2026-02 shows it.',
    ],
    [
      'another list',
      ['purge', 'approve', 'RP-2026-02', '--as', 'dpo@example.test', '--digest', 'ffffffffffff'],
      '--digest: ffffffffffff is not the current list of RP-2026-02. Nothing was approved. Read it: lawbase purge show RP-2026-02',
    ],
    [
      'nobody on hold',
      [
        'purge',
        'restore',
        'RP-2026-01',
        '--as',
        'dpo@example.test',
        '--reason',
        'a customer again',
        '--contact',
        person,
      ],
      'Nothing of them is on hold or in a recycle bin. Before the approval, keep people out or refuse the plan; what was erased does not come back.',
    ],
    [
      'a restore without a reason',
      ['purge', 'restore', 'RP-2026-01', '--as', 'dpo@example.test', '--contact', person],
      '--reason: say why in one sentence, it is kept.',
    ],
    [
      'a restore of what is no contact',
      ['purge', 'restore', 'RP-2026-01', '--as', 'dpo@example.test', '--reason', 'a customer again', '--contact', '12'],
      '--contact: 12 is not the number of a contact: lawbase purge people RP-2026-01 lists them.',
    ],
  ])('%s', async (_what, words, sentence) => {
    expect(await line.run(words)).toEqual({
      code: 2,
      stdout: words.includes('--json') ? `${JSON.stringify({ ok: false, error: sentence })}\n` : '',
      stderr: `${sentence}\n`,
    })
  })

  it('names the file or the folder that is at fault', async () => {
    const [none, folder] = [at('none.lbb'), at('folder')]
    const rows: [string[], string][] = [
      [['restore', none, '--without-journal'], `${none}: there is no such file or folder.`],
      [['restore', folder, '--without-journal'], 'The file is a folder: name a file.'],
      [['backup', join(none, 'a.lbb')], `${join(none, 'a.lbb.part')}: there is no such file or folder.`],
      [['verify', none, '--fingerprint', 'ab'], `${none}: there is no such file or folder.`],
      [
        ['verify', at('words.zip'), '--fingerprint', 'ab'],
        `${at('words.zip')} is no whole zip: take another copy of it.`,
      ],
      [['object', '--file', folder], `--file: ${folder} is a folder: name a file.`],
      [['screen', folder], `${folder} is a folder: name a file.`],
      [
        ['evidence', '--from', '2026-01-01', '--to', '2026-01-02', '--out', join(none, 'e.zip')],
        `--out: ${none}: there is no such folder.`,
      ],
      [['audit', 'verify', '--head', none], `--head: ${none}: there is no such file or folder.`],
    ]
    for (const [words, sentence] of rows)
      expect(await line.run(words), words.join(' ')).toEqual({ code: 2, stdout: '', stderr: `${sentence}\n` })
    expect((await line.pool.query(`select 1 from audit_events where act = 'export'`)).rows).toEqual([])
  })

  it('says of each plan what it waits for', async () => {
    expect((await line.run(['purge', 'list'])).stdout.split('\n').toSorted().filter(Boolean)).toEqual([
      'RP-2026-01 held: 0 of 0 inactive contacts (base 9), 0 held until 2031-02-07, 0 taken out in time',
      'RP-2026-02 planned: 0 of 0 inactive contacts (base 9), 0 of 2 approvals',
    ])
  })

  it('approves the list that was read, by two different people where two are needed, and none that changed since', async () => {
    const approve = (as: string, ...more: string[]) => [
      'purge',
      'approve',
      'RP-2026-02',
      '--as',
      `${as}@example.test`,
      ...more,
    ]
    const standing = (words: string) => `RP-2026-02 planned: 0 of 0 inactive contacts (base 9), ${words}\n`
    const read = JSON.parse((await line.run(['purge', 'show', 'RP-2026-02', '--json'])).stdout) as {
      digest: string
      sample: unknown[]
    }
    expect([read.digest, read.sample, (await line.run(['purge', 'show', 'RP-2026-02'])).stdout]).toEqual([
      '0123456789abcdef'.repeat(4),
      [],
      `${standing('0 of 2 approvals')}  digest of the list: ${read.digest}\n`,
    ])
    // The same person twice is one approval.
    for (const digest of [read.digest, read.digest.slice(0, 12).toUpperCase()])
      expect(await line.run(approve('dpo', '--digest', digest))).toEqual({
        code: 0,
        stdout: standing('1 of 2 approvals'),
        stderr: '',
      })
    expect(await line.atTerminal(approve('admin'), '7\n')).toMatchObject({ code: 2, stderr: 'Nothing was approved.\n' })
    const second = await line.atTerminal(approve('admin'), '0\n')
    expect([
      second.code,
      second.stdout.startsWith(standing('1 of 2 approvals')),
      second.stdout.includes('RP-2026-02 held: 0 of 0 inactive contacts'),
    ]).toEqual([0, true, true])
    expect(
      (
        await line.pool.query(
          `select actor, details ->> 'digest' as digest from audit_events where act = 'approval' order by id`,
        )
      ).rows,
    ).toEqual(['dpo', 'admin'].map((name) => ({ actor: `${name}@example.test`, digest: read.digest })))
    await line.pool.query(`update removal_plans set state = 'superseded' where number = 'RP-2026-01'`)
    expect(
      await line.run(['purge', 'approve', 'RP-2026-01', '--as', 'dpo@example.test', '--digest', read.digest]),
    ).toEqual({
      code: 2,
      stdout: '',
      stderr: 'Nothing was decided: a later run replaced RP-2026-01 by RP-2026-02. Read the new plan.\n',
    })
  })

  it('makes no installation of its own, and touches none that it cannot serve', async () => {
    const home = at('elsewhere')
    for (const words of [['backup', at('b.lbb')], ['object', '--email', 'a@example.test'], ['doctor']]) {
      expect(await runHere(words, { LAWBASE_HOME: home })).toEqual({
        code: 2,
        stdout: '',
        stderr: `There is no installation in ${home}. Run this in the folder where the service runs, or set LAWBASE_HOME (or DATABASE_URL) as the service has it; "lawbase start" creates one.\n`,
      })
    }
    const { port } = taken.address() as AddressInfo
    expect(await runHere(['start'], { LAWBASE_HOME: home, PORT: String(port) })).toEqual({
      code: 2,
      stdout: '',
      stderr: `Port ${port} is in use: stop what listens there (Lawbase itself?), or set PORT.\n`,
    })
    expect(existsSync(home)).toBe(false)
  })

  it('makes an installation in the folder where one stands, as without LAWBASE_HOME', async () => {
    // The database's own user must be able to pass through, else its data lie elsewhere.
    chmodSync(line.folder, 0o711)
    const stoodIn = process.cwd()
    process.chdir(line.folder)
    try {
      expect(await runHere(['migrate', '--json'], { LOG_LEVEL: 'silent' })).toMatchObject({ code: 0, stderr: '' })
    } finally {
      process.chdir(stoodIn)
    }
    expect(await runHere(['users', 'list'], { LAWBASE_HOME: at('.lawbase'), LOG_LEVEL: 'silent' })).toEqual({
      code: 0,
      stdout: 'No user yet.\n',
      stderr: '',
    })
  })

  it('names the variable at fault', async () => {
    const rows: [Record<string, string>, string][] = [
      [
        { PUBLIC_URL: 'foo', PORT: '99999999' },
        'The configuration cannot be used:\n  PORT: must be a whole number from 0 to 65535\n  PUBLIC_URL: must be an address that starts with https://\n',
      ],
      [
        {
          LAWBASE_CLOCK_URL: `http://localhost:1/clock`,
          LAWBASE_HOME: line.folder,
          DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
        },
        'The clock of LAWBASE_CLOCK_URL does not answer: start the sandbox, or unset it.\n',
      ],
      [
        { DATABASE_URL: 'postgres://nobody@host.invalid:1/none', LAWBASE_HOME: line.folder },
        'The database does not answer (getaddrinfo ENOTFOUND host.invalid): start it, or correct DATABASE_URL.\n',
      ],
    ]
    for (const [env, sentence] of rows)
      expect(await runHere(['purge', 'list'], env)).toEqual({ code: 2, stdout: '', stderr: sentence })
    const password = { DATABASE_URL: 'postgres://lawbase:a/b#c@localhost/lawbase', LAWBASE_HOME: line.folder }
    expect((await runHere(['purge', 'list'], password)).stderr).toMatch(
      /DATABASE_URL: cannot be read as an address: write signs such as/u,
    )
    const unknown = { DATABASE_URL: `${line.databaseUrl}_none`, LAWBASE_HOME: line.folder }
    expect((await runHere(['purge', 'list'], unknown)).stderr).toMatch(
      /^DATABASE_URL: database "t_\w+_none" does not exist\. Create that database, or name another one\.\n$/u,
    )
  })

  it('does not start where nothing can be kept of what people ask while the database is away', async () => {
    const env = { LAWBASE_HOME: '/proc/none', DATABASE_URL: line.databaseUrl, PORT: '0', PUBLIC_PORT: '0' }
    expect(await runHere(['start', '--role', 'web'], env)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'LAWBASE_HOME: nothing can be kept in /proc/none (ENOENT). Name a folder that this user may write to.\n',
    })
  })
})
