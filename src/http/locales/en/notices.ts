import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const notices = {
  title: 'Notices', texts: 'Other texts: forms, privacy page, assessments, answers', context: 'People whose data came from someone else must be informed within a month, at the latest in the first message.', saved: (version: number) => `Saved as version ${n(version)}.`,
  tiles: { due: 'Due', dueMore: 'within a month', soon: 'Due in 5 days', overdue: 'Overdue', overdueMore: 'not contacted before a decision', failed: 'Bounced', failedMore: 'invalid address, no more e-mail' },
  days: 'When they fall due', daysLabel: (total: number) => `${some(total, 'notice falls', 'notices fall')} due in the next 31 days`, day: 'Day', people: 'People', table: 'As a table', none: 'No one has to be informed in the next 31 days.',
  text: 'The text', version: (version: number, who: string, when: string) => `Version ${n(version)} by ${who}, ${when}.`, noVersion: 'No text yet: without one no one can be informed.', languages: { fr: 'French', en: 'English', de: 'German', es: 'Spanish', it: 'Italian', nl: 'Dutch' }, complete: 'complete', open: 'points missing', fields: 'Fields', fieldsMore: 'Written as {source}; it is replaced by the exact source of each person.',
  languagesMore: 'Only the languages of people in the database, by their own language or else their country. A text in another language does not count for them.', readers: (language: string, people: number) => `${language} (${some(people, 'person', 'people')})`, noTemplate: (languages: string) => `No template and no check here for: ${languages}. Write and send that text yourself.`,
  unknownLanguage: (people: number) => `The language of ${some(people, 'person is', 'people are')} not known: give their country.`, neededFor: (people: number) => (people === 0 ? 'for no one known' : `for ${some(people, 'person', 'people')}`), notWritten: 'not written', wanted: 'Complete what is in [[double brackets]]: here, or for all texts in the register and the settings.', template: 'Start from the template', templateAgain: 'Replace with the template', others: 'Other languages', othersMore: 'No one in the database is known to read them. Choosing one opens it with the template.',
  gap: 'to complete', gapsLeft: (names: string) => `Still to complete: ${names}.`, toSay: (count: number) => `${some(count, 'point', 'points')} to say`, nothingMissing: 'Nothing is missing.', foundCount: (count: number) => some(count, 'point found', 'points found'), save: 'Save as a new version', optional: 'Leave a language empty if no one needs it.',
  checklist: 'What it must say', found: 'found', missing: 'missing',
  points: {
    controller: ['Who you are', 'Name your company, or write {controller}.'], contact: ['How to reach you', 'Give an e-mail address, or write {contact}.'], dpo: ['Your data protection officer', 'Give their contact: the register names one.'], portability: ['Right to portability', 'Say it, since the text rests on consent or a contract.'], compulsory: ['Whether answers are compulsory', 'Say which answers of the form are, and what follows without them.'], profiling: ['Profiling', 'Say what the profile or score is for, and what follows from it.'],
    purposes: ['Why you hold the data', 'Say what for: to offer what you sell.'], basis: ['On which legal basis', 'Name it: legitimate interest, or consent.'],
    interest: ['Which legitimate interest', 'Say it: our legitimate interest in …'], recipients: ['Who receives the data', 'Name recipients or their kinds: CRMs, mailing tool, brokers.'], transfers: ['Transfers outside the EU', 'Say whether there are any, and the safeguards.'],
    retention: ['How long', 'Say how long you keep the data, as a figure. “As long as necessary” is not accepted.'], access: ['Right of access', 'Say that people may access their data.'], rectification: ['Right to correct', 'Say that people may correct their data.'], erasure: ['Right to erase', 'Say that people may have them erased.'],
    restriction: ['Right to restrict', 'Say that people may restrict the use.'], objection: ['Right to object', 'Say that people may object, and how: {preferences}.'], withdrawal: ['Withdrawing the consent', 'Say that it can be withdrawn.'], complaint: ['Where to complain', 'Name the authority, such as the CNIL.'],
    categories: ['Which data', 'Name them: name, job title, e-mail address.'], source: ['The exact source', 'Write {source}: “public sources” is not enough.'], public: ['Publicly accessible or not', 'Say whether the source is public.'], privacyLink: ['The full notice', 'Link to it, or write {privacy}.'],
  },
  refused: 'refused', faults: {
    term: '“As long as necessary” is no period: give a figure.', partners: '“Our partners” names no one: say who, or write {source}.', publicSources: '“Public sources” names no source: say which one.', denied: 'A right of the person is denied: no notice can take it away.',
  } as Readonly<Record<string, string>>,
  unknownField: (names: string) => `These fields do not exist: ${names}.`, incomplete: (language: string, count: number) => `${language}: ${some(count, 'point is', 'points are')} missing.`, nothing: 'Write the text in one language at least.',
  block: { title: 'For the first message', more: 'Paste it into your templates. Lawbase fills in the fields with the tags.', copy: (label: string, language: string) => `${label}, ${language}`, none: 'Save a text first.', report: 'Your mailing tool then says which messages went out: POST /api/v1/notices.' },
  mail: {
    title: 'Who sends it', noServer: 'Lawbase can mail it once SMTP_URL and PUBLIC_URL are set. Until then your mailing tool or a CRM sends it.', waiting: 'Waiting to be mailed', sent: 'Mailed in 24 hours', failed: 'Refused in 24 hours', failure: 'Server’s answer', noText: 'Not mailed: no text in their language', noSource: 'Not mailed: source unknown', unknownLanguage: 'language unknown',
    by: 'Lawbase mails it', off: 'No', on: 'Yes, to everyone due', onHint: 'Plain text only, with the person’s own link and one-click header. Never to anyone who opted out.', perHour: 'At most, per hour', perHourHint: 'Between 1 and 10,000.', daysBefore: 'Days before the deadline', daysBeforeHint: 'Between 0 and 31. Overdue people are mailed first.',
    field: (label: string) => `A date field of ${label} says that it was sent`, fieldName: 'Exact name of the field', fieldHint: 'Filled by your workflow when the mail with the notice goes out. Empty = none. The system is read once more.', fieldLanguage: 'Language of that mail', save: 'Save', errors: { perHour: 'Between 1 and 10,000.', daysBefore: 'Between 0 and 31.' },
  },
  carriers: {
    title: 'Mails of your CRM that include it', more: 'Name a mail once the notice is part of it. From that day on, everyone it was sent to counts as informed; a bounced mail counts as never received. You are responsible for what the mail says: Lawbase sees that it was sent, not what it says.', none: 'Save a text first.', noSystem: 'Connect a CRM first.',
    mail: 'Mail', since: 'Includes it since', language: 'Language', version: 'Text', versionOf: (version: number) => `version ${n(version)}`, another: 'Another mail', remove: 'Clear the name to remove a mail.', seen: (people: number, day: string) => `Seen: ${some(people, 'person', 'people')}, last on ${day}.`, unseen: 'Not seen at any contact yet. Check the name if it was sent.',
    save: 'Save', saved: 'Saved. The systems are read once more.', errors: { mail: 'At most 150 characters.', twice: 'This mail is named twice.', since: 'Give the day on which the notice was added to it.', text: (version: number, language: string) => `Version ${n(version)} has no text in ${language}.` },
  },
  need: {
    overdue: (people: number) => `${some(people, 'person was', 'people were')} not informed in time where their data came from`, overdueMore: 'They are stopped until someone decides (art. 14).',
    failed: (people: number) => `${some(people, 'notice', 'notices')} came back undelivered`, act: 'See who',
  },
  everyone: {
    title: 'Everyone to inform', context: 'People whose data came from someone else, and people informed when they gave it: by when they must know, and whether a message of ours came before.', due: 'Last day', early: 'Written to before', earlyFilter: 'Written to before they were informed', yes: 'Yes', no: 'No', none: 'No one has to be informed.', all: 'See everyone',
    states: { NOT_REQUIRED: 'not required', GIVEN_AT_COLLECTION: 'informed when asked', DUE: 'due', SENT: 'informed', FAILED: 'bounced', OVERDUE: 'overdue', EXEMPT: 'exempt' },
  },
  list: { title: 'Not informed in time, or undelivered', more: (shown: number, total: number) => `${n(shown)} of ${n(total)}. Overdue notices stay in the log after they are fixed.`, person: 'Person', source: 'Source', due: 'Was due', state: 'State', overdue: 'Overdue', failed: 'Bounced', empty: 'No notice is overdue and none came back.' },
}
