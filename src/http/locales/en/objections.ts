import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

/** Opt-outs not applied everywhere, only still to be sent or verified, with a settled refusal, not confirmed. */
interface Counts {
  open: number
  pending: number
  settled: number
  unconfirmed: number
}

export const objections = {
  title: ({ open, pending, settled, unconfirmed }: Counts) => {
    if (open > 0) return `${some(open, 'opt-out is', 'opt-outs are')} not applied everywhere yet`
    const first = pending === 0 ? 'No opt-out is on its way' : `${some(pending, 'opt-out is', 'opt-outs are')} still to be sent or verified`
    if (settled > 0) return `${first}; ${some(settled, 'has a refusal', 'have a refusal')} settled by hand`
    if (unconfirmed > 0) return `${first}; ${some(unconfirmed, 'is', 'are')} not confirmed by a broker`
    return pending === 0 ? 'All opt-outs are applied everywhere' : `${first}; no system shows ${pending === 1 ? 'that person' : 'those people'} as contactable`
  },
  tab: 'Opt-outs',
  context: ({ all, pending }: Counts & { all: number }) => `${some(all, 'opt-out', 'opt-outs')} on record${pending === 0 ? '' : `, ${n(pending)} of them still to be sent or verified in a system that already blocks the person or does not hold them`}. Only the person can lift one.`,
  filters: { open: 'Not applied everywhere', pending: 'Still to be sent or verified', unconfirmed: 'Unconfirmed by a broker', settled: 'Settled by hand', all: 'All' },
  none: 'No one has opted out yet. Opt-outs arrive by link, mailbox, CRM, API or command line.', noneOpen: 'All opt-outs are applied everywhere.', nonePending: 'Nothing else is still to be sent or verified.', noneUnconfirmed: 'No broker confirmation is missing.', noneSettled: 'No refusal was settled by hand.', seeAll: 'See all',
  columns: { number: 'Number', received: 'Received', recorded: 'Recorded', contact: 'Contact', door: 'Channel of receipt', scope: 'Scope', systems: 'Systems', person: 'Person' }, notInBase: 'not in the database', contact: 'Open the contact',
  page: { title: (number: string) => `Opt-out ${number}`, received: 'Received', recorded: 'Recorded', door: 'Channel of receipt', scope: 'Stops', reason: 'Reason', reasons: { objection: 'objection', complaint: 'complaint', erasure: 'erasure request' }, evidence: 'Evidence', noEvidence: 'none besides the channel of receipt', doubtful: 'nothing proves who wrote it', forwarded: 'a colleague forwarded the person’s message', told: 'a colleague named the person', undated: 'the vendor gave no date', record: 'Record', person: 'Person' },
  lanes: {
    known: (records: number) => `${records === 0 ? 'no record' : some(records, 'record', 'records')} known there`, unread: 'not read yet',
    system: 'System', time: 'Time', state: 'State', value: 'Verified value in the system', here: 'blocked here', waiting: 'waiting its turn', sending: 'sending', checking: 'written, checking', proved: 'verified', accepted: 'accepted', after: (duration: string) => `after ${duration}`, records: (records: number, addresses: number) => [records > 0 ? some(records, 'record', 'records') : '', addresses > 0 ? some(addresses, 'address', 'addresses') : ''].filter((part) => part !== '').join(', '),
    ticket: (ticket: string) => `ticket ${ticket}`, cannot: 'cannot be verified', noSystem: 'No one to notify: no connected system is known to hold this person.', drawing: (label: string, parts: string) => `${label}: ${parts}`, notSent: 'not sent yet', notReadBack: 'not verified yet', again: (label: string) => `Block removed in ${label}, blocked again`, putBack: { user: (by: string, when: string) => `Removed by a user of that system (${by}) on ${when}.`, app: (by: string, when: string) => `Removed by a program or import (${by}) on ${when}.`, unknown: (by: string, when: string) => `Removed on ${when} (${by}).` }, againMore: (when: string) => `Verified as blocked on ${when}.`,
    notStopped: 'What these blocks do not stop', settled: (by: string, when: string) => `Settled by ${by} on ${when}: `, since: (when: string) => `since ${when}`, next: (when: string) => `next try ${when}`, scale: 'Seconds since it was recorded',
  },
}
