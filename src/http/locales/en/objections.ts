import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const objections = {
  title: ({ open, settled, unconfirmed }: { open: number; settled: number; unconfirmed: number }) => {
    if (open > 0) return `${some(open, 'no is', 'noes are')} not everywhere yet`
    if (settled > 0) return `No opt-out is on its way; ${some(settled, 'has a refusal', 'have a refusal')} settled by hand`
    if (unconfirmed === 0) return 'Every no is everywhere'
    return `No opt-out is on its way; ${some(unconfirmed, 'is', 'are')} not confirmed by a broker`
  },
  tab: 'Objections',
  context: (total: number) => `${some(total, 'objection', 'objections')} on record. Only the person can lift one.`,
  filters: { open: 'Not everywhere', unconfirmed: 'Unconfirmed by a broker', settled: 'Settled by hand', all: 'All' },
  none: 'No one has said no yet. Noes arrive by link, mailbox, CRM, API or command line.', noneOpen: 'Every no is everywhere.', noneUnconfirmed: 'No broker owes a confirmation.', noneSettled: 'No refusal was settled by hand.', seeAll: 'See all',
  shown: (shown: number, total: number) => `${n(shown)} of ${n(total)}, newest first`,
  columns: { number: 'Number', received: 'Received', door: 'Door', scope: 'Scope', systems: 'Systems', person: 'Person' }, notInBase: 'not in the base', contact: 'Open the contact',
  page: { title: (number: string) => `Objection ${number}`, received: 'Received', recorded: 'Recorded', door: 'Door', scope: 'Stops', reason: 'Reason', reasons: { objection: 'objection', complaint: 'complaint', erasure: 'erasure asked for' }, evidence: 'Evidence', noEvidence: 'none besides the door', notLaterThan: 'not later than', doubtful: 'nothing proves who wrote it', record: 'Record', person: 'Person' },
  lanes: {
    known: (records: number) => `${records === 0 ? 'no record' : some(records, 'record', 'records')} known there`, unread: 'not read yet',
    system: 'System', time: 'Time', state: 'State', value: 'Value read back', here: 'blocked here', waiting: 'waiting its turn', sending: 'sending', checking: 'written, checking', proved: 'read back', accepted: 'accepted', after: (duration: string) => `after ${duration}`, records: (records: number, addresses: number) => [records > 0 ? some(records, 'record', 'records') : '', addresses > 0 ? some(addresses, 'address', 'addresses') : ''].filter((part) => part !== '').join(', '),
    ticket: (ticket: string) => `ticket ${ticket}`, cannot: 'cannot be read back', noSystem: 'Nobody to tell: no connected system is known to hold this person.', drawing: (label: string, parts: string) => `${label}: ${parts}`, notSent: 'not sent yet', notReadBack: 'not read back yet', again: (label: string) => `Put back in ${label}, blocked again`, putBack: { user: (by: string, when: string) => `Put back by the user ${by} of that system on ${when}.`, app: (by: string, when: string) => `Put back by the program or import ${by} on ${when}.`, unknown: (by: string, when: string) => `Put back by ${by} on ${when}.` }, againMore: (when: string) => `Read back as blocked on ${when}.`,
    notStopped: 'What these blocks do not stop', settled: (by: string, when: string) => `Settled by ${by} on ${when}: `, since: (when: string) => `since ${when}`, next: (when: string) => `next try ${when}`, scale: 'Seconds from the recording',
  },
}
