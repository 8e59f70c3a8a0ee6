import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** 32 random bytes as 43 base64url characters: login, link, state, verifier. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored in place of a token. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest()
}

/** True when both texts are the same, in a time that does not tell where they differ. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [tokenHash(a), tokenHash(b)]
  return timingSafeEqual(left, right)
}

/** PKCE S256 (RFC 7636). */
export function codeChallenge(verifier: string): string {
  return createHash('sha256').update(verifier, 'ascii').digest('base64url')
}

/** Form token bound to one login (docs/reference/security.md#csrf). */
export function csrfToken(linkKey: Buffer, sessionHash: Buffer): string {
  return createHmac('sha256', linkKey)
    .update(Buffer.concat([Buffer.from('csrf\0'), sessionHash]))
    .digest('base64url')
}

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** API key `lba_<12 base32 id>_<43 base62 secret>` (docs/reference/security.md#api-key). Shown once. */
export function newApiKey(): { id: string; secret: string; text: string } {
  const id = pick(base32, 12)
  const secret = pick(base62, 43)
  return { id, secret, text: `lba_${id}_${secret}` }
}

export function parseApiKey(text: string): { id: string; secret: string } | null {
  const match = /^lba_([A-Z2-7]{12})_([0-9A-Za-z]{43})$/u.exec(text)
  return match?.[1] === undefined || match[2] === undefined ? null : { id: match[1], secret: match[2] }
}

/** Letters drawn without bias: bytes beyond the last whole multiple are thrown away. */
function pick(alphabet: string, length: number): string {
  const limit = 256 - (256 % alphabet.length)
  let text = ''
  while (text.length < length) {
    for (const byte of randomBytes(length))
      if (byte < limit && text.length < length) text += alphabet[byte % alphabet.length]
  }
  return text
}
