import type { Connector } from '../../src/connector/contract.ts'
import { MailboxCredentials, mailboxForm } from './credentials.ts'
import { passwordDoor } from './door.ts'
import { mailboxSystem, mailboxWrites } from './system.ts'
import { french } from './french.ts'

/**
 * A mailbox that takes replies, mailto unsubscribes, abuse and delivery reports. What it reads and leaves alone:
 * README.md in this folder.
 */
export const mailbox: Connector<MailboxCredentials> = {
  id: 'mailbox',
  label: 'Mailbox (IMAP)',
  about: {
    title: { en: 'Connect a mailbox', fr: 'Connecter une boîte mail' },
    more: {
      en: 'Receives opt-outs that people write: replies, mailto links, complaints. It is only read.',
      fr: 'Reçoit les oppositions écrites : réponses, liens mailto, plaintes. Elle est seulement lue.',
    },
  },
  kind: 'mailbox',
  auth: mailboxForm,
  credentials: MailboxCredentials,
  french,
  writes: mailboxWrites,
  limits: { calls: { max: 60, windowMs: 60_000 } },
  open: (access, deps) => mailboxSystem(passwordDoor(access), access.accountId, deps),
}
