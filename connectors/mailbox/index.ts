import type { AccountInfo, Capabilities, CheckLine, Connector } from '../../src/connector/contract.ts'
import type { Access, ConnectorDeps } from '../../src/connector/calls/access.ts'
import { ConnectorError } from '../../src/connector/errors.ts'
import { openFolder } from './client.ts'
import { MailboxCredentials, mailboxForm } from './credentials.ts'
import { mailboxError } from './errors.ts'
import { listenToFolder } from './listen.ts'

const capabilities: Capabilities = {
  channels: {},
  batch: { suppress: 1, tag: 0, hold: 0, remove: 0, read: 0 },
  readBack: false,
  bin: null,
  erases: null,
  anonymises: false,
}

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
  writes: {
    created: [],
    suppress: [],
    blockFields: {},
    tag: [],
    remove: [],
    notStopped: {
      en: 'Nothing is written to a mailbox: its messages are only read.',
      fr: "Rien n'est écrit dans une boîte mail : ses messages sont seulement lus.",
    },
  },
  limits: { calls: { max: 60, windowMs: 60_000 } },
  open(access, deps) {
    return {
      can: capabilities,
      check: () => check(access, deps),
      // Nobody's record stands in a mailbox, so no order is ever made for one.
      suppress: () => Promise.reject(nothingToBlock()),
      verify: () => Promise.reject(nothingToBlock()),
      listen: (from, signal) => listenToFolder(access, deps, from, signal),
      disconnect: () => Promise.resolve(),
    }
  },
}

const nothingToBlock = () =>
  new ConnectorError('bad-request', "A mailbox holds nobody's record: nothing can be blocked there.")

/** Logs in and opens the folder. */
async function check(access: Access<MailboxCredentials>, deps: ConnectorDeps): Promise<AccountInfo> {
  await deps.budget.take(deps.lane, 1)
  const lines: CheckLine[] = []
  try {
    const client = await openFolder(access, deps)
    const idle = client.capabilities.has('IDLE')
    const exists = client.mailbox === false || client.mailbox === undefined ? 0 : client.mailbox.exists
    await client.logout().catch(() => undefined)
    lines.push({
      name: { en: `Folder readable (${exists} messages)`, fr: `Dossier lisible (${exists} messages)` },
      state: 'works',
      prevents: null,
    })
    lines.push(
      idle
        ? {
            name: { en: 'New mail is announced (IDLE)', fr: 'Les nouveaux messages sont annoncés (IDLE)' },
            state: 'works',
            prevents: null,
          }
        : {
            name: { en: 'New mail is announced (IDLE)', fr: 'Les nouveaux messages sont annoncés (IDLE)' },
            state: 'off',
            prevents: {
              en: 'The server does not offer it: the folder is checked once a minute.',
              fr: 'Le serveur ne le propose pas : le dossier est consulté chaque minute.',
            },
          },
    )
  } catch (error) {
    const failure = mailboxError(error)
    if (failure.kind === 'access-revoked') throw failure
    lines.push({
      name: { en: 'Folder readable', fr: 'Dossier lisible' },
      state: 'missing',
      prevents: {
        en: `No message is read. ${failure.message}`,
        fr: "Aucun message n'est lu. Vérifiez le serveur, le port et le dossier.",
      },
    })
  }
  return { accountId: access.accountId, accountName: access.credentials.address, lines, dailyCalls: null }
}
