import type { ImapFlow } from 'imapflow'
import type { ConnectorDeps } from '../../src/connector/access.ts'
import type { MailDoor, MailLogin } from './door.ts'
import { isAuthFailure, mailboxError } from './errors.ts'

const connectTimeoutMs = 20_000
const greetingTimeoutMs = 15_000
/** A line without a word for this long is dead; IDLE is renewed well before. */
const socketTimeoutMs = 5 * 60_000

/**
 * Opens the connection and the folder, read-only: we never mark, move or delete a message. A token that the server
 * refuses is renewed once. Throws ConnectorError.
 */
export async function openFolder(door: MailDoor, deps: ConnectorDeps): Promise<ImapFlow> {
  const login = await door.login()
  try {
    return await openWith(door, deps, login)
  } catch (error) {
    if (door.renew === undefined || !isAuthFailure(error)) throw mailboxError(error, door)
    const renewed = await door.renew(login)
    return await openWith(door, deps, renewed).catch((again: unknown) => {
      throw mailboxError(again, door)
    })
  }
}

/** Throws what the IMAP library throws. */
async function openWith(door: MailDoor, deps: ConnectorDeps, login: MailLogin): Promise<ImapFlow> {
  const { host, port, user, tls, folder } = door
  const { ImapFlow } = await import('imapflow')
  const bare = host.replace(/^\[|\]$/gu, '')
  const client = new ImapFlow({
    host: deps.resolveHost === undefined ? bare : await deps.resolveHost(bare),
    port,
    secure: tls === 'imaps',
    servername: bare,
    auth: { user, ...login },
    logger: false,
    disableAutoIdle: true,
    // True = the line is encrypted before anything is said on it, or it ends.
    doSTARTTLS: tls === 'starttls',
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: greetingTimeoutMs,
    socketTimeout: socketTimeoutMs,
    clientInfo: { name: 'Lawbase' },
    tls: { minVersion: 'TLSv1.2' },
  })
  // The fault also reaches whoever waits for an answer; without a listener it would end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.mailboxOpen(folder, { readOnly: true })
    return client
  } catch (error) {
    client.close()
    throw error
  }
}
