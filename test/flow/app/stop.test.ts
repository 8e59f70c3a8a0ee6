import { afterAll, beforeAll, expect, it } from 'vitest'
import { openScene, type Scene } from '../../support/scene.ts'

/** A stop is no fault: an operator who restarts reads no error (docs/admin/operations.md). */
let scene: Scene
beforeAll(async () => {
  scene = await openScene({ contacts: 20, broker: false })
})
afterAll(() => scene.close())

it('ends what a sweep is doing before the connections to the database close', async () => {
  await scene.stopWorking()
  const said: string[] = []
  for (let times = 0; times < 5; times++) {
    scene.app.log.error = (line: object) => {
      said.push(JSON.stringify(line))
    }
    // The first sweep begins with the work, so that each stop falls into one.
    await scene.startWorking()
    await scene.stopWorking()
    await scene.reopen(async () => undefined)
  }
  expect(said).toEqual([])
})
