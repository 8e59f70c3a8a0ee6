export const approvals = {
  refusals: {
    role: 'Your role cannot approve this. Ask a DPO.',
    own: 'You made this, so someone else must approve it.',
    'new-account': 'This account is new: it cannot approve anything in its first 24 hours.',
    'same-hand': 'You and the person who made or approved this are not independent: one set up the other’s account, or one person set up both. Another admin or DPO confirms the account first.',
  },
  hands: {
    invited: (by: string, when: string) => `Invited by ${by} on ${when}`, role: (by: string, when: string) => `Role given by ${by} on ${when}`, enabled: (by: string, when: string) => `Access given back by ${by} on ${when}`, reset: (by: string, when: string) => `New password by a link of ${by} on ${when}`,
    company: (_by: string, when: string) => `Role given by the company login on ${when}`,
  },
  commandLine: 'someone at the command line',
  need: (email: string, role: string) => `${email} may approve as ${role}: do you know this person?`,
  needMore: (from: string) => `Cannot approve before ${from}. Until another admin or DPO confirms the account, it cannot approve what was made or approved by the people who set it up.`,
  needAlone: (from: string) => `No one else can confirm it: it becomes independent on ${from}.`, needAct: 'See the account',
  confirm: {
    title: (name: string) => `Confirm the account of ${name}`, tab: 'Confirm an account', context: 'You confirm that this account belongs to the person it names, and to no one else. From then on it can approve independently.',
    facts: 'The account', email: 'E-mail', role: 'Role', parts: 'Set up by', from: 'Cannot approve before', alone: 'Independent from', notOpened: 'The link was not used yet: there is nothing to confirm.', done: 'This account is confirmed and independent.', go: 'I know this person: confirm',
    otherwise: 'If you do not know this person, do not confirm, and ask an admin to end the access.', confirmedBy: (by: string, when: string) => `Confirmed by ${by} on ${when}.`, confirmedByTime: (when: string) => `Independent since ${when}: for seven days there was no one else who could confirm it.`,
    refusals: {
      role: 'An admin or a DPO confirms accounts.', own: 'This is your own account: someone else must confirm it.', 'new-account': 'Your own account is new: it cannot confirm anything in its first 24 hours.',
      'same-hand': 'You helped to set up this account, or one person set up both: someone else must confirm it.',
    },
  },
}
