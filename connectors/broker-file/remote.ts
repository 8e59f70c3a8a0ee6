import { createHash, timingSafeEqual } from 'node:crypto'
import type { Readable } from 'node:stream'
import type SftpClient from 'ssh2-sftp-client'
import type { ConnectorDeps } from '../../src/connector/access.ts'
import { ConnectorError } from '../../src/connector/errors.ts'
import type { FileSettings } from './settings.ts'

const readyTimeoutMs = 15_000

/** The broker's folder, as far as it is used. */
export interface Remote {
  /** Null when it is not there. */
  size(name: string): Promise<number | null>
  read(name: string): Promise<Buffer>
  put(name: string, body: Buffer): Promise<void>
  rename(from: string, to: string): Promise<void>
  remove(name: string): Promise<void>
}

/** Connects, checks the server's key before anything is said, works, hangs up. Throws ConnectorError. */
export async function withRemote<T>(
  settings: FileSettings,
  deps: ConnectorDeps,
  work: (remote: Remote) => Promise<T>,
): Promise<T> {
  if (deps.connect === undefined) throw new ConnectorError('bad-request', 'This system needs a network connection.')
  const { default: Client } = await import('ssh2-sftp-client')
  const sock = await deps.connect(settings.host, settings.port)
  let shown: string | null = null
  // Errors are told by the calls that fail.
  const client = new Client('lawbase', { error: () => undefined, end: () => undefined, close: () => undefined })
  try {
    await client.connect({
      sock: sock as unknown as Readable,
      username: settings.user,
      readyTimeout: readyTimeoutMs,
      retries: 0,
      ...(settings.privateKey.trim() === ''
        ? { password: settings.password }
        : { privateKey: `${settings.privateKey.trim()}\n` }),
      hostVerifier: (key: Buffer) => {
        shown = fingerprintOf(key)
        return sameText(shown, settings.hostKey)
      },
    })
    return await work(remoteOf(client, settings.folder))
  } catch (error) {
    throw failureOf(error, settings, shown)
  } finally {
    await client.end().catch(() => undefined)
    // A login that failed before a word was said leaves the line open.
    sock.end()
  }
}

/** As `ssh-keygen -lf` writes it. */
function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replaceAll('=', '')}`
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

function remoteOf(client: SftpClient, folder: string): Remote {
  const path = (name: string) => (folder === '' ? name : `${folder.replace(/\/$/u, '')}/${name}`)
  return {
    size: async (name) => ((await client.exists(path(name))) === '-' ? (await client.stat(path(name))).size : null),
    read: async (name) => (await client.get(path(name))) as Buffer,
    put: async (name, body) => void (await client.put(body, path(name))),
    rename: async (from, to) => void (await client.rename(path(from), path(to))),
    remove: async (name) => void (await client.delete(path(name), true)),
  }
}

function failureOf(error: unknown, settings: FileSettings, shown: string | null): ConnectorError {
  if (error instanceof ConnectorError) return error
  if (shown !== null && !sameText(shown, settings.hostKey)) {
    return new ConnectorError(
      'access-revoked',
      `The SFTP server shows another key, ${shown}, instead of ${settings.hostKey}. Ask the broker by another channel whether it changed it, then connect again with the new fingerprint.`,
    )
  }
  const { message = '', code, level } = error as { message?: string; code?: string | number; level?: string }
  if (level === 'client-authentication' || /authentication methods failed|Cannot parse privateKey/iu.test(message))
    return new ConnectorError(
      'forbidden',
      'The SFTP server refuses our login; check user, key and password with the broker.',
      { missing: 'SFTP login', cause: error },
    )
  if (code === 3 || /permission denied/iu.test(message))
    return new ConnectorError(
      'forbidden',
      'The SFTP server does not let us write into the folder; ask the broker for the right.',
      { missing: 'write access to the folder', cause: error },
    )
  if (code === 2 || /no such file/iu.test(message))
    return new ConnectorError(
      'forbidden',
      'The folder is not there on the SFTP server; check its path with the broker.',
      { missing: 'folder', cause: error },
    )
  return new ConnectorError(
    'unavailable',
    'The SFTP server did not take the file. It is sent again; nothing is lost.',
    { cause: error },
  )
}
