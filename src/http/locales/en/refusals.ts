/** A system that refused a block, and what a person does about it. */
export const refusals = {
  title: (label: string) => `${label} refuses the block`, tab: 'Refusal', more: 'This person stays contactable there until the system accepts the block, or someone stops the contact another way.',
  facts: 'What was refused', said: 'Why', reasons: { 'not-honoured': 'It accepted the block and never showed it.', validation: 'A rule of the system stops the write.', 'not-permitted': 'Our user may not write there.', 'not-supported': 'It has no block for this channel.', declined: 'It says that it cannot.', conflict: 'The record is locked, merged, or in conflict with another one.', 'unexpected-response': 'It answered in a way that is not documented.', 'bad-request': 'It refused the call as wrong.' }, since: 'Refused on', sendAgain: 'Send again', sendAgainMore: 'Once the cause is fixed there: the block is sent once more, and verified where possible.',
  settle: 'Settle by hand', settleMore: 'When this system can never accept it, and someone stopped the contact there another way. The alarm ends; the state stays “Refused”, because nothing was verified.',
  note: 'What was done', noteHint: 'Where, by whom, when. No health details, opinions or insults: the person can read it.', evidence: 'Evidence (optional)', save: 'Settle by hand',
  errors: { note: 'Say in a few words what was done, 1,000 characters at most.' },
}
