import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const offers = {
  title: 'Offers & functions', context: 'Legitimate interest applies only to people whose function the offer concerns, and only with a written assessment.', saved: 'Saved. It applies from the next run.',
  grid: 'Functions and offers', function: 'Function', people: 'Contacts', related: 'concerned', borderline: 'borderline', unrelated: 'not concerned', add: 'Add an offer', leads: 'Reference offer', lead: 'Make this the reference offer', remove: 'Remove', noAssessment: 'No assessment',
  name: 'What is sold', functions: 'Functions it concerns', change: (concerned: number, borderline: number) => `Functions it concerns: ${n(concerned)}${borderline === 0 ? '' : `, borderline: ${n(borderline)}`}. Change`, functionsHint: 'Borderline: nobody is mailed until a person has said of each contact whether it concerns them.', answers: { concerned: 'Concerned', borderline: 'Borderline', not: 'Not' }, audience: 'Intended for', audiences: { business: 'professionals, for their work', consumer: 'private use' }, family: 'Product family', familyHint: 'Offers of one family are similar products for a customer.',
  assessment: 'Legitimate-interest assessment', assessmentId: 'Reference', assessmentAuthor: 'Author', assessmentOn: 'Date', assessmentHint: 'Write it here, or give the reference of one kept elsewhere. While there is none those contacts stay in review.',
  titles: { heading: 'Unmapped job titles', waiting: (titles: number, contacts: number) => `${some(titles, 'title', 'titles')}, ${some(contacts, 'contact', 'contacts')} in quarantine`, more: 'Titles that share their unknown word are shown together, whatever the gender, level or place: one answer settles all of them, also those to come. Contacts with an undecided title stay in quarantine.', further: (count: number) => `and ${some(count, 'more title', 'more titles')}`, none: 'Every title is known.', title: 'Title', undecided: 'undecided', label: 'Your own titles', hint: 'One per line: title = function, or several functions with +. A ~ in front: every title with this word.' },
  preview: {
    show: 'See what would change', showLead: 'Preview with this offer', inForce: 'These are the verdicts in your CRMs.', own: 'These are the verdicts for this offer. The ones in your CRMs are for another offer and do not change.', leading: 'These are the verdicts in your CRMs, now and if they were for this offer.',
    written: 'Nothing was saved.', changed: (people: number) => `The verdict of ${some(people, 'contact', 'contacts')} changes on at least one channel.`, first: 'There is nothing to compare with: these are the figures it would give.', part: (judged: number, total: number) => `Judged: ${n(judged)} of ${n(total)} contacts, drawn at random.`, all: (judged: number) => `Judged: ${some(judged, 'contact', 'contacts')}.`,
    caption: 'Contacts by verdict, now and after', channel: 'Channel', moves: 'Change', to: (before: string, after: string) => `${before} → ${after}`,
  },
  errors: { name: 'Say what is sold.', functions: 'Choose at least one function: otherwise it could concern no one.', family: 'At most 60 characters.', assessment: 'Give reference, author and date together, or none of them.', titleLine: (line: number) => `Line ${n(line)} is not “title = function”.` },
}
