import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const companyFacts = {
  company: 'Domain of the company', legalForm: 'Legal form', headcount: 'Employees', country: 'Country of the company', industry: 'Industry', unread: 'not shown to Lawbase',
  forms: { company: 'company', 'public-body': 'public body', association: 'association or foundation', partnership: 'partnership', 'sole-trader': 'sole trader', unknown: 'not known' },
  byWords: 'by the list of usual words', bySomeone: (who: string, day: string) => `said by ${who} on ${day}`,
  settings: {
    more: 'Some rules differ for a sole trader, a partnership or a public body. CRMs have no field of their own for it: name the one that you added to your companies or accounts. What is not known counts as a sole trader where that matters.',
    inSystem: (label: string) => `In ${label}`, property: 'Exact name of the field of your companies that holds the legal form', hint: (example: string) => `Such as ${example}. Empty = none. The system is read once more.`,
    none: 'No CRM is connected yet.', nothing: 'No value was read yet.', value: 'Value', people: (count: number) => some(count, 'person', 'people'), means: 'Legal form', by: 'According to', proposed: 'Proposed', said: (who: string, day: string) => `${who}, ${day}`,
    rest: (count: number) => `and ${n(count)} more values`, unread: (count: number) => `The companies of ${some(count, 'person', 'people')} are not shown to Lawbase: give it the right to read them.`,
    confirm: 'Saving confirms every row as you see it, in your name.', preview: 'See what changes', save: 'Save', about: 'Compared with the verdicts in force, for your first offer. A field named just now counts once it was read.',
  },
}
