import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { pino } from 'pino'
import { inject } from 'vitest'
import { handlersFor } from '../../../jobs/handlers.ts'
import { newMasterKey } from '../../../src/crypto/envelope.ts'
import type { Connector } from '../../../src/connector/contract.ts'
import type { Settings } from '../../../src/domain/settings/settings.ts'
import type { App } from '../../../src/operations/app/app.ts'
import { openApp, type OpenedApp } from '../../../src/operations/app/open-app.ts'
import { sealCredentials } from '../../../src/operations/connections/open-connection.ts'
import { startWorking, type Running } from '../../../src/serve.ts'
import { openPool } from '../../../src/store/app/database.ts'
import { saveSettings } from '../../../src/store/settings/settings.ts'
import { findUser, insertUser, type User } from '../../../src/store/accounts/users.ts'
import { testSettings } from '../../support/test-settings.ts'
import { openLog, type Log } from './log.ts'
import { systemNames, type SystemName } from './held.ts'
import { openSystems, type Systems } from './systems.ts'
import { noVendors } from '../../support/vendors.ts'

/** The product on one database, with two systems in memory that start empty for each case. */
export interface World {
  app: App
  log: Log
  systems: Systems
  connectionOf: Readonly<Record<SystemName, string>>
  judges: readonly [User, User]
  now: () => Date
  goTo: (at: Date) => void
  /** Forgets everybody and everything that happened; the clock stands at this instant. */
  begin: (at: Date) => Promise<void>
  close: () => Promise<void>
}

/** Tables that know people, plans or what happened; all that hangs on them goes with them. */
const emptied =
  'contacts, identities, connection_sight, objections, removal_plans, reviews, legal_holds, holds, lifts, person_mails, removal_memory, audit_events, hygiene_runs, alarms, schedule'

/** `whole`: real workers, queues and sweeps do the work; otherwise nothing runs but what the case calls. */
export async function openWorld({ whole }: { whole: boolean }): Promise<World> {
  let at = new Date('2027-01-01T00:00:00Z')
  let log = openLog(() => at.getTime())
  let systems = openSystems(log, () => at)
  const connector: Connector = { ...systems.connector, open: (access, deps) => systems.connector.open(access, deps) }
  const opened: OpenedApp = await openApp(
    configOf(await makeDatabase()),
    [connector],
    { now: () => new Date(at) },
    pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
  )
  const app: App = whole ? opened.app : { ...opened.app, enqueue: () => Promise.resolve() }
  const { pool } = app
  await saveSettings(pool, settings, 'test', at)
  const judges = [await makeJudge(app, 'first'), await makeJudge(app, 'second')] as const
  const connectionOf = await insertConnections(app)
  let working: Running | null = null
  return {
    app,
    connectionOf,
    judges,
    get log() {
      return log
    },
    get systems() {
      return systems
    },
    now: () => at,
    goTo: (instant) => {
      if (instant > at) at = instant
    },
    begin: async (instant) => {
      await working?.stop()
      await pool.query(`truncate ${emptied} cascade`)
      await pool.query(
        `update connections set pulled_at = null, full_pulled_at = null, pull_failed_at = null, pull_cursor = null, activity_cursor = null, activities_read_at = null, activities_failed_at = null, activities_due_at = null, state = 'active', next_poll_at = '2999-01-01', resync_wanted_at = null`,
      )
      at = instant
      log = openLog(() => at.getTime())
      systems = openSystems(log, () => at)
      working = whole
        ? await startWorking({ ...opened, app }, handlersFor, ['objections', 'webhooks', 'polls', 'hygiene'], true)
        : null
    },
    close: async () => {
      await working?.stop()
      await opened.close()
    },
  }
}

const settings: Settings = {
  ...testSettings,
  sources: {
    memory: { property: 'source', values: [{ value: 'FORM', kind: 'C1', name: 'Form', accepted: false }] },
  },
  maxRemovalShare: 1,
  secondApprovalAbove: 3,
  runSchedule: '0 2 1 1 *',
}

async function makeDatabase(): Promise<{ database: string; socketFolder: string }> {
  const socketFolder = inject('socketFolder')
  const database = `t_${randomUUID().replaceAll('-', '')}`
  const maker = openPool(
    { host: socketFolder, user: 'lawbase', database: 'postgres' },
    { max: 1, onError: () => undefined },
  )
  await maker.query(`create database ${database} template template_lawbase`)
  await maker.end()
  return { database, socketFolder }
}

function configOf({
  database,
  socketFolder,
}: {
  database: string
  socketFolder: string
}): Parameters<typeof openApp>[0] {
  return {
    home: join('/nonexistent', database),
    masterKey: newMasterKey(),
    databaseUrl: `socket:${socketFolder}?db=${database}&user=lawbase`,
    redisUrl: undefined,
    vendors: noVendors,
    outboundHosts: [],
    publicUrl: undefined,
    consoleUrl: 'http://localhost:1',
    pollSeconds: 3_600 * 24 * 365,
    sandboxClock: false,
    migrationsFolder: join(import.meta.dirname, '../../../migrations'),
    owner: null,
  }
}

/** Somebody who approves; their account is new no more. */
async function makeJudge({ pool }: App, name: string): Promise<User> {
  const id = randomUUID()
  await insertUser(
    pool,
    { id, email: `${name}@exemple.example.test`, name, role: 'dpo', language: 'en', passwordHash: null },
    new Date('2001-01-01T00:00:00Z'),
  )
  return (await findUser(pool, { id })) as User
}

async function insertConnections(app: App): Promise<World['connectionOf']> {
  const connectionOf = { a: randomUUID(), b: randomUUID() }
  for (const name of systemNames) {
    await app.pool.query(
      `insert into connections (id, connector, label, account_id, state, credentials, granted, created_at) values ($1, 'memory', $2, $2, 'active', $3, '{suppress,remove}', now())`,
      [connectionOf[name], name, sealCredentials(app, connectionOf[name], { system: name })],
    )
  }
  await app.pool.query(`update connections set activity_units = '{unit}' where id = $1`, [connectionOf.b])
  return connectionOf
}
