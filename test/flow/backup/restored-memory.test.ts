import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseMasterKey } from '../../../src/crypto/envelope.ts'
import { backUp } from '../../../src/operations/backup/back-up.ts'
import { peopleStanding } from '../../../src/operations/removals/brakes/people-standing.ts'
import { restorePeople } from '../../../src/operations/removals/brakes/restore-people.ts'
import { contactDecision } from '../../../src/store/contacts/contact-view.ts'
import { removalsBefore } from '../../../src/store/removals/removal-memory.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { makersOf } from '../removals/odd/odd-makers.ts'
import { approveAndHold, dayMs, endRestoreWindow, planIs } from '../removals/removal-steps.ts'
import { putBack, untilJournaled } from './put-back.ts'

/**
 * Who came after a backup, and went, is known again also once it is put back, by all that they were known by; who was
 * restored since is not (docs/reference/promises.md#journal).
 */
let scene: Scene
const folder = mkdtempSync(join(tmpdir(), 'lawbase-restored-memory-'))
const [file, journalFolder] = [join(folder, 'old.lbb'), join(folder, 'journal')]
const mobiles = { went: '+33 6 39 98 61 01', restored: '+33 6 39 98 61 02' }
let wentId: string
let restoredId: string
let restoredInHubspot: string

const contactOf = async (remoteId: string) =>
  (
    await scene.app.pool.query<{ id: string }>(
      'select contact_id as id from remote_records where remote_id = $1 and contact_id is not null',
      [remoteId],
    )
  ).rows[0]?.id ?? ''

beforeAll(async () => {
  mkdirSync(journalFolder)
  scene = await openScene({ contacts: 0, broker: false, journalFolder, settings: { maxRemovalShare: 1 } })
  await backUp(scene.app, file, parseMasterKey(scene.place.masterKey), 'a test')
  const make = makersOf(scene)
  const went = await make.hubspot('went@memory.example.test', { mobilephone: mobiles.went })
  restoredInHubspot = await make.hubspot('restored@memory.example.test', { mobilephone: mobiles.restored })
  await scene.poll()
  wentId = await contactOf(went)
  restoredId = await contactOf(restoredInHubspot)
  await scene.advance(37 * 31 * dayMs)
  await scene.poll()
  await scene.run()
  const plan = await approveAndHold(scene)
  await endRestoreWindow(scene)
  await planIs(scene, plan.id, 'done')
  await restorePeople(scene.app, plan.id, scene.dpo, { contactIds: [restoredId], reason: 'A customer again' })
  await scene.act('hubspot', 'restore', { id: restoredInHubspot })
  await scene.poll()
  await until('they are back', async () => {
    await scene.advance(61_000)
    return (await peopleStanding(scene.app, plan.id, { contactIds: [restoredId] }))[0]?.restore?.outcome === 'done'
  })
  await untilJournaled(scene)
  await putBack(scene, { file, folder, journalFolder })
}, 300_000)
afterAll(async () => {
  await scene.close()
  rmSync(folder, { recursive: true, force: true })
})

it('is remembered of whom went alone', async () => {
  const { rows } = await scene.app.pool.query('select distinct contact_id as id from removal_memory')
  expect(rows).toEqual([{ id: wentId }])
})

it('stops who comes back by the mobile alone, and nobody else', async () => {
  const make = makersOf(scene)
  const twin = await make.hubspot('twin@private.example.test', { phone: mobiles.went })
  const other = await make.hubspot('other@private.example.test', { phone: mobiles.restored })
  await scene.startWorking()
  await scene.connectSalesforce()
  await until(
    'both were read whole',
    async () => (await scene.app.pool.query('select 1 from connections where restored_at is not null')).rowCount === 0,
  )
  await scene.run()
  const standing = await Promise.all(
    [twin, other, restoredInHubspot].map(async (remoteId) => {
      const id = await contactOf(remoteId)
      return {
        by: (await removalsBefore(scene.app.pool, [id])).get(id)?.by ?? null,
        quarantined: (await contactDecision(scene.app.pool, id))?.rule === 'C13',
      }
    }),
  )
  expect(standing).toEqual([
    { by: ['mobile'], quarantined: true },
    { by: null, quarantined: false },
    { by: null, quarantined: false },
  ])
})
