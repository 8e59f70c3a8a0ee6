export const connect = {
  title: 'Connect a system', context: 'The first run only reads. Nothing is written until you grant it.',
  crm: 'CRM, by OAuth', broker: 'Data broker, by form', mailer: 'Mailing tool, by form', crmMore: (label: string) => `Reads the contacts of ${label}, later sends opt-outs there and verifies them.`, choose: (label: string) => `Connect ${label}`, known: 'connected',
  registerTitle: (label: string) => `Connect ${label}: register the app`, registerContext: 'You create your own app at the vendor, so the access is yours and you can end it there.',
  steps: 'At the vendor', addresses: 'Copy these into the app', redirect: 'Redirect address', webhook: 'Webhook address', noWebhook: 'No public address is set (PUBLIC_URL): changes are seen by polling instead of at once.',
  addressesStay: 'The addresses stay the same until you ask for new ones. The app that has these keeps them.',
  newAddresses: 'New addresses',
  files: 'Download the project files', scopes: 'Scopes', scope: 'Scope', why: 'Used for', need: 'Required?', must: 'required', may: 'optional', copyScopes: 'Required scopes',
  credentials: 'Copy these back from the app', clientId: 'Client ID', clientSecret: 'Client secret', secretHint: 'Stored encrypted, never shown again.', loginHost: 'Login host',
  save: 'Save and continue', consentTitle: (label: string) => `Consent at ${label}`, consentText: (label: string) => `The app is registered. At ${label}, log in with the account to connect and allow the access. You are then sent back here.`, consentLimit: 'This works for 10 minutes, once, in this browser.', go: (label: string) => `Go to ${label}`, noTokens: 'Tokens are stored encrypted on this server. Nothing is written yet.',
  mailbox: 'Mailbox, by form (IMAP)', mailboxContext: 'Messages are read, never marked, moved or deleted. A copy is kept encrypted for 30 days.', mailboxLabel: 'Name of the mailbox', mailboxLabelHint: 'As shown on the screens.',
  formContext: 'It receives the opt-outs of every person it may hold, once you grant it.', brokerContext: 'It receives the opt-outs of people whose source names it, once you grant it.', label: 'Exact name of the broker', labelHint: 'As in the contract, and as in the mapped source values.',
  errors: {
    clientId: 'Copy the client ID from the app you made at the vendor.', clientSecret: 'Copy the client secret from the app you made at the vendor.', appKey: 'This form is incomplete. Open the page again.',
    label: 'Give the exact name of the broker, as in the contract.', taken: (label: string) => `${label} is connected already.`, url: 'The address must start with https:// (http:// only for this machine).', secret: 'The secret starts with whsec_; copy all of it.', other: 'This value cannot be used.', secretAgain: 'It would be sent to another address: type it again.',
    anotherApp: 'These addresses belong to the app of a connected account. For another app, ask for new addresses first.',
  },
  change: { title: (label: string) => `Settings of ${label}`, tab: 'Settings', context: 'Rights, history and position stay. The self-test runs again, and whatever was waiting is sent at once.', keep: 'Leave empty to keep the one that is stored.', save: 'Save the settings', open: 'Change settings' },
  refused: {
    title: 'Nothing was connected', again: 'Start again', list: 'Back to connections',
    state: 'This answer does not belong to one of your requests, or it is older than 10 minutes. Start again.', refused: 'Access was refused at the vendor. Nothing was connected.', 'other-account': 'This is another account than the one of this connection. Nothing was changed.',
    vendor: 'The vendor did not accept the exchange. Check the client ID, the secret and the redirect address, then start again.', 'unknown-connector': 'This system is not connected through OAuth.', field: 'A value of the app is missing. Start again.', 'already-connected': 'This account is connected already.', 'secret-again': 'The secret must be typed again.',
    'another-app': 'These addresses belong to the app of a connected account.',
  },
  kinds: {
    'rate-limited': 'The system asked us to slow down. Try again in a minute.', 'not-ready': 'The system is still preparing the answer. Try again in a minute.', unavailable: 'The system did not answer. Try again in a few minutes; nothing is lost.', 'auth-expired': 'The access token was too old. Try again.', 'access-revoked': 'The system no longer accepts our access. Reauthorise it.',
    forbidden: 'Our user does not have this permission there: a scope or permission is missing. Run the self-test.', 'cursor-lost': 'The saved position is gone. Everything is read again from the start.', 'unexpected-response': 'The system answered in a form we do not know.', 'bad-request': 'The system refused the request as malformed.',
  },
}
