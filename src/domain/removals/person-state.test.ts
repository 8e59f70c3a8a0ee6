import { expect, it } from 'vitest'
import { personState } from './person-state.ts'

const record = (state: string, gone = true) => ({ state, gone })

it.each([
  ['went from everywhere', 'binned', [record('binned'), record('erased')], 'binned'],
  ['of whom no record is known', 'binned', [], 'binned'],
  ['one of whose records was emptied', 'binned', [record('binned'), record('anonymised')], 'anonymised'],
  ['taken out of a bin by someone', 'binned', [record('binned', false), record('anonymised')], 'back'],
  ['brought back by us', 'restored', [record('released', false)], 'restored'],
  ['whose deletion was refused', 'refused', [record('refused', false)], 'refused'],
] as const)('tells what became of somebody %s', (_who, stored, records, state) => {
  expect(personState(stored, records)).toBe(state)
})
