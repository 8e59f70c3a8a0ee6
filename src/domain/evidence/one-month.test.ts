import { expect, it } from 'vitest'
import { addDays, monthAfter } from '../app/day.ts'
import { noticeDueOn, noticeState } from '../decisions/notice-state.ts'
import type { ContactFacts } from '../decisions/facts.ts'
import { answerDeadline } from '../removals/answer-deadline.ts'
import { readAbsent, readErasure } from '../removals/erasure-request.ts'
import { readAccess } from './access-request.ts'

/** One calendar month is one day, wherever it is shown (GDPR art. 12(3), 14(3); F6, D2). */
const days = Array.from({ length: 366 + 365 + 365 }, (_, index) => addDays('2027-01-01', index))
const later = '2030-06-01'
const form = { door: 'post', identity: 'own-address', scope: 'all', email: 'zoe@papers.example.test', keep: 'no' }

/** Somebody whose data a broker delivered that day. */
const delivered = (obtainedOn: string): ContactFacts =>
  ({
    sources: [{ kind: 'C7', obtainedOn, noticeShown: false }],
    notices: [],
    firstContactOn: null,
    firstDisclosedOn: null,
    clock: { startedOn: obtainedOn },
    countries: ['FR'],
    language: null,
  }) as unknown as ContactFacts

it('ends on the same day for a notice, an erasure, an access request and a question of the inbox', () => {
  for (const receivedOn of days) {
    const due = monthAfter(receivedOn)
    const erasure = readErasure({ ...form, receivedOn }, later)
    const absent = readAbsent({ ...form, receivedOn }, later)
    const access = readAccess({ ...form, receivedOn }, later)
    expect([
      receivedOn,
      'decision' in erasure && erasure.decision.dueOn,
      'decision' in absent && absent.decision.dueOn,
      'entry' in access && access.entry.dueOn,
      answerDeadline(receivedOn),
      noticeDueOn(delivered(receivedOn), due),
    ]).toEqual([receivedOn, due, due, due, due, due])
  }
})

it('is in time to the end of that day, and late the day after, in months of 28, 29, 30 and 31 days', () => {
  for (const obtainedOn of days) {
    const due = monthAfter(obtainedOn)
    const states = [due, addDays(due, 1)].map((today) => noticeState(delivered(obtainedOn), true, today).state)
    expect([obtainedOn, noticeState(delivered(obtainedOn), true, due).changesOn, ...states]).toEqual([
      obtainedOn,
      addDays(due, 1),
      'DUE',
      'OVERDUE',
    ])
  }
})

it('falls on the same day of the next month, or on its last one', () => {
  expect(['2027-01-31', '2028-01-31', '2027-03-31', '2027-12-31', '2028-02-29'].map(monthAfter)).toEqual([
    '2027-02-28',
    '2028-02-29',
    '2027-04-30',
    '2028-01-31',
    '2028-03-29',
  ])
})
