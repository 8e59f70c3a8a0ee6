import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const contact = {
  unnamed: 'Name hidden', noName: 'No name', purgedTitle: 'This contact was erased here', purged: (when: string) => `Erased here on ${when}. Names, titles and addresses in clear are erased; dates, proofs and hashes stay, so that an opt-out is still respected.`,
  records: (records: number, systems: number) => `${some(records, 'record', 'records')} in ${some(systems, 'system', 'systems')}`,
  reveal: 'Show personal data', revealed: (when: string) => `Seen by you at ${when}, in the audit log.`, hidden: 'Personal data is hidden. Each view is in the audit log.',
  requests: { access: (number: string) => `Access request ${number} is not answered yet`, erasure: (number: string) => `Erasure request ${number} is not answered yet`, review: (_number: string) => 'A question about this person is not decided yet' },
  objected: (when: string) => `Opted out on ${when}`, noObjection: 'No opt-out recorded', kindStopped: (kind: string, when: string) => `${kind}: opted out since ${when}`, held: (why: string) => `On hold (${why}), no end date`, heldUntil: (why: string, when: string) => `On hold until ${when} (${why})`, bounced: (system: string, when: string) => `E-mail to their address comes back, as ${system} showed on ${when}. Do not mail them, from any system, until another address takes its place. Other channels are judged as usual. This is not an opt-out.`, holdReasons: { pause: 'the person asked for a pause' } as Readonly<Record<string, string>>, rule: (id: string) => `rule ${id}`, changes: 'What would change it',
  conditions: {
    'with-notice': 'with the information notice', 'name-source': 'naming the source', 'without-pixel': 'without a tracking pixel', 'strip-promotion': 'without promotion', 'screen-tps-ctps': 'after a check of TPS and CTPS', 'screen-opposition-register': 'after a check of the opposition register',
    'screen-dncm': 'after a check of the “do not call me” list', 'not-starred': 'unless starred or unlisted', 'screen-ecg-list': 'after a check of the ECG list', 'purge-due': 'due for removal',
  },
  removedBefore: (when: string) => `Purged on ${when}. Importing this person again proves no source: one counts only once they have sent a form, given a consent or acted after that day, or once you add one of a later day with evidence.`,
  maybeRemoved: (when: string, by: string) => `Maybe someone who was purged on ${when}: known again by ${by}. Until they have sent a form, given a consent or acted after that day, or you add a source of a later day with evidence, no source counts.`,
  knownBy: { mobile: 'the same mobile', linkedin: 'the same page at LinkedIn', phone: 'the same name and phone', company: 'the same name and company domain' },
  clock: { keep: 'Put on legal hold',
    title: 'How long we may keep this contact', until: (when: string) => `May be kept until ${when}`, passed: (when: string) => `Retention period ended on ${when}`, blind: 'No end known', customer: 'Kept as long as they are a customer', endUnknown: 'A former customer; no one knows since when. The retention period runs from the last sign of them and counts as assumed.', ended: (when: string) => `Not a customer since ${when}: the retention period runs from that day, or from later activity.`, endLabel: (when: string) => `Not a customer since ${when}`, blindMore: 'A system was not read for 48 h or fails, or another tool is not seen: last activity is unknown, so there is no end.',
    collected: (when: string) => `Collected ${when}`, assumed: 'start assumed', created: (when: string) => `First record ${when}`, last: (when: string) => `Last counted activity ${when}`, today: 'Today', term: (when: string) => `Keep until ${when}`,
    counts: (count: number) => `Activity of the person: counts (${n(count)})`, opens: (count: number) => `Open: never counts (${n(count)})`, table: (count: number) => `${some(count, 'date', 'dates')} as a table`, act: 'Activity', at: 'Date', system: 'System', counted: 'Counts', yes: 'yes', no: 'no', open: 'Open', creation: 'Record created', elsewhere: 'a source, or seen by Lawbase', none: 'No activity of the person is known.',
    sentence: (parts: { start: string; last: string | null; term: string | null; today: string }) => `From ${parts.start}${parts.last === null ? ', without activity of the person' : `, last counted activity ${parts.last}`}, today ${parts.today}, ${parts.term === null ? 'no end known' : `keep until ${parts.term}`}.`,
  },
  objections: { none: 'No opt-out on record.', title: (when: string) => `Opt-out of ${when}` },
  fields: {
    title: 'Records side by side', field: 'Field', conflict: 'conflict', leading: 'leading', email: 'E-mail', additional: 'Other addresses', firstName: 'First name', lastName: 'Last name', jobTitle: 'Job title', company: 'Company', country: 'Country', phone: 'Phone', mobile: 'Mobile', linkedin: 'LinkedIn', source: 'Source value', unmapped: 'not mapped to a source',
    changed: 'Last change read', relation: 'Relation', created: 'Created', lastAct: 'Last counted activity', lastOpen: 'Last open', blocks: 'Blocks', tag: 'Verdict written there', link: 'Why this person', id: 'Record', openAt: (system: string) => `Open in ${system} (new tab)`, gone: 'deleted', empty: 'empty',
    open: 'contactable', enforced: 'opted out', marked: 'marked only', partial: 'opted out elsewhere in that system', hidden: 'unknown, hidden from our user', reasons: { 'same person at the vendor': 'one person in that system', 'same personal address': 'same personal address', alone: 'no other record has this address' } as Readonly<Record<string, string>>,
  },
  sources: { title: 'Sources', none: 'No source is known: the contact is in quarantine.', kind: 'Kind', name: 'Name', on: 'Obtained on', assumed: 'date assumed', proven: (proof: string) => `proven: ${proof}`, declared: (author: string | null) => (author === null ? 'declared by a value in the system, not proven' : `declared by ${author}, not proven`), attestedBy: (author: string, note: string) => `${author}: “${note}”`, file: 'Kept file', attest: 'Add a source with evidence', disputed: (form: string, row: string) => `Not informed: the form “${form}” failed a check then: ${row}` },
  journal: { title: 'Verdicts', from: (previous: string, next: string) => `${previous} → ${next}`, first: (next: string) => `First verdict: ${next}`, none: 'No verdict yet.' },
  timeline: { title: 'History', none: 'Nothing yet.', by: (actor: string) => `by ${actor}` },
}
