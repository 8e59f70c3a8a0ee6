import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'

/** One identity key, opened. */
interface IdentityKey {
  kid: string
  key: Buffer
}

/**
 * How addresses are hashed now: 32 bytes under every identity key there was. Still personal data: never logged, never
 * exported.
 */
export interface IdentityHashes {
  hashEmail(normalForm: string): Buffer
  hashPhone(normalForm: string): Buffer
  /** Of what tells a person again beside these: a page, a name with a number. `kind` keeps equal texts apart. */
  hashTrace(kind: string, text: string): Buffer
  /**
   * The hash as it was under each key, the oldest first, the one of today last: for what was derived from a hash and
   * signed.
   */
  everyEmailHash(normalForm: string): Buffer[]
  /** Names the newest key, which is the one that stored hashes were last wrapped under. */
  identityKid: string
  /** Brings a hash that was made while `kid` was the newest key up to today; null = the key is not known. */
  sinceIdentityKey(kid: string): ((hash: Buffer) => Buffer) | null
}

type Kind = 'email' | 'phone' | `trace-${string}`

/**
 * Hashes under a chain of keys, the oldest first (docs/reference/security.md#identity-hash; docs/decisions/0021): the
 * first key hashes the normal form, each later one wraps what the one before made. So a hash whose address nobody holds
 * any more can be brought under a new key too. Throws on no key.
 */
export function identityHashes(chain: readonly IdentityKey[]): IdentityHashes {
  const [first, ...later] = chain.map(({ kid, key }) => ({ kid, key: createSecretKey(key) }))
  if (first === undefined) throw new Error('The key ring has no key for identities')
  const hash = (kind: Kind, normalForm: string) =>
    wrapAll(later, createHmac('sha256', first.key).update(`lawbase:id:v1\0${kind}\0${normalForm}`, 'utf8').digest())
  return {
    hashEmail: (normalForm) => hash('email', normalForm),
    hashPhone: (normalForm) => hash('phone', normalForm),
    hashTrace: (kind, text) => hash(`trace-${kind}`, text),
    everyEmailHash: (normalForm) =>
      chain.map((_, place) => identityHashes(chain.slice(0, place + 1)).hashEmail(normalForm)),
    identityKid: later.at(-1)?.kid ?? first.kid,
    sinceIdentityKey: (kid) => {
      const place = chain.findIndex((one) => one.kid === kid)
      return place === -1 ? null : (made) => wrapAll(later.slice(place), made)
    },
  }
}

/** Brings a hash under one more key. */
export function wrapUnder(key: Buffer): (hash: Buffer) => Buffer {
  const opened = createSecretKey(key)
  return (hash) => wrapOnce(opened, hash)
}

function wrapAll(keys: readonly { key: KeyObject }[], made: Buffer): Buffer {
  let hash = made
  // Made for each address of each page: no array for the usual chain of one.
  for (const { key } of keys) hash = wrapOnce(key, hash)
  return hash
}

function wrapOnce(key: KeyObject, hash: Buffer): Buffer {
  return createHmac('sha256', key).update('lawbase:id:wrap:v1\0', 'utf8').update(hash).digest()
}
