import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const notices = {
  title: 'Notices', context: 'People whose data came from somebody else are told within a month, at the latest in the first message.', saved: (version: number) => `Saved as version ${n(version)}.`,
  tiles: { due: 'Due', dueMore: 'within a month', soon: 'Due in 5 days', overdue: 'Overdue', overdueMore: 'no message before a decision', failed: 'Came back', failedMore: 'no e-mail any more' },
  days: 'When they fall due', daysLabel: (total: number) => `${some(total, 'notice falls', 'notices fall')} due in the next 31 days`, day: 'Day', people: 'People', table: 'As a table', none: 'Nobody has to be informed in the next 31 days.',
  text: 'The text', version: (version: number, who: string, when: string) => `Version ${n(version)} by ${who}, ${when}.`, noVersion: 'No text yet: without one nobody can be informed.', languages: { fr: 'French', en: 'English', de: 'German', es: 'Spanish', it: 'Italian', nl: 'Dutch' }, complete: 'complete', open: 'points missing', fields: 'Fields', fieldsMore: 'Written as {source}; the exact origin of each person stands there.',
  languagesMore: (languages: string) => `Your people read ${languages}. A notice in another language does not count for them.`, save: 'Save as a new version', optional: 'Leave a language empty if nobody needs it.',
  checklist: 'What it must say', found: 'found', missing: 'missing',
  points: {
    controller: ['Who you are', 'Name your company, or write {controller}.'], contact: ['How to reach you', 'Give an e-mail address, or write {contact}.'], purposes: ['Why you hold the data', 'Say what for: to offer what you sell.'], basis: ['On which legal basis', 'Name it: legitimate interest, or consent.'],
    interest: ['Which legitimate interest', 'Say it: our legitimate interest in …'], recipients: ['Who receives the data', 'Name recipients or their kinds: CRMs, mailing tool, brokers.'], transfers: ['Transfers outside the EU', 'Say whether there are any, and the safeguards.'],
    retention: ['How long', 'Say how long you keep the data, as a figure. “As long as necessary” is not accepted.'], access: ['Right of access', 'Say that people may access their data.'], rectification: ['Right to correct', 'Say that people may correct their data.'], erasure: ['Right to erase', 'Say that people may have them erased.'],
    restriction: ['Right to restrict', 'Say that people may restrict the use.'], objection: ['Right to object', 'Say that people may object, and how: {preferences}.'], withdrawal: ['Withdrawing the consent', 'Say that it can be withdrawn.'], complaint: ['Where to complain', 'Name the authority, such as the CNIL.'],
    categories: ['Which data', 'Name them: name, job title, e-mail address.'], source: ['The exact source', 'Write {source}: “public sources” is not enough.'], public: ['Publicly accessible or not', 'Say whether the source is public.'], privacyLink: ['The full notice', 'Link to it, or write {privacy}.'],
  },
  unknownField: (names: string) => `These fields stand for nothing: ${names}.`, incomplete: (language: string, count: number) => `${language}: ${some(count, 'point is', 'points are')} missing.`, nothing: 'Write the text in one language at least.',
  block: { title: 'For the first message', more: 'Paste it into your templates. The fields are written by tags.', copy: (label: string, language: string) => `${label}, ${language}`, none: 'Save a text first.', report: 'Your mailing tool then says which messages went out: POST /api/v1/notices.' },
  mail: {
    title: 'Who sends it', noServer: 'Lawbase can mail it once SMTP_URL and PUBLIC_URL are set. Until then your mailing tool or a CRM sends it.', waiting: 'Waiting to be mailed', sent: 'Mailed in 24 hours', failed: 'Refused in 24 hours', failure: 'The server says', noText: 'Not mailed: no text in their language', noSource: 'Not mailed: source unknown', unknownLanguage: 'language unknown',
    by: 'Lawbase mails it', off: 'No', on: 'Yes, to whoever is due', onHint: 'Plain text and nothing else, with the person’s own link and one-click header. Never to whoever said no.', perHour: 'At most, per hour', perHourHint: 'Between 1 and 10,000.', daysBefore: 'Days before the term', daysBeforeHint: 'Between 0 and 31. Who is late is mailed first.',
    field: (label: string) => `A date field of ${label} says that it was sent`, fieldName: 'Exact name of the field', fieldHint: 'Filled by your workflow when the mail with the notice goes out. Empty = none. The system is read once more.', fieldLanguage: 'Language of that mail', save: 'Save', errors: { perHour: 'Between 1 and 10,000.', daysBefore: 'Between 0 and 31.' },
  },
  carriers: {
    title: 'Mails of your CRM that carry it', more: 'Name a mail once the block stands in it. From that day on, whoever it went to counts as informed; mail that comes back counts as never received. You answer for what the mail says: Lawbase sees that it went out, not what is in it.', none: 'Save a text first.', noSystem: 'Connect a CRM first.',
    mail: 'Mail', since: 'Carries it since', language: 'Language', version: 'Text', versionOf: (version: number) => `version ${n(version)}`, another: 'Another mail', remove: 'Empty the name to take a mail off.', seen: (people: number, day: string) => `Seen: ${some(people, 'person', 'people')}, last on ${day}.`, unseen: 'Seen at nobody yet. Check the name if it was sent.',
    save: 'Save', saved: 'Saved. The systems are read once more.', errors: { mail: 'At most 150 characters.', twice: 'This mail is named twice.', since: 'Give the day on which the block was put into it.', future: 'This day is still to come.', text: (version: number, language: string) => `Version ${n(version)} has no text in ${language}.` },
  },
  list: { title: 'Not informed in time', more: 'Overdue stays in the log after it is repaired.', person: 'Person', source: 'Source', due: 'Was due', state: 'State', overdue: 'Overdue', failed: 'Came back', empty: 'Everyone was informed in time.' },
}
