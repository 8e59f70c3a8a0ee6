import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const offers = {
  title: 'Offers & functions', context: 'Legitimate interest holds only for people whose function the offer concerns, and only with a written assessment.', saved: 'Saved. It counts from the next run on.',
  grid: 'Functions and offers', function: 'Function', people: 'Contacts', related: 'concerned', unrelated: 'not concerned', add: 'Add an offer', leads: 'Verdicts are for this one', lead: 'Decide for this one', remove: 'Remove', noAssessment: 'No assessment',
  name: 'What is sold', functions: 'Functions it concerns', audience: 'Made for', audiences: { business: 'professionals, for their work', consumer: 'private use' }, family: 'Product family', familyHint: 'Offers of one family are similar products for a customer.',
  assessment: 'Legitimate-interest assessment', assessmentId: 'Reference', assessmentAuthor: 'Author', assessmentOn: 'Date', assessmentHint: 'Write it here, or give the reference of one kept elsewhere. While there is none those contacts wait in review.',
  titles: { heading: 'Job titles nobody has mapped', waiting: (titles: number, contacts: number) => `${some(titles, 'title', 'titles')}, ${some(contacts, 'contact', 'contacts')} in quarantine`, more: 'One answer per title, for every contact that has it. Undecided titles keep their contacts in quarantine.', none: 'Every title is known.', title: 'Title', undecided: 'undecided', label: 'Your own titles', hint: 'One a line: title = function.' },
  preview: {
    show: 'See what would change', showLead: 'See it as the one verdicts are for', inForce: 'These are the verdicts that stand in your CRMs.', own: 'These are the verdicts for this offer. Those in your CRMs are for another one and stay.', leading: 'These are the verdicts in your CRMs, now and if they were for this offer.',
    written: 'Nothing was saved.', changed: (people: number) => `${some(people, 'contact gets', 'contacts get')} another verdict on some channel.`, first: 'There is nothing to compare with: the figures are what it would be.', part: (judged: number, total: number) => `Judged: ${n(judged)} of ${n(total)} contacts, drawn at random.`, all: (judged: number) => `Judged: ${some(judged, 'contact', 'contacts')}.`,
    caption: 'Contacts by verdict, now and then', channel: 'Channel', moves: 'Change', to: (before: string, after: string) => `${before} → ${after}`,
  },
  errors: { name: 'Say what is sold.', functions: 'Choose at least one function: otherwise nobody could be concerned.', family: 'At most 60 characters.', assessment: 'Give reference, author and date together, or none of them.', assessmentOn: 'Write the date as 2026-01-31.', titleLine: (line: number) => `Line ${n(line)} is not “title = function”.` },
}
