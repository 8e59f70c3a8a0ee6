import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const sources = {
  title: 'Sources', context: 'Where contacts came from, and what cannot be proven.',
  tiles: { people: 'People', overdue: (count: number) => `${n(count)} of them searched for over 30 days` },
  byKind: 'By kind of source', kindsMore: 'Someone with two kinds of source is counted in both rows. “Only declared” above: people of whom no source is proven.', kind: 'Kind', proven: 'Proven', declared: 'Declared', missing: 'No source', oldest: 'Oldest', people: 'People', share: 'Share', nobody: 'Connect a system to see sources.',
  unknown: 'Unmapped values', unknownMore: 'Map a value that always means the same. Attest what was collected before Lawbase.', unknownNone: 'Every contact has a source.', value: 'Value in the system', noValue: '(empty)', years: 'Collected', attest: 'Attest', system: 'System',
  mapping: {
    title: (label: string) => `What the values of ${label} prove`, more: 'A value that is mapped counts as proof for every contact that shows it, and for later ones too. Whether a broker or another company was checked is recorded in the broker register.', property: 'Property', readAgain: 'If you change the property, the system is read once more.',
    value: 'Value', kind: 'Kind', name: 'Exact name', accepted: 'Accepted', acceptedMore: (kinds: string) => `${kinds}: these kinds stay in review until someone has checked them and ticks “accepted”: public to all where they were taken, and worth keeping.`, nothing: 'proves nothing', preview: 'Preview', save: 'Save mapping', saved: 'The mapping applies from the next run.', before: 'Now', after: 'After', changes: 'People by kind, with this mapping', none: 'No source', shown: (count: number) => `Shown for ${some(count, 'person', 'people')}`, extra: 'Another value',
    titleMore: (property: string, label: string) => `What the values of ${property} in ${label} prove`, furtherMore: 'What it proves is kept with the rest: a contact may have several sources. Clear the field’s name to remove it.', add: 'One more field', system: 'System', addGo: 'Read it', addMore: 'When one field is not enough: the original traffic source, a drill-down, a campaign. The system is read once more, then its values are shown here.',
    errors: { field: 'Give the exact name of the field.', known: 'This field is read already.', many: 'Four further fields at most.', property: 'At most 100 characters.', name: 'Give the exact name: people are informed of it.', value: 'Give the value as the system shows it.' },
  },
  dossier: {
    title: 'Sources by name', none: 'No contact has a source yet.', context: 'What you can prove about it. It is kept in versions, and given to anyone who asks where the data came from.', columns: { name: 'Exact name', kind: 'Kind', people: 'People', files: 'Files', state: 'Documentation', version: 'Version', facts: 'Facts' },
    facts: 'Facts', version: (number: number, who: string, when: string) => `version ${n(number)} by ${who}, ${when}`, file: 'File that proves it', save: 'Save', saved: 'Saved.', files: 'Files', noFile: 'No file yet: a scan of the form, an export, the contract, a photo of the booth.', earlier: 'Earlier versions',
    complete: 'Complete', missing: (count: number) => `${some(count, 'fact is', 'facts are')} missing`, withoutFile: 'No file proves it',
  },
  person: {
    title: 'Add a source with evidence', back: 'Contact', context: 'Where the data of this one person came from, with a file that shows it: the card, the form they filled in on paper, their e-mail.', kind: 'Kind of source', name: 'Exact source', nameHint: 'As you would tell the person: the form, the trade show, the company.',
    obtainedOn: 'Obtained on', obtainedHint: 'The day the file shows. For someone who came back after a purge it counts only if it is later than the purge.', note: 'What the file shows', noteHint: 'At least ten characters.', notice: 'They were informed when they gave their data', noticeHint: 'The notice stood on the form, or was handed over. A card or a talk shows none by itself: without this tick the notice goes out with the first message. It counts only for what people gave you themselves.', file: 'File that proves it', stays: 'It is shown as proven, with your name. It stays on record.', save: 'Add the source',
    errors: { kind: 'Choose a kind.', name: 'Give the exact source.', obtainedOn: 'Give the day, not before 1990.', note: 'Write at least ten characters.', evidence: 'Attach the file that shows it.', known: 'This source is already recorded for this person.' },
  },
  list: {
    title: 'Add a source to a list', context: (people: number) => `For the ${some(people, 'person', 'people')} who are on this list now, whenever they were collected: the event, the delivery of cards, the referral. Attach the file that shows it.`,
    obtainedHint: 'The day the file shows.', stays: 'It is shown as declared, with your name, and becomes proven once the page of the source is complete. The file is kept on that page. It does not restore anyone who was purged. It stays on record.',
    errors: { nobody: 'No one is on this list any more.', 'too-many': (most: number) => `More than ${n(most)} people: filter the list further.`, changed: 'The list changed since this page was shown: look at it again, then save.', known: 'All of them have this source already.' },
  },
  attestation: {
    title: 'Attest a source', back: 'Sources', context: (until: string) => `For contacts collected before ${until}. It is always shown as declared, never as proof.`,
    choose: 'Choose the contacts', listed: (filter: string) => `from the contact list: ${filter}`, anySystem: 'Every system', anyYear: 'Any year', year: 'Year of collection', look: 'Show them',
    people: (count: number) => `This covers ${some(count, 'person', 'people')} without a known source.`, later: (count: number, until: string) => `${some(count, 'person was', 'people were')} collected after ${until}: an attestation cannot cover them. Filter them in Contacts and use “Add a source”, with a file.`,
    sample: (count: number) => `Read ${n(count)} of them first`, person: 'Person', collected: 'Collected', what: 'What you declare', kind: 'Kind of source', name: 'Exact source', nameHint: 'As you would tell the person: the form, the trade show, the company.', notice: 'They were informed when their data were collected',
    statement: 'Your declaration', statementHint: 'What you know, and from where. At least a sentence.', signature: (name: string) => `Type your name: ${name}`, go: 'Attest', undo: 'It can be withdrawn at any time; nothing is deleted.',
    list: 'Attestations', none: 'None yet.', by: 'By', at: 'On', of: 'Contacts', withdraw: 'Withdraw', withdrawn: (when: string) => `withdrawn ${when}`, standing: 'counts', done: 'Recorded. It applies from the next run.',
    errors: {
      kind: 'Choose a kind.', name: 'Give the exact source.', statement: 'Write at least a sentence of 20 characters.', signature: 'This is not your name as shown in your account.', nobody: 'No contact is covered by this choice.',
      later: (until: string) => `An attestation cannot cover contacts collected after ${until}, when Lawbase started.`,
    },
  },
}
