import { describe, expect, it } from 'vitest'
import {
  anyOutcome,
  judgeEncounter,
  keepingActs,
  type EncounterFacts,
  type EncounterMeaning,
  type JudgedEncounter,
  type JudgedOutcome,
} from './encounters.ts'

const ours: EncounterFacts = {
  kind: 'call',
  from: 'us',
  field: 'outcome',
  value: 'x',
  label: 'X',
  vendor: null,
  noted: true,
}
const said = (means: EncounterMeaning, value = 'x', label = 'X'): JudgedOutcome => ({
  field: 'outcome',
  value,
  label,
  means,
  by: 'admin@example.test',
  on: '2026-01-01',
})

describe('a call or meeting', () => {
  it.each<[string, Partial<EncounterFacts>, readonly JudgedOutcome[], JudgedEncounter]>([
    ['of the person', { from: 'person', noted: false }, [], 'call-received'],
    ['of the person, whatever its outcome', { from: 'person', vendor: 'not' }, [said('not')], 'call-received'],
    ['of ours in which they took part, with a note', { vendor: 'took-part' }, [], 'call-answered'],
    ['of ours in which they took part, without a note', { vendor: 'took-part', noted: false }, [], 'no'],
    ['of ours that did not reach them', { vendor: 'not' }, [], 'no'],
    ['of ours with an outcome that nobody judged', {}, [], 'undecided'],
    ['of ours with such an outcome and no note', { noted: false }, [], 'no'],
    ['of nobody knows whom', { from: null, noted: false }, [], 'undecided'],
    ['that came from the person by its outcome', { from: null, noted: false }, [said('by-person')], 'call-received'],
    ['judged by the company against the vendor', { vendor: 'not' }, [said('took-part')], 'call-answered'],
    ['judged under another name', {}, [said('took-part', 'x', 'Y')], 'undecided'],
    ['judged like all others', { value: 'y' }, [said('not'), said('took-part', anyOutcome, '*')], 'call-answered'],
    ['judged by itself, not like all others', {}, [said('took-part', anyOutcome, '*'), said('not')], 'no'],
    ['explained by the vendor, not like all others', { vendor: 'not' }, [said('by-person', anyOutcome, '*')], 'no'],
    ['that was held, with a note', { kind: 'meeting', from: null, vendor: 'took-part' }, [], 'meeting'],
    ['that was held, without a note', { kind: 'meeting', from: null, vendor: 'took-part', noted: false }, [], 'no'],
    ['that may have been held', { kind: 'meeting', from: null, noted: false }, [], 'undecided'],
  ])('%s', (_name, facts, judged, expected) => {
    expect(judgeEncounter({ ...ours, ...facts }, judged)).toBe(expected)
  })
})

describe('a change of what outcomes mean', () => {
  const change = (before: JudgedOutcome[], after: JudgedOutcome[]) =>
    keepingActs({ crm: before }, { crm: after })['crm']

  it.each<[string, JudgedOutcome[], JudgedOutcome[], JudgedOutcome[]]>([
    ['counts for everyone at once', [], [said('by-person')], [said('by-person')]],
    ['counts for those with a note later: the others would be free', [], [said('took-part')], []],
    ['frees nobody at once', [], [said('not')], []],
    ['makes more of it at once', [said('took-part')], [said('by-person')], [said('by-person')]],
    ['makes less of it later', [said('took-part')], [said('not')], [said('took-part')]],
    ['is taken back at once where it freed', [said('not')], [], []],
    ['is taken back later where it counted for everyone', [said('by-person')], [], [said('by-person')]],
  ])('%s', (_name, before, after, expected) => {
    expect(change(before, after)).toEqual(expected)
  })
})
