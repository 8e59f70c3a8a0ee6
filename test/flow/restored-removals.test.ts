import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { parseMasterKey } from '../../src/crypto/envelope.ts'
import { dayOf } from '../../src/domain/retention.ts'
import { approveRemoval } from '../../src/operations/approve-removal.ts'
import { backUp, restoreBackup } from '../../src/operations/back-up.ts'
import { erasureLetter } from '../../src/operations/erasure-letter.ts'
import { issueCertificate } from '../../src/operations/issue-certificate.ts'
import { openErasure } from '../../src/operations/open-erasure.ts'
import { findErasure } from '../../src/store/erasure-requests.ts'
import { allConnectors } from '../support/lawbase.ts'
import { until } from '../support/until.ts'
import { approveAndHold, endRestoreWindow, planIs, waitingPlan } from './removal-steps.ts'
import { openScene, type Scene } from './scene.ts'

/** What can be proved of a removal survives the loss of the database that carried it out (DESIGN 9; docs/decisions/0016). */
let scene: Scene
let folder: string
let journalFolder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lawbase-restored-'))
  journalFolder = join(folder, 'journal')
  mkdirSync(journalFolder)
  scene = await openScene({ contacts: 160, broker: false, journalFolder })
  await scene.run()
})
afterEach(async () => {
  await scene.close()
  rmSync(folder, { recursive: true, force: true })
})

it.each(['held', 'approved'])('gives the certificate and the letter again of what was carried out after the backup that knows it as %s', async (state) => {
  const file = join(folder, 'old.lbb')
  const plan = state === 'held' ? await approveAndHold(scene) : await waitingPlan(scene)
  const today = dayOf(scene.app.clock.now())
  const { email } = scene.somebody((one) => one.where === 'both')
  const contactId = (await scene.app.pool.query<{ id: string }>('select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1', [scene.app.keys.hashEmail(email)])).rows[0]?.id ?? ''
  await scene.stopWorking()
  if (state === 'approved') await approveRemoval(scene.app, plan.id, scene.dpo, plan.digest)
  const erasureId = await openErasure(scene.app, { contactId, reviewId: null, decision: { door: 'post', receivedOn: today, dueOn: today, kept: null } }, scene.dpo)
  await backUp(scene.app, file, parseMasterKey(scene.place.masterKey), 'a test')
  await scene.startWorking()
  const erasurePlan = (await findErasure(scene.app.pool, erasureId))?.planId ?? ''
  const carriedOut = async () => {
    await planIs(scene, erasurePlan, 'done')
    await planIs(scene, plan.id, 'done')
    const proofs = []
    for (const id of [plan.id, erasurePlan]) {
      const { removed, refused, root, addresses, approvals, systems } = (await issueCertificate(scene.app, id, 'a test')).certificate
      proofs.push({ removed, refused, root, addresses, approvals, systems: systems.map(({ related: _counted, ...system }) => system) })
    }
    return { proofs, letter: (await erasureLetter(scene.app, erasureId, 'a test'))?.systems.map(({ name, records, removed, erased }) => ({ name, records, removed, erased })) }
  }
  await planIs(scene, plan.id, 'held')
  await endRestoreWindow(scene)
  const before = await carriedOut()
  expect([before.proofs.map(({ removed, addresses }) => removed > 0 && addresses > 0), before.letter]).toEqual([[true, true], [{ name: 'HubSpot', records: 1, removed: 1, erased: 1 }, { name: 'Salesforce', records: 1, removed: 1, erased: 1 }]])
  await until('the journal holds all of it', async () => (await scene.app.pool.query(`select 1 from audit_events where act = 'purged' and (seq is null or seq > (select seq from journal_follower))`)).rowCount === 0)
  await scene.stopWorking()
  await scene.reopen(async () => {
    await restoreBackup({ path: file, home: folder, ...scene.place, journalFolder, replace: true, withoutJournal: false }, allConnectors, scene.app.clock)
  })
  await scene.startWorking()
  await until('Salesforce waits for the admin', async () => (await scene.app.pool.query(`select 1 from connections where state = 'needs-reauthorisation'`)).rowCount === 1)
  await scene.connectSalesforce()
  await until('both were read whole', async () => (await scene.app.pool.query('select 1 from connections where restored_at is not null')).rowCount === 0)
  await scene.advance(61_000)
  expect(await carriedOut()).toEqual(before)
})
