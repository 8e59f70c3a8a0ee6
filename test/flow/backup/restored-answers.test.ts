import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseMasterKey } from '../../../src/crypto/envelope.ts'
import { backUp } from '../../../src/operations/backup/back-up.ts'
import { answerSamePerson } from '../../../src/operations/removals/same-person/answer-same-person.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { fatesIn, makersOf } from '../removals/odd/odd-makers.ts'
import { dayMs } from '../removals/removal-steps.ts'
import { holderOf, untilRead } from '../contacts/address-steps.ts'
import { putBack, untilJournaled } from './put-back.ts'

/**
 * Who came after a backup is somebody new to it, under another id: what was answered about them holds for their records
 * all the same (docs/reference/promises.md#matching, #journal).
 */
let scene: Scene
const folder = mkdtempSync(join(tmpdir(), 'lawbase-restored-answers-'))
const [file, journalFolder] = [join(folder, 'old.lbb'), join(folder, 'journal')]
const pairs = ['two', 'one', 'both-new'] as const
const first = (pair: string) => `${pair}.first@answers.example.test`
const second = (pair: string) => `${pair}.second@answers.example.test`
const mobileOf = (pair: (typeof pairs)[number]) => `+33 6 39 98 71 0${pairs.indexOf(pair)}`

const contactOf = async (email: string) => (await holderOf(scene, email)) ?? ''
const newIds = new Map<string, string>()

beforeAll(async () => {
  mkdirSync(journalFolder)
  scene = await openScene({ contacts: 0, broker: false, journalFolder, settings: { maxRemovalShare: 1 } })
  const make = makersOf(scene)
  const silentOf = (pair: (typeof pairs)[number]) =>
    make.hubspot(first(pair), { lastname: `Silent${pair}`, mobilephone: mobileOf(pair) })
  for (const pair of ['two', 'one'] as const) await silentOf(pair)
  await untilRead(scene, ...['two', 'one'].map(first))
  await backUp(scene.app, file, parseMasterKey(scene.place.masterKey), 'a test')

  await silentOf('both-new')
  const others = new Map<string, string>()
  for (const pair of pairs)
    others.set(pair, await make.contact(second(pair), { LastName: `Active${pair}`, MobilePhone: mobileOf(pair) }))
  await untilRead(scene, ...pairs.flatMap((pair) => [first(pair), second(pair)]))
  for (const pair of pairs) {
    const two: [string, string] = [await contactOf(first(pair)), await contactOf(second(pair))]
    newIds.set(pair, two[1])
    const answer = pair === 'two' ? 'two' : 'one'
    await answerSamePerson(scene.app, scene.dpo, two, { answer, reason: 'Asked by phone' })
    // Nothing of their records says it any more: the answer alone does.
    if (answer === 'one')
      await scene.act('salesforce', 'update', {
        object: 'Contact',
        id: others.get(pair),
        fields: { MobilePhone: null },
      })
  }
  await scene.poll()
  await untilJournaled(scene)
  await putBack(scene, { file, folder, journalFolder })
  await scene.startWorking()
  await until('both were read whole', async () => {
    await scene.poll()
    return (
      (await scene.app.pool.query('select 1 from connections where restored_at is not null')).rowCount === 0 &&
      (await contactOf(second('one'))) !== ''
    )
  })
  await scene.advance(37 * 31 * dayMs)
  await scene.poll()
  for (const pair of pairs) await make.act('salesforce', 'reply', { id: others.get(pair) })
  await scene.poll()
  await scene.run()
}, 300_000)
afterAll(async () => {
  await scene.close()
  rmSync(folder, { recursive: true, force: true })
})

it('knows them under another id since the backup was put back', async () => {
  for (const pair of pairs) expect(await contactOf(second(pair))).not.toBe(newIds.get(pair))
})

it('goes by what was answered: one person keeps both, two people go their own ways', async () => {
  const fates = await fatesIn(scene)
  expect(pairs.map((pair) => [pair, fates.get(first(pair))])).toEqual([
    ['two', 'goes'],
    ['one', 'maybe'],
    ['both-new', 'maybe'],
  ])
})
