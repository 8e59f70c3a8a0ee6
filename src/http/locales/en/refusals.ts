/** A system that refused a block, and what a person does about it. */
export const refusals = {
  title: (label: string) => `${label} refuses the block`, tab: 'Refusal', more: 'This person stays contactable there until the block is taken, or somebody dealt with it another way.',
  facts: 'What was refused', said: 'What it says', since: 'Refused on', sendAgain: 'Send again', sendAgainMore: 'After the cause is put right there: the block is sent once more, and read back where that is possible.',
  settle: 'Settle by hand', settleMore: 'When this system can never take it, and somebody stopped the contact there another way. The alarm ends; the state stays “Refused”, because nothing was read back.',
  note: 'What was done', noteHint: 'Where, by whom, when. No health, opinion or insult: the person can read it.', evidence: 'Evidence (optional)', save: 'Settle by hand',
  errors: { note: 'Say in a few words what was done, 1,000 characters at most.' },
}
