import { wordsOf } from '../words.ts'

const { some, n } = wordsOf('en-GB')

export const brakes = {
  people: {
    card: (count: number) => `People of this plan, the first of ${n(count)}`, title: (number: string) => `Everyone in ${number}`, tab: 'People', context: (count: number) => `${some(count, 'contact', 'contacts')}. Tick some to bring them back or to keep them out.`,
    open: (count: number) => `Read all ${n(count)}`, filters: { label: 'Show', all: 'All', in: 'In the plan', removed: 'Removed', out: 'Taken out', restored: 'Brought back', refused: 'Refused by a system' },
    columns: { tick: 'Tick', contact: 'Contact', act: 'Last counted activity', term: 'Retention period ended', state: 'State', where: 'In each system' },
    none: 'No one here.', hidden: 'Personal data is hidden.', reveal: 'Show personal data', revealed: (when: string) => `Shown to you at ${when}, recorded in the audit log for each person.`, select: (who: string) => `Tick ${who}`, erasedHere: 'erased here',
    noTick: 'Tick at least one person.',
  },
  restore: {
    ticked: 'Bring back those ticked', one: 'Bring this person back', all: (count: number) => `Bring all ${n(count)} back`, title: (count: number, number: string) => `Bring ${some(count, 'person', 'people')} of ${number} back`,
    context: 'They leave the plan at once. It is done when every system was read and shows them, without our hold.', what: 'What comes back', more: (count: number) => `and ${some(count, 'more person', 'more people')}`, vendors: 'What each system can give back',
    related: 'Related records that were deleted with them (e-mails, tasks, files) are not brought back by Lawbase.', unsaid: 'unknown, its connector does not say.',
    reason: 'Reason', reasonHint: 'One sentence, kept with your name.', go: (count: number) => `Bring ${some(count, 'person', 'people')} back`, notThese: (count: number) => `Nothing of ${some(count, 'other person', 'others')} that you ticked can come back.`, nobody: 'Nothing of them can come back.',
    errors: { reason: 'Say why in one sentence: it is kept.', 'asked-for': 'This person asked to be erased: what was deleted is not brought back.', 'nobody-back': 'Nothing of them is on hold or in a recycle bin. Before the approval, keep people out or refuse the plan; what was erased does not come back.', unknown: 'There is no such removal plan.', role: 'Your role cannot bring people back. Ask a DPO.' },
    by: (who: string, when: string) => `Asked by ${who} on ${when}.`, done: 'Back in every system', underWay: 'Being brought back', part: 'Back in part', nothing: 'Nothing came back',
  },
  keepOut: {
    ticked: 'Keep out those ticked', one: 'Keep this person out', title: (count: number) => `Keep ${some(count, 'person', 'people')} out of removals`, context: 'They leave the plans under way at once, and no run plans them before the end you give.', who: 'Who is kept out', mail: 'Address',
    void: (numbers: string) => `${numbers} waits for its approval: its list becomes shorter, and an approval already given no longer counts.`,
    reason: 'Reason', reasonHint: 'One sentence, kept with your name.', until: 'Ends on', untilHint: (until: string) => `After today, until ${until} at the latest.`, go: (count: number) => `Keep ${some(count, 'person', 'people')} out`,
    legal: 'For a dispute, an audit or a court order without a known end, place a legal hold instead.', legalAct: 'Place a legal hold', erasure: 'It does not prevent erasure at their own request.',
    errors: { reason: 'Say why in one sentence: it is kept.', until: 'Give a day after today, within a year.', nobody: 'None of these is a contact that is still here.' },
    standing: (until: string, who: string) => `Kept out until ${until} by ${who}`, legalStanding: (until: string | null, who: string) => (until === null ? `Legal hold by ${who}` : `Legal hold until ${until} by ${who}`), end: 'End it', endOf: (who: string) => `End it for ${who}`, also: 'Also keep them out of plans until', alsoHint: 'Empty: the next nightly run plans them again as long as the reason of the plan holds.',
  },
  ways: {
    untouched: 'there, untouched', stillThere: 'there: its deletion was refused', hold: 'on hold, nothing deleted', lifting: 'hold being lifted', gone: 'deleted by someone else, or not there', erased: 'erased for good, does not come back', anonymised: 'anonymised, does not come back', 'bin-over': 'no longer in the recycle bin', refused: (why: string) => `the system refuses: ${why}`, unknown: 'unknown: the system cannot be read now',
    bin: (until: string | null) => (until === null ? 'in the recycle bin, until when is unknown' : `in the recycle bin until ${until}, Lawbase can take it out`), binComing: 'being taken out of the recycle bin', 'bin-by-person': (until: string | null) => (until === null ? 'in the recycle bin, until when is unknown; a user of that system must restore it there' : `in the recycle bin until ${until}; a user of that system must restore it there`), notGranted: 'waits: the right to remove was revoked',
    back: 'verified, without hold', backFromBin: 'out of the recycle bin, verified',
  },
  contact: { title: 'Removal plans', in: (number: string) => `Plan ${number}`, open: 'Open the plan' },
}
