import type { WithdrawalReason } from '../../../domain/sources/withdrawal.ts'
import { wordsOf } from '../words.ts'

const { some } = wordsOf('en-GB')
const people = (count: number): string => some(count, 'person', 'people')
const each = (count: number): string => (count === 1 ? 'this person' : `all ${people(count)}`)

export const sourceChange = {
  link: 'Correct or withdraw', linkOf: (name: string) => `Correct or withdraw “${name}”`, title: 'Correct or withdraw a source', back: 'Contact',
  added: (who: string, when: string) => `Added by ${who} on ${when}`, toList: (count: number) => `to a list; ${people(count)} of it still ${count === 1 ? 'has' : 'have'} it.`, toOne: 'to this person alone.', stays: 'What you take back stays on the page, marked as withdrawn, with who did it and why. A notice that was sent stays sent.',
  correct: 'Correct', correctMore: 'The wrong source is withdrawn and the right one takes its place, in your name.', correctGo: 'Correct the source', correctFor: (count: number) => `Correct it for ${each(count)}`, file: 'Another file', fileHint: 'Leave it empty to keep the file that is there.', fileKept: 'The file that is there is kept.', fileNew: (name: string) => `New file: ${name}`,
  withdraw: 'Withdraw', withdrawMore: 'The source no longer counts. The verdict is given anew at once.', withdrawGo: 'Withdraw the source', withdrawFor: (count: number) => `Withdraw it for ${each(count)}`,
  scope: 'For whom', one: 'This person', oneHint: 'The others of the list keep it.', whole: (count: number) => `Everyone who got it with this list: ${people(count)}`, wholeHint: 'What changes is shown first.',
  reason: 'Why', reasons: { 'wrong-person': 'Wrong person', 'wrong-day': 'Wrong day', 'wrong-source': 'Wrong source', 'no-evidence': 'No evidence', other: 'Another reason' } satisfies Readonly<Record<WithdrawalReason, string>>, why: 'In your own words', whyHint: 'Needed for “another reason”: at least ten characters. It is kept in the audit log and in what this person gets when they ask what you hold: no names.',
  stands: 'Verdict for e-mail', sameVerdict: 'Without it the verdict stays as it is.', toContact: 'To the contact', differs: (from: string, to: string) => `Without it: ${to} instead of ${from}.`, elsewhere: 'The verdict changes for another channel.', informs: 'They would have to be informed.',
  preview: 'What changes', counted: (count: number, changed: number) => `${people(count)} ${count === 1 ? 'has' : 'have'} this source. ${changed === 0 ? 'No verdict changes.' : `The verdict changes for ${people(changed)}.`}`, from: 'Verdict now', to: 'After', count: 'People', otherChannels: 'Other channels only', toInform: (count: number) => `${people(count)} would have to be informed who ${count === 1 ? 'does' : 'do'} not have to be now.`, old: 'Now', right: 'Corrected', change: 'Back, change nothing',
  informed: 'informed at that moment', notInformed: 'not informed at that moment',
  withdrawn: 'Withdrawn', corrected: 'Corrected', withdrawnBy: (when: string, who: string, why: string) => `Withdrawn on ${when} by ${who}: ${why}`, correctedBy: (when: string, who: string, why: string) => `Corrected on ${when} by ${who}: ${why}`, saying: (text: string) => `“${text}”`, wasAdded: (who: string, note: string) => (note === '' ? `Added by ${who}` : `Added by ${who}: “${note}”`),
  paper: { withdrawn: (source: string, when: string, why: string) => `${source}: withdrawn by the company on ${when} (${why}); nothing rests on it.`, corrected: (source: string, when: string, why: string) => `${source}: corrected by the company on ${when} (${why}); nothing rests on it.` },
  errors: {
    reason: 'Choose why.', why: 'Say why in at least ten characters.', unknown: 'This source is not there.', withdrawn: (when: string, who: string) => `This source was withdrawn already, on ${when} by ${who}. Nothing was changed now.`, moved: 'This contact was merged with another one meanwhile. Nothing was changed: open the source on the page of the other one.', changed: 'Other people have this source than were shown. Nothing was changed: look again, then go on.', gone: 'This person was removed meanwhile. Nothing was changed.',
    same: 'Nothing is different: change something, or withdraw the source.', known: 'This source is recorded already. Nothing was changed: withdraw the wrong one instead.', evidence: 'Attach the file that shows it: none is there to be kept.',
  },
}
