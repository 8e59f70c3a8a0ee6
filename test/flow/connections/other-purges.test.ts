import { afterAll, beforeAll, expect, it } from 'vitest'
import { dayOf } from '../../../src/domain/app/day.ts'
import { ingestPage, saidAt } from '../../../src/operations/intake/ingest-page.ts'
import { vanished } from '../../../src/operations/removals/watch-purges.ts'
import { startMailServer, type MailServer } from '../../support/mail-server.ts'
import { until } from '../../support/until.ts'
import { dayMs } from '../removals/removal-steps.ts'
import { openScene, type Scene } from '../../support/scene.ts'

let scene: Scene
let mail: MailServer
beforeAll(async () => {
  mail = await startMailServer()
  scene = await openScene({ broker: false, smtpUrl: mail.url })
})
afterAll(async () => {
  await scene.close()
  await mail.close()
})

const alarms = async () =>
  (
    await scene.app.pool.query<{ kind: string; deleted: number; notDue: number; label: string; ended: boolean }>(
      `select a.kind, a.noes as deleted, a.not_due as "notDue", c.label, a.ended_at is not null as ended from alarms a join connections c on c.id = a.connection_id order by a.raised_at`,
    )
  ).rows

/** The days on which records vanished from HubSpot. */
const vanishedDays = async () => (await vanished(scene.app.pool, scene.app.clock.now(), scene.hubspotId))[0]?.days ?? []

it('another purge at a CRM is found by what vanishes, told once, and over after a week', async () => {
  const gone = scene.people.flatMap((person) => person.hubspotIds).slice(0, 30)
  // One record deleted by hand is no purge.
  const [single, ...rest] = gone
  await scene.act('hubspot', 'delete', { id: single })
  await scene.poll()
  await scene.advance(3_700_000)
  expect((await alarms()).filter(({ kind }) => kind === 'other-purge')).toEqual([])

  for (const id of rest) await scene.act('hubspot', 'delete', { id })
  const today = dayOf(scene.app.clock.now())
  // A poll of changes reads no bin: the weekly sweep of the nightly run does.
  await scene.advance(8 * dayMs)
  await until(
    'the nightly run ended',
    async () => (await scene.app.pool.query(`select 1 from hygiene_runs where state = 'running'`)).rowCount === 0,
  )
  const before = await until('the deletions are seen', async () => {
    const days = await vanishedDays()
    return days.reduce((sum, { deleted }) => sum + deleted, 0) >= 29 && days
  })
  expect(before.length).toBeGreaterThan(0)
  // An event says who did it.
  const {
    rows: [left],
  } = await scene.app.pool.query<{ id: string }>(
    'select remote_id as id from remote_records where connection_id = $1 and gone_at is null limit 1',
    [scene.hubspotId],
  )
  const ref = { object: 'contact', id: left?.id ?? '' }
  await ingestPage(
    scene.app,
    { records: [], tombstones: [{ ref, mergedInto: null }] },
    {
      ...saidAt({ id: scene.hubspotId, label: 'HubSpot' }),
      askedAt: new Date(),
      actors: new Map([
        [`contact ${ref.id}`, { kind: 'app', name: 'AUTOMATION_PLATFORM 12', at: scene.app.clock.now() }],
      ]),
    },
  )
  expect((await vanishedDays())[0]?.by).toEqual({
    'AUTOMATION_PLATFORM 12': 1,
  })
  const day = (await vanishedDays()).find(({ deleted }) => deleted >= 20)
  const {
    rows: [due],
  } = await scene.app.pool.query<{ early: number }>(
    `select count(*)::int as early from remote_records r left join decisions d on d.contact_id = r.contact_id where r.gone_reason <> 'binned' and r.gone_reason <> 'merged' and (r.gone_at at time zone 'UTC')::date = $1 and r.connection_id = $2 and (d.term_on is null or d.term_on > (r.gone_at at time zone 'UTC')::date)`,
    [day?.day, scene.hubspotId],
  )
  expect({ early: day?.notDue, after: (day?.day ?? '') >= today }).toEqual({ early: due?.early, after: true })
  await scene.advance(3_700_000)
  await until('it is told', async () =>
    mail.received.some(({ subject }) => subject === 'Lawbase: another purge seems to be deleting records in HubSpot'),
  )
  expect((await alarms()).filter(({ kind }) => kind === 'other-purge')).toEqual([
    { kind: 'other-purge', deleted: day?.deleted, notDue: day?.notDue, label: 'HubSpot', ended: false },
  ])

  await scene.advance(8 * dayMs)
  await until('it is over', async () => (await alarms()).every(({ kind, ended }) => kind !== 'other-purge' || ended))
  const told = () => mail.received.filter(({ subject }) => subject.includes('another purge')).length
  // One for the admin, one for the DPO: the second may still be on its way.
  await until('both were told', () => Promise.resolve(told() >= 2))
  expect(told()).toBe(2)
})
