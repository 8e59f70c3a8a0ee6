import { spawnSync } from 'node:child_process'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { redisBackend, type QueueBackend } from '../../src/queue/backend.ts'
import { startWorkers, type Handlers } from '../../src/queue/work.ts'
import { backendKinds, startRedis, type TestRedis } from '../support/redis.ts'

describe.runIf(backendKinds.includes('redis'))('a start while Redis is not there', () => {
  let redis: TestRedis
  let backend: QueueBackend
  beforeEach(async () => {
    redis = await startRedis()
  })
  afterEach(async () => {
    await backend.close()
    await redis.stop()
  })

  it('waits for it, and then works', async () => {
    await redis.stop()
    backend = redisBackend(redis.url, () => undefined)
    const prepared = backend.prepare()
    // Nobody can tell yet whether it will come; what matters is that the start did not give up.
    expect(
      await Promise.race([
        prepared.then(
          () => 'ready',
          () => 'gave up',
        ),
        new Promise((resolve) => setImmediate(() => resolve('waits'))),
      ]),
    ).toBe('waits')
    await redis.restart()
    await prepared
    const workers = await startWorkers(backend, ['objections'], {} as Handlers, pino({ level: 'silent' }))
    expect(workers.idleForMs()).toBeGreaterThanOrEqual(0)
    await workers.close()
  })

  it('opens its workers when Redis comes back after they began', async () => {
    backend = redisBackend(redis.url, () => undefined)
    await backend.prepare()
    await redis.stop()
    const opening = startWorkers(backend, ['objections', 'polls'], {} as Handlers, pino({ level: 'silent' }))
    await redis.restart()
    const workers = await opening
    await workers.close()
  })

  it('says at once that the login is refused', async () => {
    spawnSync('redis-cli', ['-p', new URL(redis.url).port, 'config', 'set', 'requirepass', 'something long'])
    backend = redisBackend(redis.url, () => undefined)
    await expect(backend.prepare()).rejects.toThrow('Redis refuses our login: check REDIS_URL.')
  })
})
