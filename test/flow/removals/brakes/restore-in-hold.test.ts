import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { restorePeople } from '../../../../src/operations/removals/brakes/restore-people.ts'
import { findPlan } from '../../../../src/store/removals/removals.ts'
import { until } from '../../../support/until.ts'
import { openScene, type Scene } from '../../../support/scene.ts'
import {
  approveAndHold,
  endRestoreWindow,
  holdOf,
  isGone,
  planIs,
  recordsOf,
  waitingPlan,
  type PlannedRecord,
} from '../removal-steps.ts'

describe('a restore during the hold', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await openScene({ seed: 13 })
  })
  afterAll(() => scene.close())

  it('lifts the hold of one person, then of all, in every system, and nobody is deleted when the window ends', async () => {
    await scene.run()
    const plan = await waitingPlan(scene)
    await approveAndHold(scene)
    const records = await recordsOf(scene, plan.id)
    const first = records[0]?.contactId ?? ''
    const heldOf = (record: PlannedRecord) => holdOf(scene, record)
    const back = (contactIds: string[] | null) =>
      restorePeople(scene.app, plan.number, scene.dpo, { contactIds, reason: 'They are customers again.' })
    expect(await back([first])).toEqual([first])
    for (const record of records) {
      if (record.contactId === first)
        await until('the hold is lifted', async () => (await heldOf(record)) === null || (await heldOf(record)) === '')
      else expect([record.remoteId, (await heldOf(record)) !== null]).toEqual([record.remoteId, true])
    }
    const others = new Set(records.map((record) => record.contactId)).size - 1
    expect((await back(null)).length).toBe(others)
    await until('every hold is lifted', async () =>
      (await Promise.all(records.map(heldOf))).every((held) => held === null || held === ''),
    )
    expect((await findPlan(scene.app.pool, plan.id))?.state).toBe('held')
    await endRestoreWindow(scene)
    const done = await planIs(scene, plan.id, 'done')
    expect({ binned: done.binned, takenOut: done.takenOut }).toEqual({ binned: 0, takenOut: others + 1 })
    expect(await Promise.all(records.map((record) => isGone(scene, record)))).toEqual(records.map(() => false))
  })
})
