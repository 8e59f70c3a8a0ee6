import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

/** A list that is checked before it is imported. */
export const screening = {
  title: 'Screening', context: 'May I import this file? Each row is compared with the opt-outs, the rules and your contacts. Nothing is imported.',
  choose: 'File to check', hint: 'CSV or XLSX, up to 200 MB and 500,000 rows. Kept encrypted for 7 days, then only figures and the digest stay.', next: 'Read the file', cancel: 'Cancel',
  past: 'Checked files', none: 'No file checked yet. Up to 500,000 rows, nothing is imported.', file: 'File', day: 'Checked', by: 'By', source: 'Source', rows: 'Rows', allowed: 'Allowed', refused: 'Refused', state: 'State', states: { running: 'Being checked', done: 'Checked', failed: 'Could not be checked' }, erased: 'rows erased', commandLine: 'from the command line', noSource: 'none declared', digest: 'SHA-256',
  deliveries: 'Deliveries of brokers', noDelivery: 'No delivery of a broker was checked yet.', broker: 'Broker', reference: 'Delivery', obtained: 'Obtained',
  mapTitle: (name: string): string => `What is this list? ${name}`, mapContext: 'First say which column holds what, then where the list comes from. Anything not stated is unknown, and unknown is treated strictly.',
  columnsTitle: 'Which column holds what?', listTitle: 'What is the list?', bySelf: 'What the rows themselves state also counts.',
  columns: { email: 'E-mail address', phone: 'Phone number', mobile: 'Mobile number', firstName: 'First name', lastName: 'Last name', fullName: 'Whole name', company: 'Company', jobTitle: 'Job title', country: 'Country', legalForm: 'Legal form', headcount: 'Employees', sourceKind: 'Kind of source', sourceName: 'Name of the source', broker: 'Broker', obtainedOn: 'Obtained on', optOut: 'Opted out', doNotCall: 'Opted out of calls' },
  ask: {
    channel: 'Channel', offer: 'Offer', country: 'Country of rows without one', noCountry: 'Not known', sourceKind: 'Where does the list come from?', noKind: 'Unknown', sourceName: 'Exact name of the source', sourceNameHint: 'As people are informed: the broker’s legal name, the trade show, the site. A broker is accepted only when no required check is missing in the register.', obtainedOn: 'Obtained on', obtainedOnHint: 'Day on which you got the data.',
    delivery: 'Delivery recorded for a broker', deliveryHint: 'It gives the broker, the day and the reference.', noDelivery: 'None', visibility: 'Who could see the data?', visibilityHint: 'For what was looked up or collected online.', visibilities: { public: 'Everyone', restricted: 'Only some' }, notAsked: 'Not known',
    noticeShown: 'These people saw the notice where they gave their data', broker: 'Connection of the broker', noBroker: 'None', reference: 'Reference of the delivery',
  },
  askTab: 'The list', resultTab: 'Result',
  go: 'Check the list', running: 'The rows are being checked. You can close this page: it continues, and the result stays for 7 days.', bar: 'Checked rows', refresh: 'Refresh',
  resultTitle: (allowed: number): string => `${some(allowed, 'row', 'rows')} may be imported`, resultContext: (rows: number, name: string): string => `of ${some(rows, 'row', 'rows')}${name === '' ? '' : ` in ${name}`}`, until: (day: string): string => `Rows are erased on ${day}; counts and digest stay.`, gone: (day: string): string => `The rows were erased on ${day}. Counts and digest stay.`,
  withNotice: 'With the notice', withNoticeMore: 'in the very first message', known: 'Already in the database', knownMore: 'allowed or not', doubled: 'Duplicates', doubledMore: 'the first row counts', unreadable: 'Unreadable', unreadableMore: 'not compared with the opt-outs',
  verdictsTitle: 'Verdicts', rulesTitle: 'Why rows were refused', why: 'Why', share: 'Share', allAllowed: 'No row was refused.', duplicate: 'Same address as an earlier row', unreadableRule: 'Row that cannot be read',
  faultsTitle: 'Rows that cannot be read', faultsShown: (shown: number, total: number): string => `${n(shown)} of ${n(total)}; all of them are in the refused file`, row: 'Row', fault: 'Fault',
  downloadAllowed: 'Allowed rows', downloadRefused: 'Refused rows', another: 'Check another file', failedTitle: 'The file could not be checked', late: 'It was not checked within 7 days.',
  faultOf: (field: string, text: string): string => `${field} ${text}`,
  errors: {
    required: 'Choose a file.', heading: 'Row 1 has no heading that looks like an e-mail or phone. Delete everything above the headings and check the file again, or choose the column.', twice: 'The same column is used for two things.', often: (time: string): string => `The limit of ten files an hour is reached. Try again at ${time}.`,
    ask: { choice: 'Choose one of the list.', offer: 'Choose one of the list.', country: 'Choose one of the list.', kind: 'Say what kind of source this is.', name: 'A source of this kind needs its exact name.', day: 'Give the day: without it the retention period cannot be calculated.', future: 'This day is in the future.', unregistered: 'This broker is not in the register: add it on the page Brokers, with its checks, before using any of its data.', musts: (points: string): string => `Checks missing for this broker: ${points}. Complete them on the page Brokers before using any of its data.`, review: 'This broker was not reviewed for a year. Confirm on the page Brokers that its checks still hold.', contract: 'The register has no contract with this broker for that day.' },
    file: {
      empty: 'The file holds no row.', bytes: 'The file is larger than 200 MB. Split it.', rows: 'The file holds more than 500,000 rows. Split it.', columns: 'The file has more than 100 columns. Keep those that are needed.', unpacks: 'The file unpacks to more than 2 GB. Save it as CSV.',
      formula: (where: string): string => `Cell ${where} holds a formula. Paste the values instead, or save the file as CSV.`, sheets: (where: string): string => `Several sheets hold rows (${where}). Keep the one with the list in the file, or save it as CSV.`, old: 'This is an old or encrypted Excel file. Save it as XLSX without a password, or as CSV.', hard: 'The file takes too long to read. Save it as CSV, or split it.', unreadable: (where: string): string => `The file cannot be read as CSV or XLSX${where === '' ? '' : ` (row ${where})`}. Save it as CSV in UTF-8.`,
    },
  },
}
