import { wordsOf } from '../words.ts'

const { some } = wordsOf('en-GB')

export const health = {
  title: 'Queue & health', well: 'All is well', worst: (first: string, more: number) => (more === 0 ? first : `${first}, and ${some(more, 'more fault', 'more faults')}`),
  context: (when: string) => `As of ${when}. The same figures as /metrics.`,
  faultsTitle: 'Faults, worst first', noFaults: 'No figure is over its limit.', toMend: 'What to do',
  columns: { system: 'System', open: 'Open', oldest: 'Oldest', due: 'Due', lag: 'Due for', used: 'Limit used', limited: '429s', median: 'Verified after', slow: '95% within', kind: 'Event', state: 'State', received: 'Received', process: 'Process', running: 'Runs for', memory: 'Memory', delay: 'Delay (99%)', busy: 'Connections', waiting: 'Waiting', queue: 'Queue', jobs: 'Waiting', active: 'Running', failed: 'Failed' },
  systems: 'Systems', systemsHint: 'Opt-outs that are not applied yet, and times of the last 24 hours', noSystems: 'No system is connected.', backfill: 'first reading',
  inbox: 'Inbox of webhooks', inboxNow: (count: number, oldest: string) => (count === 0 ? 'No event waits.' : `${some(count, 'event waits', 'events wait')}, the oldest for ${oldest}.`),
  refused: (count: string) => `${count} posts were refused or could not be read since the installation began.`,
  filters: { label: 'Events shown', all: 'all', new: 'waiting', done: 'read', ignored: 'ignored', duplicate: 'duplicate' },
  noEvents: 'No such event is stored. Events are kept for 30 days.', replay: 'Read again', replayOf: (kind: string, when: string) => `Read again: ${kind}, ${when}`, replayed: 'The record is read again as it is now. The new event is first in the list.', notReplayed: 'This event names no record of a connected system, so nothing can be read again.', again: 'read again', notConnected: 'account not connected',
  queues: 'Queue', queueNames: { objections: 'opt-outs', webhooks: 'webhooks', polls: 'reading', hygiene: 'runs' } as Readonly<Record<string, string>>, queueHint: 'No job is ever dead: what fails is tried again from its row, and what was refused is on Today.',
  processes: 'Processes', roles: { service: 'Worker', web: 'Pages', hygiene: 'Runs' } as Readonly<Record<string, string>>, noProcess: 'No process has reported in the last 30 seconds.',
  proofs: 'Proofs and backups', never: 'never', sealed: 'Audit log', sealedAll: 'sealed up to now', unsealed: (age: string) => `not sealed for ${age}`, journal: 'Journal', journalOff: 'off (LAWBASE_JOURNAL_DIR)', journalWhole: 'holds everything', journalBehind: (age: string) => `behind by ${age}`, backup: 'Last backup', readBack: 'Last backup fully checked', tested: 'Last restore tried', ago: (age: string) => `${age} ago`,
  faults: {
    'audit-unsealed': ['The audit log is not being sealed', 'A row changed meanwhile would not show.', 'Read the log of the service; it says why.'],
    'journal-behind': ['The journal is behind', 'A backup restored now would miss opt-outs.', 'Check that LAWBASE_JOURNAL_DIR is mounted and writable.'],
    'queue-away': ['The queue does not answer', 'Opt-outs are stored and sent when it is back.', 'Start it again, or check REDIS_URL.'],
    'no-worker': ['No worker runs', 'Opt-outs are recorded but not sent.', 'Start one: lawbase start --role worker'],
    'opt-out-late': ['An opt-out is not applied in time', 'The person can still be contacted there.', 'Open the connection: it says which and why.'],
    'access-lost': ['A connection must be authorised again', 'Opt-outs wait for it.', 'Open Connections and authorise it.'],
    'lane-lag': ['Due opt-outs are not taken', 'Workers are down, stuck or too few.', 'Look at the processes below; start another worker.'],
    'inbox-late': ['Received events wait', 'Opt-outs made in that system may be among them.', 'Look at the connection: it may be limited or not answer.'],
    'spool-waits': ['Requests of people wait on the disk', 'They are recorded once the database takes them.', 'Read the log of that process; it says why not.'],
    'opt-out-for-people': ['An opt-out has needed action for over a day', 'It was refused, or a right is missing.', 'Today says what to do.'],
    'run-failed': ['The last run failed', 'Tags, plans or retention may be behind.', 'Open the run: it says at which step.'],
    'no-run': ['No run ended well for two days', 'Tags, plans and retention are not updated.', 'Start a run, and look at the schedule in the settings.'],
    'run-long': ['A run has gone on for over eight hours', 'A system answers slowly, or its calls are used up.', 'Open the run: it shows the step.'],
    'budget-used': ['A system’s limit of calls is nearly used', 'Reading and runs wait so that opt-outs still pass.', 'See which other programs use the same limit.'],
    'pool-full': ['Work waits for database connections', 'Pages and jobs get slow.', 'Raise DATABASE_CONNECTIONS, or look for statements that hang.'],
    'event-loop': ['A process answers late', 'It has too little processor.', 'Give it more, or start another.'],
    'backup-old': ['No recent backup', 'What was lost since could not be restored.', 'Make one: lawbase backup FILE'],
    'restore-untested': ['No restore tried for a hundred days', 'No one knows whether a backup can be restored.', 'Restore one elsewhere, then: lawbase backup FILE --restored'],
  } as Readonly<Record<string, readonly [what: string, threat: string, fix: string]>>,
}
