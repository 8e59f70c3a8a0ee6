import { wordsOf } from '../words.ts'

const { some } = wordsOf('en-GB')

export const brokers = {
  ack: {
    title: 'Objections to apply', asked: (company: string, when: string) => `${company} sent you these objections on ${when}.`, reference: (number: string) => `Reference ${number}`,
    count: (count: number) => `${some(count, 'person asks', 'people ask')} not to be prospected with data that came from you. Say for each line what you did; you can come back and change it at any time.`,
    show: 'Show the people', showMore: 'Addresses are hidden until you ask for them. We note that they were shown.', shown: 'The addresses are shown below. Use them for these objections only.', address: 'Addresses', noAddress: 'We hold no address of this person any more.',
    withdrawn: 'No longer needed: there is nothing to do for this line.', objected: (when: string) => `Objection of ${when}`,
    line: (reference: string) => `Line ${reference}`, answer: 'What you did', hidden: 'hidden',
    answers: { acknowledged: 'Received, we will do it', applied: 'Done: this person is blocked with us', absent: 'Not found: we do not hold this person', refused: 'We cannot' },
    reason: 'Reason, if you cannot', name: 'Name of the person who answers', nameHint: 'Kept as proof of who answered.', send: 'Send the answers',
    faults: 'This cannot be sent yet:', noName: 'Enter the name of the person who answers.', noReason: (reference: string) => `Line ${reference}: say why you cannot.`, nothing: 'Choose an answer for at least one line.',
    thanks: 'Thank you: your answers are recorded', thanksMore: 'This is a copy of what was recorded. Keep the link of our mail to change or complete it; it has no end date.', by: (name: string, when: string) => `${name}, ${when}`, open: 'No answer yet', back: 'Back to the lines',
    unknown: 'This link is not known', unknownMore: 'Copy it whole from our mail, or answer that mail.', state: 'Recorded answer',
  },
}
