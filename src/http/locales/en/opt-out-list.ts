import { wordsOf } from '../words.ts'

const { n, some, pick } = wordsOf('en-GB')

/** One opt-out for each person on a list of contacts. */
export const optOutList = {
  title: 'Record opt-outs for a list',
  context: (people: number): string => `${people === 1 ? 'This person gets' : `Each of these ${n(people)} people gets`} an opt-out of their own, with a number and a receipt. Nothing is written before you record them.`,
  effect: 'What would happen', system: 'System', people: 'People there', what: 'What happens',
  suppressed: (count: number, people: number): string => `${n(count)} of ${n(people)} ${pick(count, 'has', 'have')} opted out of everything already: nothing is recorded twice for them.`,
  sample: (shown: number, people: number): string => `${n(shown)} of ${n(people)}:`,
  blocked: 'Written there, then verified', notGranted: 'Waits: we may not block people there yet', disconnected: 'Not reached: it is disconnected', states: { observe: 'Waits: we may not block people there yet', active: 'Written there, then verified', paused: 'Waits: it is paused', 'needs-reauthorisation': 'Waits: it no longer accepts our access' },
  brokers: 'Brokers who received these people, and those you bought from, are notified as for every opt-out.',
  words: 'What was said, by whom, and where the paper is kept', wordsHint: 'Kept with each opt-out. No health details, opinions or insults: the person can read it.',
  record: (people: number): string => `Record ${some(people, 'opt-out', 'opt-outs')}`,
  done: (count: number): string => (count === 0 ? 'No opt-out was new' : `${some(count, 'opt-out', 'opt-outs')} recorded`),
  doneMore: (known: number): string => (known === 0 ? 'They are on their way to every system.' : `${some(known, 'person', 'people')} had opted out of all of it before.`),
  see: 'See the opt-outs',
  errors: {
    words: 'Say what was said and by whom: it is the only proof of these opt-outs.', nobody: (): string => 'Nobody is on this list.', 'too-many': (most: number): string => `A list may hold ${n(most)} people at most. Narrow the filters.`,
    changed: (): string => 'Other people are on this list now than were shown. Read it again, then record.',
  },
}
