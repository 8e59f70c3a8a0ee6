import { wordsOf } from '../words.ts'

const { some } = wordsOf('en-GB')

export const accessRequests = {
  title: 'Access requests', context: 'Anyone who asks what you hold about them gets an answer within one calendar month of receipt (GDPR art. 15 and 12(3)). No one who waits for it is removed.', none: 'No access request recorded. Record one from the page of the contact.', record: 'Record an access request', new: 'Record an access request',
  columns: { number: 'Request', received: 'Received', due: 'Answer by', identity: 'Identity', state: 'State' }, overdue: 'overdue', open: 'To be answered', answered: (when: string, by: string) => `Answered on ${when} by ${by}`,
  who: 'Who asked', contact: 'Open the contact', go: 'Record it', recorded: 'Recorded', by: (who: string, when: string) => `${who}, ${when}`, facts: 'The request',
  answer: 'Answer to the person', answerMore: 'Download the access pack and send it the way the person wrote to you. It holds clear data; each copy is in the audit log.', pdf: 'Access pack (PDF)', json: 'The same as JSON', sent: 'I sent the answer', gone: 'The person was removed: the pack says what is left of them.',
  errors: { door: 'Choose how it reached you.', receivedOn: 'Give a day, today at the latest.', identity: 'Say how it was checked that this person asked.', identityWords: 'Say what was done, in a sentence.', open: 'A request of this person waits for its answer already.', unknown: 'There is no such contact.', role: 'A DPO or an admin keeps this register.', answered: 'Someone noted this answer before.' },
  need: (count: number) => `${some(count, 'access request', 'access requests')} to answer`, needMore: 'One calendar month at most.', needAct: 'Open',
}
