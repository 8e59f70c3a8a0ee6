import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseMasterKey } from '../../../src/crypto/envelope.ts'
import { dayOf } from '../../../src/domain/app/day.ts'
import type { PersonSourceForm } from '../../../src/domain/sources/person-source.ts'
import { backUp } from '../../../src/operations/backup/back-up.ts'
import { attestPerson } from '../../../src/operations/decisions/attest-person.ts'
import { correctSource } from '../../../src/operations/decisions/added/correct-source.ts'
import { withdrawSource } from '../../../src/operations/decisions/added/withdraw-source.ts'
import { contactSources } from '../../../src/store/contacts/contact-view.ts'
import { withdrawnSourcesOf } from '../../../src/store/sources/withdrawn-sources.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { holderOf, untilRead } from '../contacts/address-steps.ts'
import { makersOf } from '../removals/odd/odd-makers.ts'
import { dayMs } from '../removals/removal-steps.ts'
import { putBack, untilJournaled } from '../backup/put-back.ts'

const folder = mkdtempSync(join(tmpdir(), 'lawbase-restored-source-'))
const journalFolder = join(folder, 'journal')
const file = join(folder, 'old.lbb')
const card = { name: 'carte.txt', mediaType: 'text/plain', bytes: Buffer.from('carte') }
const at = (name: string) => `anna.${name}@restored-source.example.test`
const names = ['withdrawn', 'corrected', 'stays', 'paper']

/** A backup from before a source was taken back does not bring it back (docs/decisions/0066-sources-taken-back.md). */
let scene: Scene
beforeAll(async () => {
  mkdirSync(journalFolder)
  scene = await openScene({ contacts: 0, broker: false, journalFolder })
  const make = makersOf(scene)
  for (const name of names)
    await make.hubspot(at(name), { country: 'France', jobtitle: 'DSI', origine_contact: 'import' })
  await untilRead(scene, ...names.map(at))
  await scene.run()
})
afterAll(async () => {
  await scene.close()
  rmSync(folder, { recursive: true, force: true })
})

const idOf = async (name: string) => (await holderOf(scene, at(name))) ?? ''
const form = (more: Partial<PersonSourceForm> = {}): PersonSourceForm => ({
  kind: 'C2',
  name: 'Carte',
  obtainedOn: dayOf(scene.app.clock.now()),
  note: 'Remise au salon.',
  noticeShown: true,
  ...more,
})
const add = async (name: string, one: PersonSourceForm) =>
  attestPerson(scene.app, scene.dpo, await idOf(name), one, card)
const taken = async (name: string, why = '') => {
  const contactId = await idOf(name)
  const [source] = await contactSources(scene.app.pool, contactId)
  return { sourceId: source?.addedId ?? 0, contactId, seal: null, reason: 'other', why } as const
}
const shown = async (name: string) => ({
  sources: (await contactSources(scene.app.pool, await idOf(name))).map((one) => one.name),
  withdrawn: (await withdrawnSourcesOf(scene.app.pool, await idOf(name))).map((one) => [
    one.name,
    one.isCorrected,
    one.reason,
    one.why,
    one.by,
    one.fileId !== null,
  ]),
})

it('is taken back again, with who said so and why, and no act rests on it', async () => {
  const { app, dpo } = scene
  for (const name of ['withdrawn', 'corrected', 'stays']) await add(name, form())
  await backUp(app, file, parseMasterKey(scene.place.masterKey), 'a test')
  await scene.advance(dayMs)
  await withdrawSource(app, dpo, await taken('withdrawn', 'Carte d’un homonyme.'))
  await correctSource(app, dpo, await taken('corrected'), form({ name: 'Badge' }), card)
  await add('paper', form({ kind: 'C1', name: 'Formulaire papier' }))
  await add('stays', form({ kind: 'C1', name: 'Formulaire papier' }))
  await untilJournaled(scene)
  await withdrawSource(app, dpo, await taken('paper'))
  await untilJournaled(scene)
  await putBack(scene, { file, folder, journalFolder })
  const { rows: acts } = await scene.app.pool.query('select kind, identity_hash as hash from tool_acts')
  expect([await shown('withdrawn'), await shown('corrected'), await shown('stays'), acts]).toEqual([
    { sources: [], withdrawn: [['Carte', false, 'other', 'Carte d’un homonyme.', dpo.email, true]] },
    { sources: [], withdrawn: [['Carte', true, 'other', '', dpo.email, true]] },
    { sources: ['Carte'], withdrawn: [] },
    [{ kind: 'form', hash: scene.app.keys.hashEmail(at('stays')) }],
  ])
})
