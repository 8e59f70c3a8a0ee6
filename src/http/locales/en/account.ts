export const account = {
  login: { title: 'Log in', email: 'E-mail', password: 'Password', go: 'Log in', wrong: 'Address or password not recognised.', slow: 'Too many attempts. Wait one minute, then try again.', nobodyTitle: 'There is no account yet', nobody: 'The link that makes the first one was printed where Lawbase was started: in the terminal, or in the log of the service. It works once, within 24 hours. This prints a new one, on the machine that runs Lawbase:' },
  forgotten: { link: 'Forgotten your password?', title: 'A new password', context: 'If the address has an account, it gets a mail with a link that works for an hour. Your second factor stays.', go: 'Send the link', ask: 'An admin can make you a link on the page Users & API keys, or on the machine that runs Lawbase with: lawbase users reset', sentTitle: 'Look into your mailbox', sent: 'If the address has an account, a link is on its way: it works once, for an hour. Nothing comes? Look for another address of yours, or ask an admin.', back: 'Back to the login' },
  stepUp: { fileTitle: 'Your file is ready', file: 'You proved who you are. For five minutes nothing asks again.', download: 'Download', backDone: 'Back', title: 'Log in again', context: (email: string) => `You logged in as ${email} more than 5 minutes ago. What you asked for needs your password once more. Everything you typed is kept.`, contextCode: (email: string) => `You proved that you are ${email} more than 5 minutes ago. What you asked for needs your second factor once more. Everything you typed is kept.`, wrongCode: 'This code was not accepted: it is another one, too old, or was used. Nothing was done yet.', go: 'Log in and go on', back: 'Back, without doing it', wrong: 'This is not your password. Nothing was done yet.', slow: 'Too many attempts. Wait one minute, then try again. Nothing was done yet.' },
  second: {
    passkey: 'Use a passkey', passkeyFailed: 'The passkey was not used, or this browser knows none for this account. Nothing was done yet.', passkeyWrong: 'This passkey was not accepted: it is another one, or the question was older than five minutes. Try again.',
    setUpApp: 'Set up an app, too', setUpPasskey: 'Set up a passkey instead', offApp: 'No app: your passkeys are your second factor.',
    title: 'Second factor', context: (email: string) => `The password of ${email} is right. Type the code that your authenticator app shows now.`, contextPasskey: (email: string) => `You began to log in as ${email}. Use your passkey, or type a code.`, contextCompany: (email: string) => `You began to log in as ${email}. Type the code that your authenticator app shows now.`,
    code: 'Code', codeHint: 'Six digits of the app, or one of your recovery codes.', codeHintApp: 'Six digits of the app.', wrong: 'This code was not accepted: it is another one, too old, or was used.', slow: 'Too many codes. Wait five minutes, then try again.',
    lost: 'Neither app nor passkey nor recovery code? Ask an admin: two people can take the second factor away, once they are sure that it is you.',
    setUpTitle: 'Set up your second factor', setUpContext: 'A password alone opens nothing here: someone who learns it must not get in. From now on you also type a code from an app on your phone.',
    moveTitle: 'Move your second factor to another app', moveContext: 'The app you use until now works until the first code of the new one is typed.',
    stepApp: 'Open an authenticator app on your phone. Any works that knows time-based codes (TOTP).', stepScan: 'Scan this picture, or type the key.', picture: 'Picture of the key below, for your authenticator app', key: 'Key', stepCode: 'Type the code that the app shows.',
    turnOn: 'Turn it on', ends: 'Your other logins end.',
    codesTitle: 'Keep these recovery codes', codesContext: 'Each opens your account once instead of a code, when your phone is lost. They are shown now and never again: print them, or keep them in a password manager.', copyAll: 'Copy all', kept: 'I kept them: go on',
    card: 'Second factor', off: 'Off: your password alone opens your account.', on: (since: string) => `On since ${since}.`, left: (count: number) => (count === 1 ? '1 recovery code left.' : `${count} recovery codes left.`), setUp: 'Set it up', move: 'Move it to another app', newCodes: 'New recovery codes', newCodesHint: 'Those you have work no more.',
  },
  passkeys: {
    card: 'Passkeys', about: 'A key on this device, on your phone or on a security key, opened by your fingerprint, face or PIN. Used after your password, instead of a code.', none: 'No passkey yet.', name: 'Name', made: 'Added', used: 'Last used', never: 'never', act: 'Action', remove: 'Remove', add: 'Add a passkey', elsewhere: (host: string) => `only for ${host}, not for this address`,
    addTitle: 'Add a passkey', addContext: (host: string) => `It works for ${host} only. Your browser asks for your fingerprint, face or PIN.`, nameHint: 'So that you know it again, such as “Work laptop”.', go: 'Create the passkey', ends: 'Your other logins end.', noScript: 'This browser cannot use passkeys here: use an authenticator app.', back: 'Back',
    refusals: { name: 'Name: give one.', answer: 'The passkey was not added: it is there already, or the page was older than five minutes. Try again.', many: 'There are ten passkeys: remove one first.', last: 'This is your last second factor, and one must stay: add another one first.', unknown: 'There is no such passkey.' } as Readonly<Record<string, string>>,
  },
  logins: {
    card: 'Where you are logged in', since: 'Logged in', seen: 'Last seen', from: 'From', browser: 'Browser', this: 'this one', unknown: 'unknown', end: 'End', endOthers: 'End all others',
  },
  firstRun: {
    title: 'Create the first account', context: 'This link works once, within 24 hours. The account created here is an admin.', account: 'Your account', company: 'Your company',
    email: 'E-mail', name: 'Your name', password: 'Password', passwordHint: '15 characters or more. A short sentence works well.', language: 'Language', english: 'English', french: 'Français',
    companyName: 'Company responsible for the data (controller)', contact: 'Address of the DPO or privacy contact', contactHint: 'Shown to the people you prospect.', privacyUrl: 'Privacy policy', privacyHint: 'Starts with https://',
    timeZone: 'Time zone', timeZoneHint: 'For schedules and screens, such as Europe/Paris.', go: 'Create the account',
    usedTitle: 'This link was used, or is too old', used: 'If you created the account with it, log in. If not, print a new link on the machine that runs Lawbase:',
  },
  invite: { title: 'Choose your password', context: (email: string) => `For the account ${email}.`, go: 'Save and log in', usedTitle: 'This link was used, or is too old', used: 'It works once, within 24 hours. Ask an admin for a new one.' },
  own: { title: 'My account', password: 'Password', current: 'Current password', next: 'New password', ends: 'You are logged out everywhere else.', go: 'Change the password', saved: 'Your password was changed, and you were logged out everywhere else.', wrong: 'This is not your password.' },
  errors: {
    email: (typed: string) => `“${typed}” is not a complete address. Example: anne.roy@acme.example.test`, emailTaken: 'This address has an account already.', name: 'Give a name.', password: '15 characters or more, 256 at most. A short sentence works well.', weak: 'This is easy to guess: a common password, a run of keys, or your name, the company’s or the product’s. Choose a short sentence of your own.',
    company: 'Give the name of the company.', privacyUrl: 'The address must start with https://', timeZone: 'This is not a time zone. Example: Europe/Paris',
  },
}
