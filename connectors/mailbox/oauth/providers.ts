import { googleMailbox } from './google.ts'
import { microsoftMailbox } from './microsoft.ts'

/** Mailboxes that are entered by a token of their provider. */
export const oauthMailboxes = [googleMailbox, microsoftMailbox]
