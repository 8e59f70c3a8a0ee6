import { wordsOf } from '../words.ts'

const { some } = wordsOf('en-GB')

/** The form for opt-outs that came by phone, by post or face to face. */
export const byHand = {
  title: 'Record an opt-out', tab: 'New', context: 'For a call, a letter, or a request made in person. Recorded here at once, then sent to every system.', open: 'Record an opt-out',
  who: 'Who opted out?', whoHint: 'A name, a company, an e-mail address or a phone number.', found: (count: number): string => (count === 0 ? 'Nobody found' : `${some(count, 'person', 'people')} found`), notInBase: (text: string): string => `Not in the database: record for “${text}”`, noPhone: 'no phone', choose: 'Choose one', askFailed: 'No answer came. Check the connection and try again. If you were signed out, reload the page.',
  country: 'Country of a number without a prefix', noCountry: 'None',
  how: 'How did it reach you?', doors: { phone: 'Phone', post: 'Post', spoken: 'In person', mailbox: 'E-mail', other: 'Other' },
  receivedOn: 'Received on', receivedHint: 'Today is filled in. Type -1 for yesterday.', words: 'Their words', optional: 'optional', wordsHint: 'No health details, opinions or insults: the person can read it.',
  what: 'What should stop?', everything: 'Everything, everywhere', everythingHint: 'All channels, brands and kinds of message. Use this unless the person chose less.', some: 'Only some channels',
  file: 'Attach a scan or note', kept: (name: string): string => `Attached: ${name}`,
  record: 'Record opt-out', cancel: 'Cancel', final: 'We cannot undo this: only the person can lift it.',
  person: {
    title: (name: string): string => `What will happen for ${name}`, titleOutside: 'What will happen', outside: 'Not in the database', look: 'Show who is meant', see: 'what will happen', noSystem: 'in no connected system',
    company: 'Company', address: 'E-mail', noAddress: 'no address', phone: 'Phone', reveal: 'Show address and phone', revealed: (time: string): string => `Seen by you at ${time}, in the audit log.`,
    here: 'Lawbase', hereMore: (scope: string): string => `On the suppression list: ${scope}.`, atOnce: 'At once', sentAtOnce: 'Sent at once', willBeNotified: 'Will be notified', willWait: 'Will wait',
    records: (count: number): string => `${some(count, 'record', 'records')} there.`, absent: 'No record there: blocked as soon as one appears.', nowhere: 'No connected system holds this identity. Whatever record of it appears later is blocked.',
    enforced: (scope: string): string => `Blocked by its own opt-out: ${scope}.`, marked: (scope: string, label: string): string => `Only marked in our field, which ${label} does not enforce: ${scope}.`, unblocked: (scope: string): string => `No block there for: ${scope}.`,
    readBack: 'Verified by reading the record there.', confirmed: 'It can only confirm: its own state cannot be read.', asked: 'It sold or rented this address. It can only confirm: its own state cannot be read.',
    waits: { notGranted: 'The right to block is not granted: the person stays contactable there until an admin grants it.', reauthorise: 'It no longer accepts our access: the opt-out waits until an admin reauthorises it.', paused: 'The connection is paused: the opt-out waits.' },
  },
  keys: 'Keyboard shortcuts', keyList: [['↑ ↓', 'choose the person, Enter to select'], ['1 – 5', 'how it reached you'], ['Ctrl Enter', 'record'], ['P', 'prints the receipt, N starts the next one']] as readonly (readonly [string, string])[],
  done: (number: string, at: string): string => `Recorded at ${at}, number ${number}.`, next: 'Next one', files: 'Files of evidence', wordsNoted: 'Words recorded',
  earlier: (at: string, number: string): string => `Already recorded at ${at}, number ${number}. Add this as a second proof?`, second: 'Add as a second proof', see: 'See the first one',
  errors: {
    required: 'Say who opted out: an address, a phone number or a name.', email: (text: string): string => `“${text}” is not a complete address. Example: anne.roy@acme.example.test`, phone: 'Add the country: +33 6 39 98 12 34 or choose France.', nobody: 'No one with that name is in the database. Give an address or a phone number to record it anyway.',
    several: (count: number): string => `${some(count, 'person matches', 'people match')}. Choose one, or record for the address only.`, channels: 'Choose at least one channel, or “Everything, everywhere”.',
    door: 'Choose how it reached you.', words: 'At most 500 characters.',
  },
}
