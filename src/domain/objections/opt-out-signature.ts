import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Whether the body of a broker's opt-out webhook is signed with the account's secret: HMAC-SHA256 hex over the
 * timestamp, a dot and the body (docs/reference/brokers.md#lusha-signature). What is signed is `JSON.stringify` of
 * the payload, not the bytes that are sent: those are tried first, then the body written again. Constant time.
 */
export function isSignedOptOut(raw: Buffer, timestamp: string, signature: string, secret: string): boolean {
  if (!/^[0-9a-f]{64}$/iu.test(signature)) return false
  const given = Buffer.from(signature, 'hex')
  const fits = (body: Buffer | string) =>
    timingSafeEqual(createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest(), given)
  return fits(raw) || again(raw).some(fits)
}

function again(raw: Buffer): string[] {
  try {
    return [JSON.stringify(JSON.parse(raw.toString('utf8').replace(/^\uFEFF/u, '')))]
  } catch {
    return []
  }
}
