import { wordsOf } from '../words.ts'

const { some } = wordsOf('en-GB')

export const reviews = {
  tab: 'Reviews', title: (open: number) => (open === 0 ? 'Nothing to decide' : `${some(open, 'question', 'questions')} to answer`),
  context: 'Rules answer what is clear. These need a person.', none: 'Nothing to decide. Clear opt-outs are recorded automatically.', noneAct: 'See the opt-outs',
  everyone: 'everyone', mine: 'mine', me: 'me', giveTo: 'Give the ticked ones to', give: 'Give', tick: 'Choose', given: (count: number) => (count === 0 ? 'None changed hands.' : `${some(count, 'question was', 'questions were')} given.`),
  before: 'Previous', after: 'Next', talk: 'Who takes it', comment: 'Comment', commentHint: 'For your colleagues. Stored encrypted.', say: 'Add the comment', noComments: 'No comment yet.',
  columns: { kind: 'Question', person: 'Person', opened: 'Since', due: 'Answer by', assigned: 'Whose', id: 'Id', meanwhile: 'Meanwhile' },
  blocked: 'sending blocked', recorded: 'the opt-out is recorded', onItsWay: 'the block is on its way', notBlocked: 'nothing is blocked', overdue: 'overdue', notInBase: 'not in the database',
  kinds: {
    'mail-unsure': { name: 'Unclear message', question: 'Is this person opting out?', why: 'The words are neither a clear refusal nor a clear answer.' },
    'mail-unknown-sender': { name: 'Opt-out from an unknown sender', question: 'Who is opting out?', why: 'No record holds the sender’s address, or the message is for someone else. Find the person by the text and the signature, and record the opt-out on that contact.' },
    'erasure-request': { name: 'Erasure request', question: 'Is this person asking for erasure?', why: 'The opt-out was recorded at once. Erasing is a separate step.' },
    'access-request': { name: 'Access request', question: 'Has this person received an answer?', why: 'Someone asks what is held or where it came from. One month at most to answer.' },
    'employer-no': { name: 'Opt-out for a whole company', question: 'Does this opt-out cover the whole company?', why: 'The sender is blocked already. The message names colleagues or the company.' },
    'crm-edit': { name: 'Block removed in the CRM', question: 'Why was the block removed?', why: 'Someone removed a block in a connected system. It was set again.' },
    'crm-note': { name: 'Note of an opt-out', question: 'Did this person opt out?', why: 'A note in a connected system, or of a call or meeting, reads like an opt-out. Read it there; Lawbase keeps no copy. The person is in no removal plan until you answer.' },
  },
  answers: {
    objection: { name: 'Yes, record opt-out', more: 'Stops all channels in every system. The temporary block ends once the opt-out is applied everywhere.' },
    erasure: { name: 'Yes, and asks for erasure', more: 'Records the opt-out, and opens the erasure request.' },
    none: { name: 'No, lift the block', more: 'The temporary block is removed. Nothing else changes.' },
    handled: { name: 'Done', more: 'Closes the question. What was recorded for the sender stays.' },
    confirmed: { name: 'Yes: decide what is erased', more: 'Opens the decision: what is erased, what must stay, and the letter to the person.' },
    'not-erasure': { name: 'Not an erasure', more: 'Closes the question. The opt-out stays.' },
    answered: { name: 'Answer sent', more: 'Closes the question. Lawbase sends no answer by itself.' },
    'not-access': { name: 'Not a request', more: 'Closes the question.' },
    'block-domain': { name: 'Block the whole company', more: 'Sub-domains included. Records an opt-out for each contact with an address at that domain or below it, and for everyone who appears there later. You can end it, or leave the sub-domains out, under Opt-outs > Companies.' },
    'block-domain-only': { name: 'Block that domain alone', more: 'The same without its sub-domains: people there are not covered.' },
    'block-known': { name: 'Block everyone known there', more: 'Given in an earlier version: people added later are not covered.' },
    'person-only': { name: 'Only the sender', more: 'Closes the question. The sender’s opt-out stays.' },
    'told-us': { name: 'Yes, record opt-out', more: 'Stops all channels in every system.' },
    'no-objection': { name: 'Not an opt-out', more: 'Closes the question. Nothing else changes.' },
  },
  page: {
    person: 'Person', received: 'Received', door: 'Channel of receipt', how: 'Identified by', hows: { token: 'our link in the message', from: 'the sender’s address', named: 'an address in the message', recipient: 'the recipient named by the complaint', nobody: 'nothing in the message', stranger: 'nothing: not one of your colleagues' } as Readonly<Record<string, string>>,
    notedAt: 'Date of the note', system: 'System', by: 'Removed by (that system’s user)', at: 'Removed on', due: 'Answer by', meanwhile: 'Meanwhile', domain: 'Company’s domain', subdomains: 'Sub-domains in the database', subdomainsNone: 'none', objection: 'Opt-out', contact: 'Open the contact', rules: 'Rules that matched', question: 'The question', facts: 'What is known',
    holds: { setting: 'the block is on its way', held: 'blocked and verified', lifting: 'the block is being removed', lifted: 'the block was removed' },
    message: 'The message', show: 'Show the message', showMore: 'It contains personal data. Reading it is recorded in the audit log.', from: 'From', subject: 'Subject', own: 'What was written', whole: 'The whole message, with what it quotes', empty: 'No words of the sender’s own.', gone: 'The copy was erased. Copies are kept 30 days.', unreadable: 'The message could not be read. Open it in the mailbox.', oversize: 'Only the beginning was read: the message is very large.',
    answered: (answer: string, by: string, when: string) => `${answer}, by ${by} on ${when}.`, notYours: 'Your role cannot answer this. Ask a DPO.',
    registerMore: 'Notes when it was received, how identity was checked and the day to answer by, and closes this question. The request stays on Today until the answer is sent.',
  },
  errors: { answered: 'Someone else has answered this. Nothing was changed.', 'not-allowed': 'Your role cannot answer this. Ask a DPO.', answer: 'Choose one of the answers.', unknown: 'There is no such question.' },
  need: (count: number) => some(count, 'question to answer', 'questions to answer'), needMore: (blocked: number) => (blocked === 0 ? 'Nothing is blocked meanwhile.' : `${some(blocked, 'person is', 'people are')} blocked meanwhile.`), needAct: 'Answer',
}
