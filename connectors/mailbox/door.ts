import type { Access } from '../../src/connector/access.ts'
import type { OAuthCredentials } from '../../src/connector/oauth-spec.ts'
import type { MailboxCredentials } from './credentials.ts'

/** What the server is shown: a password, or a token of the provider (XOAUTH2). */
export type MailLogin = { pass: string } | { accessToken: string }

/** Where a mailbox is, and how it is entered. */
export interface MailDoor {
  host: string
  port: number
  /** `imaps` = encrypted from the first byte; `starttls` = before anything is said; `none` = on this machine alone. */
  tls: MailboxCredentials['tls']
  user: string
  folder: string
  /** The address that mails to this mailbox name. */
  address: string
  login(): Promise<MailLogin>
  /** Another login in the place of one that was refused; missing = there is none. */
  renew?(failed: MailLogin): Promise<MailLogin>
  /** What to do when the server refuses even a new token; missing = enter user and password again. */
  refused?: string
}

/** A mailbox with a password, as an admin typed it in. */
export function passwordDoor({ credentials }: Access<MailboxCredentials>): MailDoor {
  const { host, port, tls, user, folder, address, password } = credentials
  return { host, port, tls, user, folder, address, login: () => Promise.resolve({ pass: password }) }
}

/** The inbox of an account that was connected through OAuth. `imapUrl`: `imaps://host:port`. */
export function tokenDoor(access: Access<OAuthCredentials>, imapUrl: string, refused: string): MailDoor {
  const { hostname, port, protocol } = new URL(imapUrl)
  return {
    host: hostname,
    port: port === '' ? 993 : Number(port),
    tls: protocol === 'imap:' ? 'none' : 'imaps',
    // The token stays that of the login; the name is the shared mailbox's (docs/reference/mailboxes.md#shared).
    user: access.sharedMailbox ?? access.accountId,
    folder: 'INBOX',
    address: access.sharedMailbox ?? access.accountId,
    login: async () => ({ accessToken: await access.token() }),
    renew: async (failed) => ({
      accessToken: await access.renewToken('accessToken' in failed ? failed.accessToken : ''),
    }),
    refused,
  }
}
