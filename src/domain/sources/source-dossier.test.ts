import { expect, it } from 'vitest'
import { dossierState, readDossier } from './source-dossier.ts'
import { sourceFieldTexts } from './tables/source-fields.ts'
import { declaredKinds, sourceKindRow } from './tables/source-kinds.ts'

it('asks each kind for its own facts and a file (C1 to C14)', () => {
  const all = readDossier('C4', (field) => ` ${field} `)
  expect(all).toEqual({ event: 'event', form: 'form', version: 'version' })
  expect([
    dossierState('C4', all, 1),
    dossierState('C4', all, 0),
    dossierState('C4', { ...all, version: '' }, 2),
  ]).toEqual([
    { missing: [], withoutFile: false, complete: true },
    { missing: [], withoutFile: true, complete: false },
    { missing: ['version'], withoutFile: false, complete: false },
  ])
  expect(readDossier('C4', () => '  ')).toEqual({})
})

it('names every fact that a kind asks for, in both languages', () => {
  const asked = new Set(declaredKinds.flatMap((kind) => sourceKindRow(kind).fields))
  expect(
    [...asked].filter((field) => sourceFieldTexts[field].fr.length < 3 || sourceFieldTexts[field].en.length < 3),
  ).toEqual([])
})
