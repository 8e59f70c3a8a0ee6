import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const objections = {
  title: (open: number, settled: number) => (open === 0 ? (settled === 0 ? 'Every no is everywhere' : `No no is on its way; ${some(settled, 'has a refusal', 'have a refusal')} settled by hand`) : `${some(open, 'no is', 'noes are')} not everywhere yet`), tab: 'Objections',
  context: (total: number) => `${some(total, 'objection', 'objections')} on record. Only the person can lift one.`,
  filters: { open: 'Not everywhere', unconfirmed: 'Unconfirmed by a broker', settled: 'Settled by hand', all: 'All' },
  none: 'No one has said no yet. Noes arrive by link, mailbox, CRM, API or command line.', noneOpen: 'Every no is everywhere.', noneUnconfirmed: 'No broker owes a confirmation.', noneSettled: 'No refusal was settled by hand.', seeAll: 'See all',
  shown: (shown: number, total: number) => `${n(shown)} of ${n(total)}, newest first`,
  columns: { number: 'Number', received: 'Received', door: 'Door', scope: 'Scope', systems: 'Systems', person: 'Person' }, notInBase: 'not in the base', contact: 'Open the contact',
  page: { title: (number: string) => `Objection ${number}`, received: 'Received', recorded: 'Recorded', door: 'Door', scope: 'Stops', reason: 'Reason', reasons: { objection: 'objection', complaint: 'complaint', erasure: 'erasure asked for' }, evidence: 'Evidence', noEvidence: 'none besides the door', notLaterThan: 'not later than', doubtful: 'nothing proves who wrote it', record: 'Record', person: 'Person' },
  lanes: {
    system: 'System', time: 'Time', state: 'State', value: 'Value read back', here: 'blocked here', waiting: 'waiting its turn', sending: 'sending', checking: 'written, checking', proved: 'read back', accepted: 'accepted', after: (duration: string) => `after ${duration}`, records: (records: number, addresses: number) => [records > 0 ? some(records, 'record', 'records') : '', addresses > 0 ? some(addresses, 'address', 'addresses') : ''].filter((part) => part !== '').join(', '),
    ticket: (ticket: string) => `ticket ${ticket}`, cannot: 'cannot be read back', noSystem: 'Nobody to tell: the person is in no connected system.', drawing: (label: string, parts: string) => `${label}: ${parts}`, notSent: 'not sent yet', again: (label: string) => `Put back in ${label}, blocked again`, putBack: { user: (by: string, when: string) => `Put back by the user ${by} of that system on ${when}.`, app: (by: string, when: string) => `Put back by the program or import ${by} on ${when}.`, unknown: (by: string, when: string) => `Put back by ${by} on ${when}.` }, againMore: (when: string) => `Read back as blocked on ${when}.`,
    notStopped: 'What these blocks do not stop', settled: (by: string, when: string) => `Settled by ${by} on ${when}: `, since: (when: string) => `since ${when}`, next: (when: string) => `next try ${when}`, scale: 'Seconds from the recording',
  },
}
