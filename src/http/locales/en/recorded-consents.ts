export const recordedConsents = {
  title: 'Consents', none: 'No consent is on record.', add: 'Record a consent', channels: 'For', words: 'Words', given: 'Given', proof: 'Proof',
  acts: { tick: 'ticked on our form', signature: 'signed on our form', button: 'pressed the button of our mail', paper: 'signed on paper', spoken: 'said' } as Readonly<Record<string, string>>,
  recordedBy: (who: string) => `recorded by ${who}`, file: 'Download', withdrawn: (day: string, by: string) => `withdrawn ${day} (${by})`, confirmed: (day: string) => `confirmed ${day}`,
  waiting: {
    sent: 'waiting for confirmation by mail', due: 'waiting for confirmation: the mail is about to be sent', failed: 'does not count: the confirming mail could not be sent', none: 'does not count: no mail asks for the confirmation (an opt-out was in force, or three mails went to the address that day)',
    noServer: (day: string) => `does not count: the confirming mail cannot be sent: no mail server is set (SMTP_URL and MAIL_FROM). It is sent once they are, until ${day}; then the consent lapses`,
    noPages: (day: string) => `does not count: the confirming mail cannot be sent: the address of people’s pages is not set (PUBLIC_URL). It is sent once it is, until ${day}; then the consent lapses`,
  },
  form: {
    title: 'Record a consent', context: 'What this person signed on paper, or said to someone of yours. It counts as much as its proof, and ends no opt-out.', back: 'Contact',
    way: 'How it was given', ways: { paper: 'on paper', spoken: 'said' }, wayHints: { paper: 'The scan is kept sealed and proves it.', spoken: 'What you write here is all there is to prove it.' }, channels: 'For which channels', givenOn: 'On', givenHint: 'The day on which it was given.', sureOfDay: 'The day is right, the year too', words: 'In which words', wordsHint: 'The sentence on the paper, or what was said. It must name your company and what will be sent.',
    heardBy: 'Who took it or heard it', heardHint: 'A name.', file: 'Scan', fileHint: 'Needed for paper. A PDF, a picture or a text of at most 10 MB.', save: 'Record it', stays: 'It stays as it is: a person withdraws it by any opt-out. In Germany, Austria and Switzerland, and where the country is unknown, it does not count: there the law wants a confirmation by mail, which only a questionnaire of yours asks for.',
    errors: { way: 'Choose how it was given.', channels: 'Choose at least one channel.', givenOn: 'Enter a day.', 'long-past': 'This day is longer ago than data of inactive people may be kept: with it, this person’s data may be due for removal. Correct the year, or tick below that it is right.', words: 'Write the words, in 10 to 1,000 signs.', heardBy: 'Name who took it or heard it.', evidence: 'Attach the scan: a blank form proves nothing.', 'no-address': 'No record holds an e-mail address: a consent is kept for one.', 'no-number': 'No record holds a number to call or to text.', 'opted-out': 'An opt-out is in force for one of these channels. Only the person can end it, on their own page.', 'no-file': 'Attach the scan: a blank form proves nothing.', 'no-company': 'Enter your company in the settings first.' },
  },
}
