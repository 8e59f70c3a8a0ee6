import { randomUUID } from 'node:crypto'
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { App } from '../../../src/operations/app/app.ts'
import { followJournal, forgetJournal, journalHealth } from '../../../src/operations/backup/follow-journal.ts'
import { raiseAlarms } from '../../../src/operations/alarms/raise-alarms.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { insertAudit } from '../../../src/store/app/audit.ts'
import { readEntries, type JournalEntry, type JournalSeries } from '../../../src/store/backup/journal-files.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'
import { startMailServer, type MailServer } from '../../support/mail-server.ts'
import { until } from '../../support/until.ts'

let lawbase: Lawbase
let mail: MailServer
let app: App
const folder = join(mkdtempSync(join(tmpdir(), 'lawbase-journal-')), 'mounted')
beforeAll(async () => {
  mail = await startMailServer()
  lawbase = await startLawbase({ contacts: 10, smtpUrl: mail.url })
  app = Object.assign(lawbase.app, { journalFolder: folder })
  mkdirSync(folder)
})
afterAll(async () => {
  await lawbase.close()
  await mail.close()
  rmSync(join(folder, '..'), { recursive: true, force: true })
})

const keyOf = (kid: string) => app.keys.journalKey(kid)?.key ?? null
const read = async (series: JournalSeries = 'noes', mayMiss = false) => {
  const entries: JournalEntry[] = []
  for await (const entry of readEntries(folder, series, keyOf, mayMiss)) entries.push(entry)
  return entries
}
const files = () => readdirSync(folder).toSorted()
const latest = () =>
  join(
    folder,
    files()
      .filter((name) => name.includes('noes'))
      .at(-1) ?? '',
  )
const say = (email: string) =>
  recordObjection(app, {
    emails: [email],
    hashes: [],
    contactId: null,
    channels: ['email', 'phone'],
    receivedAt: app.clock.now(),
    door: 'rest',
    actor: 'a test',
    originConnectionId: null,
    lane: 'objection',
    reason: 'objection',
    evidence: { said: email },
    idempotencyKey: null,
  })
const numbers = async () => (await read()).map((entry) => entry['number'])

it('holds an objection with everything a restored backup must know of it, and no address', async () => {
  const said = await say('anne.roy@example.test')
  expect([await followJournal(app), await followJournal(app)]).toEqual([1, 0])
  const hash = app.keys.hashEmail('anne.roy@example.test').toString('base64url')
  // As PostgreSQL writes an instant into JSON: without the zeros at its end.
  const at = said.receivedAt.toISOString().replace(/\.?0*Z$/u, '+00:00')
  expect(await read()).toEqual([
    {
      t: 'objection',
      seq: expect.any(Number) as number,
      epoch: expect.any(String) as string,
      act: `objection:${said.id}`,
      at: expect.any(String) as string,
      chain: expect.stringMatching(/^[0-9a-f]{64}$/u) as string,
      scheme: app.keys.identityKid,
      id: said.id,
      number: said.number,
      contactId: null,
      channels: ['email', 'phone'],
      kinds: [],
      receivedAt: at,
      recordedAt: expect.any(String) as string,
      door: 'rest',
      reason: 'objection',
      lane: 'objection',
      origin: null,
      identities: [[hash, 'email', false]],
      taken: [],
      cells: [
        [hash, 'email', '', at, said.id],
        [hash, 'phone', '', at, said.id],
      ],
    },
  ])
  expect(readFileSync(latest(), 'utf8')).not.toContain('anne.roy')
  expect(statSync(latest()).mode & 0o777).toBe(0o600)
})

it('writes nothing twice when a follower died after the file and before its note, and goes on behind a line that was cut', async () => {
  const one = await say('b@example.test')
  await followJournal(app)
  await app.pool.query('update journal_follower set seq = 0')
  const two = await say('c@example.test')
  appendFileSync(latest(), `{"t":"objection","seq":99,"cut":"${'x'.repeat(5_000)}`)
  expect(await followJournal(app)).toBe(1)
  expect((await numbers()).slice(-2)).toEqual([one.number, two.number])
  expect((await numbers()).length).toBe(3)
  // Two at once: one of them writes.
  const three = await say('d@example.test')
  expect((await Promise.all([followJournal(app), followJournal(app)])).toSorted((a, b) => a - b)).toEqual([0, 1])
  expect((await numbers()).at(-1)).toBe(three.number)
})

it('begins a file each day that names the one before', async () => {
  await lawbase.advance(86_400_000)
  await say('e@example.test')
  await followJournal(app)
  expect(files().filter((name) => name.includes('noes')).length).toBe(2)
  expect((await read()).length).toBe(5)
})

