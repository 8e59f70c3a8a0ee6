import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseMasterKey } from '../../../src/crypto/envelope.ts'
import { backUp } from '../../../src/operations/backup/back-up.ts'
import { splitRecords, rejoinRecords } from '../../../src/operations/removals/same-person/split-records.ts'
import { splitsOf } from '../../../src/store/contacts/split-records.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { makersOf } from '../removals/odd/odd-makers.ts'
import { putBack, untilJournaled } from '../backup/put-back.ts'

/**
 * A backup that was put back knows who was split after it, and who was put together again
 * (docs/reference/promises.md#matching, #journal).
 */
let scene: Scene
const folder = mkdtempSync(join(tmpdir(), 'lawbase-restored-splits-'))
const [file, journalFolder] = [join(folder, 'old.lbb'), join(folder, 'journal')]
const pairs = ['split after', 'rejoined after', 'new, split', 'new, rejoined', 'untouched'] as const
type Pair = (typeof pairs)[number]
const at = (pair: Pair) => `p${pairs.indexOf(pair)}@splits.example.test`
const reason = 'Father and son, both in the firm.'
/** Contacts that the two records of the address stand for. */
const contactsOf = async (pair: Pair) =>
  (
    await scene.app.pool.query<{ id: number; contactId: string }>(
      `select r.id, r.contact_id as "contactId" from remote_records r join record_identities ri on ri.record_id = r.id
       where ri.identity_hash = $1 and r.gone_at is null and r.contact_id is not null order by r.id`,
      [scene.app.keys.hashEmail(at(pair))],
    )
  ).rows
const untilBoth = (some: readonly Pair[]) =>
  until('both records of each are read', async () => {
    await scene.poll()
    const counts = await Promise.all(some.map(async (pair) => (await contactsOf(pair)).length))
    return counts.every((count) => count === 2)
  })
const split = async (pair: Pair) => {
  const [first, second] = await contactsOf(pair)
  await splitRecords(scene.app, scene.dpo, first?.contactId ?? '', { recordIds: [second?.id ?? 0], reason })
}
const rejoin = async (pair: Pair) => {
  const [one, other] = (await contactsOf(pair)).map(({ contactId }) => contactId)
  expect(await rejoinRecords(scene.app, scene.dpo, [one ?? '', other ?? ''], 'It was one person.')).toBe(true)
}
const distinct = async (pair: Pair) => new Set((await contactsOf(pair)).map(({ contactId }) => contactId)).size
const before = new Map<Pair, string[]>()

beforeAll(async () => {
  mkdirSync(journalFolder)
  scene = await openScene({ contacts: 0, broker: false, journalFolder })
  const make = makersOf(scene)
  const open = async (some: readonly Pair[]) => {
    for (const pair of some) {
      await make.hubspot(at(pair), {})
      await make.contact(at(pair), {})
    }
    await untilBoth(some)
  }
  await open(['split after', 'rejoined after', 'untouched'])
  await split('rejoined after')
  await backUp(scene.app, file, parseMasterKey(scene.place.masterKey), 'a test')
  await open(['new, split', 'new, rejoined'])
  for (const pair of ['split after', 'new, split', 'new, rejoined'] as const) await split(pair)
  await rejoin('rejoined after')
  await rejoin('new, rejoined')
  for (const pair of pairs)
    before.set(
      pair,
      (await contactsOf(pair)).map(({ contactId }) => contactId),
    )
  await untilJournaled(scene)
  await putBack(scene, { file, folder, journalFolder })
  await scene.startWorking()
  await until('both were read whole', async () => {
    await scene.poll()
    return (await scene.app.pool.query('select 1 from connections where restored_at is not null')).rowCount === 0
  })
  await untilBoth(pairs)
}, 300_000)
afterAll(async () => {
  await scene.close()
  rmSync(folder, { recursive: true, force: true })
})

it('keeps two people where they were split, also where the backup knew neither, and one where that was taken back', async () => {
  expect(await Promise.all(pairs.map(async (pair) => [pair, await distinct(pair)]))).toEqual([
    ['split after', 2],
    ['rejoined after', 1],
    ['new, split', 2],
    ['new, rejoined', 1],
    ['untouched', 1],
  ])
})

it('knows them by the ids that they had, and who said so and why', async () => {
  const ids = (await contactsOf('split after')).map(({ contactId }) => contactId)
  expect(ids).toEqual(before.get('split after'))
  for (const pair of ['split after', 'new, split'] as const) {
    const [one] = await contactsOf(pair)
    const said = await splitsOf(scene.app.pool, one?.contactId ?? '')
    expect(said.map(({ by, reason: why }) => [by, why])).toEqual([[scene.dpo.email, reason]])
  }
})
