import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseMasterKey } from '../../../src/crypto/envelope.ts'
import { backUp } from '../../../src/operations/backup/back-up.ts'
import { putBack, untilJournaled } from '../backup/put-back.ts'
import { openFieldScene, type FieldScene } from './field-scene.ts'

// A backup that was made before a consent ended in a field (docs/decisions/0067, docs/reference/promises.md#journal).
const folder = mkdtempSync(join(tmpdir(), 'lawbase-restored-field-'))
const journalFolder = join(folder, 'journal')
const file = join(folder, 'old.lbb')
let field: FieldScene
beforeAll(async () => {
  mkdirSync(journalFolder)
  field = await openFieldScene('restored', { journalFolder })
})
afterAll(async () => {
  await field.scene.close()
  rmSync(folder, { recursive: true, force: true })
})

it('does not bring it back', async () => {
  const { scene } = field
  const { salesforce } = await field.agreed('one', { salesforce: { Department: 'Oui' } })
  await field.proven('one', '2026-11-20')
  await scene.run()
  await backUp(scene.app, file, parseMasterKey(scene.place.masterKey), 'a test')
  await field.salesforceSays(salesforce, { Department: 'Non' })
  await field.heard('one', 1)
  const ended = await field.stands('one')
  expect(ended).toMatchObject({ verdict: 'BLOCK', proven: [[expect.any(String), 'crm', 'Salesforce']] })
  await untilJournaled(scene)
  await putBack(scene, { file, folder, journalFolder })
  expect(await field.stands('one')).toEqual({ ...ended, verdict: undefined, rules: [] })
})
