import { wordsOf } from '../words.ts'

const { some } = wordsOf('en-GB')

export const shopper = {
  title: 'Mystery shopper: how long an opt-out takes', off: 'The mystery shopper is off. When on, it opts out on a schedule with its own test contact, and measures how long each system takes.', switchOn: 'Turn it on',
  none: (when: string) => `No round yet. The first one starts ${when}.`, through: (door: string, when: string) => `Through “${door}”, ${when}`, next: (when: string) => `Next round ${when}.`, now: 'Run now', under: 'A round is in progress.',
  refused: 'No round was started: one is in progress, or no ticked system is active with the right “suppress”.', counted: 'Its contact and its opt-out are in no other figure.',
  system: 'System', took: 'From opt-out to verification', state: 'State', rounds: 'Last rounds', contact: 'Test contact', readBack: 'Verified', moving: 'In progress', late: (after: string) => `Not verified after ${after}`, missed: 'Not verified', notMade: 'Not created',
  steps: { planting: 'Creating the contact', seeing: 'Waiting to see it', acting: 'Opting out', following: 'Waiting for verification', erasing: 'Deleting the contact', done: 'Done' },
  there: 'there, deleted at the end', deleted: 'deleted', kept: 'Still there: delete it by hand.', notThere: 'none',
  drawing: (figures: string) => `Last rounds, oldest first: ${figures}.`, table: 'As a table', round: 'Round', door: 'Channel of receipt', byHand: 'By hand',
  need: (systems: string) => `The mystery shopper’s opt-out was not verified in ${systems}`, needMore: 'No person is concerned, but a real opt-out would be affected in the same way.', needKept: (systems: string) => `A test contact is still in ${systems}`, needKeptMore: 'Search for “Lawbase Mystery Shopper” there and delete it.', needAct: 'See the round',
  settings: {
    more: 'On a schedule, Lawbase creates its own contact in each ticked system, opts it out through a different channel each time, waits until the opt-out is verified there, deletes the contact, and shows the seconds on Today. It is in no other figure, and brokers are not involved.',
    mailbox: 'One of your mailboxes', mailboxHint: 'Each round uses a new variant of its address, such as compliance+lb-k3x9@company.example. Mail sent there must reach one of your people. Leave it empty to turn the shopper off.', every: 'How often', daily: 'Every day at 05:00', weekly: 'Every Monday at 05:00',
    systems: 'Systems it may write to', writes: (writes: string) => `Written there: a contact “Lawbase Mystery Shopper”, opted out, then deleted. ${writes}.`, waits: 'Not included until the right “suppress” is granted.', noSystem: 'Connect a CRM first.', admin: 'Only an admin can turn it on or off.', doors: (doors: string) => `Channels it can use now: ${doors}.`, ways: 'The API is called at its own address, with a key that ends with the call. “By hand” goes past the form, straight to what the form does. An opt-out by mail is not tried.', noLinks: 'Without PUBLIC_URL, the links go past their pages too.',
    state: (mailbox: string, count: number) => `On with ${mailbox}, in ${some(count, 'system', 'systems')}.`, stateOff: 'Off.',
    errors: { mailbox: (typed: string) => `“${typed}” is not a complete address. Example: compliance@exemple.example.test`, needed: 'Name a mailbox, or tick no system.' },
  },
}
