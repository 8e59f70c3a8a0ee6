import { wordsOf } from '../words.ts'

const { some } = wordsOf('en-GB')

export const brokers = {
  ack: {
    title: 'Objections to apply', asked: (company: string, when: string) => `${company} sent you these objections on ${when}.`, reference: (number: string) => `Reference ${number}`,
    count: (count: number) => `${some(count, 'person asks', 'people ask')} not to be prospected with data that came from you. Say for each line what you did; you can come back and change it at any time.`,
    show: 'Show the people', showMore: 'Addresses are hidden until you ask for them. We record that they were shown.', shown: 'The addresses are shown below. Use them for these objections only.', address: 'Addresses', noAddress: 'We hold no address of this person any more.',
    withdrawn: 'No longer needed: there is nothing to do for this line.', objected: (when: string) => `Objection of ${when}`,
    line: (reference: string) => `Line ${reference}`, answer: 'What you did', hidden: 'hidden',
    answers: { acknowledged: 'Received, we will do it', applied: 'Done: this person is blocked with us', absent: 'Not found: we do not hold this person', refused: 'We cannot' },
    reason: 'Reason, if you cannot', name: 'Name of the person who answers', nameHint: 'Kept as proof of who answered.', send: 'Send the answers',
    faults: 'This cannot be sent yet:', noName: 'Enter the name of the person who answers.', noReason: (reference: string) => `Line ${reference}: say why you cannot.`, nothing: 'Choose an answer for at least one line.',
    thanks: 'Thank you: your answers are recorded', thanksMore: 'This is a copy of what was recorded. Keep the link of our mail to change or complete it; it does not expire.', by: (name: string, when: string) => `${name}, ${when}`, open: 'No answer yet', back: 'Back to the lines',
    unknown: 'This link is not known', unknownMore: 'Copy it whole from our mail, or answer that mail.', state: 'Recorded answer',
  },
  tasks: {
    tab: 'Tasks', title: (count: number) => `${some(count, 'broker task', 'broker tasks')} to do`, none: 'No open tasks', context: 'Opt-outs that only a person can pass on to a broker, and brokers that did not answer in time.', open: 'Open tasks', done: 'Recently closed',
    columns: { task: 'Task', broker: 'Broker', people: 'People', state: 'State', due: 'Due or closed' }, kinds: { act: 'Notify the broker', chase: 'Chase the broker' }, late: 'Late', waits: 'To do',
    outcomes: { acknowledged: 'Done', applied: 'Confirmed by the broker', absent: 'Not found there', refused: 'Could not be done', answered: 'Not needed any more' },
    one: (kind: string, label: string) => `${kind}: ${label}`, endedContext: 'Only a person could pass this opt-out on to the broker.', actContext: 'Nothing has been sent yet: only you can pass this opt-out on to the broker.', chaseContext: (when: string) => `Sent on ${when}; no answer in the agreed time.`,
    what: 'What to do', chaseHow: 'Ask the broker by phone or mail what it did with the references below. Enter what it says here; if it answers on its page meanwhile, this task closes by itself.', who: 'For whom', show: 'Show the addresses', reference: 'Reference', addresses: 'Addresses', hidden: 'hidden', noAddress: 'no address is known any more', objected: 'Objection of', contact: 'person',
    end: 'Outcome', answer: 'Result', note: 'Note', noteHint: 'What was done or said, by whom at the broker, and when.', evidence: 'Evidence', evidenceNeeded: 'A screenshot or a letter, needed when it is done.', send: 'Close the task',
    actAnswers: { acknowledged: 'Done: the broker has it', absent: 'Not found: it does not hold this person', refused: 'It could not be done' }, chaseAnswers: { acknowledged: 'It has them and will do it', applied: 'It states that it is done', absent: 'It holds none of them', refused: 'It cannot' },
    ended: 'Closed', bySystem: 'automatically', download: 'Download the evidence',
    errors: { answer: 'Choose the outcome.', note: 'Say in a few words what was done.', evidence: 'Attach a file that shows what was done.', done: 'Someone else has closed this task.', unknown: 'There is no such task.' },
    held: (label: string) => `A complete file for ${label} is on hold`, heldMore: (rows: string, before: string) => `It would have ${rows} rows, the last one had ${before}: anyone missing could be contacted again by this broker. Release it only if you know why it shrank.`, releaseFile: 'Release the file',
    need: (open: number, late: number) => `${some(open, 'task', 'tasks')} for brokers${late === 0 ? '' : `, ${some(late, 'of them late', 'of them late')}`}`, needMore: 'These opt-outs wait until someone acts.', needAct: 'See the tasks',
  },
}
