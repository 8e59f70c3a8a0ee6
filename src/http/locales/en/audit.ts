import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const audit = {
  title: (count: number) => (count === 0 ? 'Nothing is sealed yet' : `Sealed up to act ${n(count)}`), tab: 'Audit log', context: (unsealed: number) => (unsealed === 0 ? 'Every act is in the chain. A row that is changed or removed breaks it.' : `${some(unsealed, 'act waits', 'acts wait')} to be sealed, within a second. A row that is changed or removed breaks the chain.`),
  verify: 'Verify now', export: 'Export all acts', whole: (count: number) => `The chain is whole: ${some(count, 'act', 'acts')} checked.`, broken: (at: number) => `The chain is broken at act ${n(at)}. Export the log, keep it, and call the DPO: a row was changed or removed.`, checkedAt: (when: string) => `Checked at ${when}.`,
  columns: { seq: 'Act', at: 'When', act: 'What', actor: 'Who', contact: 'Contact', system: 'System', details: 'Details' }, none: 'No act yet.', latest: (count: number) => `The latest ${n(count)}`, unsealed: 'not sealed', open: 'Open the contact', filters: 'Filters', allActs: 'all acts',
  acts: {
    objection: 'Objection recorded', propagation: 'Propagation', 'send-again': 'Sent again', settle: 'Settled by hand', 'broker-answer': 'Answer of a broker', 'broker-task': 'Task for a broker', 'broker-file': 'File for a broker', disclosure: 'Shown to a broker', decision: 'Verdict', hold: 'Held', 'hold-end': 'Hold ended', lift: 'Lifted by the person', 'lift-request': 'Opt-in asked for', release: 'Released', bin: 'Moved to the bin', erase: 'Erased for good', erasure: 'Erasure request', anonymise: 'Emptied of the person', purged: 'Purged', plan: 'Removal plan', approval: 'Approval', refusal: 'Refusal', grant: 'Right granted or taken back', connect: 'Connected', disconnect: 'Disconnected', tag: 'Tags written',
    view: 'Personal data shown', export: 'Export', setting: 'Settings saved', login: 'Login', user: 'User', 'api-key': 'API key', run: 'Run started', review: 'Question answered', shopper: 'Mystery shopper', attestation: 'Attestation of a source', notice: 'Notices reported', screening: 'List screened', consent: 'Consent', questionnaire: 'Questionnaire', create: 'Contact created', assessment: 'Assessment written', broker: 'Register of brokers', hook: 'Webhook', events: 'Events brought in', 'legal-hold': 'Legal hold', source: 'Source written up', repermission: 'Asked before the term', form: 'Form audit', 'identity-key': 'Key of addresses changed', widened: 'No covers another address', restored: 'Restored from a backup', related: 'What hung on them treated',
  } as Readonly<Record<string, string>>,
  apiKey: (id: string) => `API key ${id}`,
  actors: { lawbase: 'Lawbase', 'nightly run': 'nightly run', 'the person': 'the person', 'a visitor': 'a visitor', 'first pull': 'first read', 'mystery shopper': 'mystery shopper', 'command line': 'command line', journal: 'the journal' } as Readonly<Record<string, string>>,
}
