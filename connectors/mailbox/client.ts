import type { ImapFlow } from 'imapflow'
import type { Access, ConnectorDeps } from '../../src/connector/calls/access.ts'
import type { MailboxCredentials } from './credentials.ts'
import { mailboxError } from './errors.ts'

const connectTimeoutMs = 20_000
const greetingTimeoutMs = 15_000
/** A line without a word for this long is dead; IDLE is renewed well before. */
const socketTimeoutMs = 5 * 60_000

/** Opens the connection and the folder, read-only: we never mark, move or delete a message. Throws ConnectorError. */
export async function openFolder(access: Access<MailboxCredentials>, deps: ConnectorDeps): Promise<ImapFlow> {
  const { host, port, user, password, tls, folder } = access.credentials
  const { ImapFlow } = await import('imapflow')
  const bare = host.replace(/^\[|\]$/gu, '')
  const client = new ImapFlow({
    host: deps.resolveHost === undefined ? bare : await deps.resolveHost(bare),
    port,
    secure: tls === 'imaps',
    servername: bare,
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    doSTARTTLS: false,
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
    throw mailboxError(error)
  }
}
