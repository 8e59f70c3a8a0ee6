import { BlockList, isIPv4 } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../operations/app/app.ts'
import { countHit } from '../../store/accounts/rate-counters.ts'

/** Who is believed about the visitor (Fastify's `trustProxy`): the proxies that the operator named, else nobody. */
export const trustOf = ({ trustedProxies }: Pick<App, 'trustedProxies'>): string[] | false =>
  trustedProxies.length === 0 ? false : [...trustedProxies]

const inside = new BlockList()
for (const [net, bits] of [
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  inside.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::1', 128],
  ['fe80::', 10],
  ['fc00::', 7],
] as const)
  inside.addSubnet(net, bits, 'ipv6')

/**
 * Where a visit comes from, as limits count it: the address, of IPv6 its /64 (docs/reference/security.md#limits). Null
 * when it is our own network: a proxy that does not name its visitors would have all people counted as one. Null too
 * for a visitor who has left already, of whom no address is known any more.
 */
export function placeOf(address: string | undefined): string | null {
  if (address === undefined) return null
  const plain = address.replace(/^::ffff:(?=\d+\.)/u, '')
  if (isIPv4(plain)) return inside.check(plain, 'ipv4') ? null : plain
  if (inside.check(plain, 'ipv6')) return null
  const [head = '', tail = ''] = plain.split('::')
  const groups = (text: string) => text.split(':').filter((group) => group !== '')
  const missing = plain.includes('::') ? 8 - groups(head).length - groups(tail).length : 0
  return [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail)]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

/** Looks at a page of people, from one place in a minute (docs/reference/security.md#limits). */
export const looksPerMinute = 60

/**
 * A browser that somebody has opened the page in says so; scanners mostly do not, and come in hundreds with a mailing.
 */
function isByPerson(request: FastifyRequest): boolean {
  return request.headers['sec-fetch-mode'] === 'navigate'
}

/**
 * Whether a page was looked at too often from this place within a minute. Scanners are counted apart, so that those of
 * a person's company do not close the page to the person. Only for looks: what a person sends is always taken.
 */
export async function isTooOften(app: App, request: FastifyRequest, page: string, perMinute: number): Promise<boolean> {
  const place = placeOf(request.ip)
  if (place === null) return false
  return (await countHit(app.pool, `${page} ${isByPerson(request) ? 'person' : 'program'} ${place}`, 60)) > perMinute
}
