import type { DependencyKind } from '../../../domain/removals/dependencies.ts'
import { wordsOf } from '../words.ts'

const { some, n } = wordsOf('en-GB')

export const openWork = {
  counts: {
    'open-deal': (count: number) => some(count, 'open deal', 'open deals'), 'won-deal': (count: number) => some(count, 'won deal', 'won deals'), contract: (count: number) => some(count, 'contract in force', 'contracts in force'), asset: (count: number) => some(count, 'product in use', 'products in use'), 'open-case': (count: number) => some(count, 'open case', 'open cases'), 'open-ticket': (count: number) => some(count, 'open ticket', 'open tickets'), quote: (count: number) => some(count, 'quote', 'quotes'), campaign: (count: number) => some(count, 'running campaign', 'running campaigns'), approval: (count: number) => some(count, 'approval in progress', 'approvals in progress'), encounter: (count: number) => some(count, 'call or meeting whose outcome no one has judged', 'calls and meetings whose outcome no one has judged'),
  } satisfies Readonly<Record<DependencyKind, (count: number) => string>>,
  kinds: { 'open-deal': 'open deals', 'won-deal': 'won deals', contract: 'contracts', asset: 'products in use', 'open-case': 'open cases', 'open-ticket': 'open tickets', quote: 'quotes', campaign: 'running campaigns', approval: 'approvals', encounter: 'calls and meetings' } satisfies Readonly<Record<DependencyKind, string>>,
  in: (what: string, label: string) => `${what} in ${label}`, unknown: (what: string, label: string) => `Not known in ${label}: ${what}`,
  person: { title: 'What is open with this person', nothing: 'Nothing open.', read: (when: string) => `Read ${when}.`, never: 'Not read yet. It is read before anyone is removed.', more: 'Whoever has something open is in no removal plan.' },
  plan: {
    card: (count: number) => `Who was kept: ${some(count, 'person', 'people')}`, all: (count: number) => `All ${n(count)}`, title: (number: string) => `Who ${number} leaves out`, tab: 'Kept', context: (count: number) => `${some(count, 'person was', 'people were')} due and kept when this plan was made. What is open with them was read at that moment.`,
    person: 'Contact', why: 'Kept because of', what: 'What is open', everything: 'All', none: 'No one was kept.', filters: 'Which people', gone: 'A newer plan replaced this list.',
  },
  connection: {
    title: 'What keeps a person here', more: 'Read for the people of a removal only: before the plan, before the hold and before anything is deleted.', kind: 'What', people: 'People who have some', state: 'As read last', never: 'not read yet', all: 'Read in full', unread: 'Not known, so everyone here is kept', some: (count: number) => `Not known for ${some(count, 'person', 'people')}`, said: 'You said that there are no others', statement: (kinds: string) => `There are none besides those Lawbase reads here: ${kinds}`, statementMore: 'Only if you are sure: people with something open that Lawbase cannot see could then be removed. What it does see still keeps them.', save: 'Save', legend: 'Where something cannot be read',
  },
  settings: { company: 'What is open with a person’s company keeps them too', companyHint: 'Open deals, contracts and products in use of their company. Won deals only count for the person.' },
}
