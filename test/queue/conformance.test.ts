import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import type { PayloadOf } from '../../jobs/catalog.ts'
import type { QueueName } from '../../jobs/declare-job.ts'
import { postgresBackend, queueSchema, redisBackend, type QueueBackend } from '../../src/queue/backend.ts'
import { openEnqueuer, type Enqueuer } from '../../src/queue/enqueue.ts'
import { startWorkers, type Handlers, type JobContext, type Workers } from '../../src/queue/work.ts'
import { openPool } from '../../src/store/app/database.ts'
import { backendKinds, startRedis, type TestRedis } from '../support/redis.ts'
import { until } from '../support/until.ts'
import { catalog } from '../../jobs/catalog.ts'

/** A door that handlers wait at until the test opens it. */
function gate() {
  let open = () => {}
  const passed = new Promise<void>((resolve) => (open = resolve))
  return { passed, open }
}

type Seen = PayloadOf<'drain-connection'>

/** What the product needs of a queue, the same on both back ends (docs/decisions/0002). */
describe.each(backendKinds)('a queue in %s', (kind) => {
  let backend: QueueBackend
  let enqueuer: Enqueuer
  let redis: TestRedis | null = null
  let pool: ReturnType<typeof openPool> | null = null
  const log = pino({ level: 'silent' })
  const workers: Workers[] = []

  beforeAll(async () => {
    if (kind === 'redis') {
      redis = await startRedis()
      backend = redisBackend(redis.url, () => undefined)
    } else {
      const database = `t_${randomUUID().replaceAll('-', '')}`
      const config = { host: inject('socketFolder'), user: 'lawbase', database: 'postgres' }
      const maker = openPool(config, { max: 1, onError: () => undefined })
      await maker.query(`create database ${database} template template_lawbase`)
      await maker.end()
      pool = openPool({ ...config, database }, { max: 24, searchPath: queueSchema, onError: () => undefined })
      backend = postgresBackend(pool)
    }
    await backend.prepare()
    enqueuer = openEnqueuer(backend, log)
  })
  afterAll(async () => {
    await enqueuer.close()
    await backend.close()
    await pool?.end()
    await redis?.stop()
  })
  beforeEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.close()))
  })

  const handlersWith = (drain: (payload: Seen, context: JobContext) => Promise<void>): Handlers => ({
    ...(Object.fromEntries(Object.keys(catalog).map((name) => [name, () => Promise.resolve()])) as unknown as Handlers),
    'drain-connection': drain,
  })
  const work = async (
    drain: (payload: Seen, context: JobContext) => Promise<void>,
    queues: readonly QueueName[] = ['objections'],
  ) => {
    const worker = await startWorkers(backend, queues, handlersWith(drain), log)
    workers.push(worker)
    return worker
  }
  const fresh = (slot = 0): Seen => ({ connectionId: randomUUID(), slot })

  it('gives each job its payload, also when it was added before anybody worked', async () => {
    const [early, late] = [fresh(1), fresh(2)]
    const seen: Seen[] = []
    await enqueuer.enqueue('drain-connection', early)
    await work(async (payload) => void seen.push(payload))
    await enqueuer.enqueue('drain-connection', late)
    await until('both ran', async () => seen.length === 2)
    expect(seen.toSorted((a, b) => a.slot - b.slot)).toEqual([early, late])
  })

  it('takes the same job once while it waits', async () => {
    const payload = fresh()
    await Promise.all(Array.from({ length: 10 }, () => enqueuer.enqueue('drain-connection', payload)))
    const last = fresh()
    const seen: Seen[] = []
    await work(async (one) => void seen.push(one))
    await enqueuer.enqueue('drain-connection', last)
    await until('the last one ran', async () => seen.some((one) => one.connectionId === last.connectionId))
    expect(seen.filter((one) => one.connectionId === payload.connectionId)).toEqual([payload])
  })

  it('runs once more what was asked for while it was running, however often', async () => {
    const payload = fresh()
    const door = gate()
    let runs = 0
    await work(async (one) => {
      if (one.connectionId !== payload.connectionId) return
      runs += 1
      if (runs === 1) await door.passed
    })
    await enqueuer.enqueue('drain-connection', payload)
    await until('it runs', async () => runs === 1)
    await Promise.all(Array.from({ length: 5 }, () => enqueuer.enqueue('drain-connection', payload)))
    door.open()
    await until('it ran again', async () => runs === 2)
    const after = fresh()
    await enqueuer.enqueue('drain-connection', after)
    await enqueuer.enqueue('drain-connection', payload)
    await until('a later one runs too', async () => runs === 3)
    expect(runs).toBe(3)
  })

  it('goes on after a handler failed, and does not repeat it by itself', async () => {
    const [bad, good] = [fresh(), fresh()]
    const seen: string[] = []
    await work(async (payload) => {
      seen.push(payload.connectionId)
      if (payload.connectionId === bad.connectionId) throw new Error('on purpose')
    })
    await enqueuer.enqueue('drain-connection', bad)
    await enqueuer.enqueue('drain-connection', good)
    await until('the good one ran', async () => seen.includes(good.connectionId))
    await enqueuer.enqueue('drain-connection', bad)
    await until(
      'the bad one can be asked for again',
      async () => seen.filter((id) => id === bad.connectionId).length === 2,
    )
  })

  it('drops what it does not know instead of stopping', async () => {
    const payload = fresh()
    const seen: string[] = []
    const queue = backend.makeQueue('objections')
    await queue.add('no-such-job', {})
    await queue.close()
    await work(async (one) => void seen.push(one.connectionId))
    await enqueuer.enqueue('drain-connection', payload)
    await until('the known one ran', async () => seen.includes(payload.connectionId))
  })

  it('lets many run side by side, and one that hangs hinders nobody', async () => {
    const door = gate()
    const hanging = fresh()
    const others = Array.from({ length: 10 }, () => fresh())
    const seen = new Set<string>()
    await work(async (payload) => {
      if (payload.connectionId === hanging.connectionId) await door.passed
      seen.add(payload.connectionId)
    })
    await enqueuer.enqueue('drain-connection', hanging)
    for (const other of others) await enqueuer.enqueue('drain-connection', other)
    await until('the others ran', async () => others.every((other) => seen.has(other.connectionId)))
    expect(seen.has(hanging.connectionId)).toBe(false)
    door.open()
    await until('the hanging one ends', async () => seen.has(hanging.connectionId))
  })

  it('shares the work of two processes: each job runs in one of them', async () => {
    const jobs = Array.from({ length: 40 }, () => fresh())
    const ran: string[] = []
    await work(async (payload) => void ran.push(payload.connectionId))
    await work(async (payload) => void ran.push(payload.connectionId))
    await Promise.all(jobs.map((payload) => enqueuer.enqueue('drain-connection', payload)))
    await until('all ran', async () => new Set(ran).size === jobs.length)
    expect(ran.toSorted()).toEqual(jobs.map((payload) => payload.connectionId).toSorted())
  })

  it('waits for a running job when it closes, and tells it to stop', async () => {
    const payload = fresh()
    const events: string[] = []
    const worker = await work(async (_payload, { signal }) => {
      events.push('begin')
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      events.push('end')
    })
    await enqueuer.enqueue('drain-connection', payload)
    await until('it runs', async () => events.length === 1)
    await worker.close()
    expect(events).toEqual(['begin', 'end'])
  })

  it('that lost everything works on with what is added again', async () => {
    const payload = fresh()
    await enqueuer.enqueue('drain-connection', payload)
    redis?.forget()
    if (pool !== null)
      for (const table of ['dedup_next', 'dedup', 'job']) await pool.query(`delete from bullmq.${table}`)
    const seen: string[] = []
    await work(async (one) => void seen.push(one.connectionId))
    await enqueuer.enqueue('drain-connection', payload)
    await until('it ran', async () => seen.includes(payload.connectionId))
    expect(seen).toEqual([payload.connectionId])
  })

  it.runIf(kind === 'redis')('holds up nobody while Redis is down, and works again when it is back', async () => {
    const payload = fresh()
    const seen: string[] = []
    await work(async (one) => void seen.push(one.connectionId))
    const running = redis
    if (running === null) throw new Error('no Redis')
    await running.stop()
    // Answered before it is back.
    await enqueuer.enqueue('drain-connection', payload)
    await running.restart()
    await until('a job added again runs', async () => {
      await enqueuer.enqueue('drain-connection', payload)
      return seen.includes(payload.connectionId)
    })
  })

  it('never throws at whom adds, also when its store is gone', async () => {
    const gone =
      kind === 'redis'
        ? redisBackend('redis://127.0.0.1:1', () => undefined)
        : postgresBackend(
            openPool({ host: '/nonexistent', user: 'lawbase', database: 'none' }, { max: 1, onError: () => undefined }),
          )
    const unreachable = openEnqueuer(gone, log)
    await unreachable.enqueue('drain-connection', fresh())
    await unreachable.close()
  })
})
