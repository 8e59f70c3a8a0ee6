import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const audit = {
  title: (count: number) => (count === 0 ? 'Nothing is sealed yet' : `Sealed up to entry ${n(count)}`), tab: 'Audit log', context: (unsealed: number) => (unsealed === 0 ? 'Every entry is in the chain. A row that is changed or removed breaks it.' : `${some(unsealed, 'entry is waiting', 'entries are waiting')} to be sealed, within a second. A row that is changed or removed breaks the chain.`),
  verify: 'Verify now', export: 'Export all entries', whole: (count: number) => `The chain is intact: ${some(count, 'entry', 'entries')} checked.`, broken: (at: number) => `The chain is broken at entry ${n(at)}. Export the log, keep it, and call the DPO: a row was changed or removed.`, checkedAt: (when: string) => `Checked at ${when}.`,
  columns: { seq: 'Entry', at: 'When', act: 'What', actor: 'Who', contact: 'Contact', system: 'System', details: 'Details' }, none: 'No entry yet.', latest: (count: number) => `The latest ${n(count)}`, unsealed: 'not sealed', open: 'Open the contact', filters: 'Filters', allActs: 'all entries',
  acts: {
    objection: 'Opt-out recorded', propagation: 'Sent to a system', 'send-again': 'Sent again', settle: 'Settled by hand', 'broker-answer': 'Answer of a broker', 'broker-task': 'Task for a broker', 'broker-file': 'File for a broker', disclosure: 'Shown to a broker', decision: 'Verdict', hold: 'Held', 'hold-end': 'Hold ended', lift: 'Lifted by the person', 'lift-request': 'Opt-in requested', release: 'Block or hold removed', bin: 'Moved to the bin', erase: 'Erased for good', erasure: 'Erasure request', anonymise: 'Anonymised', purged: 'Purged', plan: 'Removal plan', approval: 'Approval', refusal: 'Refusal', grant: 'Right granted or revoked', connect: 'Connected', disconnect: 'Disconnected', tag: 'Tags written',
    view: 'Personal data shown', export: 'Export', setting: 'Settings saved', login: 'Login', user: 'User', 'api-key': 'API key', run: 'Run started', review: 'Question answered', shopper: 'Mystery shopper', attestation: 'Attestation of a source', notice: 'Notices reported', screening: 'List screened', consent: 'Consent', questionnaire: 'Questionnaire', create: 'Contact created', assessment: 'Assessment written', broker: 'Broker register', hook: 'Webhook', events: 'Activity imported', 'legal-hold': 'Kept from removal', source: 'Source documented', repermission: 'Re-permission asked', form: 'Form audit', 'identity-key': 'Address key changed', widened: 'Opt-out extended to another address', restored: 'Restored from a backup', related: 'Related records handled',
  } as Readonly<Record<string, string>>,
  apiKey: (id: string) => `API key ${id}`,
  actors: { lawbase: 'Lawbase', 'nightly run': 'nightly run', 'the person': 'the person', 'a visitor': 'a visitor', 'first pull': 'first read', 'mystery shopper': 'mystery shopper', 'command line': 'command line', journal: 'the journal' } as Readonly<Record<string, string>>,
}
