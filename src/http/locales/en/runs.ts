import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const runs = {
  title: 'Runs', runTitle: (when: string) => `Run of ${when}`,
  none: 'No run yet. A run reads every system, compares opt-outs, decides and plans. The first one writes nothing.',
  last: (count: number) => `${some(count, 'run', 'runs')}, newest first. Next one by itself: `,
  start: 'Run now', startHint: 'Running it again is harmless.', running: 'A run is going on',
  columns: { started: 'Started', by: 'Started by', mode: 'Reads', state: 'State', records: 'Records read', changed: 'Verdicts changed', planned: 'Planned for removal', took: 'Took' },
  modes: { full: 'everything', changes: 'changes' },
  nightly: 'Lawbase, by schedule',
  inProgress: (step: string) => `Now: ${step}`,
  safe: 'You can close this page: the run goes on.',
  nothingWritten: '0 written: no right to write is granted.',
  progress: (done: string, total: string) => `${done} of about ${total}`,
  doneOnly: (done: string) => `${done} so far`,
  starting: 'starting',
  stepStates: { pending: 'To come', running: 'Running', done: 'Done', failed: 'Failed', skipped: 'Skipped' },
  retry: (when: string) => `Next try ${when}`,
  details: {
    pull: (changed: number, found: number, drifted: number) => `${n(changed)} changed, ${n(found)} noes found, ${n(drifted)} to block`,
    match: (matched: number) => `${some(matched, 'person stands', 'people stand')} in more than one system`,
    compare: (drifted: number) => `${some(drifted, 'record shows', 'records show')} open where a no stands`,
    decide: (changed: number) => `${some(changed, 'verdict', 'verdicts')} changed`,
    tag: (readBack: number, refused: number) => `${n(readBack)} read back, ${n(refused)} refused`,
    tagSkipped: 'the right “tag” is not granted',
    plan: 'people past the term, after the guards',
    forget: 'copies, uploads and proofs past their term; see the register',
    report: 'figures counted',
  },
  report: {
    title: 'Report', contacts: 'Contacts', records: 'Records', matched: 'People in more than one system', verdicts: 'Verdicts', found: 'Noes found in systems', blockedAgain: 'Blocked again or first time',
    changed: 'Verdicts that changed', tagged: 'Tags written and read back', planned: 'Planned for removal', failures: 'Failures', ofContacts: (count: string) => `of ${count} contacts`,
  },
  steps: 'Steps', finished: (duration: string) => `Done in ${duration}`, failedTitle: 'Some steps failed',
  again: 'Run again',
  refused: 'A run is going on already: here it is.',
}
