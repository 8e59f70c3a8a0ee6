/**
 * The page `/q/:slug` and its mails. `{count}`, `{seconds}` are filled in by the page's script; `{url}`, `{stop}` when
 * a mail is sent.
 */
export const questionnaire = {
  labels: { firstName: 'First name', lastName: 'Last name', company: 'Company', jobTitle: 'Job title', country: 'Country', email: 'E-mail address', phone: 'Phone number' },
  required: 'required', phoneHint: (country: string) => `With + and the country code, or a number of ${country}.`,
  you: 'About you', agree: 'What you agree to', agreeMore: 'Tick nothing if you want nothing: you get your answer all the same.',
  notice: 'What we do with your data', policy: 'Privacy policy',
  signature: 'Your signature', signatureMore: 'Only needed if you ticked something. Draw it with a finger, a pen or the mouse, or type your name.', draw: 'Field to draw your signature in', clear: 'Clear the drawing', typed: 'Or type your name',
  send: 'Send', sending: 'Sending…',
  summary: 'Please look again at:',
  faults: {
    missing: (label: string) => `${label}: please fill this in.`, email: 'This address is not complete. Example: anne.roy@acme.example.test', phone: 'This number cannot be read. Write it with + and the country code.',
    'phone-for-box': 'You ticked calls or text messages: give the number, or untick the checkbox.', 'too-long': 'At most 120 characters.', signature: 'You ticked something: please sign, by drawing or by typing your name.', version: 'This page is too old. Check your answers and send them again.',
  },
  thanks: 'Thank you', recorded: 'Your answer is recorded.', tells: 'A mail is on its way to you. It says what you agreed to and how to withdraw it with one click.', asks: 'A mail is on its way to you. Your choices count once you press the button in it.',
  later: 'What you ticked does not count yet: it takes a confirmation by mail, and no mail can be sent now. It is sent once that is possible; after 30 days without your confirmation your choices lapse.', never: 'What you ticked does not count: it takes a confirmation by mail, and no further mail is sent to this address today. Send the form again tomorrow.',
  kept: 'Your answer is kept on this device. It is sent by itself as soon as the network is back.', next: 'Next answer',
  waiting: { one: 'Kept on this device: {count} answer is waiting for the network.', other: 'Kept on this device: {count} answers are waiting for the network.' },
  refused: { one: '{count} answer could not be accepted.', other: '{count} answers could not be accepted.' }, correct: 'Correct it',
  noStore: 'This browser cannot keep answers. Leave this page open until the network is back.',
  idle: 'Is someone still here? What was typed is cleared in {seconds} s.', stay: 'Keep it',
  closedTitle: 'This form is closed', closed: 'Answers that were given before still arrive.', unknownTitle: 'There is no form here', unknown: 'Check the address, or scan the code again.', wait: 'Too many answers from this connection. Send it again in a minute: nothing you typed is lost.',
  preview: 'Preview: nothing is sent.',
  mail: {
    subject: (company: string) => `${company}: what you agreed to`, subjectAsks: (company: string) => `${company}: confirm what you agreed to`,
    opening: (company: string, event: string, when: string) => `On ${when} you filled in a form of ${company} (${event}).`,
    agreed: 'You agreed to:', confirm: (until: string) => `It counts once you confirm it. Open this page and press its button before ${until}:`, notYou: 'If it was not you, do nothing: no consent is given.',
    closed: (contact: string) => `You had asked us to stop, so this does not start again by itself. Write to us if you want it to (${contact}):`,
    withdraw: 'To withdraw all of it, now or later, with one click:', signed: (company: string, contact: string, policy: string) => `${company}, ${contact}\nPrivacy policy: ${policy}`,
  },
  confirm: { title: 'Confirm what you agreed to', more: (company: string, when: string) => `On ${when} you agreed to the following with ${company}. It counts once you press the button.`, button: 'I confirm', other: 'If it was not you, close this page: no consent is given.', done: 'Confirmed. You can withdraw it at any time.' },
}
