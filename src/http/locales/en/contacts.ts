import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const contacts = {
  title: (count: number) => some(count, 'contact', 'contacts'), pastTerm: 'past its term', keep: 'Put on legal hold', tellSource: 'Attest their source', addSource: 'Add a source', titleFiltered: (count: number, base: number) => `${n(count)} of ${some(base, 'contact', 'contacts')}`, tab: 'Contacts',
  context: 'Addresses are masked in lists. Verdicts are for prospecting by e-mail about the current offer.',
  empty: 'No contacts yet: no system is connected.', emptyAct: 'Connect a CRM', emptyRead: 'No contacts yet: nothing was read.', emptyReadAct: 'Open the connections',
  noMatch: 'No contact matches these filters.', clear: 'Clear the filters',
  filters: { label: 'Filters', verdict: 'Verdict', basis: 'Basis', source: 'Source', country: 'Country', system: 'System', clock: 'Retention', any: 'all', mailable: 'May be e-mailed', noSource: 'No source', unknownCountry: 'Unknown' },
  columns: { id: 'Contact id', email: 'E-mail', rule: 'Rule', person: 'Person', company: 'Company', title: 'Function', country: 'Country', verdict: 'Verdict by e-mail', basis: 'Basis', source: 'Source', keep: 'Keep until', systems: 'Systems' },
  noAddress: 'no address', several: (count: number) => `${n(count)} countries`,
}
