import { createHmac, timingSafeEqual } from 'node:crypto'
import type { RawDelivery, Verified } from '../../../src/connector/webhook.ts'

/**
 * docs/reference/hubspot.md#hook-signature: older and future timestamps are refused alike
 * (docs/reference/security.md#hubspot-signature).
 */
const windowMs = 300_000
/** Decoded before signing: these twelve and nothing else (docs/reference/hubspot.md#hook-signature). */
const decoded: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
}

/** v3 signature over the raw bytes. Never falls back to v1 or v2. Any live secret may match. */
export function verifySignature(delivery: RawDelivery, secrets: readonly string[], now: Date): Verified {
  const signature = single(delivery, 'x-hubspot-signature-v3')
  const timestamp = single(delivery, 'x-hubspot-request-timestamp')
  if (signature === null || timestamp === null) return { ok: false, reason: 'missing' }
  const bytes = Buffer.from(signature, 'base64')
  if (!/^[0-9]{13}$/.test(timestamp) || bytes.length !== 32 || bytes.toString('base64') !== signature)
    return { ok: false, reason: 'malformed' }
  if (Math.abs(now.getTime() - Number(timestamp)) > windowMs) return { ok: false, reason: 'stale' }
  const start = Buffer.from(delivery.method + signedUri(delivery.url), 'utf8')
  const content = Buffer.concat([start, delivery.body, Buffer.from(timestamp, 'utf8')])
  const matches = secrets
    .filter((secret) => secret !== '')
    .map((secret) => timingSafeEqual(createHmac('sha256', secret).update(content).digest(), bytes))
  return matches.includes(true) ? { ok: true } : { ok: false, reason: 'forged' }
}

/** The header when it is there exactly once; twice reads as malformed because no list is a signature. */
function single(delivery: RawDelivery, name: string): string | null {
  const values = Object.entries(delivery.headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value ?? [])
  return values.length === 0 || values.join(',') === '' ? null : values.join(',')
}

function signedUri(url: string): string {
  const withoutFragment = url.split('#', 1)[0] ?? ''
  return withoutFragment.replaceAll(/%[0-9A-Fa-f]{2}/g, (code) => decoded[code.toUpperCase()] ?? code)
}
