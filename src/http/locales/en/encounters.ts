import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const encounters = {
  title: 'Calls and meetings', kinds: { call: (on: string) => `call of ${on}`, meeting: (on: string) => `meeting of ${on}` }, counts: 'counts as activity', countsNot: 'does not count as activity', undecided: 'not judged yet', noOutcome: 'no outcome given', noteThere: 'a note exists there, whose text is not kept here', noNote: 'no note', readOn: (when: string) => `read on ${when}`,
  more: 'Calls and meetings in your systems are read for the people of a removal. A call of theirs counts as activity. A call or meeting of yours counts when they took part and a note says so. These are outcomes that only you can explain. Until someone does, whoever has one within the retention period is in no removal plan.',
  none: 'No such outcome was found.', inSystem: (label: string) => `In ${label}`, outcome: 'Outcome', means: 'Means', by: 'According to', empty: 'No outcome given', others: 'Every other subject', seen: (people: number, noted: number) => `${some(people, 'person', 'people')}, ${n(noted)} with a note`,
  meanings: { 'took-part': 'The person took part: counts with a note', 'by-person': 'The person called or came to us: counts', not: 'Not reached, or not with the person: does not count' }, notJudged: 'Not judged: kept', asOthers: 'As every other subject', nobody: 'Not said yet', said: (who: string, on: string) => `${who}, ${on}`, save: 'Confirm these meanings',
  task: (people: number) => `${some(people, 'person is', 'people are')} kept until someone says what the outcome of a call or meeting means.`, taskMore: 'Your systems show outcomes in your own words.', taskAct: 'Say what they mean',
}
