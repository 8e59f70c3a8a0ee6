import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseMasterKey } from '../../../src/crypto/envelope.ts'
import { backUp } from '../../../src/operations/backup/back-up.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { fatesIn, makersOf } from '../removals/odd/odd-makers.ts'
import { dayMs } from '../removals/removal-steps.ts'
import { holderOf, untilRead } from '../contacts/address-steps.ts'
import { putBack, untilJournaled } from './put-back.ts'

/**
 * People to whom one system gave a new address, before or after a backup that was put back: who acted in either part is
 * kept, and nobody else is (docs/reference/promises.md#i5; docs/decisions/0024).
 */
let scene: Scene
const folder = mkdtempSync(join(tmpdir(), 'lawbase-restored-parts-'))
const [file, journalFolder] = [join(folder, 'old.lbb'), join(folder, 'journal')]
const people = ['after, acted', 'after, silent', 'before, acted', 'before, silent', 'before, one again'] as const
type Person = (typeof people)[number]
const oldAddress = (person: Person) => `p${people.indexOf(person)}@parts.example.test`
const newAddress = (person: Person) => `p${people.indexOf(person)}@moved.example.test`
const ids = new Map<Person, { hubspot: string; contact: string }>()

const holder = async (email: string) => (await holderOf(scene, email)) ?? ''
const move = async (some: readonly Person[]) => {
  for (const person of some)
    await scene.act('hubspot', 'update-contact', {
      id: ids.get(person)?.hubspot,
      properties: { email: newAddress(person) },
    })
  await untilRead(scene, ...some.map(newAddress))
}

beforeAll(async () => {
  mkdirSync(journalFolder)
  scene = await openScene({ contacts: 0, broker: false, journalFolder, settings: { maxRemovalShare: 1 } })
  const make = makersOf(scene)
  for (const person of people)
    ids.set(person, {
      hubspot: await make.hubspot(oldAddress(person), { lastname: `Part${people.indexOf(person)}` }),
      contact: await make.contact(oldAddress(person), { LastName: `Part${people.indexOf(person)}` }),
    })
  await untilRead(scene, ...people.map(oldAddress))
  await scene.poll()
  await move(['before, acted', 'before, silent', 'before, one again'])
  await backUp(scene.app, file, parseMasterKey(scene.place.masterKey), 'a test')
  await move(['after, acted', 'after, silent'])
  await scene.act('salesforce', 'update', {
    object: 'Contact',
    id: ids.get('before, one again')?.contact,
    fields: { Email: newAddress('before, one again') },
  })
  await until('they are one again', async () => {
    await scene.poll()
    return (await holder(oldAddress('before, one again'))) === ''
  })
  // Something that the journal holds.
  await scene.object('stranger@parts.example.test')
  await untilJournaled(scene)
  await putBack(scene, { file, folder, journalFolder })
  await scene.startWorking()
  await until('both were read whole', async () => {
    await scene.poll()
    return (await scene.app.pool.query('select 1 from connections where restored_at is not null')).rowCount === 0
  })
  await untilRead(scene, ...people.map(newAddress))
  await scene.advance(37 * 31 * dayMs)
  await scene.poll()
  for (const person of ['after, acted', 'before, acted'] as const)
    await scene.act('hubspot', 'reply', { id: ids.get(person)?.hubspot })
  await scene.poll()
  await scene.run()
}, 300_000)
afterAll(async () => {
  await scene.close()
  rmSync(folder, { recursive: true, force: true })
})

it('are kept where one part acted, and go where none did', async () => {
  const fates = await fatesIn(scene)
  const of = (person: Person) => [oldAddress(person), newAddress(person)].map((email) => fates.get(email) ?? 'stays')
  expect(people.map((person) => [person, ...of(person)])).toEqual([
    ['after, acted', 'maybe', 'stays'],
    ['after, silent', 'goes', 'goes'],
    ['before, acted', 'maybe', 'stays'],
    ['before, silent', 'goes', 'goes'],
    ['before, one again', 'stays', 'goes'],
  ])
})
