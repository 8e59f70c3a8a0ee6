import { wordsOf } from '../words.ts'

const { some } = wordsOf('en-GB')

export const samePerson = {
  title: (count: number) => (count === 0 ? 'No two contacts look like one person' : `One person or two? ${some(count, 'pair', 'pairs')} to answer`),
  tab: 'One person or two', context: 'These contacts passed the retention period and look like someone who is active, is a customer, or came later. They are in no removal plan until you answer. The answer is remembered.', none: 'Nothing to answer. Pairs appear here when a removal plan leaves someone out as a possible duplicate.', more: 'There are more: they follow when these are answered.',
  because: (signs: string) => `They share ${signs}`, likenesses: { address: 'an address', 'former-address': 'an address that one of them had before', mobile: 'a mobile number', phone: 'name and phone number', company: 'name and company domain' },
  kept: 'Kept out of the plan', other: 'Maybe the same person', noAddress: 'no address', noAct: 'No activity counted', record: (label: string, object: string, when: string) => `${label} ${object}, created ${when}`,
  lines: { contact: 'Contact', company: 'Company, job title', records: 'Records', act: 'Last counted activity', relation: 'Relation' }, relations: { none: 'not a customer', customer: 'customer', 'open-deal': 'open deal' },
  answer: 'One person or two?', answers: { two: { label: 'Two people', hint: 'Each of them goes by what they did themselves: the next nightly run plans the inactive one.' }, one: { label: 'One person', hint: 'What either of them does keeps both. The records are not merged here: merge them in the CRM, so that they go on as one.' } },
  reason: 'Reason', reasonHint: 'One sentence, kept with your name.', go: 'Answer',
  errors: { answer: 'Choose an answer.', reason: 'Say why in one sentence: it is kept.' },
  need: (count: number) => `One person or two? ${some(count, 'pair', 'pairs')} to answer`, needMany: (count: number) => `One person or two? More than ${count} pairs to answer`, needMore: 'They are in no removal plan until someone answers.', needAct: 'Answer', open: 'One person or two?',
}
