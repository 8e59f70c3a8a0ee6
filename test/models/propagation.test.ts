import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { z } from 'zod'
import type { Connector, ConnectedSystem } from '../../src/connector/contract.ts'
import { ConnectorError } from '../../src/connector/errors.ts'
import type { SuppressionOrder } from '../../src/connector/orders.ts'
import type { Outcome } from '../../src/connector/outcome.ts'
import { newMasterKey } from '../../src/crypto/envelope.ts'
import { carryPropagations } from '../../src/operations/propagation/carry-propagations.ts'
import { sealCredentials } from '../../src/operations/connections/open-connection.ts'
import { openApp, type OpenedApp } from '../../src/operations/app/open-app.ts'
import { wakePropagations } from '../../src/store/propagation/propagations.ts'
import { openPool } from '../../src/store/app/database.ts'
import {
  answerNames,
  answers,
  isOutcome,
  late,
  outcomes,
  rare,
  representatives,
  type Answer,
} from './propagation-answers.ts'
import { noVendors } from '../support/vendors.ts'

/**
 * Every order in which two workers, a crash at each step, a lease that ends and a vendor's answers of every kind can
 * meet at one Propagation, up to six steps deep, with the real claim, transitions and saving on a real database. After
 * each schedule the vendor is well again: the objection must arrive, and "applied" is never said of an open record.
 */

/** A vendor acts and answers at one moment; its answer reaches the worker at another. */
type Step =
  | `claim ${1 | 2}`
  | `answer ${1 | 2} ${Answer}`
  | `arrive ${1 | 2}`
  | `crash ${1 | 2}`
  | 'lease ends'
  | 'put back'
  | 'time passes'

interface Call {
  orders: readonly SuppressionOrder[]
  reads: boolean
  /** The vendor acts; what it tells is fixed by then. */
  act(answer: Answer): void
  acted: boolean
  /** The answer reaches the worker. */
  arrive(): void
}

let opened: OpenedApp
let connectionId = ''
let offsetMs = 0
let blocked = false
let calls: Call[] = []
let onCall: () => void = () => undefined
/** A well vendor answers at once; in a schedule the test does. */
let gated = false

beforeAll(async () => {
  const socketFolder = inject('socketFolder')
  const database = `t_${randomUUID().replaceAll('-', '')}`
  const maker = openPool(
    { host: socketFolder, user: 'lawbase', database: 'postgres' },
    { max: 1, onError: () => undefined },
  )
  await maker.query(`create database ${database} template template_lawbase`)
  await maker.end()
  opened = await openApp(
    {
      home: join('/nonexistent', database),
      masterKey: newMasterKey(),
      databaseUrl: `socket:${socketFolder}?db=${database}&user=lawbase`,
      redisUrl: undefined,
      vendors: noVendors,
      outboundHosts: [],
      publicUrl: undefined,
      consoleUrl: 'http://localhost:1',
      pollSeconds: 5,
      sandboxClock: false,
      migrationsFolder: join(import.meta.dirname, '../../migrations'),
      owner: null,
    },
    [fake],
    { now: () => new Date(Date.now() + offsetMs) },
    pino({ level: 'silent' }),
  )
  connectionId = randomUUID()
  await opened.app.pool.query(
    `insert into connections (id, connector, label, account_id, state, credentials, granted, created_at) values ($1, 'fake', 'Fake', '1', 'active', $2, '{suppress}', now())`,
    [connectionId, sealCredentials(opened.app, connectionId, {})],
  )
})
afterAll(() => opened.close())

const seen = () => ({
  value: 'blocked',
  at: new Date(),
  items: [
    { target: 'r1', targetKind: 'record' as const, channel: 'email', level: 'enforced' as const, value: 'blocked' },
  ],
})

/** A system with one record, whose every call waits for the test. */
const fake: Connector = {
  id: 'fake',
  label: 'Fake',
  kind: 'crm',
  auth: { type: 'form', fields: [] },
  credentials: z.object({}),
  limits: {},
  french: {},
  writes: { created: [], suppress: [], blockFields: {}, tag: [], remove: [], notStopped: { en: '', fr: '' } },
  open: (): ConnectedSystem => ({
    can: {
      channels: { email: 'enforced' },
      batch: { suppress: 10, tag: 0, hold: 0, remove: 0, read: 0 },
      readBack: true,
      bin: null,
      erases: null,
      anonymises: false,
    },
    check: () => Promise.reject(new Error('not asked')),
    suppress: (orders) => call(orders, false),
    verify: (orders) => call(orders, true),
    disconnect: () => Promise.resolve(),
  }),
}

