import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseMasterKey } from '../../../src/crypto/envelope.ts'
import { dayOf } from '../../../src/domain/app/day.ts'
import { backUp } from '../../../src/operations/backup/back-up.ts'
import { recordConsent } from '../../../src/operations/consents/record-consent.ts'
import { attestPerson } from '../../../src/operations/decisions/attest-person.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { fatesIn } from '../removals/odd/odd-makers.ts'
import { dayMs } from '../removals/removal-steps.ts'
import { putBack, untilJournaled } from './put-back.ts'

const folder = mkdtempSync(join(tmpdir(), 'lawbase-restored-consent-'))
const journalFolder = join(folder, 'journal')
const file = join(folder, 'old.lbb')

/**
 * What somebody said or signed, and one of us recorded since the backup, is an act of theirs that no system tells
 * (docs/reference/promises.md#i5, #journal).
 */
let scene: Scene
let said: string
let filledIn: string
let silent: string
beforeAll(async () => {
  mkdirSync(journalFolder)
  scene = await openScene({ contacts: 160, broker: false, journalFolder })
  await scene.run()
})
afterAll(async () => {
  await scene.close()
  rmSync(folder, { recursive: true, force: true })
})

const idOf = async (email: string) =>
  (
    await scene.app.pool.query<{ id: string }>(
      'select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.gone_at is null limit 1',
      [scene.app.keys.hashEmail(email)],
    )
  ).rows[0]?.id ?? ''
async function startAgain(): Promise<void> {
  const { pool } = scene.app
  await scene.startWorking()
  await until(
    'Salesforce was read whole, or waits for the admin',
    async () =>
      (
        await pool.query(
          `select 1 from connections where connector = 'salesforce' and (restored_at is null or state = 'needs-reauthorisation')`,
        )
      ).rowCount === 1,
  )
  await scene.connectSalesforce()
  await until(
    'both were read whole',
    async () => (await pool.query('select 1 from connections where restored_at is not null')).rowCount === 0,
  )
}
const fates = async () => {
  await scene.run()
  const known = await fatesIn(scene)
  return [said, filledIn, silent].map((email) => known.get(email.toLowerCase()))
}

it('keeps whoever said yes to one of us, or filled in a form on paper, since the backup', async () => {
  const { app } = scene
  await scene.run()
  const free = new Set(
    scene.people
      .filter((one) => one.optOut === 'none' && !one.role && one.otherLast === null && one.duplicate === 'none')
      .map(({ email }) => email.toLowerCase()),
  )
  ;[said, filledIn, silent] = [...(await fatesIn(scene))].flatMap(([email, fate]) =>
    fate === 'goes' && free.has(email) ? [email] : [],
  ) as [string, string, string]
  expect(await fates()).toEqual(['goes', 'goes', 'goes'])
  await backUp(app, file, parseMasterKey(scene.place.masterKey), 'a test')

  await scene.advance(dayMs)
  await scene.poll()
  const today = dayOf(app.clock.now())
  await recordConsent(
    app,
    scene.dpo,
    await idOf(said),
    { way: 'spoken', channels: ['email'], givenOn: today, words: 'Yes, write to me.', heardBy: 'Camille' },
    null,
  )
  await attestPerson(
    app,
    scene.dpo,
    await idOf(filledIn),
    { kind: 'C1', name: 'Form on paper', obtainedOn: today, note: 'Filled in at our desk.', noticeShown: true },
    { name: 'form.txt', mediaType: 'text/plain', bytes: Buffer.from('form') },
  )
  expect((await fates()).map((fate) => fate === 'goes')).toEqual([false, false, true])

  await untilJournaled(scene)
  await putBack(scene, { file, folder, journalFolder })
  await startAgain()
  expect((await fates()).map((fate) => fate === 'goes')).toEqual([false, false, true])
})
