import { createHash, createHmac } from 'node:crypto'

// docs/reference/hubspot.md#hook-signature: only these escapes are decoded before signing.
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

function signedUri(url: string): string {
  return (url.split('#')[0] ?? '').replace(
    /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi,
    (escape) => decoded[escape.toUpperCase()] ?? escape,
  )
}

export function signatureV3(secret: string, method: string, url: string, body: string, timestamp: string): string {
  return createHmac('sha256', secret)
    .update(method + signedUri(url) + body + timestamp, 'utf8')
    .digest('base64')
}

export function signatureV1(secret: string, body: string): string {
  return createHash('sha256')
    .update(secret + body, 'utf8')
    .digest('hex')
}
