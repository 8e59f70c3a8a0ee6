import { lookup } from 'node:dns/promises'
import { connect, isIP } from 'node:net'
import { ConnectorError } from '../connector/errors.ts'
import type { OutboundPolicy } from './http.ts'
import { isLoopback, isPublicAddress } from './private-ranges.ts'

const timeoutMs = 15_000

/**
 * A TCP connection to a host an admin typed, past the same guard as HTTP (docs/reference/security.md#ssrf): loopback,
 * or public, or allowed by name; the address that was checked is the one that is connected. Throws ConnectorError.
 */
export async function openSocket(host: string, port: number, policy: OutboundPolicy): Promise<NodeJS.ReadWriteStream> {
  const named = policy.allowedHosts.includes(host) || policy.allowedHosts.includes(`${host}:${port}`)
  const addresses =
    isIP(host) === 0 ? await lookup(host, { all: true }).catch(() => []) : [{ address: host, family: isIP(host) }]
  const first = addresses[0]
  if (first === undefined)
    throw new ConnectorError(
      'unavailable',
      `${host} is not known to the name service. It is tried again; nothing is lost.`,
    )
  const local = host === 'localhost' || isLoopback(host)
  if (!named && !local && addresses.some(({ address }) => !isPublicAddress(address)))
    throw new ConnectorError(
      'bad-request',
      'This address is inside your network. Allow the host in OUTBOUND_HOSTS first.',
    )
  return new Promise((resolve, reject) => {
    // Small requests, each of which waits for its answer: held back to fill a packet, each would cost 40 ms.
    const socket = connect({ host: first.address, port, family: first.family, noDelay: true })
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error('timeout')))
    const fail = (cause: unknown) =>
      reject(
        new ConnectorError('unavailable', `${host} could not be reached. It is tried again; nothing is lost.`, {
          cause,
        }),
      )
    socket.once('error', fail)
    socket.once('connect', () => {
      socket.off('error', fail)
      socket.setTimeout(0)
      resolve(socket)
    })
  })
}
