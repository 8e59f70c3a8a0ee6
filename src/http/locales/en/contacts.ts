import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const contacts = {
  title: (count: number) => some(count, 'contact', 'contacts'), pastTerm: 'past its retention period', titleFiltered: (count: number, base: number) => `${n(count)} of ${some(base, 'contact', 'contacts')}`, tab: 'Contacts',
  context: 'Names and addresses are masked in lists. Verdicts are for prospecting by e-mail about the current offer.',
  empty: 'No contacts yet: no system is connected.', emptyAct: 'Connect a CRM', emptyRead: 'No contacts yet: nothing was read.', emptyReadAct: 'Open the connections',
  noMatch: 'Nothing matches these filters.', clear: 'Clear the filters',
  filters: { label: 'Filters', verdict: 'Verdict', basis: 'Basis', source: 'Source', country: 'Country', system: 'System', clock: 'Retention', any: 'all', mailable: 'May be e-mailed', noSource: 'No source', proven: 'Proven', onlyDeclared: 'Only declared', unknownCountry: 'Unknown', ticked: 'Ticked' },
  columns: { id: 'Contact id', email: 'E-mail', rule: 'Rule', person: 'Person', company: 'Company', title: 'Function', country: 'Country', verdict: 'Verdict by e-mail', basis: 'Basis', source: 'Source', keep: 'Keep until', systems: 'Systems' },
  bulk: {
    count: (people: number) => some(people, 'ticked person', 'ticked people'), all: 'Tick everyone on this page', tick: 'Tick', one: (who: string) => `Tick ${who}`, ticked: 'With the ticked people:', nobody: 'Tick at least one person in the list first.',
    source: 'Add a source', attest: 'Attest their source', hold: 'Put on legal hold', objection: 'Record opt-outs',
  },
  noAddress: 'no address', several: (count: number) => `${n(count)} countries`,
}
