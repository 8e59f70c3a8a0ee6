export const eyes = {
  refusals: {
    role: 'Your role cannot approve this. Ask a DPO.',
    own: 'You made this, so someone else approves it.',
    'new-account': 'This account is new: it approves nothing in its first 24 hours.',
    'same-hand': 'Who made or approved this has invited you or made your password, or you theirs, or the same person did both. Another admin or DPO confirms the account first.',
  },
  hands: {
    invited: (by: string, when: string) => `Invited by ${by} on ${when}`, role: (by: string, when: string) => `Role given by ${by} on ${when}`, enabled: (by: string, when: string) => `Access given back by ${by} on ${when}`, reset: (by: string, when: string) => `New password by a link of ${by} on ${when}`,
  },
  commandLine: 'somebody at the command line',
  need: (email: string, role: string) => `${email} may approve as ${role}: do you know this person?`,
  needMore: (from: string) => `Approves nothing before ${from}. Until another admin or DPO confirms the account, it does not approve what those made or approved who have a part in it.`,
  needAlone: (from: string) => `Nobody else can confirm it: it stands for itself from ${from}.`, needAct: 'See the account',
  confirm: {
    title: (name: string) => `Confirm the account of ${name}`, tab: 'Confirm an account', context: 'You confirm that this account belongs to the person it names, and to nobody else. From then on it approves as somebody of its own.',
    facts: 'The account', email: 'E-mail', role: 'Role', parts: 'Who has a part in it', from: 'Approves nothing before', alone: 'Stands for itself from', notOpened: 'The link was not used yet: there is nothing to confirm.', done: 'This account is confirmed. Nobody else has a part in it.', go: 'I know this person: confirm',
    otherwise: 'If you do not know this person, do not confirm, and have an admin end the access.', confirmedBy: (by: string, when: string) => `Confirmed by ${by} on ${when}.`, confirmedByTime: (when: string) => `Stands for itself since ${when}: for seven days there was nobody else who could confirm it.`,
    refusals: {
      role: 'An admin or a DPO confirms accounts.', own: 'This is your own account: somebody else confirms it.', 'new-account': 'Your own account is new: it confirms nothing in its first 24 hours.',
      'same-hand': 'You have a part in this account, or the same person has a part in yours: somebody else confirms it.',
    },
  },
}
