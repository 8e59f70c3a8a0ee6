import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

/** A list of opt-outs that comes as a file. */
export const file = {
  title: 'Record a list of opt-outs', tab: 'List', open: 'Record a list', context: 'A CSV or XLSX with one opt-out per row. Nothing is recorded before you have said which column holds what.',
  choose: 'File', hint: 'CSV or XLSX, up to 10 MB and 10,000 rows. Kept encrypted for 7 days, then deleted.', next: 'Read the file', cancel: 'Cancel',
  mapTitle: (name: string): string => `Which column holds what? ${name}`, mapContext: (count: number): string => `${some(count, 'row', 'rows')}, the first five below.`,
  detected: (encoding: string, separator: string): string => `${encoding} with ${separator} was detected. Check the accents below.`, detectedXlsx: 'An Excel workbook: its sheet with rows is read.',
  encodings: { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', 'windows-1252': 'Windows-1252' }, separators: { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' },
  columns: { email: 'E-mail address', phone: 'Phone number', date: 'Received on', channel: 'Channel', reference: 'Reference' },
  columnHints: { email: 'Further columns such as “E-mail 2” or “Mobile” count too.', phone: '', date: 'Without a date: today.', channel: 'Without a channel, everything stops.', reference: 'Kept as evidence.' },
  chooseDate: 'Choose', noDate: 'Not in the file: date all of them today', absent: 'Not in the file', column: (index: number): string => `Column ${n(index)}`, country: 'Country of numbers without a prefix', noCountry: 'None: refuse those rows', sample: 'First rows of the file', sampleRow: 'Row',
  record: (count: number): string => `Record ${some(count, 'row', 'rows')}`, final: 'We cannot undo this: only the person can lift an opt-out.',
  recording: 'These rows are being recorded. You can close this page: it continues, and the result stays here for 7 days.', recordingBar: 'Recorded rows', refresh: 'Refresh',
  resultTitle: (done: number): string => `${some(done, 'opt-out', 'opt-outs')} recorded`, resultContext: (name: string): string => `${name}. Opening this page again records nothing.`,
  recorded: 'Recorded now', repeated: 'Recorded before', refused: 'Refused', of: (count: number): string => `of ${some(count, 'row', 'rows')}`, repeatedMore: 'same file or same person', refusedMore: 'nothing was recorded for them',
  report: 'Download the report of each row', refusedList: 'Refused rows', refusedShown: (shown: number, total: number): string => `${n(shown)} of ${n(total)}; all of them are in the report`, noneRefused: 'Every row was recorded.', another: 'Record another list', all: 'See all opt-outs',
  row: 'Row', status: 'Result', number: 'Number', reason: 'Reason', statuses: { recorded: 'recorded', repeated: 'recorded before', refused: 'refused' },
  faults: {
    address: 'is not a complete address', hidden: 'holds a character that cannot be seen', 'two-addresses': 'names two addresses', nobody: 'neither address nor number', number: 'is not a phone number', 'no-country': 'has no country', country: 'is not a country we know',
    future: 'is in the future', date: 'is not a date such as 25/11/2026', channel: 'names no channel', kind: 'names no declared kind', invalid: 'is too long or cannot be read', source: 'names no kind of source', cells: 'more cells than row 1', 'yes-or-no': 'says neither yes nor no', 'no-no': 'the row says that this person did not opt out',
  },
  errors: {
    dated: (names: string): string => `There are dates under ${names}. Choose the column with the day of the opt-out, or say that it is not in the file.`,
    required: 'Choose a file.', often: (time: string): string => `The limit of ten files an hour is reached. Nothing was recorded of this one. Try again at ${time}.`, heading: 'Row 1 has no heading that looks like an e-mail or phone. Delete everything above the headings and read the file again, or choose the column.', twice: 'The same column is used for two things.',
    empty: 'The file holds no row.', bytes: 'The file is larger than 10 MB. Split it.', rows: 'The file holds more than 10,000 rows. Split it.', columns: 'The file has more than 100 columns. Keep those that are needed.', unpacks: 'The file unpacks to more than 200 MB. Save it as CSV.',
    formula: (where: string): string => `Cell ${where} holds a formula. Paste the values instead, or save the file as CSV.`, sheets: (where: string): string => `Several sheets hold rows (${where}). Keep the one with the list in the file, or save it as CSV.`, old: 'This is an old or encrypted Excel file. Save it as XLSX without a password, or as CSV.', hard: 'The file takes too long to read. Save it as CSV, or split it.', unreadable: 'The file cannot be read as CSV or XLSX. Save it as CSV in UTF-8.',
  },
}
