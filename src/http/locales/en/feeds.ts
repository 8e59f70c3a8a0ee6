import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

export const feeds = {
  kind: 'opt-outs of a data vendor',
  choose: 'Opt-outs of a data vendor, by form',
  context: 'Opt-outs that people made at this vendor are recorded here and applied everywhere. Nothing is written there.',
  label: 'Exact name of the vendor', labelHint: 'As in the contract, and as in the source of your contacts.',
  title: (label: string) => `${label}: its opt-outs are received here`,
  titleFailing: (label: string) => `${label}: its opt-outs cannot be read`,
  titleByHand: (label: string) => `${label}: its list is imported by hand`,
  more: 'Whoever opted out there is opted out here and in every system. The vendor itself is not notified: connect it as a data broker for that.',
  card: 'How its opt-outs come', last: 'Last read', next: 'Next', never: 'not yet', soon: 'within the minute',
  every: (hours: number) => (hours === 1 ? 'every hour' : hours % 168 === 0 ? 'every week' : hours % 24 === 0 ? 'every day' : `every ${n(hours)} hours`),
  rhythm: 'Rhythm', recorded: 'Opt-outs recorded from it', listed: 'Ids in its list', listedKnown: (listed: number, known: number) => `${n(listed)}, of which ${n(known)} ${known === 1 ? 'is' : 'are'} kept here`,
  unknown: 'Opt-outs of people not identified', unknownMore: 'It named an id that is not kept here. Import the ids of your purchases.',
  missed: (count: number) => `${some(count, 'message', 'messages')} could not be received or read. Ask the vendor for its opt-outs since then and import them as a list.`,
  missedSince: (when: string) => `Since ${when}.`,
  answers: 'What it last said of people who came from it', answer: { 'opted-out': 'Opted out there', sold: 'Still held by it', absent: 'Not held by it', unclear: 'No usable answer' }, askedAt: (when: string) => `last asked ${when}`, none: 'Nobody was looked up yet.',
  columns: { answer: 'Answer', people: 'People', asked: 'Asked' },
  readNow: 'Read now',
  ids: 'Ids kept at the purchase', idsKept: (count: number) => (count === 0 ? 'None is kept yet: without them, an opt-out that names only an id cannot be matched.' : `${some(count, 'id is', 'ids are')} kept.`), idsAct: 'Keep these ids', idsDone: (kept: number, recorded: number) => `${some(kept, 'new id', 'new ids')} kept; ${some(recorded, 'opt-out', 'opt-outs')} recorded from what was received before.`,
  list: 'Import its list', listHint: 'A CSV or XLSX with the column email, and maybe channel and date, headed as in a list of opt-outs. Rows already recorded change nothing.', listAct: 'Record the opt-outs', listDone: (recorded: number, known: number) => `${some(recorded, 'opt-out', 'opt-outs')} recorded, ${n(known)} known before.`,
  imported: (when: string, by: string) => `Last imported on ${when} by ${by}.`, importedNever: 'Not imported yet.', rows: (rows: string) => `Not used, by number of the row: ${rows}.`,
  file: 'File', errors: { file: 'Choose a CSV or XLSX file.', ids: 'Row 1 must have the heading of the ids, as named above, and email.', email: 'Row 1 must have the heading email.', date: 'Rows hold dates under a heading that is not known: call the right column “date”, or remove it.' },
  needs: {
    failing: (label: string) => `Opt-outs made at ${label} are not received`, failingMore: 'People who opted out there since then may still be contacted. The page says what to do.',
    missed: (label: string, count: number) => `${label}: ${some(count, 'opt-out message was', 'opt-out messages were')} lost`, missedMore: 'It will not be sent again. Ask the vendor for its list and import it.',
    list: (label: string) => `Import the opt-out list of ${label}`, listMore: 'It has no interface that Lawbase could read.', act: 'Open the connection',
  },
  contact: (label: string, answer: string, said: string, when: string) => `${label}: ${answer} (“${said}”), asked on ${when}`,
  wayOut: 'Ends our access and erases the key. Opt-outs made there are no longer received; those already recorded stay.',
  heldAt: 'At data vendors',
}
