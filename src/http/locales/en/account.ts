export const account = {
  login: { title: 'Log in', email: 'E-mail', password: 'Password', go: 'Log in', wrong: 'Address or password not recognised.', slow: 'Too many attempts. Wait one minute, then try again.' },
  stepUp: { title: 'Log in again', context: (email: string) => `You logged in as ${email} more than 5 minutes ago. What you asked for cannot be undone, so it takes your password. Everything you typed is kept.`, go: 'Log in and go on', back: 'Back, without doing it', wrong: 'This is not your password. Nothing was done yet.', slow: 'Too many attempts. Wait one minute, then try again. Nothing was done yet.' },
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
