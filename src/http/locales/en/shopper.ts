import { wordsOf } from '../words.ts'

const { some } = wordsOf('en-GB')

export const shopper = {
  title: 'Mystery shopper: how long a no takes', off: 'The mystery shopper is off: it says no on a schedule with a contact of its own, and measures how long each system takes.', switchOn: 'Switch it on',
  none: (when: string) => `No round yet. The first one starts ${when}.`, through: (door: string, when: string) => `Through “${door}”, ${when}`, next: (when: string) => `Next round ${when}.`, now: 'Run one now', under: 'A round is under way.',
  refused: 'No round was started: one is under way, or no ticked system is active with the right “suppress”.', counted: 'Its contact and its no are in no other figure.',
  system: 'System', took: 'From the no to read back', state: 'State', rounds: 'Last rounds', contact: 'Test contact', readBack: 'Read back', moving: 'Under way', late: (after: string) => `Not read back after ${after}`, missed: 'Not read back', notMade: 'Not made',
  steps: { planting: 'Making the contact', seeing: 'Waiting to see it', acting: 'Saying no', following: 'Waiting for the read-back', erasing: 'Deleting the contact', done: 'Done' },
  there: 'there, deleted at the end', deleted: 'deleted', kept: 'Still there: delete it by hand.', notThere: 'none',
  drawing: (figures: string) => `Last rounds, oldest first: ${figures}.`, table: 'As a table', round: 'Round', door: 'Door', byHand: 'By hand',
  need: (systems: string) => `The mystery shopper’s no was not read back in ${systems}`, needMore: 'No person is concerned, but a real no would go the same way.', needKept: (systems: string) => `A test contact is still in ${systems}`, needKeptMore: 'Search for “Lawbase Mystery Shopper” there and delete it.', needAct: 'See the round',
  settings: {
    more: 'On a schedule, Lawbase makes a contact of its own in each ticked system, says no with it through another door each time, waits until the no is read back there, deletes it, and shows the seconds on Today. It is in no other figure, and no broker hears of it.',
    mailbox: 'Mailbox of yours', mailboxHint: 'Each round uses a new address of it, such as compliance+lb-k3x9@company.example. Mail sent there must reach somebody of yours. Leave it empty to switch the shopper off.', every: 'How often', daily: 'Every day at 05:00', weekly: 'Every Monday at 05:00',
    systems: 'Systems it may write to', writes: (writes: string) => `Written there: a contact “Lawbase Mystery Shopper”, opted out, then deleted. ${writes}.`, waits: 'It takes no part until the right “suppress” is granted.', noSystem: 'Connect a CRM first.', admin: 'Only an admin switches it on or off.', doors: (doors: string) => `Doors it can go through now: ${doors}.`,
    state: (mailbox: string, count: number) => `On with ${mailbox}, in ${some(count, 'system', 'systems')}.`, stateOff: 'Off.',
    errors: { mailbox: (typed: string) => `“${typed}” is not a complete address. Example: compliance@exemple.example.test`, needed: 'Name a mailbox, or tick no system.' },
  },
}
