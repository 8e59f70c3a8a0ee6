import { isIP } from 'node:net'

/** docs/reference/security.md#ssrf. IPv4-mapped IPv6 never enters: v6 is allowed only inside 2000::/3. */
const refusedV4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['168.63.129.16', 32],
]
const refusedV6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['2620:4f:8000::', 48],
]

/** True when `address` (an IP literal) may be called by an endpoint that an admin typed. */
export function isPublicAddress(address: string): boolean {
  const kind = isIP(address)
  if (kind === 4) return !refusedV4.some(([net, bits]) => inside(bitsOfV4(address), bitsOfV4(net), bits))
  if (kind !== 6) return false
  const bits = bitsOfV6(address)
  return inside(bits, bitsOfV6('2000::'), 3) && !refusedV6.some(([net, length]) => inside(bits, bitsOfV6(net), length))
}

export function isLoopback(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'))
}

function inside(address: string, net: string, length: number): boolean {
  return address.slice(0, length) === net.slice(0, length)
}

function bitsOfV4(address: string): string {
  return address
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('')
}

function bitsOfV6(address: string): string {
  const plain = address.replace(/%.*$/u, '')
  const [head = '', tail] = plain.split('::')
  const parts = (text: string) =>
    text === '' ? [] : text.split(':').flatMap((part) => (part.includes('.') ? v4AsGroups(part) : [part]))
  const left = parts(head)
  const right = tail === undefined ? [] : parts(tail)
  const zeros: string[] = Array.from({ length: 8 - left.length - right.length }, () => '0')
  return [...left, ...zeros, ...right].map((part) => Number.parseInt(part, 16).toString(2).padStart(16, '0')).join('')
}

function v4AsGroups(part: string): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = part.split('.').map(Number)
  return [(a * 256 + b).toString(16), (c * 256 + d).toString(16)]
}
