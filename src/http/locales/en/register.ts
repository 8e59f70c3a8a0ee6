import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const register = {
  tab: 'Register', title: (lines: number, missing: number) => (missing === 0 ? `${some(lines, 'activity', 'activities')}, nothing missing` : `${some(missing, 'entry is', 'entries are')} missing in the register`),
  context: 'Record of processing activities (GDPR art. 30) of what Lawbase does here. Figures and recipients are those of today.', paperTitle: 'Record of processing activities', issued: (when: string) => `As of ${when}`, page: (now: number, of: number) => `${n(now)} of ${n(of)}`, pdf: 'Download PDF', csv: 'CSV', json: 'JSON', saved: 'Saved.',
  columns: { controller: 'Controller', dpo: 'Data protection officer', purpose: 'Purpose', basis: 'Legal basis', persons: 'People concerned', count: 'How many today', data: 'Data', sources: 'Origin', recipients: 'Recipients', transfers: 'Transfers outside the EEA', term: 'Kept for', security: 'Security', assessments: 'Assessments', missing: 'To complete' },
  sourceless: (people: number, on: string) => `without a known source: ${some(people, 'person', 'people')} (counted on ${on})`,
  notStated: (names: string) => `not stated for ${names}`, safeguardNotStated: 'safeguard not stated', toolsNotStated: 'other tools not stated', incomplete: (points: number) => `incomplete, ${some(points, 'entry', 'entries')} missing`,
  months: (count: number) => some(count, 'month', 'months'), none: 'none', noCount: 'not counted', people: (count: number) => n(count), complete: 'complete',
  missing: {
    controller: 'The company: give it in the settings.', dpo: 'The data protection officer, or that there is none.', assessment: 'A legitimate-interest assessment for each offer.', source: 'Where people come from: map the sources.', tools: 'Which other tools mail or call these people, even “none”: answer in the settings.', country: 'The country where each recipient keeps the data.', safeguard: 'What allows each transfer outside the EEA.', security: 'The company’s own security measures.',
  },
  form: {
    title: 'What only you can say', more: 'It also appears in the answer to anyone who asks what data you hold.', dpo: 'Data protection officer', dpoHint: 'Name and address; write “none” when there is none.', authority: 'Authority for complaints', security: 'Security measures of the company', securityHint: 'Those of Lawbase itself are added automatically.',
    recipient: 'Recipient', legalName: 'Company behind it', country: 'Country of the data', countryHint: 'Two letters, such as FR', safeguard: 'Safeguard when outside the EEA', safeguardHint: 'Such as: standard contractual clauses of 3 May 2026', noRecipient: 'No system is connected and no other tool is named.',
    errors: { dpo: 'At most 300 characters.', authority: 'Name the authority.', country: 'Two letters, such as FR or US.', text: 'At most 300 characters.', security: 'At most 2,000 characters.' },
  },
  kept: { title: 'What is kept, and how long', what: 'What', term: 'Kept for', last: 'Erased by the last run', days: (count: number) => some(count, 'day', 'days'), never: 'nothing yet', self: 'automatically, all day', restricted: (count: number) => `${n(count)} past it`, run: (when: string) => `Last run: ${when}.`, noRun: 'No run has ended yet.' },
  ownSecurity: 'Credentials and copies of messages encrypted (AES-256-GCM) under a key kept outside the database; addresses of objectors kept as keyed hashes; personal data masked on screen, each view logged; append-only log with a hash chain; roles; sign-in with argon2id; deletion by a nightly job.',
}
