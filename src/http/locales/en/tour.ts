/** The tour of an installation whose people are invented. */
export const tour = {
  title: 'Guided tour', invented: 'These people are invented, and so are the systems.', lead: (stops: string) => `See the main job in ${stops} stops. Try everything.`, begin: 'Begin the tour', end: 'End the tour', before: 'Previous stop', after: 'Next stop',
  at: (number: string, of: string) => `Guided tour, stop ${number} of ${of}`,
  stops: {
    today: 'The heading answers the one question: is every opt-out applied everywhere? Below: what needs action, last night’s run and the opt-outs of two weeks by channel.',
    contacts: 'Everyone who may be e-mailed about the current offer. Open someone: the page names the rule that allows it, the source, and until when the data may be kept.',
    optOut: 'Someone calls and opts out. Type a few letters of a name from the list, take the person with the arrow keys, press Ctrl+Enter. Their page then shows the block arrive in each system.',
    optOuts: 'Every opt-out, with its channel and its state in each system. “Verified” means that the system was read again. Open one for its receipt, as PDF or JSON.',
    reviews: 'What only a person can answer. Open the unclear message: sending to that person has been blocked since it came.',
    removals: 'Who is past the retention period, and what keeps others. A plan is approved by someone who did not make it; afterwards everyone can be restored for days.',
    timeMachine: 'What would other limits have done? Try 24 months, read who would be deleted, and leave without saving.',
    connections: 'The systems that hold people, and what Lawbase may write in each. Open one and run its self-test.',
    scorecard: 'The state of the database on one page, to print or to show.',
    evidence: 'A signed file for an inspector: choose a person or a period. That is the end of the tour.',
  },
}
