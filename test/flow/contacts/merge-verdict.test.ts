import { afterAll, beforeAll, expect, it } from 'vitest'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { makersOf, type Makers } from '../removals/odd/odd-makers.ts'
import { holderOf, untilRead } from './address-steps.ts'

/** Two who are merged at a vendor are judged as one with the reading that shows it, not at night. */
let scene: Scene
let make: Makers
beforeAll(async () => {
  scene = await openScene({ contacts: 0, broker: false })
  make = makersOf(scene)
})
afterAll(() => scene.close())

const verdictOf = async (email: string) => {
  const { rows } = await scene.app.pool.query<{ verdict: string }>(
    'select verdict from decisions where contact_id = $1',
    [await holderOf(scene, email)],
  )
  return rows[0]?.verdict
}

it('knows at once what either of two knew who are merged at HubSpot', async () => {
  const [stays, goes] = ['stays@merged-verdict.example.test', 'goes@merged-verdict.example.test']
  const person = { country: 'France', jobtitle: 'DSI' }
  const primaryId = await make.hubspot(stays, { ...person, origine_contact: 'import' })
  const mergeId = await make.hubspot(goes, person)
  await untilRead(scene, stays, goes)
  await scene.run()
  expect([await verdictOf(stays), await verdictOf(goes)]).toEqual(['QUARANTINE', 'ALLOW'])
  await scene.act('hubspot', 'merge', { primaryId, mergeId })
  await until('they are one', async () => {
    await scene.poll()
    return (await holderOf(scene, stays)) === (await holderOf(scene, goes))
  })
  await until('both are judged as one', async () => (await verdictOf(stays)) === 'ALLOW')
})
