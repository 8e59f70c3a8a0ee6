import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const runs = {
  title: 'Runs', runTitle: (when: string) => `Run of ${when}`,
  none: 'No run yet. A run reads every system, compares opt-outs, decides and plans. The first one writes nothing.',
  upcoming: 'Next automatic run: ',
  start: 'Run now', running: 'A run is in progress',
  states: { running: 'running', done: 'done', failed: 'failed' }, columns: { started: 'Started', ended: 'Ended', by: 'Started by', mode: 'Reads', state: 'State', records: 'Records read', changed: 'Verdicts changed', planned: 'Planned for removal', took: 'Took' },
  modes: { full: 'everything', changes: 'changes' },
  nightly: 'Lawbase, by schedule',
  inProgress: (step: string) => `Now: ${step}`,
  safe: 'You can close this page: the run continues.',
  nothingWritten: '0 written: no right to write is granted.',
  progress: (done: string, total: string) => `${done} of about ${total}`,
  doneOnly: (done: string) => `${done} so far`,
  starting: 'starting',
  stepStates: { pending: 'To come', running: 'Running', done: 'Done', failed: 'Failed', skipped: 'Skipped' },
  retry: (when: string) => `Next try ${when}`,
  details: {
    pull: (changed: number, found: number, drifted: number) => `${n(changed)} changed, ${n(found)} opt-outs found, ${n(drifted)} to block`,
    match: (matched: number) => `${some(matched, 'person is', 'people are')} in more than one system`,
    compare: (drifted: number) => `${some(drifted, 'record is', 'records are')} contactable despite an opt-out`,
    decide: (changed: number) => `${some(changed, 'verdict', 'verdicts')} changed`,
    tag: (readBack: number, refused: number) => `${n(readBack)} verified, ${n(refused)} refused`,
    tagSkipped: 'the right “tag” is not granted',
    plan: 'people past the retention period, after the guards',
    forget: 'copies, uploads and proofs past their retention period; see the register',
    report: 'figures counted',
  },
  report: {
    title: 'Report', contacts: 'Contacts', records: 'Records', matched: 'People in more than one system', verdicts: 'Verdicts', found: 'Opt-outs found in systems', blockedAgain: 'Blocked again or for the first time',
    changed: 'Verdicts that changed', tagged: 'Tags written and verified', planned: 'Planned for removal', failures: 'Failures',
  },
  steps: 'Steps', finished: (duration: string) => `Done in ${duration}`, failedTitle: 'Some steps failed',
  doneRefused: (count: number) => `Done, ${n(count)} refused`,
  refusedTags: (count: number) => `Tags of ${some(count, 'record were', 'records were')} refused. They are tried again at the next run.`,
  refusalReasons: {
    'not-honoured': 'accepted, but not shown when read', validation: 'a rule of the system refuses the record', 'not-permitted': 'our user may not write the field or record', 'not-supported': 'the system has no such field', declined: 'the system declined', conflict: 'the record is locked, merged or a duplicate', 'unexpected-response': 'the system answered something unknown', 'bad-request': 'the system did not accept the values',
  },
  again: 'Run again',
  refused: 'A run is already in progress: here it is.',
}
