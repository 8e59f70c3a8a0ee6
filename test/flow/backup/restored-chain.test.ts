import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseMasterKey } from '../../../src/crypto/envelope.ts'
import { backUp } from '../../../src/operations/backup/back-up.ts'
import { rotateIdentityKey } from '../../../src/operations/backup/rotate-identity-key.ts'
import { answerSamePerson } from '../../../src/operations/removals/same-person/answer-same-person.ts'
import { contactDecision } from '../../../src/store/contacts/contact-view.ts'
import { removalsBefore } from '../../../src/store/removals/removal-memory.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { makersOf } from '../removals/odd/odd-makers.ts'
import { approveAndHold, dayMs, endRestoreWindow, planIs } from '../removals/removal-steps.ts'
import { putBack, untilJournaled } from './put-back.ts'

/**
 * The memory of removals after contacts were merged and parted, under another identity key, and through two backups
 * (docs/reference/promises.md#kept, #journal).
 */
let scene: Scene
let make: ReturnType<typeof makersOf>
const folder = mkdtempSync(join(tmpdir(), 'lawbase-restored-chain-'))
const journalFolder = join(folder, 'journal')
const files = { empty: join(folder, 'empty.lbb'), apart: join(folder, 'apart.lbb'), later: join(folder, 'later.lbb') }
const mobiles = { merged: '+33 6 39 98 63 01', twice: '+33 6 39 98 63 02' }
const deal = { hs_is_closed: 'false', hs_is_closed_won: 'false', dealstage: 'appointmentscheduled' }

const rows = async <T extends object>(text: string, ...values: unknown[]) =>
  (await scene.app.pool.query<T>(text, values)).rows
/** The contact of a live record. */
const contactOf = async (remoteId: string) =>
  (
    await rows<{ id: string }>(
      'select contact_id as id from remote_records where remote_id = $1 and gone_at is null and contact_id is not null',
      remoteId,
    )
  )[0]?.id ?? ''
const untilRead = (remoteIds: readonly string[]) =>
  until('they are read', async () => {
    await scene.poll()
    const found = await Promise.all(remoteIds.map(contactOf))
    return !found.includes('') && found
  })
const purged = async (id: string) =>
  (await rows<{ purged: boolean }>('select purged_at is not null as purged from contacts where id = $1', id))[0]?.purged
const save = (path: string) => backUp(scene.app, path, parseMasterKey(scene.place.masterKey), 'a test')

async function removeInactive(): Promise<void> {
  await scene.advance(37 * 31 * dayMs)
  await scene.poll()
  await scene.run()
  const plan = await approveAndHold(scene)
  await endRestoreWindow(scene)
  await planIs(scene, plan.id, 'done')
}
async function restoreTo(file: string): Promise<void> {
  await untilJournaled(scene)
  await putBack(scene, { file, folder, journalFolder })
}
async function readWhole(): Promise<void> {
  await scene.startWorking()
  await scene.connectSalesforce()
  await until(
    'both were read whole',
    async () => (await scene.app.pool.query('select 1 from connections where restored_at is not null')).rowCount === 0,
  )
}
/** By what each new record of HubSpot is taken for somebody removed, and whether they are stopped. */
async function comesBack(email: string, more: Record<string, string>) {
  const [id = ''] = await untilRead([await make.hubspot(email, more)])
  await scene.run()
  const { by = null } = (await removalsBefore(scene.app.pool, [id])).get(id) ?? {}
  return { by, rule: (await contactDecision(scene.app.pool, id))?.rule }
}

beforeAll(async () => {
  mkdirSync(journalFolder)
  scene = await openScene({ contacts: 0, broker: false, journalFolder, settings: { maxRemovalShare: 1 } })
  make = makersOf(scene)
  await save(files.empty)
}, 60_000)
afterAll(async () => {
  await scene.close()
  rmSync(folder, { recursive: true, force: true })
})

it('holds for contacts that were merged or parted after the backup, under another identity key', async () => {
  const merged = { lastname: 'Mergetest', mobilephone: mobiles.merged }
  const [first, second] = [
    await make.hubspot('first@chain.example.test', merged),
    await make.hubspot('second@chain.example.test', { lastname: 'Mergetest' }),
  ]
  const stays = await make.hubspot('both@chain.example.test', { lastname: 'Stayanne' })
  const parts = await make.contact('both@chain.example.test', { LastName: 'Stayanne' })
  const [a = '', b = '', whole = '', same] = await untilRead([first, second, stays, parts])
  expect([new Set([a, b, whole]).size, same]).toEqual([3, whole])
  await save(files.apart)

  await scene.act('hubspot', 'merge', { primaryId: first, mergeId: second })
  await scene.act('salesforce', 'update', { object: 'Contact', id: parts, fields: { LastName: 'Wentworth' } })
  await make.object('deals', deal, [stays])
  await until('they are merged and parted', async () => {
    await scene.poll()
    const part = await contactOf(parts)
    return part !== '' && part !== whole && (await contactOf(second)) === ''
  })
  const part = await contactOf(parts)
  await answerSamePerson(scene.app, scene.dpo, [whole, part], { answer: 'two', reason: 'They share a mailbox' })
  await scene.stopWorking()
  await scene.reopen(async () => {
    await rotateIdentityKey(
      { connectionString: scene.place.databaseUrl },
      {
        masterKey: parseMasterKey(scene.place.masterKey),
        now: scene.app.clock.now(),
        actor: 'a test',
        leaveMs: 5_000,
        tryMs: 2_000,
      },
    )
  })
  await scene.startWorking()
  await removeInactive()
  expect(await Promise.all([whole, part].map(purged))).toEqual([false, true])
  await restoreTo(files.apart)
  expect(await Promise.all([a, b, whole].map(purged))).toEqual([true, true, false])
  await readWhole()
  await scene.run()
  expect((await contactDecision(scene.app.pool, whole))?.rule).not.toBe('C13')
  expect(await comesBack('second@chain.example.test', { lastname: 'Mergetest' })).toEqual({
    by: expect.arrayContaining(['address']),
    rule: 'C13',
  })
  expect(await comesBack('new@chain.example.test', { mobilephone: mobiles.merged })).toEqual({
    by: ['mobile'],
    rule: 'C13',
  })
}, 300_000)

it('holds through two backups: who went under one id is known under another', async () => {
  const twice = await make.hubspot('twice@chain.example.test', { lastname: 'Twicetest', mobilephone: mobiles.twice })
  const [before = ''] = await untilRead([twice])
  await save(files.later)
  await restoreTo(files.empty)
  await readWhole()
  const [since = ''] = await untilRead([twice])
  expect(since).not.toBe(before)
  await removeInactive()
  expect(await purged(since)).toBe(true)
  await restoreTo(files.later)
  expect(await purged(before)).toBe(true)
  await readWhole()
  for (const [email, more, by] of [
    ['twice@chain.example.test', { lastname: 'Twicetest' }, 'address'],
    ['other@chain.example.test', { mobilephone: mobiles.twice }, 'mobile'],
  ] as const)
    expect(await comesBack(email, more)).toEqual({ by: expect.arrayContaining([by]), rule: 'C13' })
}, 300_000)