it('names file and line of what was changed, taken out or cut', async () => {
  const [first = '', second = ''] = files().filter((name) => name.includes('noes'))
  const text = readFileSync(join(folder, first), 'utf8')
  const lines = text.split('\n')
  const faults: [string, string, RegExp][] = [
    [first, text.replace('"phone"', '"email"'), new RegExp(`${first}, line 2: it was changed`, 'u')],
    [
      first,
      [lines[0], ...lines.slice(2)].join('\n'),
      new RegExp(`${first}, line 2: it was changed, or a line before it was taken out`, 'u'),
    ],
    [first, [lines[0], lines[2], lines[1], ...lines.slice(3)].join('\n'), new RegExp(`${first}, line 2`, 'u')],
    [first, `${lines.slice(0, 3).join('\n')}\n`, new RegExp(`${second}, line 1: ${first} was cut`, 'u')],
    [first, '', new RegExp(`${second}, line 1: ${first} should stand before it`, 'u')],
  ]
  for (const [name, changed, why] of faults) {
    writeFileSync(join(folder, name), changed)
    await expect(read()).rejects.toThrow(why)
  }
  writeFileSync(join(folder, first), text)
  expect((await read()).length).toBe(5)
  await expect(
    (async () => {
      for await (const _ of readEntries(folder, 'noes', () => null, false));
    })(),
  ).rejects.toThrow(/line 1: it was written with a key/u)
})

it('says that it is behind while the folder is away, by mail too, and writes what is missing when it is back', async () => {
  expect(await journalHealth(app)).toEqual({ since: null, failure: null, isFollowed: true })
  renameSync(folder, `${folder}-away`)
  const since = app.clock.now()
  await say('f@example.test')
  // Tried twice a second and said once: a log that repeats itself hides what else is wrong.
  const lines: unknown[] = []
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) })
  for (const _ of [1, 2, 3]) expect(await followJournal({ ...app, log })).toBe(0)
  expect(lines).toEqual([expect.objectContaining({ level: 50, failure: 'ENOENT' })])
  expect(await journalHealth(app)).toEqual({
    since: expect.any(Date) as Date,
    failure: 'ENOENT',
    isFollowed: expect.any(Boolean) as boolean,
  })
  await raiseAlarms(app)
  for (const _ of [1, 2]) {
    await lawbase.advance(16 * 60_000)
    await raiseAlarms(app)
    await until('both were told', () => Promise.resolve(mail.received.length >= 2))
  }
  expect(mail.received.map(({ to, subject }) => `${to} ${subject}`).toSorted()).toEqual([
    'admin@exemple.example.test Lawbase: the objection journal is behind',
    'dpo@exemple.example.test Lawbase: the objection journal is behind',
  ])
  expect(((await journalHealth(app))?.since?.getTime() ?? 0) - since.getTime()).toBeLessThan(60_000)
  renameSync(`${folder}-away`, folder)
  expect(await followJournal(app)).toBe(1)
  expect(await journalHealth(app)).toEqual({ since: null, failure: null, isFollowed: true })
})

it('follows in the running program', async () => {
  const running = await lawbase.work()
  const said = await say('g@example.test')
  await until('it is in the file', async () => (await numbers()).includes(said.number))
  await running.stop()
})

it('goes on behind a line as long as a legal hold over a large list', async () => {
  const id = randomUUID()
  const people = 40_000
  await app.pool.query(
    'insert into legal_holds (id, kind, name, reason, author, created_at) values ($1, $2, $3, $3, $3, $4)',
    [id, 'list', 'x', app.clock.now()],
  )
  await app.pool.query(
    'with made as (insert into contacts (id, created_at) select gen_random_uuid(), $2 from generate_series(1, $3::int) returning id) insert into legal_hold_contacts (hold_id, contact_id) select $1, id from made',
    [id, app.clock.now(), people],
  )
  await insertAudit(app.pool, [{ actId: `legal-hold:${id}`, act: 'legal-hold', actor: 'a test' }], app.clock.now())
  await followJournal(app)
  const said = await say('behind@example.test')
  await insertAudit(
    app.pool,
    [{ actId: `legal-hold:${id}:ended`, act: 'legal-hold', actor: 'a test' }],
    app.clock.now(),
  )
  await app.pool.query('update legal_holds set ended_at = $2 where id = $1', [id, app.clock.now()])
  expect(await followJournal(app)).toBe(2)
  expect([
    (await numbers()).at(-1),
    (await read('kept')).map((entry) => [entry['t'], (entry['people'] as unknown[] | undefined)?.length]),
    (await journalHealth(app))?.failure,
  ]).toEqual([
    said.number,
    [
      ['legal-hold', people],
      ['legal-hold-end', undefined],
    ],
    null,
  ])
})

it('forgets files of removals, and of what keeps people from them, with the memory of removals, and only those', async () => {
  const today = app.clock.now().toISOString().slice(0, 10)
  for (const series of ['removals', 'kept'])
    for (const day of ['2020-01-01', '2020-01-02', today])
      writeFileSync(join(folder, `lawbase-${series}-${day}.jsonl`), '')
  expect([
    await forgetJournal(app),
    await forgetJournal(app),
    files().filter((file) => file.includes('noes')).length,
    files().filter((file) => !file.includes('noes')),
  ]).toEqual([4, 0, 2, [`lawbase-kept-${today}.jsonl`, `lawbase-removals-${today}.jsonl`]])
})
