import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const search = {
  tab: 'Search',
  found: (count: number) => (count === 0 ? 'Nobody found' : some(count, 'person found', 'people found')),
  more: (shown: number) => `More than ${n(shown)} people found`,
  moreHint: 'The first ones are shown. Type more of the name, the company or the address.',
  context: (text: string) => `${text} · names, companies, addresses, phone numbers, numbers of papers, ids and addresses of records in a CRM. Each person shown is recorded in the audit log.`,
  nobody: 'Nobody in the database matches. If this person opted out, record it all the same: it applies to whoever appears with this address or number later.',
  record: 'Record an opt-out for this',
}
