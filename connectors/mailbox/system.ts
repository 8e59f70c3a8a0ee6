import type { AccountInfo, CheckLine, ConnectedSystem, Connector } from '../../src/connector/contract.ts'
import type { ConnectorDeps } from '../../src/connector/access.ts'
import { inFrenchBy } from '../../src/connector/french.ts'
import { heardOnly, writesNothing } from '../../src/connector/calls/heard-only.ts'
import { ConnectorError } from '../../src/connector/errors.ts'
import { french } from './french.ts'
import { openFolder } from './client.ts'
import type { MailDoor } from './door.ts'
import { mailboxError } from './errors.ts'
import { listenToFolder } from './listen.ts'

/** Nothing is ever written to a mailbox. */
export const mailboxWrites: Connector['writes'] = {
  ...writesNothing,
  notStopped: {
    en: 'Nothing is written to a mailbox: its messages are only read.',
    fr: "Rien n'est écrit dans une boîte mail : ses messages sont seulement lus.",
  },
}

/** A mailbox that is entered through this door. */
export function mailboxSystem(door: MailDoor, accountId: string, deps: ConnectorDeps): ConnectedSystem {
  return {
    can: heardOnly,
    check: () => check(door, accountId, deps),
    // Nobody's record stands in a mailbox, so no order is ever made for one.
    suppress: () => Promise.reject(nothingToBlock()),
    verify: () => Promise.reject(nothingToBlock()),
    listen: (from, signal) => listenToFolder(door, deps, from, signal),
    disconnect: () => Promise.resolve(),
  }
}

const nothingToBlock = () =>
  new ConnectorError('bad-request', "A mailbox holds nobody's record: nothing can be blocked there.")

/** Logs in and opens the folder. */
async function check(door: MailDoor, accountId: string, deps: ConnectorDeps): Promise<AccountInfo> {
  await deps.budget.take(deps.lane, 1)
  const lines: CheckLine[] = []
  try {
    const client = await openFolder(door, deps)
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
    const failure = mailboxError(error, door)
    if (failure.kind === 'access-revoked') throw failure
    lines.push({
      name: { en: 'Folder readable', fr: 'Dossier lisible' },
      state: 'missing',
      prevents: {
        en: `No message is read. ${failure.message}`,
        fr: `Aucun message n'est lu. ${inFrenchBy(french, failure.message)}`,
      },
    })
  }
  return { accountId, accountName: door.address, lines, dailyCalls: null }
}
