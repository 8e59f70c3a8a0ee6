import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseMasterKey } from '../../../src/crypto/envelope.ts'
import { backUp } from '../../../src/operations/backup/back-up.ts'
import { peopleStanding } from '../../../src/operations/removals/brakes/people-standing.ts'
import { restorePeople } from '../../../src/operations/removals/brakes/restore-people.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { approveAndHold, endRestoreWindow, planIs, recordsOf } from '../removals/removal-steps.ts'
import { putBack, untilJournaled } from './put-back.ts'

const folder = mkdtempSync(join(tmpdir(), 'lawbase-restored-people-'))
const journalFolder = join(folder, 'journal')
const [early, late] = [join(folder, 'early.lbb'), join(folder, 'late.lbb')]
const reason = 'A customer again since last week.'

/**
 * Whoever was restored out of a bin is not removed, also once an older backup is put back
 * (docs/reference/promises.md#journal).
 */
let scene: Scene
let planId: string
/** In Salesforce alone, whose bin Lawbase opens; and in HubSpot alone, where only a user can. */
let back: string
let waiting: string
let hubspotId: string
beforeAll(async () => {
  mkdirSync(journalFolder)
  scene = await openScene({ contacts: 200, broker: false, journalFolder })
  await scene.control('POST', '/_sandbox/switches', { salesforce: { binClosed: true } })
  await scene.run()
  await backUp(scene.app, early, parseMasterKey(scene.place.masterKey), 'a test')
  // The plan that is carried out came after the backup.
  await scene.run()
  const plan = await approveAndHold(scene)
  planId = plan.id
  await backUp(scene.app, late, parseMasterKey(scene.place.masterKey), 'a test')
  const records = [...Map.groupBy(await recordsOf(scene, planId), ({ contactId }) => contactId)]
  const only = (connector: string) =>
    records.find(([, theirs]) => theirs.length === 1 && theirs[0]?.connector === connector)
  back = only('salesforce')?.[0] ?? ''
  const inHubspot = only('hubspot')
  waiting = inHubspot?.[0] ?? ''
  hubspotId = inHubspot?.[1][0]?.remoteId ?? ''
  await endRestoreWindow(scene)
  await planIs(scene, planId, 'done')
  await restorePeople(scene.app, planId, scene.dpo, { contactIds: [back, waiting], reason })
  // Its end is what the journal keeps: it is noted a moment after the last system showed them.
  await until('one is back', async () => ((await standing(back))?.restore?.endedAt ?? null) !== null)
})
afterAll(async () => {
  await scene.close()
  rmSync(folder, { recursive: true, force: true })
})

const standing = async (contactId: string) => (await peopleStanding(scene.app, planId, { contactIds: [contactId] }))[0]
const isPurged = async (contactId: string) =>
  (
    await scene.app.pool.query<{ purged: boolean; remembered: boolean }>(
      `select c.purged_at is not null as purged, exists (select 1 from remote_records r join record_identities ri on ri.record_id = r.id join removal_memory m on m.identity_hash = ri.identity_hash where r.contact_id = c.id) as remembered
       from contacts c where c.id = $1`,
      [contactId],
    )
  ).rows[0]

async function restore(file: string): Promise<void> {
  await untilJournaled(scene)
  await putBack(scene, { file, folder, journalFolder })
}

async function startAgain(): Promise<void> {
  await scene.startWorking()
  await until(
    'Salesforce was read whole, or waits for the admin',
    async () =>
      (
        await scene.app.pool.query(
          `select 1 from connections where connector = 'salesforce' and (restored_at is null or state = 'needs-reauthorisation')`,
        )
      ).rowCount === 1,
  )
  await scene.connectSalesforce()
  await until(
    'both were read whole',
    async () => (await scene.app.pool.query('select 1 from connections where restored_at is not null')).rowCount === 0,
  )
}

it('are no removed people after the backup in which their plan was on hold, and what had not ended goes on', async () => {
  await restore(late)
  expect([await isPurged(back), await isPurged(waiting)]).toEqual([
    { purged: false, remembered: false },
    { purged: false, remembered: true },
  ])
  expect(await standing(back)).toMatchObject({
    state: 'restored',
    restore: { by: scene.dpo.email, reason, outcome: 'done' },
  })
  expect(await standing(waiting)).toMatchObject({ state: 'restored', restore: { outcome: 'under-way' } })
  await startAgain()
  await scene.act('hubspot', 'restore', { id: hubspotId })
  await until('the other one is back, too', async () => {
    await scene.poll()
    await scene.advance(61_000)
    return (await standing(waiting))?.restore?.outcome === 'done'
  })
  expect(await isPurged(waiting)).toEqual({ purged: false, remembered: false })
})

it('are contacts again after a backup that does not know their plan', async () => {
  await restore(early)
  expect([await isPurged(back), await isPurged(waiting)]).toEqual([
    { purged: false, remembered: false },
    { purged: false, remembered: false },
  ])
  expect(await standing(back)).toBeUndefined()
  await startAgain()
  await scene.run()
  expect(await isPurged(back)).toEqual({ purged: false, remembered: false })
})

it('leave no word of the DPO in the files of the journal', () => {
  const text = readdirSync(journalFolder)
    .map((name) => readFileSync(join(journalFolder, name), 'utf8'))
    .join('')
  expect([text.includes('"t":"restored"'), text.includes(reason), text.includes(scene.dpo.email)]).toEqual([
    true,
    false,
    false,
  ])
})
