import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const connections = {
  title: 'Connections', count: (count: number) => `${some(count, 'system holds', 'systems hold')} your people. Each right to write is separate and can be taken back.`, add: 'Connect a system',
  empty: 'Connect HubSpot or Salesforce. The first pass only reads.', emptyAct: 'Choose a system', emptyDpo: 'An admin connects the first system.',
  columns: { system: 'System', state: 'State', rights: 'Rights to write', pulled: 'Last pull', readBack: 'Last read back', limit: 'Vendor limit used', open: 'Not applied' },
  account: (id: string) => `account ${id}`, never: 'never', notPulled: 'is not read', hook: 'Where it answers', hookMore: 'Give this address to the broker: it sends its answers to our notices there, and the noes people give it. Signed with the same secret; the README of the connector has the format.', hookUrl: 'Webhook address', broker: 'data broker', mailer: 'mailing tool',
  observing: (label: string) => `${label}: nothing is written until you grant it`,
  applied: (label: string) => `${label}: every no is applied`, openNoes: (label: string, count: number) => `${label}: ${some(count, 'no is', 'noes are')} not applied yet`,
  revoked: (label: string) => `${label} no longer accepts our access`, ended: (label: string) => `${label} is disconnected`, failing: (label: string) => `${label} cannot be read`,
  brokerTitle: (label: string) => `${label}: noes are sent here`, brokerObserving: (label: string) => `${label}: nothing is sent until you grant it`,
  notRead: (account: string) => `Account ${account}. Not read yet, 0 written.`, readContext: (account: string, when: string, records: number) => `Account ${account}. Read completely on ${when}: ${some(records, 'record', 'records')}.`, zeroWritten: '0 written.', pulledAgain: (when: string) => `Changes read ${when}.`, hears: 'Changes there are heard at once.', deaf: 'Changes there are not heard at once: they are seen with the next poll.',
  wizard: { label: 'Progress', register: 'Register the app', consent: 'Consent', test: 'Self-test', tools: 'Other tools', read: 'First read', rights: 'Diagnosis and rights', done: 'done', now: 'now', later: 'to come' },
  readNow: 'Read again', readFirst: 'Read the base', readHint: 'Reads every record once. Nothing is written.', reading: 'Reading now', readingSafe: 'You can close this page: the read goes on.',
  revokedMore: 'Everything for this system waits here until it is reauthorised; nothing is lost.', reauthorise: 'Reauthorise',
  failure: (when: string) => `Could not be read since ${when}.`, failureNext: 'It is tried again by itself.',
  test: { title: 'Self-test', again: 'Test again', never: 'Not tested yet.', at: (when: string) => `as of ${when}`, works: 'Works', hidden: 'Hidden', missing: 'Missing', off: 'Not set', worksCount: (count: number) => `${some(count, 'check works', 'checks work')}`, offCount: (count: number) => `${some(count, 'option is', 'options are')} not set`, calls: 'API calls', callsUsed: (used: string, max: string) => `${used} of ${max} used in 24 h`, failed: 'The self-test could not be made.' },
  tools: {
    title: 'Which other tools mail or call these people?', why: 'A click or a reply in a tool we do not see would be missed. Until this is answered the clocks are blind and nobody is planned for removal.',
    none: 'None: only the connected systems do', list: 'These, one a line', placeholder: 'Brevo', save: 'Save the answer', answeredNone: 'None. Answered.', answeredList: (tools: string) => `${tools}. Their clicks and replies are not seen here, so last acts count as unknown.`, change: 'Change the answer', wrong: 'Choose “None”, or name at least one tool.',
  },
  found: {
    title: 'What we found', base: (count: number) => some(count, 'record', 'records'), finding: 'Finding', records: 'Records', share: 'Share', see: 'See', fix: 'Fix',
    contactable: 'Said no, still contactable here', contactableMore: 'The no came from another system, a link or the API. Repaired as soon as “suppress” is granted.', contactableGranted: 'On their way: blocked here and read back.',
    contactableNone: 'Every one of them is blocked here.',
    elsewhere: 'Blocked here, still open elsewhere', elsewhereMore: 'Recorded as objections. Carried to the other systems where “suppress” is granted.',
    noSource: 'No source', noSourceMore: 'Quarantined until the value that says where they came from is mapped.', past: 'No act of the person within the term', pastMore: 'Blocked today. Removed only by a plan that somebody else approves.',
    blind: 'Clock cannot be trusted', blindMore: 'A system was not read for 48 h, fails, or another tool is not seen: never removed meanwhile.', assumed: 'Start of the clock assumed', assumedMore: 'Only the creation date of the record is known.',
    role: 'Role mailbox, no person named', roleMore: 'Such as contact@ or info@: the company’s own coordinates.', undecided: 'No verdict yet', undecidedMore: 'Decided by the next run.', title2: 'Job title unknown', titleMore: 'Quarantined until somebody says which function it is.',
  },
  rights: {
    title: 'Rights to write', note: 'Each right is separate and can be taken back. Tokens are encrypted and stay on this server.',
    suppress: 'Suppress', suppressMore: (label: string) => `Carry noes to ${label} and read them back. Sets opt-outs, never clears them. Includes the temporary hold before a removal.`, suppressBroker: (label: string) => `Tell ${label} to stop, by signed message. Only people whose source names this broker.`,
    tag: 'Tag', tagMore: 'Write verdict, basis, source, keep-until date and the person’s own link to our fields.', remove: 'Remove', removeMore: 'Hold, then delete what an approved plan names. Nothing is deleted without that approval.',
    bin: (label: string, days: number) => `moves records to the bin of ${label}, ${some(days, 'day', 'days')} there`,
    created: 'Created first', fields: 'Writes', now: 'Would write now', calls: 'Calls', notStopped: 'Not stopped by it', nothingCreated: 'nothing',
    people: (people: number, records: number) => `${some(people, 'person', 'people')}, ${some(records, 'record', 'records')}`, upTo: (records: number) => `up to ${some(records, 'record', 'records')}, only fields that differ`, planned: (people: number) => (people === 0 ? '0: no plan waits' : some(people, 'contact', 'contacts')),
    batches: (batches: number, size: number) => `${some(batches, 'batch', 'batches')} of up to ${n(size)}`, sent: (count: number) => `${some(count, 'message', 'messages')}`,
    grant: (verb: string) => `Grant ${verb}`, granted: 'Granted', revoke: 'Take back', revokeMore: 'Noes will wait, in red.', revokeTag: 'Our fields stay as they are and are not updated.', revokeRemove: 'No plan will name people of this system.', admin: 'An admin grants rights.',
    firstSuppress: 'Grant “suppress” first: nobody is deleted before every system can be blocked.', firstRead: 'Read the base first: you see what would be written before you grant it.', contactable: (count: number) => `${some(count, 'person', 'people')} still contactable`,
    show: (name: string) => `${name}: exact fields`, failed: 'The right was not granted.',
  },
  sample: { caption: (shown: number, total: number) => `Sample, ${n(shown)} of ${some(total, 'write', 'writes')}, drawn at random`, none: 'Nothing to write now.', person: 'Person', record: 'Record', field: 'Field', now: 'Now', after: 'After', open: 'contactable', enforced: 'opted out', marked: 'marked', empty: 'empty' },
  wayOut: { title: 'Disconnect', act: 'Disconnect…', more: 'Ends our access at the vendor and erases the tokens here. Noes are no longer carried there.' },
  disconnect: { title: (label: string) => `Disconnect ${label}?`, what: 'What happens', revoke: (label: string) => `Our access is revoked at ${label}, and the tokens are erased here in the same step.`, stops: (records: number) => `${some(records, 'record', 'records')} there will no longer be protected: new noes are not carried, drift is not repaired.`, keeps: 'Noes, proofs and the audit log stay here.', confirm: (label: string) => `Type ${label} to confirm`, wrong: (label: string) => `Type the name exactly: ${label}`, go: (label: string) => `Disconnect ${label}`, done: 'Disconnected. Tokens are erased.', vendor: 'The vendor did not confirm the revocation: remove the app there by hand.' },
  sentTitle: 'Noes sent', sentNone: 'None yet.', states: { accepted1: 'Sent, level 1', accepted2: 'Accepted, level 2', accepted3: 'Confirmed, level 3' },
}
