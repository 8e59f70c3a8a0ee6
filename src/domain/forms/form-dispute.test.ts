import { describe, expect, it } from 'vitest'
import type { FormRow } from './finding.ts'
import { consentFaults, disputedTimes, noticeDisputed, type FormDispute, type PastLook } from './form-dispute.ts'

const day = (on: string) => `2026-${on}T10:00:00.000Z`
const look = (on: string, failed: readonly FormRow[], before: string | null = null): PastLook => ({
  at: day(on),
  before: before === null ? null : day(before),
  failed,
})

describe('a fault of a form puts in doubt what was collected', () => {
  it.each<[string, PastLook[], [FormRow, string, string | null][]]>([
    ['from the first look, when nobody looked before', [look('05-01', ['J4'])], [['J4', day('05-01'), null]]],
    [
      'from the last look that found it good, though only changes are kept',
      [look('01-10', []), look('05-01', ['J8'], '04-24')],
      [['J8', day('04-24'), null]],
    ],
    [
      'from the look that found it, when nobody noted the one before',
      [look('01-10', []), look('05-01', ['J8'])],
      [['J8', day('05-01'), null]],
    ],
    [
      'until the look that found it repaired, and again when it comes back',
      [look('01-10', ['J4', 'J7']), look('02-10', ['J7'], '02-03'), look('03-10', ['J4', 'J7'], '03-03')],
      [
        ['J4', day('01-10'), day('02-10')],
        ['J4', day('03-03'), null],
        ['J7', day('01-10'), null],
      ],
    ],
    ['never by a row that only asks to be put right', [look('01-10', ['J1', 'J2', 'J9', 'J10', 'J11', 'J13'])], []],
  ])('%s', (_what, looks, expected) => {
    expect(disputedTimes(looks).map(({ row, from, until }) => [row, from, until])).toEqual(expected)
  })

  const dispute = (row: FormRow, until: string | null = null): FormDispute => ({
    formId: 'f',
    form: 'Livre blanc',
    tie: { sourceName: 'Site', questionnaireId: 'q', events: ['Salon'] },
    row,
    from: day('02-10'),
    until,
  })
  it.each<[string, { kind: string; name: string; obtainedOn: string }, FormDispute, boolean]>([
    ['its people on the first day', { kind: 'C1', name: 'Site', obtainedOn: '2026-02-10' }, dispute('J8'), true],
    ['not those of the day before', { kind: 'C1', name: 'Site', obtainedOn: '2026-02-09' }, dispute('J8'), false],
    [
      'those of the day of its repair',
      { kind: 'C1', name: 'Site', obtainedOn: '2026-03-01' },
      dispute('J3', day('03-01')),
      true,
    ],
    ['not those after it', { kind: 'C1', name: 'Site', obtainedOn: '2026-03-02' }, dispute('J3', day('03-01')), false],
    ['not those of another source', { kind: 'C1', name: 'Autre', obtainedOn: '2026-02-20' }, dispute('J8'), false],
    [
      'not those bought under the same name',
      { kind: 'C7', name: 'Site', obtainedOn: '2026-02-20' },
      dispute('J8'),
      false,
    ],
    ['those of the questionnaire', { kind: 'C4', name: 'Salon', obtainedOn: '2026-02-20' }, dispute('J7'), true],
    ['nobody by a box that is ticked', { kind: 'C1', name: 'Site', obtainedOn: '2026-02-20' }, dispute('J4'), false],
  ])('who counts as not informed: %s', (_what, source, one, disputed) => {
    expect(noticeDisputed([one], source)).toEqual(disputed ? one : null)
  })

  it.each<[FormRow, readonly string[]]>([
    ['J4', ['preTicked']],
    ['J5', ['misleading']],
    ['J6', ['bundled']],
    ['J12', ['bundled']],
    ['J8', []],
  ])('what a consent lacks by %s', (row, faults) => {
    const one = dispute(row, day('03-01'))
    const asked = (questionnaireId: string | null, at: string) => consentFaults([one], questionnaireId, day(at))
    expect([
      asked('q', '02-10'),
      asked('q', '02-09'),
      asked('q', '03-01'),
      asked('other', '02-20'),
      asked(null, '02-20'),
    ]).toEqual([faults, [], [], [], []])
  })
})
