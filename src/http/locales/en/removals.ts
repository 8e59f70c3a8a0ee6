import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const removals = {
  title: 'Removals', waiting: (count: number) => `${some(count, 'plan waits', 'plans wait')} for an approval`, nothing: 'No plan waits',
  context: 'Contacts who were silent for too long, or whose source nobody found. Each plan is held for some days before anything is deleted.', none: (when: string) => `Nobody is past the term, or a guard protects them. Next plan with the run of ${when}.`,
  columns: { number: 'Plan', made: 'Made', people: 'People', base: 'Share of the base', state: 'State', next: 'Next date' },
  states: {
    planned: 'Waits for an approval', approvedOnce: 'Approved once', stopped: 'Stopped by a guard', approved: 'Approved, holding', held: (when: string) => `Held until ${when}`, binning: 'Moving to the bin', done: 'In the vendor’s bin', refused: 'Refused', expired: 'Approval expired', superseded: 'Replaced by a newer plan',
  },
  would: { silent: (count: number) => `${some(count, 'silent contact', 'silent contacts')} would go`, 'no-source': (count: number) => `${some(count, 'contact without a source', 'contacts without a source')} would go` },
  held: { silent: (count: number) => `${some(count, 'silent contact is', 'silent contacts are')} held`, 'no-source': (count: number) => `${some(count, 'contact without a source is', 'contacts without a source are')} held` },
  gone: { silent: (count: number) => `${some(count, 'silent contact was', 'silent contacts were')} removed`, 'no-source': (count: number) => `${some(count, 'contact without a source was', 'contacts without a source were')} removed` },
  kinds: { silent: 'silent', 'no-source': 'no source' },
  whySource: (days: number) => `Nobody could say where they came from within ${some(days, 'day', 'days')} of the first read, and they did nothing since.`,
  refusedTitle: (count: number) => `A plan of ${some(count, 'contact', 'contacts')} was refused`,
  stoppedTitle: (count: number) => `A plan of ${some(count, 'contact', 'contacts')} was stopped`, expiredTitle: (count: number) => `The approval of ${some(count, 'contact', 'contacts')} expired`, supersededTitle: 'A newer plan took its place', emptyPlan: 'Every candidate is protected by a guard',
  why: (months: number) => `No click, reply or request for ${some(months, 'month', 'months')} in any system.`, madeBy: (author: string, when: string) => `Made by ${author} on ${when}.`, nightly: 'the nightly run', notBefore: (when: string) => `Nothing is deleted before ${when} at the earliest.`, ifApproved: (days: number) => `If approved today, nothing is deleted for ${some(days, 'day', 'days')}.`,
  track: { label: 'Stages', planned: 'Planned', approval: 'Approval', held: (days: number) => `Held ${some(days, 'day', 'days')}`, bin: 'Vendor’s bin', done: 'Read back absent', by: (when: string) => `by ${when}`, until: (when: string) => `until ${when}`, restorable: 'nothing is deleted yet', binDays: (parts: string) => parts, binDay: (label: string, days: number) => `${label} ${n(days)} d`, someone: 'someone else than the author', two: 'two others than the author', second: (who: string) => `once by ${who}, another one is needed` },
  guards: {
    titleSource: (from: number, to: number) => `From ${n(from)} without a source to ${n(to)}`, noSource: 'Without a source', noSourceMore: (days: number) => `searched for ${some(days, 'day', 'days')}`, drawingSource: (from: number, to: number) => `Of ${n(from)} contacts without a source, ${n(to)} are in this plan.`,
    title: (from: number, to: number) => `From ${n(from)} past the term to ${n(to)}`, order: 'guards, in this order', past: 'Past the term', pastMore: (when: string) => `last counted act before ${when}`,
    'legal-hold': ['Kept by decision', 'a dispute, an audit, an order'], pending: ['Wrote something', 'it waits for somebody to read it'],
    customer: ['Customer or open deal', 'kept, another purpose'], suppressed: ['Said no', 'an objection is carried, not purged as silent'], blind: ['Clock cannot be trusted', 'last acts unknown'], active: ['Acted within the term', 'a click, a reply or a request'], assumed: ['Start only assumed', 'the setting keeps these out'], maybe: ['Maybe the same person', 'another name uses the address; a person must decide'], 'not-granted': ['No right to remove', 'a system does not let us hold and delete'],
    plan: 'In this plan', planMore: (share: string, limit: string) => `${share} of the base, limit ${limit}`, drawing: (from: number, to: number) => `Of ${n(from)} contacts past the term, ${n(to)} are in this plan.`,
  },
  where: { title: 'What goes, where', system: 'System', records: 'Records', how: 'How', bin: (days: number) => `to the bin, ${some(days, 'day', 'days')} there` , held: 'held', binned: 'in the bin', refusedHere: (count: number) => `${some(count, 'record', 'records')} refused` },
  against: { title: 'Against the last plan', base: (when: string, count: number) => `${when}, ${some(count, 'contact', 'contacts')}`, fresh: 'New', still: 'Still there', out: 'Taken out', none: 'This is the first plan.' },
  sample: { title: (count: number) => `Read before you decide: ${n(count)} drawn at random`, same: 'same for every approver', contact: 'Contact', act: 'Last counted act', noAct: 'None since collection', term: 'Term passed', in: (label: string) => `In ${label}`, noRecord: 'No record', record: (object: string) => `Delete ${object}`, open: 'Open' },
  bar: { needsTwo: 'Two different people must approve it.', mine: 'You approved it; another person must approve it too.', secondNow: (who: string) => `Approved by ${who}; yours is the second approval.`, release: 'It is right: let it wait', releaseGo: 'Let it wait for an approval', title: 'Approval: you may give it', titleOwn: 'Somebody else approves this plan', digest: (digest: string) => `List digest ${digest}.`, author: (author: string) => `Author: ${author}.`, expires: (when: string) => `Expires on ${when}.`, refuse: 'Refuse with a reason', reason: 'Reason', reasonWrong: 'Write why, so that others can understand it later.', refuseGo: 'Refuse the plan', approve: (count: number) => `Approve removal of ${n(count)}`, approvedBy: (who: string, when: string) => `Approved by ${who} on ${when}.`, refusal: (reason: string) => `Reason: ${reason}` },
  outcome: { title: 'So far', held: 'Held', binned: 'Removed', out: 'Taken out: acted, said no or changed', refused: 'Refused by the system', restore: (count: number) => `Restore all ${n(count)}`, restoreMore: 'Lifts the hold in every system. Nothing was deleted yet.' },
  stops: { share: (share: string, limit: string) => `Stopped: ${share} of the base, limit ${limit}. Nothing was held.`, cap: (people: number, limit: number) => `Stopped: ${some(people, 'person', 'people')}, limit ${n(limit)}. Nothing was held.`, jump: (people: number) => `Stopped: ${some(people, 'person', 'people')}, more than three times the usual plan. Look what changed. Nothing was held.` },
  keep: {
    title: 'Kept by decision', context: 'Nobody in here is removed, whatever a plan says: a dispute, an audit, an order of a court. Plans under way let them go.', person: 'Keep this contact', onePerson: 'One contact', open: 'Open the contact', list: (filter: string) => `Contacts of a list: ${filter}`, domainTitle: 'Keep everybody of a company', domain: 'Domain of their addresses', domainHint: 'Such as acme.example; its sub-domains too.',
    reason: 'Reason', reasonHint: 'In a sentence: it is kept with your name.', until: 'First day without it', untilHint: 'Empty: until somebody ends it.', go: 'Keep', standing: 'Standing', none: 'Nobody is kept by decision.', columns: { who: 'Who', people: 'People', reason: 'Reason', until: 'Until', act: 'Act' }, by: (who: string, when: string) => `${who}, ${when}`, noEnd: 'no end', end: 'End',
    errors: { reason: 'Write why, in a sentence.', until: 'Give a day after today, or none.', domain: 'This is not a domain. Example: acme.example', nobody: 'There is nobody in this list.' },
  },
  errors: {
    unknown: 'There is no such removal plan.', 'own-plan': 'You made this plan, so someone else approves it.', 'not-waiting': 'This plan does not wait for a decision any more.', expired: 'The time to approve this plan is over. A new one comes with the next run.',
    changed: 'The list changed since you opened it. Read the new list.', role: 'Your role cannot approve removals. Ask a DPO.',
  },
  digestMissing: 'The list you saw is missing. Read the list below, then decide.',
}
