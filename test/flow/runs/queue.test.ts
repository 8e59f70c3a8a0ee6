import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lastRuns } from '../../../src/store/runs/runs.ts'
import { backendKinds, startRedis } from '../../support/redis.ts'
import { approveAndHold, endRestoreWindow, planIs } from '../removals/removal-steps.ts'
import { openScene, type Scene } from '../../support/scene.ts'

describe.each(backendKinds)('the whole way with the queue in %s', (kind) => {
  let scene: Scene
  let redis: Awaited<ReturnType<typeof startRedis>> | null = null
  beforeAll(async () => {
    redis = kind === 'redis' ? await startRedis() : null
    scene = await openScene({ contacts: 150, seed: 3, ...(redis === null ? {} : { redisUrl: redis.url }) })
  })
  afterAll(async () => {
    await scene.close()
    await redis?.stop()
  })

  it('reads, compares, decides, tags and plans', async () => {
    expect(scene.opened.backend.name).toBe(kind)
    await scene.run()
    const [run] = await lastRuns(scene.app.pool, 1)
    expect(run).toMatchObject({
      state: 'done',
      failure: null,
      report: {
        failures: [],
        records: { [scene.hubspotId]: 150, [scene.salesforceId]: 150 },
        tagged: { [scene.hubspotId]: 150 },
      },
    })
  })

  it('carries objections that come all at once, and none is lost when the queue is', async () => {
    const people = Array.from({ length: 20 }, () => scene.somebody())
    await scene.stopWorking()
    const objections = await Promise.all(people.map((person) => scene.object(person.email)))
    redis?.forget()
    if (kind === 'postgres')
      for (const table of ['dedup_next', 'dedup', 'job']) await scene.app.pool.query(`delete from bullmq.${table}`)
    await scene.startWorking()
    await scene.settle()
    for (const [index, objection] of objections.entries()) {
      const where = people[index]?.where
      expect(await scene.carried(objection.id)).toEqual(
        expect.arrayContaining([
          { connector: 'hubspot', state: where === 'salesforce' ? 'absent' : 'applied', reason: null },
          { connector: 'salesforce', state: where === 'hubspot' ? 'absent' : 'applied', reason: null },
        ]),
      )
    }
  })

  it('removes the silent after the hold, and leaves nothing for an independent check to find', async () => {
    const plan = await approveAndHold(scene)
    await endRestoreWindow(scene)
    await planIs(scene, plan.id, 'done')
    await scene.settle()
    expect((await scene.check()).violations).toEqual([])
  })
})
