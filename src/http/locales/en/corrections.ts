import { wordsOf } from '../words.ts'

const { some } = wordsOf('en-GB')

export const corrections = {
  open: 'This was not this person', title: 'Entered for the wrong person', tab: 'Wrong person',
  more: 'Use this when the opt-out was noted on the wrong person. When people change their mind, they opt in again themselves. The entry stays in the register with your correction. What it blocked, and nothing else asks for, is opened again.',
  erased: 'This person was removed already. The block ends, but the records cannot be brought back.',
  reason: 'Why this was not the person', reasonHint: 'At least ten characters. It is kept in the audit log and in what this person gets when they ask what you hold: no names.', reasonWrong: 'Say why in at least ten characters: it is kept.',
  right: 'Who said it', rightHint: 'E-mail, or phone number with its prefix. The opt-out is recorded for them with the same date, channel of receipt and evidence. Leave it empty if no one knows: then no one is opted out by it.',
  go: 'Correct', back: 'Back to the opt-out',
  refused: { role: 'Only a DPO corrects an opt-out.', unknown: 'This opt-out does not exist.', reason: 'Say why in at least ten characters: it is kept.', writing: 'The opt-out is being written to a system right now. Try again in a minute.', same: 'That is the person of this opt-out.' },
  done: (when: string, by: string) => `Entered for the wrong person. Corrected on ${when} by ${by}.`, because: (reason: string) => `“${reason}”`, noLift: 'It is no act of the person.',
  rightIs: 'Recorded for the right person:', noRight: 'No one was named as the right person.', from: 'First entered for someone else:',
  systems: 'Systems', opened: (count: number) => `${some(count, 'block', 'blocks')} verified as removed`, nothing: 'nothing was blocked there by this entry',
  opening: (record: string, cell: string) => `${record}: ${cell} is being unblocked`, byHand: (record: string, cell: string) => `${record}: ${cell} must be unblocked there by hand. It stays on this list until that is verified.`,
  told: (when: string) => `Notified of the opt-out on ${when}. Lawbase cannot verify it there: have the opt-out withdrawn there, then confirm it here.`, note: 'Who withdrew it there, and when', taken: 'Withdrawn there', takenBy: (by: string, when: string) => `Withdrawn there according to ${by} (${when}); not verified.`, noteWrong: 'Say who withdrew it there, in at least ten characters.',
  mistaken: 'Wrong person',
}