function call(orders: readonly SuppressionOrder[], reads: boolean): Promise<readonly Outcome[]> {
  return new Promise((resolve, reject) => {
    const made: Call = {
      orders,
      reads,
      acted: false,
      act: (answer) => {
        const { did, tell } = answers[answer]
        // A read changes nothing; it tells the truth or fails.
        if (did && !reads) blocked = true
        const told =
          reads && ['applied', 'already', 'written'].includes(tell) ? (blocked ? 'applied' : 'written') : tell
        made.acted = true
        made.arrive = () => {
          if (told === 'applied' || told === 'already')
            resolve(orders.map(({ orderId }): Outcome => ({ orderId, status: told, seen: seen() })))
          else if (isOutcome(told)) resolve(orders.map(({ orderId }): Outcome => ({ orderId, ...outcomes[told] })))
          else reject(new ConnectorError(told, 'x'))
        }
      },
      arrive: () => undefined,
    }
    if (gated) {
      calls.push(made)
      onCall()
    } else end(made, 'applied')
  })
}

function end(one: Call | null, answer: Answer): void {
  if (one?.acted === false) one.act(answer)
  one?.arrive()
}

interface World {
  propagationId: string
  objectionId: string
  workers: Map<1 | 2, { call: Call | null; done: Promise<number> }>
}

async function freshWorld(): Promise<World> {
  const { pool } = opened.app
  blocked = false
  calls = []
  const [objectionId, propagationId, contactId] = [randomUUID(), randomUUID(), randomUUID()]
  await pool.query('insert into contacts (id, created_at) values ($1, now())', [contactId])
  await pool.query(
    `insert into objections (id, number, contact_id, channels, received_at, recorded_at, door, lane, reason, actor) values ($1::uuid, $1::text, $2, '{email}', now(), now(), 'rest', 'objection', 'objection', 'test')`,
    [objectionId, contactId],
  )
  await pool.query(
    `insert into propagations (id, objection_id, connection_id, state, lane, next_attempt_at, created_at) values ($1, $2, $3, 'queued', 'objection', $4, now())`,
    [propagationId, objectionId, connectionId, opened.app.clock.now()],
  )
  return { propagationId, objectionId, workers: new Map() }
}

const rowOf = async (world: World) =>
  (
    await opened.app.pool.query<{
      state: string
      owner: string | null
      next_attempt_at: Date | null
      claimed_until: Date | null
    }>('select state, owner, next_attempt_at, claimed_until from propagations where id = $1', [world.propagationId])
  ).rows[0]
const carry = () => carryPropagations(opened.app, connectionId, ['objection'], new AbortController().signal)

/** Takes one step; false when it cannot be taken here, so that the schedule is not one. */
async function take(world: World, step: Step): Promise<boolean> {
  const [what, name, answer] = step.split(' ') as [string, string | undefined, Answer | undefined]
  switch (what) {
    case 'lease':
      return endLease(world)
    case 'time':
      offsetMs += 60_000
      return true
    case 'put':
      return putBack(world)
    case 'claim':
      return claim(world, Number(name) as 1 | 2)
    default:
      return goOn(world, what, Number(name) as 1 | 2, answer)
  }
}

async function endLease(world: World): Promise<boolean> {
  const { rowCount } = await opened.app.pool.query(
    `update propagations set claimed_until = clock_timestamp() - interval '1 second' where id = $1 and claimed_until > clock_timestamp()`,
    [world.propagationId],
  )
  return rowCount === 1
}

/** What a comparison does when it finds the record open. */
async function putBack(world: World): Promise<boolean> {
  if (!blocked) return false
  blocked = false
  await wakePropagations(
    opened.app.pool,
    [{ objectionId: world.objectionId, connectionId, lookAgain: true }],
    opened.app.clock.now(),
  )
  return true
}

async function claim(world: World, key: 1 | 2): Promise<boolean> {
  if (world.workers.has(key)) return false
  const before = calls.length
  const called = untilCall().then(() => false)
  const done = carry()
  const moved = await Promise.race([done.then(() => true), called])
  if (moved) return false
  world.workers.set(key, { call: calls[before] ?? null, done })
  return true
}

/** A worker that has claimed goes on with its call to the vendor, or dies. */
async function goOn(world: World, what: string, key: 1 | 2, answer: Answer | undefined): Promise<boolean> {
  const worker = world.workers.get(key)
  if (worker?.call == null) return false
  if (what === 'answer') {
    if (worker.call.acted) return false
    worker.call.act(answer ?? 'applied')
    return true
  }
  if (what === 'arrive' && !worker.call.acted) return false
  world.workers.delete(key)
  // A process that died never answers anybody; its row stays claimed.
  if (what === 'crash') return true
  const before = calls.length
  const called = untilCall().then(() => true)
  worker.call.arrive()
  const again = await Promise.race([worker.done.then(() => false), called])
  // What the read did not show is written now: that call waits for its own answer.
  if (again) world.workers.set(key, { call: calls[before] ?? null, done: worker.done })
  return true
}

