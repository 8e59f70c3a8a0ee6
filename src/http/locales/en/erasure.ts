import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('en-GB')

/** Wishes to be erased: the decision, what became of it, and the answer to the person. */
export const erasure = {
  title: 'Erasure requests', context: 'Who asks to be erased is answered within one month. The no outlives the data, as a keyed hash: it keeps them from coming back.', none: 'Nobody asked to be erased.', list: 'Requests',
  columns: { number: 'Request', received: 'Received', due: 'Answer by', scope: 'Decision', state: 'State' }, overdue: 'overdue', all: 'Everything goes', keeps: 'Some of it stays',
  states: { blocking: 'Waiting until every system shows the block', removing: 'Being erased', ready: 'Answer can be sent', answered: (when: string, by: string) => `Answered on ${when} by ${by}`, stuck: 'A system did not let go of the record' },
  new: 'Decide on an erasure', person: 'Person', systems: 'Records', customer: 'A customer or an open deal: contract and invoice data may have to stay (legal-rules G3).', held: 'A legal hold keeps this person. End it first, or keep what it needs.',
  door: 'How did it reach you?', choose: 'Choose…', receivedOn: 'Received on', receivedHint: 'The month to answer runs from this day.', scope: 'What happens',
  scopes: { all: 'Erase everywhere', allMore: 'The records go from every system as soon as each shows the block. There is no way back.', kept: 'Keep what must stay', keptMore: 'All sending stops everywhere; the records stay for the reason you give.' },
  kept: 'What stays, and why', keptHint: 'In words for the person: they stand in the letter. Example: “Invoices of 2025, which the law has us keep for ten years.”', keptUntil: 'Until', keptUntilHint: 'Empty: no day is known.', go: 'Decide', cannotUndo: 'This cannot be undone.',
  errors: { door: 'Choose how it reached you.', receivedOn: 'Give a day, today at the latest.', scope: 'Choose what happens.', kept: 'Say what stays and why, in a sentence.', keptUntil: 'Give a day after today, or none.', unknown: 'There is no such contact, or it was removed already.', role: 'A DPO or an admin decides on an erasure.', open: 'A decision on this person is being carried out already.', 'legal-hold': 'A legal hold keeps this person: end it first, or keep what it needs.', 'not-granted': (systems: string) => `The right to remove is missing in ${systems}: grant it on the page of the connection.`, answered: 'Somebody answered this question meanwhile.' },
  page: {
    facts: 'The request', decided: 'Decided', by: (who: string, when: string) => `${who}, ${when}`, plan: 'Removal', openPlan: 'Open the removal', told: 'Who was told', toldMore: 'Every system and broker that this person’s data were given to (GDPR art. 19).', system: 'System', state: 'State', at: 'Told on', notYet: 'not yet',
    toldStates: { applied: 'blocked and read back', accepted: 'told, accepted', absent: 'does not hold the person', refused: 'refused: see the objection', waiting: 'on its way', queued: 'on its way', sending: 'on its way', written: 'on its way' } as Readonly<Record<string, string>>,
    answer: 'Answer to the person', answerMore: 'Download the letter and send it the way the person wrote to you. No name or address of theirs is kept here.', wait: 'The letter is ready once everything is erased and read back.', fr: 'Letter in French', en: 'Letter in English', sent: 'I sent the answer', sentDone: (who: string, when: string) => `Sent by ${who} on ${when}.`, contact: 'Open the contact', objection: 'Open the objection',
  },
  contactAct: 'Erase on request', need: (count: number) => `${some(count, 'erasure request waits', 'erasure requests wait')} for an answer`, needMore: 'One month at most.', needAct: 'Open',
  letter: {
    title: 'Your request to be erased', reference: 'Reference', date: 'Date', hello: 'Hello,', asked: (when: string) => `On ${when} you asked us to erase your data.`,
    done: (when: string) => `It is done: since ${when} the records below no longer hold you. We checked each system afterwards.`, keptDone: 'We stopped all prospecting to you, in every system. We keep the following, which the law allows (GDPR art. 17(3)):', keptUntil: (when: string) => `until ${when}`,
    system: 'System', what: 'What became of it', erased: (count: number) => `${some(count, 'record', 'records')} erased for good`, anonymised: (count: number) => `${some(count, 'record', 'records')} emptied of everything that names you`, binned: (count: number, when: string) => `${some(count, 'record', 'records')} deleted, in the system’s bin until ${when}`, binnedOpen: (count: number) => `${some(count, 'record', 'records')} deleted, in the system’s bin for a time`,
    remains: 'What these systems may still hold', told: 'We also told', toldLine: (name: string, when: string) => `${name}, on ${when}`, rest: 'So that nobody writes to you again, we keep one thing: a fingerprint of your address made with a secret key, from which the address cannot be read. It is used for nothing else, for at least three years.',
    rights: (dpo: string, authority: string) => `If you do not agree, write to ${dpo}. You may also complain to ${authority}.`, regards: 'Kind regards', page: (now: number, of: number) => `${n(now)} of ${n(of)}`,
  },
}
