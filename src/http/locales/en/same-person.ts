import { wordsOf } from '../words.ts'

const { some } = wordsOf('en-GB')

export const samePerson = {
  title: (count: number) => (count === 0 ? 'No two contacts look like one person' : `One person or two? ${some(count, 'pair', 'pairs')} to answer`),
  tab: 'One person or two', context: 'These contacts passed the retention period and look like someone who is active, is a customer, or came later. They are in no removal plan until you answer. Someone who opted out of everything may share a mobile number with another contact: that one is blocked for calls and texts until you answer. The answer is remembered.', none: 'Nothing to answer. Pairs appear here when a removal plan leaves someone out as a possible duplicate, or when someone shares the mobile number of a person who opted out of everything.', more: 'There are more: they follow when these are answered.',
  because: (signs: string) => `They share ${signs}`, likenesses: { address: 'an address', 'former-address': 'an address that one of them had before', mobile: 'a mobile number', linkedin: 'a page at LinkedIn', phone: 'name and phone number', company: 'name and company domain', objector: 'a mobile number; one of them opted out of everything' },
  objector: 'Opted out of everything', byMobile: 'Blocked for calls and texts only', objectorHints: { two: 'The second contact stays blocked for calls, texts and automatic calls: the number is the first one’s. Everything else stays open.', one: 'The opt-out is recorded for the second contact too, with its date and channel of receipt. The records are not merged here.' },
  kept: 'Kept out of the plan', other: 'Maybe the same person', noAddress: 'no address', noAct: 'No activity counted', record: (label: string, object: string, when: string | null) => `${label} ${object}, ${when === null ? 'day of creation not known' : `created ${when}`}`,
  reveal: 'Show personal data', revealed: 'Personal data shown to you, recorded in the audit log for both.', noName: 'no name', noPhone: 'no number', noCompany: 'not known', nothing: 'nothing known to us', waiting: 'something of theirs waits to be read', openContact: 'Open the contact',
  lines: { contact: 'Page', name: 'Name', company: 'Company, job title', addresses: 'Addresses', phones: 'Numbers', records: 'Records', act: 'Last counted activity', keeps: 'What else keeps them' }, relations: { customer: 'customer', 'open-deal': 'open deal' },
  answer: 'One person or two?', answers: { two: { label: 'Two people', hint: 'Each of them goes by what they did themselves: the next nightly run plans the inactive one.' }, one: { label: 'One person', hint: 'What either of them does keeps both, and an opt-out of either is recorded for both, also later. The records are not merged here: merge them in the CRM, so that they go on as one.' } },
  reason: 'Reason', reasonHint: 'One sentence, kept with your name.', go: 'Answer',
  errors: { answer: 'Choose an answer.', reason: 'Say why in one sentence: it is kept.' },
  need: (count: number) => `One person or two? ${some(count, 'pair', 'pairs')} to answer`, needMany: (count: number) => `One person or two? More than ${count} pairs to answer`, needMore: 'Until someone answers they are in no removal plan, or blocked for calls and texts only.', needAct: 'Answer', open: 'One person or two?',
}
