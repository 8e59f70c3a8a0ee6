import { expect, it } from 'vitest'
import { agreedTreatment, foreseen, keepRelated, tells, type RelatedCount } from './related.ts'

const deleting = { ...keepRelated, emails: 'delete', files: 'delete' } as const

it.each([
  ['both say so', deleting, deleting, deleting],
  ['nobody had said so when the plan was made', keepRelated, deleting, keepRelated],
  [
    'it is not wanted any more',
    deleting,
    { ...deleting, files: 'keep' } as const,
    { ...deleting, files: 'keep' } as const,
  ],
  ['the plan knows no settings', null, deleting, keepRelated],
])('deletes what the plan and the day both allow: %s', (_name, then, now, expected) => {
  expect(agreedTreatment(then, now)).toEqual(expected)
})

it('lets a count expect what the treatment does', () => {
  const count: RelatedCount = {
    connectionId: 'c',
    kind: 'emails',
    along: 1,
    deletable: 4,
    kept: { held: 2, shared: 1 },
    unread: null,
  }
  const at = new Date('2026-11-26T10:00:00Z')
  const fate = { kind: 'emails', inBin: 0, along: 1, refused: [], unread: null, countedAt: at.toISOString() }
  expect([foreseen(count, deleting, at), foreseen(count, keepRelated, at)]).toEqual([
    {
      ...fate,
      treatment: 'delete',
      deleted: 4,
      kept: [
        { why: 'shared', count: 1 },
        { why: 'held', count: 2 },
      ],
    },
    { ...fate, treatment: 'keep', deleted: 0, kept: [{ why: 'setting', count: 7 }] },
  ])
  const none = { ...count, along: 0, deletable: 0, kept: {} }
  expect(
    [none, { ...none, unread: 'our user may not read EmailMessage' }].map((one) => tells(foreseen(one, deleting, at))),
  ).toEqual([false, true])
})
