import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { ConnectorError } from '../connector/errors.ts'
import { isLoopback, isPublicAddress } from './private-ranges.ts'

/**
 * Address to dial for `host` in protocols other than HTTP (IMAP, SFTP, SMTP), resolved once, so that the name cannot
 * lead elsewhere between the check and the call (docs/reference/security.md#ssrf). This machine and hosts allowed by
 * name are free. Throws ConnectorError: `bad-request` inside a private range, `unavailable` when the name does not
 * resolve.
 */
export async function resolveHost(host: string, allowedHosts: readonly string[]): Promise<string> {
  const bare = host.replace(/^\[|\]$/gu, '').toLowerCase()
  const free = bare === 'localhost' || (isIP(bare) !== 0 && isLoopback(bare)) || allowedHosts.includes(bare)
  const addresses = await lookup(bare, { all: true }).catch((cause: unknown) => {
    throw new ConnectorError(
      'unavailable',
      'The name of the server does not resolve. Check its spelling; it is tried again.',
      { cause },
    )
  })
  const first = addresses[0]
  if (first === undefined)
    throw new ConnectorError('unavailable', 'The name of the server has no address. It is tried again.')
  if (!free && addresses.some(({ address }) => !isPublicAddress(address))) {
    throw new ConnectorError(
      'bad-request',
      'This server is inside your network. Allow the host in OUTBOUND_HOSTS first.',
    )
  }
  return first.address
}