/** Resolves with the next call to the vendor. */
const untilCall = () =>
  new Promise<void>((resolve) => {
    onCall = resolve
  })

/**
 * docs/reference/promises.md#i4: what is called applied is blocked, unless the person was put back and that is known:
 * the row is then on its way again.
 */
async function holds(world: World, told: string): Promise<void> {
  const row = await rowOf(world)
  if (row?.state === 'applied' && !blocked) throw new Error(`${told}: called applied, and the record is open`)
  if (row?.state === 'refused' && row.owner === null) throw new Error(`${told}: refused and nobody's`)
  if (row?.state === 'waiting' && row.next_attempt_at === null) throw new Error(`${told}: waits for nothing`)
}

/**
 * The vendor is well, leases end, time passes, comparisons run: the objection must arrive
 * (docs/reference/promises.md#i1, #i3).
 */
async function settleDown(world: World, told: string): Promise<void> {
  gated = false
  for (const { call: open, done } of world.workers.values()) {
    end(open, 'down')
    await done
  }
  world.workers.clear()
  for (let round = 0; round < 30; round += 1) {
    await opened.app.pool.query(
      `update propagations set claimed_until = clock_timestamp() - interval '1 second' where id = $1 and claimed_until > clock_timestamp()`,
      [world.propagationId],
    )
    await carry()
    offsetMs += 5_000
    const row = await rowOf(world)
    if (row?.state === 'applied' && blocked) return
    // Asked of somebody who confirms later: an end of its own, and never called applied.
    if (row?.state === 'accepted') return
    // A record that the vendor denied appears: the comparison finds it.
    if (row?.state === 'absent')
      await wakePropagations(
        opened.app.pool,
        [{ objectionId: world.objectionId, connectionId, lookAgain: true }],
        opened.app.clock.now(),
      )
    if (row?.state === 'refused' || row?.state === 'waiting') {
      // Its owner, or its time, sends it out again.
      await opened.app.pool.query(
        `update propagations set state = 'queued', next_attempt_at = $2, attempts = 0, show_by = null, version = version + 1 where id = $1`,
        [world.propagationId, opened.app.clock.now()],
      )
      await opened.app.pool.query(`update connections set state = 'active', state_reason = null where id = $1`, [
        connectionId,
      ])
    }
  }
  throw new Error(
    `${told}: the objection does not arrive; it stands as ${JSON.stringify(await rowOf(world))}, blocked: ${blocked}`,
  )
}

/** Ends what is under way and takes the row away, so that the next schedule is alone. */
async function forget(world: World): Promise<void> {
  gated = false
  for (const { call: open, done } of world.workers.values()) {
    end(open, 'down')
    await done
  }
  await opened.app.pool.query('delete from propagation_items where propagation_id = $1', [world.propagationId])
  await opened.app.pool.query('delete from propagations where id = $1', [world.propagationId])
  await opened.app.pool.query(`update connections set state = 'active', state_reason = null where id = $1`, [
    connectionId,
  ])
}

function nextSteps(active: readonly (1 | 2)[], path: readonly Step[]): Step[] {
  const steps: Step[] = []
  // The workers are alike: the second one is of interest once the first is at work.
  if (!active.includes(1)) steps.push('claim 1')
  else if (!active.includes(2)) steps.push('claim 2')
  for (const worker of active) {
    steps.push(`crash ${worker}`)
    for (const answer of path.length < 2 ? answerNames : path.length < 3 ? representatives : late)
      steps.push(`answer ${worker} ${answer}`)
    steps.push(`arrive ${worker}`)
  }
  if (path.length > 0) steps.push('lease ends', 'put back')
  if (path.at(-1)?.startsWith('arrive')) steps.push('time passes')
  return steps
}

it('is carried to its end from every order of two workers, crashes, ended leases and answers', async () => {
  let schedules = 0
  const explore = async (path: readonly Step[]): Promise<void> => {
    const told = path.join(', ')
    const world = await freshWorld()
    gated = true
    for (const step of path) {
      if (!(await take(world, step))) {
        // Not a schedule of its own; what it left is put in order for the next one.
        await forget(world)
        return
      }
      await holds(world, told)
    }
    const active = [...world.workers.keys()]
    await settleDown(world, told)
    await forget(world)
    schedules += 1
    if (path.length === (path.some(isRare) ? rareDepth : depth)) return
    for (const step of nextSteps(active, path)) await explore([...path, step])
  }
  await explore([])
  process.stdout.write(`${schedules} schedules of up to ${depth} steps\n`)
  expect(schedules).toBeGreaterThan(1_200)
}, 480_000)

const depth = 6
/** Answers that say who acts next are followed less far: what they lead to is what the others do. */
const rareDepth = 4
const isRare = (step: Step): boolean => rare.some((answer) => step.endsWith(` ${answer}`))
