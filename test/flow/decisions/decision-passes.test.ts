import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { channels } from '../../../src/domain/app/channel.ts'
import { decideContacts } from '../../../src/operations/decisions/decide-contacts.ts'
import { recordObjections } from '../../../src/operations/objections/record-objection.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { pageOfContacts } from '../../../src/store/decisions/decisions.ts'
import { insertHold } from '../../../src/store/objections/holds.ts'
import { insertNotices } from '../../../src/store/notices/notices.ts'
import { loadSettings, saveSettings } from '../../../src/store/settings/settings.ts'
import { dayMs } from '../removals/removal-steps.ts'
import { openScene, type Scene } from '../../support/scene.ts'

/** A run judges only whom something happened to, and gives what judging everybody would give. */
let scene: Scene
beforeAll(async () => {
  scene = await openScene({ contacts: 120, broker: false, granted: false })
})
afterAll(() => scene.close())

const passes = async () =>
  (
    await scene.app.pool.query<{ full: boolean; judged: number }>(
      `select p.since is null as full, s.done_count as judged from decision_passes p join hygiene_steps s on s.run_id = p.run_id and s.name = 'decide' where p.finished_at is not null order by p.started_at`,
    )
  ).rows
const all = async () => pageOfContacts(scene.app.pool, null, 10_000)
const hashes = async () =>
  new Map(
    (
      await scene.app.pool.query<{ id: string; hash: string }>(
        `select contact_id as id, encode(content_hash, 'hex') as hash from decisions`,
      )
    ).rows.map((row) => [row.id, row.hash]),
  )
/** Contacts whose stored decision is not what judging everybody now gives. */
const missed = async () => {
  const before = await hashes()
  await decideContacts(scene.app, await all(), (await loadSettings(scene.app.pool)).settings)
  return [...(await hashes())].filter(([id, hash]) => before.get(id) !== hash).map(([id]) => id)
}
const quietRun = async () => {
  await scene.run()
  return (await passes()).at(-1)
}

it('judges whom something was recorded about, and nobody wrongly', async () => {
  await quietRun()
  const base = (await all()).length
  // The overlap of ten minutes still holds everybody who was read before.
  await scene.advance(20 * 60_000)
  await scene.poll()
  await quietRun()
  const calm = await quietRun()
  expect([calm?.full, (calm?.judged ?? base) < base / 2, await missed()]).toEqual([false, true, []])

  const people = Array.from({ length: 6 }, () => scene.somebody((person) => person.where === 'both' && !person.role))
  const hash = (place: number) => scene.app.keys.hashEmail(people[place]?.email ?? '')
  const idOf = async (place: number) =>
    (
      await scene.app.pool.query<{ id: string }>(
        'select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.gone_at is null limit 1',
        [hash(place)],
      )
    ).rows[0]?.id ?? ''
  const now = scene.app.clock.now()
  const today = now.toISOString().slice(0, 10)
  const before = await hashes()
  // Each is written as its door writes it, without the judgement that follows: as if the process had died there.
  await inTransaction(scene.app.pool, (sql) =>
    recordObjections(scene.app, sql, [
      {
        emails: [people[0]?.email ?? ''],
        hashes: [],
        contactId: null,
        channels,
        receivedAt: now,
        door: 'rest',
        actor: 'a test',
        originConnectionId: null,
        lane: 'objection',
        reason: 'objection',
        evidence: {},
        idempotencyKey: null,
      },
    ]),
  )
  await insertHold(
    scene.app.pool,
    {
      id: randomUUID(),
      contactId: await idOf(1),
      until: '2099-01-01',
      reason: 'pause',
      actor: 'the person',
      evidence: {},
    },
    now,
  )
  const {
    rows: [uninformed],
  } = await scene.app.pool.query<{ id: string; hash: Buffer }>(
    `select d.contact_id as id, ri.identity_hash as hash from decisions d join remote_records r on r.contact_id = d.contact_id and r.gone_at is null join record_identities ri on ri.record_id = r.id and ri.position = 0
    where d.detail ->> 'noticeState' in ('DUE', 'OVERDUE') and d.verdict not in ('BLOCK', 'QUARANTINE') and d.contact_id <> all($1)
      and not exists (select 1 from remote_records o join record_identities oi on oi.record_id = o.id where o.contact_id = d.contact_id and o.gone_at is null and oi.identity_hash <> ri.identity_hash) limit 1`,
    [await Promise.all(people.map((_person, place) => idOf(place)))],
  )
  if (uninformed === undefined) throw new Error('everybody was informed')
  await insertNotices(
    scene.app.pool,
    [
      {
        hash: uninformed.hash,
        event: 'sent',
        on: today,
        version: null,
        channel: 'email',
        language: 'fr',
        messageId: null,
        reason: null,
        reviewOn: null,
      },
    ],
    'a test',
    now,
  )
  await scene.app.pool.query(
    `insert into tool_acts (identity_hash, tool, kind, at, brought_at) values ($1, 'Mailer', 'click', $2, $2)`,
    [hash(3), now],
  )
  const {
    rows: [there],
  } = await scene.app.pool.query<{ id: string }>(
    'select remote_id as id from remote_records where connection_id = $1 and contact_id = $2',
    [scene.hubspotId, await idOf(4)],
  )
  await scene.act('hubspot', 'update-contact', { id: there?.id, properties: { jobtitle: 'Boulanger' } })
  await scene.poll()
  const changed = await quietRun()
  const after = await hashes()
  const touched = [...(await Promise.all([0, 1, 3].map(idOf))), uninformed.id]
  expect({
    full: changed?.full,
    few: (changed?.judged ?? base) < base / 2,
    changed: touched.map((id) => before.get(id) !== after.get(id)),
    missed: await missed(),
  }).toEqual({ full: false, few: true, changed: [true, true, true, true], missed: [] })
})

it('judges whose day came, while days pass', async () => {
  for (const days of [3]) {
    await scene.advance(days * dayMs)
    await scene.poll()
    expect([(await quietRun())?.full, await missed()]).toEqual([false, []])
  }
})

it('judges everybody after what concerns all changed, and once a week', async () => {
  const { settings } = await loadSettings(scene.app.pool)
  await saveSettings(scene.app.pool, { ...settings, inactivityMonths: 30 }, 'a test', scene.app.clock.now())
  expect([(await quietRun())?.full, await missed()]).toEqual([true, []])
  expect((await quietRun())?.full).toBe(false)
  await scene.advance(7 * dayMs)
  await scene.poll()
  await quietRun()
  expect((await passes()).slice(-2).some(({ full }) => full)).toBe(true)
  expect(await missed()).toEqual([])
})
