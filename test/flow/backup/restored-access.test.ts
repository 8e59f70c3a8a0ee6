import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseMasterKey } from '../../../src/crypto/envelope.ts'
import { addMonths, dayOf } from '../../../src/domain/app/day.ts'
import { backUp } from '../../../src/operations/backup/back-up.ts'
import { AccessRefused } from '../../../src/operations/evidence/access-refused.ts'
import { answerAccess, recordAccess, recordAsker } from '../../../src/operations/evidence/access-requests.ts'
import { giveAccessTo, nameAsker, searchAccess } from '../../../src/operations/evidence/answer-absent-access.ts'
import { listAccess } from '../../../src/store/evidence/access-requests.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { holderOf } from '../contacts/address-steps.ts'
import { putBack, untilJournaled } from './put-back.ts'

/** Who asked what is held of them is answered in time after the loss of the database (docs/reference/law.md#f6). */
let scene: Scene
const folder = mkdtempSync(join(tmpdir(), 'lawbase-restored-access-'))
const file = join(folder, 'old.lbb')
const journalFolder = join(folder, 'journal')
beforeAll(async () => {
  mkdirSync(journalFolder)
  scene = await openScene({ contacts: 60, broker: false, journalFolder })
})
afterAll(async () => {
  await scene.close()
  rmSync(folder, { recursive: true, force: true })
})

const absent = {
  email: 'apolline.lindqvist@unknown.example.test',
  phone: null,
  firstName: 'Apolline',
  lastName: 'Lindqvist',
}

/** What the register says, by number. */
const known = async () =>
  (await listAccess(scene.app.pool, 10))
    .map(({ id: _id, reviewId: _review, recordedBy: _by, answeredBy: _who, identityWords: _words, ...row }) => row)
    .toSorted((a, b) => a.number.localeCompare(b.number))

async function restore(): Promise<void> {
  await putBack(scene, { file, folder, journalFolder })
  await scene.startWorking()
}

/** Everything that the files of the journal hold, once it is all there. */
async function journalText(): Promise<string> {
  await untilJournaled(scene)
  return readdirSync(journalFolder)
    .map((name) => readFileSync(join(journalFolder, name), 'utf8').toLowerCase())
    .join('')
}

it('brings back requests, their days, numbers and answers, without a name or an address in the journal', async () => {
  const { app, dpo } = scene
  const entry = {
    door: 'post' as const,
    receivedOn: dayOf(app.clock.now()),
    dueOn: addMonths(app.clock.now(), 1),
    identity: { how: 'other' as const, words: 'Known at the counter, Apolline.' },
  }
  const people = scene.people.filter((one) => one.where === 'both' && !one.role && one.otherLast === null)
  const idOf = async (place: number) => (await holderOf(scene, people[place]?.email ?? '')) ?? ''
  const [early, late] = [await idOf(0), await idOf(1)]
  const answeredSince = await recordAccess(app, dpo, { contactId: early, reviewId: null, entry })
  // Somebody says after the backup who asked by name alone: the request keeps that contact again.
  const namesake = people[3]
  if (namesake === undefined) throw new Error('too few people')
  const named = { email: null, phone: null, firstName: namesake.firstName, lastName: namesake.lastName }
  const byName = await recordAsker(app, dpo, { asker: named, language: 'en', reviewId: null, entry })
  await backUp(app, file, parseMasterKey(scene.place.masterKey), 'a test')
  await giveAccessTo(app, dpo, byName, await idOf(3))
  await answerAccess(app, dpo, answeredSince)
  await recordAccess(app, dpo, { contactId: late, reviewId: null, entry })
  await recordAsker(app, dpo, { asker: absent, language: 'en', reviewId: null, entry })
  const before = await known()
  expect(before.map(({ answeredAt, contactId }) => [answeredAt !== null, contactId])).toEqual([
    [true, early],
    [false, await idOf(3)],
    [false, late],
    [false, null],
  ])
  const text = await journalText()
  // Long words: three letters may stand in a sealed text by chance.
  expect(
    ['apolline', 'lindqvist', people[1]?.email.toLowerCase() ?? '?'].filter((word) => text.includes(word)),
  ).toEqual([])
  await restore()
  expect(await known()).toEqual(before)
  // Nobody else gets a number that somebody has, and who has none any more says again who asked.
  const stranger = before.find(({ contactId }) => contactId === null)?.number ?? ''
  const search = () => searchAccess(scene.app, dpo, stranger, { others: true, tools: true })
  await expect(search()).rejects.toBeInstanceOf(AccessRefused)
  await expect(search()).rejects.toMatchObject({ code: 'unnamed' })
  await nameAsker(scene.app, dpo, stranger, { asker: absent, language: 'en' })
  const third = await idOf(2)
  await recordAccess(scene.app, dpo, { contactId: third, reviewId: null, entry })
  expect(
    (await known())
      .map(({ number }) => number)
      .toSorted()
      .at(-1),
  ).toMatch(/-05$/u)
})
