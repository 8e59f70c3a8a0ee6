import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const reviews = {
  tab: 'Reviews', title: (open: number) => (open === 0 ? 'Nothing to decide' : `${some(open, 'question waits', 'questions wait')} for an answer`),
  context: 'Rules answer what is clear. These need a person.', none: 'Nothing to decide. Noes that are clear are recorded by themselves.', noneAct: 'See the objections', shown: (shown: number, total: number) => `${n(shown)} of ${n(total)}, the most urgent first`,
  columns: { kind: 'Question', person: 'Person', opened: 'Since', due: 'Answer by', meanwhile: 'Meanwhile' },
  blocked: 'sending blocked', recorded: 'the no is on record', onItsWay: 'the block is on its way', notBlocked: 'nothing is blocked', overdue: 'overdue', notInBase: 'not in the base',
  kinds: {
    'mail-unsure': { name: 'Message that is not clear', question: 'Does this person say no?', why: 'The words neither clearly refuse nor clearly go on.' },
    'mail-unknown-sender': { name: 'No whose person is not known', question: 'Whom is this no meant for?', why: 'No record holds the address that wrote, or the message speaks for somebody else. Look for the person by the words and the signature, and record the objection on that contact.' },
    'erasure-request': { name: 'Erasure asked for', question: 'Does this person ask for erasure?', why: 'The no was recorded at once. Erasing is a second act.' },
    'access-request': { name: 'Access asked for', question: 'Has this person received an answer?', why: 'Someone asks what is held or where it came from. One month at most to answer.' },
    'employer-no': { name: 'No for a whole company', question: 'Does this no speak for the company?', why: 'The sender is blocked already. The message names colleagues or the company.' },
    'crm-edit': { name: 'Blocked person put back', question: 'Why was the block taken off?', why: 'Someone took a block off in a connected system. It was set again.' },
  },
  answers: {
    objection: { name: 'Yes, record the no', more: 'Stops all channels in every system. The temporary block goes once the no is everywhere.' },
    erasure: { name: 'Yes, and asks for erasure', more: 'Records the no, and opens the erasure request.' },
    none: { name: 'No, lift the block', more: 'The temporary block is taken off. Nothing else changes.' },
    handled: { name: 'Done', more: 'Closes the question. What was recorded of the sender stays.' },
    confirmed: { name: 'Yes: decide what goes', more: 'Opens the decision: what is erased, what must stay, and the letter to the person.' },
    'not-erasure': { name: 'Not an erasure', more: 'Closes the question. The objection stays.' },
    answered: { name: 'The person was answered', more: 'Closes the question. Lawbase sends no answer by itself.' },
    'not-access': { name: 'Not a request', more: 'Closes the question.' },
    'block-known': { name: 'Block everybody known there', more: 'Records a no for each person of the base with an address at that domain. People added later are not covered.' },
    'person-only': { name: 'Only the sender', more: 'Closes the question. The no of the sender stays.' },
  },
  page: {
    person: 'Person', received: 'Received', door: 'Door', how: 'Known by', hows: { token: 'our link in the message', from: 'the sender’s address', named: 'an address in the message', recipient: 'the recipient named by the complaint', nobody: 'nothing in the message' } as Readonly<Record<string, string>>,
    system: 'System', by: 'Put back by (that system’s user)', at: 'Put back on', due: 'Answer by', meanwhile: 'Meanwhile', domain: 'Company’s domain', objection: 'Objection', contact: 'Open the contact', rules: 'Rules that spoke', question: 'The question', facts: 'What is known',
    holds: { setting: 'the block is on its way', held: 'blocked and read back', lifting: 'the block is being taken off', lifted: 'the block was taken off' },
    message: 'The message', show: 'Show the message', showMore: 'It names people. That you read it is in the audit log.', from: 'From', subject: 'Subject', own: 'What was written', whole: 'The whole message, with what it quotes', empty: 'No words of the sender’s own.', gone: 'The copy was erased. Copies are kept 30 days.', unreadable: 'The message could not be read. Open it in the mailbox.', oversize: 'Only the beginning was read: the message is very large.',
    answered: (answer: string, by: string, when: string) => `${answer}, by ${by} on ${when}.`, notYours: 'Your role cannot answer this. Ask a DPO.',
  },
  errors: { answered: 'Somebody answered this meanwhile. Nothing was changed.', 'not-allowed': 'Your role cannot answer this. Ask a DPO.', answer: 'Choose one of the answers.', unknown: 'There is no such question.' },
  need: (count: number) => some(count, 'question waits for an answer', 'questions wait for an answer'), needMore: (blocked: number) => (blocked === 0 ? 'Nothing is blocked meanwhile.' : `${some(blocked, 'person is', 'people are')} blocked meanwhile.`), needAct: 'Answer',
}
