import { recordObjection, type RecordedObjection } from '../../src/operations/objections/record-objection.ts'
import type { App } from '../../src/operations/app/app.ts'
import { grant } from '../../src/operations/propagation/rights.ts'
import { channels, type Channel } from '../../src/domain/app/channel.ts'
import { verbs } from '../../src/store/connections/connections.ts'
import { exportAudit, sealWholeAudit, type AuditLine } from '../../src/store/app/audit.ts'
import { sweep } from '../../src/operations/runs/sweep.ts'
import type { Running } from '../../src/serve.ts'
import { startLawbase, type Json, type Lawbase, type LawbaseOptions } from './lawbase.ts'
import { until } from './until.ts'
import { check } from '../../scripts/checker.mjs'
import type { SeedPerson } from './seed-people.ts'
import { oneAfterTheOther } from './seed-people.ts'

export interface Carried {
  connector: string
  state: string
  reason: string | null
}

export interface SceneOptions extends Partial<LawbaseOptions> {
  /** Whether the CRMs may be written to from the start. */
  granted?: boolean
  broker?: boolean
  /** What happens at the vendors before anything is connected. */
  beforeConnect?: (control: Lawbase['control']) => Promise<void>
  /** What the app at Salesforce may be asked for besides. */
  salesforceScopes?: readonly string[]
}

/** A connected product at work on a small base, read once, and what tests ask of it. */
export interface Scene extends Lawbase {
  hubspotId: string
  salesforceId: string
  /** `/_sandbox/state` from before anything was connected. */
  before: Json
  people: readonly SeedPerson[]
  stopWorking(): Promise<void>
  startWorking(): Promise<void>
  /** The next person of the base that fits; each is given once. */
  somebody(fits?: (person: SeedPerson) => boolean): SeedPerson
  object(email: string, more?: { channels?: readonly Channel[]; key?: string }): Promise<RecordedObjection>
  act(system: 'hubspot' | 'salesforce', act: string, more: Json): Promise<Json>
  fault(
    system: 'hubspot' | 'salesforce' | 'broker' | 'lusha' | 'peopledatalabs' | 'zoominfo',
    kind: string,
    more?: Json,
  ): Promise<unknown>
  /** Where an objection stands at each system, by connector. */
  carried(objectionId: string): Promise<Carried[]>
  /** Waits until it stands as told. */
  untilCarried(objectionId: string, expected: Readonly<Record<string, string>>): Promise<void>
  /** Polls until it stands as told: a poll that was under way before a record appeared does not see it. */
  pollUntilCarried(objectionId: string, expected: Readonly<Record<string, string>>): Promise<void>
  /** Waits until nothing is on its way. */
  settle(): Promise<void>
  /** Moves the clock to the next poll and waits until both CRMs were read. */
  read(): Promise<void>
  /** Reads, and waits until nothing is on its way: not for where a fault keeps a block from showing. */
  poll(): Promise<void>
  contact(id: string): Promise<Json>
  salesforceRow(id: string): Promise<Json>
  optedOut(email: string): Promise<boolean>
  requests(
    system: string,
    after: number,
  ): Promise<{ seq: number; method: string; path: string; status: number; effect?: string; body: unknown }[]>
  lastRequest(): Promise<number>
  audit(): Promise<AuditLine[]>
  check(): Promise<Awaited<ReturnType<typeof check>>>
}

export async function openScene({
  granted = true,
  broker = true,
  salesforceScopes = [],
  beforeConnect,
  ...options
}: SceneOptions = {}): Promise<Scene> {
  const lawbase = await startLawbase({ contacts: 120, seed: 11, ...options })
  const { app } = lawbase
  const control: Lawbase['control'] = (method, path, body) => lawbase.control(method, path, body)
  await beforeConnect?.(control)
  const before = await control('GET', '/_sandbox/state')
  const hubspotId = await lawbase.connectHubspot()
  const salesforceId = await lawbase.connectSalesforce(salesforceScopes)
  if (broker) await lawbase.connectBroker()
  await lawbase.run()
  if (granted)
    for (const id of [hubspotId, salesforceId]) for (const verb of verbs) await grant(app, id, verb, lawbase.admin)
  let working: Running | null = await lawbase.work()
  const people = (await control('GET', '/_sandbox/seed')) as unknown as SeedPerson[]
  const stopWorking = async () => {
    await working?.stop()
    working = null
  }
  const ways = propagationsOf(lawbase)
  if (granted) await ways.settle()
  const time = timeOf(lawbase)
  return {
    ...lawbase,
    ...time,
    ...ways,
    ...vendorsOf(control),
    hubspotId,
    salesforceId,
    before,
    people,
    somebody: oneAfterTheOther(people),
    object: (email, more = {}) => sayNo(app, email, more),
    ...pollsOf(time, ways),
    audit: () => auditOf(app),
    check: async () => check({ sandbox: lawbase.sandbox.urls.control, auditLines: await auditOf(app), before }),
    stopWorking,
    startWorking: async () => {
      working = await lawbase.work()
    },
    close: async () => {
      await stopWorking()
      await lawbase.close()
    },
  }
}

