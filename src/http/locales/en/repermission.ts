import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const repermission = {
  tab: 'Re-permission', title: (on: boolean, people: number) => (on ? `${some(people, 'person is', 'people are')} to be asked today` : `Re-permission is off: ${some(people, 'person', 'people')} could be asked today`),
  context: 'Once, 30 to 60 days before the retention period ends, Lawbase can ask people if they still want to hear from you. Only people who may be mailed that day are asked; without an answer they are removed as planned. Never in Italy, the Netherlands and Austria, where the question itself is unlawful.',
  open: 'Re-permission', see: 'Who, and what they read', saved: 'Saved as a new version of the settings.',
  on: 'People are asked once, 30 to 60 days before they would be removed.', off: 'No one is asked before removal.', nextOn: (day: string) => `The next person comes close to the end of their retention period on ${day}.`,
  tiles: { today: 'To be asked today', todayMore: 'period ends in 30 to 60 days', waitingMore: (count: number) => `${n(count)} waiting for their turn`, next: 'Next', nextMore: 'next person to be asked', none: 'no one', noneMore: 'within a month', asked: 'Asked in 12 months', yes: 'Said yes', yesMore: (count: number) => (count === 0 ? 'their retention period starts again' : `${n(count)} still to confirm by mail`), no: 'Opted out', noMore: 'applied everywhere' },
  results: { title: 'Answers in 12 months', waiting: 'Waiting to be asked', asked: 'Asked', yes: 'Yes', toConfirm: 'Yes, not yet confirmed', no: 'No', bounced: 'Bounced', unanswered: 'No answer', refused: 'Not accepted by the server or the CRM', unclear: 'Unclear: maybe sent, not sent again', failure: 'It says' },
  who: { title: 'Who would be asked today', more: (shown: number, people: number) => `${n(shown)} of ${n(people)}.`, person: 'Person', term: 'Keep until', language: 'Language', none: 'No one today.', notThere: (count: number) => `${some(count, 'person more is', 'people more are')} not in the chosen CRM and cannot be asked there.` },
  not: {
    title: 'Period ends in 30 to 60 days, not asked', why: 'Why', people: 'People', none: 'No one else is close to the end of their retention period.',
    reasons: {
      'too-late': 'less than 30 days are left', 'too-early': 'more than 60 days are left', asked: 'asked already, or waiting to be', objected: 'opted out', country: 'Italy, Netherlands, Austria, or country unknown', notice: 'the notice bounced', 'legal-hold': 'legal hold', pending: 'a message from them was not read yet', customer: 'customer or open deal', held: 'on hold', 'in-plan': 'in a removal plan',
      blind: 'last activity unknown: a system or tool cannot be read', assumed: 'start only assumed, so never removed', maybe: 'another contact has the same address', address: 'no address of their own', undeliverable: 'mail bounces', 'not-allowed': 'may not be mailed today', language: 'no text in a language they read',
    },
  },
  text: {
    title: 'What they read', more: 'Neutral, and nothing else in it. The page has two buttons of the same size; opening it changes nothing.', sentence: 'Agreed to by “yes”', points: 'What it must say', found: 'stated', missing: 'missing', noCompany: 'Name your company in the settings first: the question must say who asks.',
    names: { controller: 'who asks', answer: 'where to answer', term: 'what happens without an answer, and when', contact: 'how to reach you', privacy: 'your privacy policy', stop: 'that a “no” stops everything', yesController: 'who writes after a “yes”', channel: 'by which channel', withdraw: 'that a “yes” can be withdrawn' } as Readonly<Record<string, string>>,
    crm: 'In a template of your CRM', crmMore: 'Use the same words. Use these fields for the link and the day.', link: 'Link to yes and no', languages: { fr: 'French', en: 'English', de: 'German', es: 'Spanish', it: 'Italian', nl: 'Dutch' },
  },
  form: {
    title: 'How people are asked', way: 'Ask', off: 'No', mail: 'Yes, by our own mail server', field: (label: string) => `Yes, through fields of ${label}`, wayHint: 'Through a CRM, Lawbase writes a day and a link on each person; your list or campaign mails everyone with a day. That link may be forwarded, so a yes counts after a second mail.',
    perHour: 'At most, per hour', perHourHint: 'Between 1 and 10,000.', save: 'Save', noServer: 'Set SMTP_URL and PUBLIC_URL first: people answer on a page, and some confirm by mail.',
    errors: { perHour: 'Between 1 and 10,000.', changed: 'The text changed since you saw it. Read it again, then save.', noServer: 'People cannot be asked yet: SMTP_URL, PUBLIC_URL or the company is missing.', notReady: 'This CRM lacks the right to tag, or the two fields. Grant it on the page of the connection.', unknown: 'Choose one of these.' },
  },
}
