import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseMasterKey } from '../../../src/crypto/envelope.ts'
import { addMonths, dayOf } from '../../../src/domain/app/day.ts'
import { backUp, restoreBackup } from '../../../src/operations/backup/back-up.ts'
import { followJournal } from '../../../src/operations/backup/follow-journal.ts'
import { correctObjection } from '../../../src/operations/corrections/correct-objection.ts'
import { openErasure } from '../../../src/operations/removals/erasure/open-erasure.ts'
import { takeBackErasure } from '../../../src/operations/removals/erasure/take-back.ts'
import { findErasure, owedErasures } from '../../../src/store/removals/erasure-requests.ts'
import { allConnectors } from '../../support/lawbase.ts'
import { openScene, type Scene } from '../../support/scene.ts'

/** Nobody is erased by a decision that was taken back since the backup (docs/reference/promises.md#removal-cooling). */
let scene: Scene
const hourMs = 3_600_000
const folder = mkdtempSync(join(tmpdir(), 'lawbase-restored-erasure-'))
const file = join(folder, 'old.lbb')
const journalFolder = join(folder, 'journal')
beforeAll(async () => {
  mkdirSync(journalFolder)
  scene = await openScene({ contacts: 60, broker: false, journalFolder, settings: { erasureCoolingHours: 24 } })
})
afterAll(async () => {
  await scene.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Somebody of both systems, and the decision to erase them. */
async function decide(): Promise<{ id: string; contactId: string }> {
  const { email } = scene.somebody((one) => one.where === 'both' && !one.role && one.otherLast === null)
  const { rows } = await scene.app.pool.query<{ id: string }>(
    'select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.gone_at is null limit 1',
    [scene.app.keys.hashEmail(email)],
  )
  const contactId = rows[0]?.id ?? ''
  const now = scene.app.clock.now()
  const decision = {
    door: 'post' as const,
    receivedOn: dayOf(now),
    dueOn: addMonths(now, 1),
    kept: null,
    identity: { how: 'own-address' as const, words: '' },
  }
  return { id: await openErasure(scene.app, { contactId, reviewId: null, decision }, scene.dpo), contactId }
}

const requestOf = async (id: string) => {
  const request = await findErasure(scene.app.pool, id)
  if (request === null) throw new Error('no request')
  return request
}
const live = async (contactId: string) =>
  (
    await scene.app.pool.query(
      'select 1 from remote_records r join contacts c on c.id = r.contact_id where r.contact_id = $1 and r.gone_at is null and c.purged_at is null',
      [contactId],
    )
  ).rowCount

it('goes on with what could not be taken back any more, and lets the rest be decided again', async () => {
  await scene.stopWorking()
  const [due, mistaken, late] = [await decide(), await decide(), await decide()]
  await scene.advance(25 * hourMs)
  const [cooling, second] = [await decide(), await decide()]
  await backUp(scene.app, file, parseMasterKey(scene.place.masterKey), 'a test')
  for (const { id } of [cooling, second, late])
    await takeBackErasure(scene.app, id, scene.dpo, 'The person changed her mind.')
  const reason = 'It was entered for the wrong person.'
  await correctObjection(scene.app, scene.dpo, (await requestOf(mistaken.id)).objectionId ?? '', {
    reason,
    right: null,
  })
  // Nobody works: the one who is due is still there when the backup is put back.
  await followJournal(scene.app)
  await scene.reopen(async () => {
    await restoreBackup(
      { path: file, home: folder, ...scene.place, journalFolder, replace: true, withoutJournal: false },
      allConnectors,
      scene.app.clock,
    )
  })
  const told = await Promise.all(
    [due, mistaken, cooling, second, late].map(async ({ id, contactId }) => {
      const { planState, takenBackBy, takenBackWhy, owed } = await requestOf(id)
      return { planState, takenBackBy, takenBackWhy, owed, live: await live(contactId) }
    }),
  )
  const again = { planState: 'refused', takenBackBy: 'lawbase', takenBackWhy: 'restored', owed: true, live: 2 }
  expect(told).toEqual([
    { planState: 'approved', takenBackBy: null, takenBackWhy: null, owed: false, live: 2 },
    { planState: 'refused', takenBackBy: scene.dpo.email, takenBackWhy: reason, owed: false, live: 2 },
    again,
    again,
    // Its time was over, and nothing of it was done yet when it was taken back.
    { planState: 'refused', takenBackBy: 'journal', takenBackWhy: expect.any(String), owed: true, live: 2 },
  ])
  expect((await owedErasures(scene.app.pool)).count).toBe(3)
})