/** The whole audit log, sealed to its end. */
export async function auditOf(app: App): Promise<AuditLine[]> {
  await sealWholeAudit(app.pool)
  const lines: AuditLine[] = []
  for await (const line of exportAudit(app.pool)) lines.push(line)
  return lines
}

function propagationsOf({ app }: Lawbase): Pick<Scene, 'carried' | 'untilCarried' | 'settle'> {
  const carried = async (objectionId: string) =>
    (
      await app.pool.query<Carried>(
        'select c.connector, p.state, p.reason from propagations p join connections c on c.id = p.connection_id where p.objection_id = $1 order by c.connector',
        [objectionId],
      )
    ).rows
  return {
    carried,
    untilCarried: async (objectionId, expected) => {
      let last: Carried[] = []
      await until(`the objection stands as ${JSON.stringify(expected)}`, async () => {
        last = await carried(objectionId)
        return standsAs(last, expected)
      }).catch((error: unknown) => {
        throw new Error(`It stands as ${JSON.stringify(last)}`, { cause: error })
      })
    },
    settle: async () => {
      await until(
        'nothing is on its way',
        async () =>
          (await app.pool.query(`select 1 from propagations where state in ('queued', 'sending', 'written')`))
            .rowCount === 0,
      )
    },
  }
}

function standsAs(carried: readonly Carried[], expected: Readonly<Record<string, string>>): boolean {
  return Object.entries(expected).every(([connector, state]) =>
    carried.some((one) => one.connector === connector && one.state === state),
  )
}

function timeOf(lawbase: Lawbase): Pick<Scene, 'advance' | 'run' | 'read'> {
  const { app } = lawbase
  // The sweep comes each second anyway; a moved clock need not wait for it.
  const advance = async (ms: number) => {
    await lawbase.advance(ms)
    await sweep(app)
  }
  const noRun = async () => (await app.pool.query(`select 1 from hygiene_runs where state = 'running'`)).rowCount === 0
  return {
    advance,
    // The night's own run may be going on after a jump of the clock, and a worker may have taken ours before we could:
    // both end first.
    run: async () => {
      await until('no run is going on', noRun)
      await lawbase.run()
      await until('the run ended', noRun)
    },
    read: async () => {
      // From the jump on: a read that begins right after it is one of those meant.
      const since = new Date(app.clock.now().getTime() + app.pollMs + 1_000)
      await advance(app.pollMs + 1_000)
      await until(
        'both CRMs were read',
        async () =>
          (
            await app.pool.query(`select 1 from connections where connector <> 'broker-webhook' and pulled_at < $1`, [
              since,
            ])
          ).rowCount === 0,
      )
    },
  }
}

function pollsOf(
  { read }: Pick<Scene, 'read'>,
  { carried, settle }: Pick<Scene, 'carried' | 'settle'>,
): Pick<Scene, 'poll' | 'pollUntilCarried'> {
  const poll = async () => {
    await read()
    await settle()
  }
  return {
    poll,
    pollUntilCarried: async (objectionId, expected) => {
      await until(`the objection stands as ${JSON.stringify(expected)} after a poll`, async () => {
        await poll()
        return standsAs(await carried(objectionId), expected)
      })
    },
  }
}

function vendorsOf(
  control: Lawbase['control'],
): Pick<Scene, 'act' | 'fault' | 'contact' | 'salesforceRow' | 'optedOut' | 'requests' | 'lastRequest'> {
  const recordOf = async (system: string, id: string) =>
    ((await control('GET', `/_sandbox/records/${system}/${encodeURIComponent(id)}`)) as { record: Json | null }).record
  return {
    act: (system, act, more) => control('POST', '/_sandbox/act', { system, act, ...more }),
    fault: (system, kind, more = {}) => control('POST', '/_sandbox/faults', { system, kind, ...more }),
    contact: async (id) => (await recordOf('hubspot', id)) ?? {},
    salesforceRow: async (id) => (await recordOf('salesforce', id)) ?? {},
    optedOut: async (email) => {
      const { hubspot } = (await control('GET', '/_sandbox/state?system=hubspot&part=optOuts')) as {
        hubspot: { optOuts: { email: string; portalWide: boolean }[] }
      }
      return hubspot.optOuts.some((optOut) => optOut.portalWide && optOut.email === email)
    },
    requests: async (system, after) =>
      (await control('GET', `/_sandbox/requests?system=${system}&after=${after}`)) as unknown as Awaited<
        ReturnType<Scene['requests']>
      >,
    lastRequest: async () =>
      ((await control('GET', '/_sandbox/requests')) as unknown as { seq: number }[]).at(-1)?.seq ?? 0,
  }
}

/** Records an opt-out as the REST door does; every channel unless `channels` names some. */
export function sayNo(
  app: App,
  email: string,
  more: { channels?: readonly Channel[]; key?: string },
): Promise<RecordedObjection> {
  return recordObjection(app, {
    emails: [email.toLowerCase()],
    hashes: [],
    contactId: null,
    channels: more.channels ?? channels,
    receivedAt: app.clock.now(),
    door: 'rest',
    actor: 'a test',
    originConnectionId: null,
    lane: 'objection',
    reason: 'objection',
    evidence: {},
    idempotencyKey: more.key ?? null,
  })
}
