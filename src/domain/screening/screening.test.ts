import { describe, expect, it } from 'vitest'
import { CaseContact } from '../decisions/case.ts'
import { clockOf, factsOf } from '../decisions/decide-case.ts'
import type { ContactFacts, ObjectionFact } from '../decisions/facts.ts'
import { channels } from '../app/channel.ts'
import {
  countRow,
  judgeRow,
  noCounts,
  resultCells,
  resultHeadings,
  type RowResult,
  type ScreeningCourt,
} from './screening.ts'
import type { RowPerson } from './screening-row.ts'

const now = new Date('2026-11-25T10:00:00Z')
const court: ScreeningCourt = {
  ask: {
    purpose: 'prospecting',
    channel: 'email',
    offer: {
      functions: ['it'],
      borderline: [],
      audience: 'business',
      productFamily: null,
      assessment: { id: 'LIA-1', author: 'DPO', on: '2026-01-15' },
    },
    kind: null,
    related: null,
    pixel: false,
  },
  policy: { strictSoleTraders: false },
  inactivityMonths: 36,
  now,
}
const broker = { kind: 'C7', name: 'Prospecta', obtainedOn: '2026-11-05', diligence: 'passed' }
const form = { kind: 'C1', obtainedOn: '2026-11-05', noticeShown: true }
const caseOf = (more: Record<string, unknown>) =>
  CaseContact.parse({
    email: 'anne.roy@acme.example.test',
    firstName: 'Anne',
    lastName: 'Roy',
    functions: ['it'],
    countries: ['FR'],
    sources: [broker],
    ...more,
  })
const person = (more: Record<string, unknown> = {}): RowPerson => ({
  email: 'anne.roy@acme.example.test',
  phones: [],
  further: { emails: [], phones: [] },
  contact: caseOf(more),
})
const known = (more: Record<string, unknown>): ContactFacts => {
  const contact = caseOf(more)
  return factsOf({ contact }, clockOf(contact, 36, now))
}
const no: ObjectionFact = { receivedAt: '2024-01-01T00:00:00.000Z', channels: [...channels], kinds: [] }
const told = (result: RowResult) =>
  result.kind === 'judged' ? [result.decision.verdict, result.decision.rule, result.known] : [result.kind]

describe('a row of a list', () => {
  it.each<[string, Record<string, unknown>, readonly ObjectionFact[], readonly ContactFacts[], unknown[]]>([
    [
      'of a checked broker within the month may be used with the notice (N 54)',
      {},
      [],
      [],
      ['ALLOW_NOTICE', 'FR1', false],
    ],
    [
      'of a broker later than a month without a notice waits for a person (N 55)',
      { sources: [{ ...broker, obtainedOn: '2026-10-10' }] },
      [],
      [],
      ['REVIEW', 'D2', false],
    ],
    [
      'of a broker whose offer does not concern the person is refused (N 52)',
      { functions: ['finance'] },
      [],
      [],
      ['BLOCK', 'C7', false],
    ],
    [
      'of a broker nobody checked is refused',
      { sources: [{ ...broker, diligence: 'open' }] },
      [],
      [],
      ['QUARANTINE', 'I', false],
    ],
    [
      'of somebody who said no is refused, whatever the source (N 41, 42)',
      { sources: [form] },
      [no],
      [],
      ['BLOCK', 'F1', false],
    ],
    ['without a source is refused', { sources: [] }, [], [], ['QUARANTINE', 'C13', false]],
    [
      'of somebody in the base is allowed where both allow it',
      { sources: [form] },
      [],
      [known({ sources: [form] })],
      ['ALLOW', 'FR1', true],
    ],
    [
      'gives somebody in the base the source that was missing',
      { sources: [form] },
      [],
      [known({ sources: [] })],
      ['ALLOW', 'FR1', true],
    ],
    [
      'does not restart the clock of the base (G6)',
      { sources: [form] },
      [],
      [known({ sources: [{ ...form, obtainedOn: '2020-01-01' }] })],
      ['BLOCK', 'G1', true],
    ],
    [
      'of an unchecked broker is not saved by a source of the base',
      { sources: [{ ...broker, diligence: 'open' }] },
      [],
      [known({ sources: [form] })],
      ['QUARANTINE', 'I', true],
    ],
    [
      'of somebody whose objection stands on a contact of the base is refused',
      { sources: [form] },
      [],
      [known({ sources: [form], objections: [{ receivedAt: '2025-01-01' }] })],
      ['BLOCK', 'F1', true],
    ],
    [
      'tells the function that the base does not know',
      { sources: [form] },
      [],
      [known({ sources: [form], functions: null })],
      ['ALLOW', 'FR1', true],
    ],
  ])('%s', (_name, more, objections, base, expected) => {
    expect(told(judgeRow(person(more), objections, base, null, court))).toEqual(expected)
  })

  it.each([
    [
      'they were removed as silent: a list proves no source, obtained before (G6)',
      '2026-11-10',
      ['QUARANTINE', 'C13', false],
    ],
    ['nor on the very day', '2026-11-05', ['QUARANTINE', 'C13', false]],
    ['nor after it', '2026-11-04', ['QUARANTINE', 'C13', false]],
  ])('%s, and the day is told', (_name, removedOn, expected) => {
    const result = judgeRow(person(), [], [], removedOn, court)
    expect([told(result), resultCells(result).at(-1)]).toEqual([expected, removedOn])
  })
})

const results: readonly RowResult[] = [
  judgeRow(person(), [], [], null, court),
  judgeRow(person({ sources: [form] }), [no], [known({ sources: [form] })], null, court),
  { kind: 'duplicate', of: 2 },
  { kind: 'unreadable', faults: [{ field: 'email', code: 'address' }] },
]

describe('what is told of rows', () => {
  it('has a cell for each heading, why in both languages', () => {
    expect(results.map((result) => resultCells(result))).toEqual([
      [
        'ALLOW_NOTICE',
        'FR1',
        expect.stringMatching(/^L’offre concerne la fonction de la personne ; /u),
        expect.stringMatching(/^The offer concerns the person’s function; /u),
        'with-notice name-source',
        'no',
        '',
      ],
      ['BLOCK', 'F1', 'La personne s’est opposée', 'The person objected', '', 'yes', ''],
      ['DUPLICATE', 'duplicate', 'Même personne qu’en ligne 2', 'Same person as in row 2', '', '', ''],
      [
        'UNREADABLE',
        'unreadable',
        'email n’est pas une adresse complète',
        'email is not a complete address',
        '',
        '',
        '',
      ],
    ])
    expect(results.every((result) => resultCells(result).length === resultHeadings.length)).toBe(true)
  })

  it('adds up', () => {
    const counts = noCounts()
    for (const result of results) countRow(counts, result)
    expect(counts).toEqual({
      rows: 4,
      allowed: 1,
      withNotice: 1,
      refused: 3,
      duplicates: 1,
      unreadable: 1,
      known: 1,
      verdicts: { ALLOW_NOTICE: 1, BLOCK: 1 },
      allowedBy: { FR1: 1 },
      refusedBy: { F1: 1, duplicate: 1, unreadable: 1 },
    })
  })
})
