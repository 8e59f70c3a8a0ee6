import type { Pool } from 'pg'
import type { FastifyInstance } from 'fastify'
import { openConsoleServer } from '../../../src/http/console-server.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { startRound } from '../../../src/operations/shopper/start-shopper.ts'
import { loadSettings, saveSettings } from '../../../src/store/settings/settings.ts'
import { loadObjectionStatus, loadStatus } from '../../../src/store/runs/status.ts'
import { countBase } from '../../../src/store/runs/runs.ts'
import { countVerdicts } from '../../../src/store/decisions/decisions.ts'
import { connectionRows } from '../../../src/store/connections/connections-view.ts'
import { contactIdsOf, countContacts } from '../../../src/store/contacts/contacts-list.ts'
import { diagnose } from '../../../src/store/connections/diagnosis-view.ts'
import { frameFigures } from '../../../src/store/today/frame-view.ts'
import { rowsOfList } from '../../../src/store/sql/paged-list.ts'
import { countObjections, objectionList, type ListedObjection } from '../../../src/store/objections/objections-view.ts'
import { delayFigures, objectionFigures, objectionsByDoor, stuckGroups } from '../../../src/store/today/today-view.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import type { Json } from '../../support/lawbase.ts'

const mailbox = 'contact@exemple.example.test'
const long = new Date('2020-01-01T00:00:00Z')

interface Round {
  id: string
  state: string
  email: string | null
  door: string
  origin: string | null
  failure: string | null
  started_at: Date
  acted_at: Date | null
}
interface System {
  connector: string
  refusal: string | null
  read_back_at: Date | null
  erased_at: Date | null
  erasure: string | null
}

export let scene: Scene
let pages: FastifyInstance
let console_: FastifyInstance
export const roundOf = async (id: string) => {
  const { rows } = await scene.app.pool.query<Round>(
    'select id, state, email, door, (select c.connector from connections c where c.id = door_connection_id) as origin, failure, started_at, acted_at from shopper_rounds where id = $1',
    [id],
  )
  const [round] = rows
  if (round === undefined) throw new Error('no round')
  return round
}
export const systemsOf = async (id: string) =>
  (
    await scene.app.pool.query<System>(
      'select c.connector, s.refusal, s.read_back_at, s.erased_at, s.erasure from shopper_round_systems s join connections c on c.id = s.connection_id where round_id = $1 order by c.connector',
      [id],
    )
  ).rows
/** A round that began by itself ends first: there is one at a time. */
export const start = () => until('a round is started', () => startRound(scene.app, 'a test'))
export const finish = (id: string) =>
  until('the round ended', async () => (await roundOf(id)).state === 'done').catch(async (error: unknown) => {
    throw new Error(`${JSON.stringify([await roundOf(id), await systemsOf(id)])}`, { cause: error })
  })
export const setShopper = async (connectionIds: readonly string[]) => {
  const { settings } = await loadSettings(scene.app.pool)
  await saveSettings(
    scene.app.pool,
    { ...settings, shopper: { mailbox, every: 'weekly', connectionIds: [...connectionIds] } },
    'a test',
    scene.app.clock.now(),
  )
}
/** Live records at the vendors that the shopper's name or mailbox stands on. */
export const planted = async () => {
  const { hubspot, salesforce } = (await scene.control('GET', '/_sandbox/state')) as {
    hubspot: { contacts: Json[] }
    salesforce: { contacts: Json[]; leads: Json[] }
  }
  const ours = (row: unknown) => JSON.stringify(row).includes('+lb-')
  return {
    hubspot: hubspot.contacts.filter((row) => ours(row) && row['archived'] !== true),
    salesforce: [...salesforce.contacts, ...salesforce.leads].filter((row) => ours(row) && row['IsDeleted'] !== true),
  }
}
/** Every figure and list that a person reads, at one moment. */
export const figures = async () => {
  const { pool } = scene.app
  const today = '2026-11-25'
  const [rows, status] = [await connectionRows(pool), await loadStatus(pool)]
  return {
    objectionFigures: await objectionFigures(pool, long),
    delay: await delayFigures(pool, long),
    doors: await objectionsByDoor(pool, long, 'Europe/Paris'),
    stuck: await stuckGroups(pool, new Date(8e15)),
    verdicts: await countVerdicts(pool),
    frame: { ...(await frameFigures(pool, scene.app.clock.now(), [])), lastReadBackAt: null },
    objections: await countObjections(pool, 'all'),
    open: await countObjections(pool, 'open'),
    list: await everyNumber(pool),
    contacts: await countContacts(pool, {}, today),
    page: await contactIdsOf(pool, {}, today),
    base: await countBase(pool),
    status: { ...status, runs: [], plans: status.plans.map(({ people, state }) => ({ people, state })) },
    systems: rows.map(({ id, records, open }) => ({ id, records, open })),
    diagnosis: await Promise.all([scene.hubspotId, scene.salesforceId].map((id) => diagnose(pool, id, today))),
    since: (await loadObjectionStatus(pool, { since: long })).map((row) => row.number),
  }
}
export const notices = async () =>
  ((await scene.control('GET', '/_sandbox/state?system=broker'))['broker'] as { notices: unknown[] }).notices.length
export const held = async () => {
  const tables = [
    'objections',
    'suppressions',
    'propagations',
    'contacts',
    'remote_records',
    'sources',
    'decisions',
    'person_links',
    'objection_identities',
    'record_identities',
    'propagation_items',
  ]
  return Object.fromEntries(
    await Promise.all(
      tables.map(
        async (table) =>
          [
            table,
            Number((await scene.app.pool.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]?.n),
          ] as const,
      ),
    ),
  )
}

export async function openShopper(): Promise<void> {
  scene = await openScene({ pollSeconds: 2 })
  // What the first read set going must be over before anything is counted.
  await scene.poll()
  await scene.run()
  await scene.poll()
  pages = await openPublicServer(scene.app)
  scene.app.publicUrl = await pages.listen({ port: 0, host: '127.0.0.1' })
  console_ = await openConsoleServer(scene.app)
  scene.app.consoleUrl = await console_.listen({ port: 0, host: '127.0.0.1' })
}
export async function closeShopper(): Promise<void> {
  await pages.close()
  await console_.close()
  await scene.close()
}
/** Each test begins with nothing under way and both systems ticked. */
export async function beginTest(): Promise<void> {
  await scene.control('DELETE', '/_sandbox/faults')
  await scene.settle()
  await setShopper([scene.hubspotId, scene.salesforceId])
}

/** Numbers of the list of opt-outs, as its file has them. */
async function everyNumber(pool: Pool): Promise<string[]> {
  const ask = { filters: {}, sort: 'recorded', isDescending: true, after: null, before: null, zone: 'UTC' } as const
  const numbers: string[] = []
  for await (const rows of rowsOfList<ListedObjection, keyof typeof objectionList.sorts, 'state'>(
    pool,
    objectionList,
    ask,
  ))
    numbers.push(...rows.map(({ number }) => number))
  return numbers
}
