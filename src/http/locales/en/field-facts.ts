import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const fieldFacts = {
  facts: { basis: 'Lawful basis held before', agreed: 'Consent', agreedOn: 'Day of the consent', reached: 'Private person or professional', account: 'Account', published: 'Mention where the data were published', disclosed: 'First handed on', family: 'Product family sold', entity: 'Who sold' },
  meanings: {
    basis: { consent: 'consent', soft_opt_in: 'existing customer (soft opt-in)', legitimate_interest: 'legitimate interest', contract: 'contract', none: 'no basis of prospecting' },
    agreed: { none: 'no consent', email: 'agreed to e-mail', phone: 'agreed to calls', sms: 'agreed to SMS', all: 'agreed to e-mail, calls and SMS' },
    reached: { business: 'in their profession', consumer: 'as a private person' },
    account: { none: 'no account', free: 'free account', 'paid-offer': 'free account of a paid offer' },
    published: { none: 'nothing of the kind', refused: 'refuses canvassing', 'for-offers': 'address published for offers' },
    entity: { ours: 'our company', other: 'another company' },
  },
  unknown: 'nobody said what it means', byWords: 'proposed', bySomeone: (who: string, day: string) => `said by ${who} on ${day}`,
  firstContact: 'First message or call of ours', seen: (day: string, what: string) => `${day}, ${what}`, uninformed: 'They were not informed by then.',
  consents: 'Consents that the system shows', consent: (channels: string, day: string, words: string) => `${[channels, day, words === '' ? '' : `“${words}”`].filter((part) => part !== '').join(', ')}, without proof here`,
  sales: 'Deals won', sale: (day: string, family: string, seller: string) => [day, family, seller].filter((part) => part !== '').join(', '), undated: 'no date shown',
  settings: {
    more: 'Some rules need to know who is a customer of what, who is reached as a private person, on what a person was held before, or when their data were handed on. Name the fields that say so; deals that were won are read anyway.',
    hints: { basis: 'A consent that is lost cannot be replaced by an interest: such people go to a person.', agreed: 'What a CRM shows proves nothing by itself: it frees nobody until the consent is recorded with its proof on the page of the contact. The verdict says so.', agreedOn: 'A date, or a text such as 2026-05-31; any other text is left out.', reached: 'Whoever is reached as a private person needs to have agreed.', account: 'An account is not a purchase.', published: 'For data from public pages.', disclosed: 'A date, or a text such as 2026-05-31; any other text is left out. Whoever was not informed by then is late.', family: 'A field of deals. Offers of the same family may use the exception for customers.', entity: 'A field of deals. Only sales of the company that advertises count.' },
    inSystem: (label: string) => `In ${label}`, property: 'Exact name of the field', hint: (example: string) => `Such as ${example}. Empty = none. The system is read once more.`, own: (name: string) => `Empty = the system's own, ${name}.`,
    none: 'No CRM is connected yet.', nothing: 'No value was read yet.', value: 'Value', people: (count: number) => some(count, 'person', 'people'), means: 'What it means', by: 'According to', notSaid: 'Not said', proposed: 'Proposed', nobody: 'Nobody said', said: (who: string, day: string) => `${who}, ${day}`,
    rest: (count: number) => `and ${n(count)} more values`,
    sold: 'What you attest of sales', soldMore: 'The exception for customers holds only where all of this is so; Lawbase cannot see it in the CRM. Saving says it in your name.', ownSales: (label: string) => `Every deal won in ${label} is a sale of our company, where no field says who sold`, address: 'At a sale the customer gives us the address themselves', refusal: 'Since this day every order form and contract has offered a free way to refuse messages', refusalHint: 'Empty = none does. Sales before that day do not count.',
    confirm: 'Saving confirms every row with a meaning as you see it, in your name.', preview: 'See what changes', save: 'Save', about: 'Compared with the verdicts in force, for your first offer. A field named just now counts once it was read.',
    error: 'This field name is too long.', family: 'Name a family of at most 60 signs.',
  },
  late: { title: 'Written to before they were informed', more: (shown: number, total: number) => `${n(shown)} of ${some(total, 'person', 'people')}`, lead: 'The first message, call or meeting of ours that a system shows came before any notice. It stays on record, also once they are informed.', empty: 'Nobody, as far as the connected systems show.', person: 'Person', on: 'First message', where: 'Seen in', state: 'Since then', states: { GIVEN_AT_COLLECTION: 'informed', SENT: 'informed', EXEMPT: 'exempt, with a written reason', DUE: 'still not informed', OVERDUE: 'still not informed', FAILED: 'still not informed' } as Readonly<Record<string, string>> },
}
