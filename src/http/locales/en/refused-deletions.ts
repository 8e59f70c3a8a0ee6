import { wordsOf } from '../words.ts'

const { some } = wordsOf('en-GB')

export const refusedDeletions = {
  title: (count: number, number: string) => (count === 0 ? `No deletion of ${number} was refused` : `${some(count, 'contact', 'contacts')} of ${number} could not be deleted`),
  tab: 'Refused deletions', context: 'A system refused to delete these people. A record of theirs in another system may be deleted already: each line says where it is, and what lies in a bin can be brought back. Nothing else is deleted until you decide: no plan takes them in, and no record is emptied by itself.', none: 'No one is left here.',
  columns: { tick: 'Tick', contact: 'Contact', where: 'What the system says', systems: 'Where each record is', decided: 'Decision' }, tickOne: (who: string) => `Tick ${who}`, noAddress: 'no address', noReason: 'it gives no reason', keeps: 'This system cannot empty a record.', open: 'Not decided yet', restore: 'Bring back', restoreOf: (who: string) => `Bring back ${who}`,
  decision: 'Decision for those ticked', what: 'What should happen', decisions: { again: 'The next plan tries again', anonymise: 'Records to be emptied' },
  choices: {
    again: { label: 'Let the next plan try again', hint: 'For when you removed what blocks the deletion there, or changed the rule. The next nightly run plans them again.' },
    anonymise: { label: 'Empty their records instead', hint: 'Name, addresses, numbers and texts about them are taken out and the record stays, for the case or contract that needs it. This makes a plan that someone else must approve. It cannot be undone.' },
  },
  keepInstead: 'To keep someone, place a legal hold on their page.', reason: 'Reason', reasonHint: 'One sentence, kept with your name.', go: 'Decide',
  errors: { contact: 'Tick at least one contact.', decision: 'Choose what is to be done.', reason: 'Say why in one sentence: it is kept.', decided: 'These are already decided.', 'not-emptied': 'One of these systems cannot empty a record, or cannot be reached now. Let the next plan try again.' },
  card: 'Refused deletions: see why and decide',
  emptying: 'A DPO decided this after a system refused the deletion: what it refuses again is emptied, and the record stays.',
  need: (count: number, number: string) => `${some(count, 'contact', 'contacts')} of ${number} could not be deleted`, needMore: 'A system refuses. They stay out of every plan until you decide.', needAct: 'Decide',
}
