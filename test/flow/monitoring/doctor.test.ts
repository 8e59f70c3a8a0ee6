import { afterAll, beforeAll, expect, it } from 'vitest'
import { openCommandLine, type CommandLine } from '../../support/command-line.ts'

let line: CommandLine
beforeAll(async () => {
  line = await openCommandLine()
})
afterAll(() => line.close())

it('lawbase doctor tells the three worst things first: proofs, what does not move, what is only to be looked at', async () => {
  expect(await line.run(['backup', `${line.folder}/a.lbb`])).toMatchObject({ code: 0 })
  const fresh = await line.run(['doctor'])
  expect(fresh.code).toBe(1)
  const head = (output: string) => output.split('\n').slice(0, 5)
  expect(head(fresh.stdout)).toEqual([
    'Worst first:',
    expect.stringMatching(/^WRONG company: /u) as string,
    expect.stringMatching(/^WRONG offers: /u) as string,
    expect.stringMatching(/^WRONG other tools: /u) as string,
    '',
  ])
  expect(fresh.stdout).toMatch(/^LOOK {2}figures: restore-untested: No restore tried for a hundred days/mu)
  await line.pool.query(
    `insert into audit_events (act_id, act, at, actor, details) values ('old', 'login', now() - interval '1 hour', 'a test', '{}')`,
  )
  await line.pool.query(
    `insert into webhook_deliveries (app_key, connector, dedupe_key, account_id, kind, occurred_at, received_at, state) values ('a', 'hubspot', 'k', '1', 'changed', now(), now() - interval '1 hour', 'new')`,
  )
  await line.pool.query(
    `insert into connections (id, connector, label, account_id, state, created_at) values (gen_random_uuid(), 'hubspot', 'Our CRM', '1', 'paused', now())`,
  )
  const bad = await line.run(['doctor'])
  expect(head(bad.stdout)).toEqual([
    'Worst first:',
    expect.stringMatching(/^WRONG audit log: .*not sealed since/u) as string,
    expect.stringMatching(/^WRONG figures: no-worker: No worker runs/u) as string,
    expect.stringMatching(/^WRONG figures: inbox-late: Received events wait at HubSpot \(1 h/u) as string,
    '',
  ])
  const { worst } = JSON.parse((await line.run(['doctor', '--json'])).stdout) as { worst: string[] }
  expect(worst).toEqual(['audit log', 'figures: no-worker', 'figures: inbox-late'])
})

it('lawbase doctor names the queue and the folders that are away, and looks at everything else', async () => {
  const away = await openCommandLine({
    REDIS_URL: 'redis://127.0.0.1:1',
    LAWBASE_JOURNAL_DIR: '/proc/none',
    AUDIT_HEAD_FOLDER: '/proc/none',
  })
  const { stdout } = await away.run(['doctor'])
  const folder = 'the folder cannot be written (ENOENT): mount it, or let this user write there'
  expect(
    stdout
      .split('All checks:\n')[1]
      ?.split('\n')
      .filter((line) => /^\w+ +(?:database|queue|journal|head of the audit log):/u.test(line))
      .map((line) => line.replace(/PostgreSQL .*/u, 'answers')),
  ).toEqual([
    'ok    database: answers',
    'WRONG queue: redis does not answer. Objections are safe in the database and are sent when it is back.',
    `WRONG journal: ${folder}`,
    `WRONG head of the audit log: ${folder}`,
  ])
  // What needs no queue is done without it.
  expect(await away.run(['users', 'list'])).toMatchObject({ code: 0, stderr: '' })
  await away.close()
})
