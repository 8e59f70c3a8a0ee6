import { wordsOf } from '../words.ts'

const { n } = wordsOf('en-GB')

export const users = {
  now: 'open now', title: 'Users & API keys', people: 'People', keys: 'API keys', context: 'Each person has their own account. Keys open the API, never the console.',
  api: {
    title: 'REST API', link: 'Calls of the API', context: 'Every call with what it reads and answers. Calls are counted per key and minute: each answer says in RateLimit-Limit, RateLimit-Remaining and RateLimit-Reset how many are left, and a 429 in Retry-After when to come back.', document: 'OpenAPI 3.1 document',
    calls: 'Calls', needs: (scope: string, limit: number) => `Scope ${scope}, at most ${n(limit)} calls a minute`, shapes: 'What it reads and answers', query: 'Parameters', body: 'Body (JSON Schema, or its types)', answers: 'Answers', refusals: 'Refusals, as problem JSON', none: 'none', noKey: 'No key needed',
  },
  columns: { name: 'Name', email: 'E-mail', role: 'Role', language: 'Language', last: 'Last login', state: 'State', act: 'Action' }, never: 'never', disabled: 'No access', invited: 'Invited', active: 'Active', you: 'you', disable: 'End access',
  invite: { title: 'Invite a person', email: 'E-mail', name: 'Name', role: 'Role', language: 'Language', go: 'Create invitation', english: 'English', french: 'Français' },
  link: { title: 'Hand over this link', text: (email: string) => `For ${email}. It works once, within 24 hours. Copy it now. It is not shown again.`, label: 'One-time link' },
  roleHints: { admin: 'Admin: everything, connects systems', dpo: 'DPO: approves removals, sees persons, edits settings', operator: 'Operator: contacts and objections', viewer: 'Viewer: Today and masked lists' },
  key: { stopped: 'Stopped: the owner has no access', handOver: 'Transfer', newOwner: 'New owner', handOverGo: 'Transfer', ownerHint: 'The person responsible for it. It stops when that person’s access ends, until you transfer it.', need: (name: string, owner: string) => `The API key “${name}” stopped: its owner ${owner} no longer has access`, needMore: 'Requests with this key are refused. Transfer it to a new owner, or revoke it.', needAct: 'Transfer it', columns: { owner: 'Owner', name: 'Name', prefix: 'Prefix', scope: 'May', made: 'Created', expires: 'Expires', used: 'Last use', act: 'Action' }, none: 'No key yet.', name: 'Name', nameHint: 'What uses it, such as “web forms”.', days: 'Days until it expires', daysHint: 'Between 1 and 365.', go: 'Create key', title: 'Create an API key', revoke: 'Revoke', revoked: 'revoked', expired: 'expired', scopes: { 'objections:write': 'record objections', 'screenings:write': 'have lists screened', 'notices:write': 'report notices that were sent', 'events:write': 'import clicks and replies from other tools', 'removals:keep': 'bring people back and keep them out of removal plans', 'access:write': 'keep the register of access requests', 'objections:correct': 'correct opt-outs entered for the wrong person (in the name of a DPO)', 'decisions:read': 'ask whether a contact may be written to', 'status:read': 'read the state of objections and runs' } as Readonly<Record<string, string>>, newTitle: 'Copy the key', text: 'Copy it now. It is not shown again.', label: 'API key', never: 'never' },
  hook: {
    title: 'Webhooks', intro: 'One of your addresses, notified within seconds when the verdict of a contact changes. Each message is signed (Standard Webhooks) and names records, never addresses. Format: docs/api/decide.md.', none: 'No address yet.',
    columns: { name: 'Name', state: 'State', waiting: 'To deliver', last: 'Last delivered', act: 'Action' }, never: 'never', running: 'Running', paused: 'Stopped', repeating: 'Retrying', next: (at: string) => `Next try ${at}.`,
    reasons: { gone: 'The address answered that it no longer exists (410).', 'not-taken': 'It accepted nothing for 75 hours.', 'by-hand': 'By hand.' },
    pause: 'Stop', resume: 'Resume', remove: 'Remove', add: 'Add an address', nameHint: 'What listens there, such as “sales dashboard”.', url: 'Address', urlHint: 'Starts with https://', go: 'Add', newTitle: 'Copy the secret', text: 'Your program checks each message with it. Copy it now. It is not shown again.', secret: 'Signing secret',
    need: (name: string) => `The webhook “${name}” is stopped`, needMore: (waiting: string) => `${waiting} to deliver once it resumes.`, needAct: 'See webhooks',
  },
  factor: {
    title: 'Second factor', column: 'Second factor', on: 'on', off: 'off', reason: 'Why, and how you made sure who it is', reasonHint: 'For the audit log: that you met, or saw them on video.', ask: 'Ask to take it away', agree: 'Take it away', keep: 'Leave it',
    asked: (who: string, when: string, until: string) => `${who} asked on ${when} to take it away. It takes a second admin, until ${until}.`,
    need: (name: string) => `The second factor of ${name} is to be taken away`, needMore: (who: string) => `${who} asked for it. A second admin agrees, or leaves it.`, needAct: 'Decide',
    refusals: { 'break-glass': 'This is the emergency account: switch passwords on first.', own: 'This is your own account: two other people take your second factor away.', none: 'This account has no second factor, or no access.', reason: 'Say why, and how you made sure who it is: at least ten characters.', over: 'This was decided already, or waited for more than 7 days.' },
  },
  open: 'Open',
  account: {
    byCompany: 'Logs in by the company login',
    facts: 'The account', keys: 'Owns the keys', change: 'Change the account', own: 'Change my password', unconfirmed: 'Someone else set up this account: see the confirmation', noAccess: (when: string) => `No access since ${when}`,
    linkOpen: (when: string) => `The link was not used yet; it works until ${when}`, linkOver: 'The link was not used and no longer works: create another one',
    role: 'Change the role', roleHint: 'This person is logged out everywhere. A new admin or DPO cannot approve for 24 hours.', invite: 'Create another invitation', inviteHint: 'The earlier link stops working.', reset: 'Create a password reset link',
    resetHint: 'The current password works until the link is used; then all sessions end. Until someone else confirms the account, it cannot approve anything that you made or approved.', endHint: 'All sessions and open links end at once.', endHintKeys: (count: number) => `All sessions and open links end at once, and ${count === 1 ? 'the key above stops until someone else owns it' : 'the keys above stop until someone else owns them'}.`,
    enable: 'Restore access', enableHint: 'With the same role and password as before. An admin or DPO cannot approve for 24 hours, and every other admin and DPO is notified.',
    refusals: { 'break-glass': 'This is the emergency account: switch passwords on first.', 'local-off': 'Passwords are switched off here: people come in by the company login.', own: 'This is your own account: another admin must change it.', 'last-admin': 'This is the last admin: name another one first.', unknown: 'This account does not exist.', 'no-access': 'This account has no access: restore it first.', current: 'This is not your password.', slow: 'Too many attempts. Wait one minute, then try again.' },
  },
  errors: {
    localOff: 'Passwords are switched off here: people come in by the company login, without an invitation.',
    url: 'Give an address that starts with https://, holds no user name, and lies outside your network (or is allowed in OUTBOUND_HOSTS).', manyHooks: 'There are ten already: remove one first.', email: (typed: string) => `“${typed}” is not a complete address, or has an account already.`, name: 'Give a name.', role: 'Choose a role.', scopes: 'Choose what the key may do, at least one thing.', owner: 'Choose someone who has access.', days: 'Between 1 and 365 days.', lastAdmin: 'Access was not ended: this is the last admin, or it was ended before.' },
}
