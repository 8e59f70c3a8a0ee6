import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto'

/** A new Ed25519 pair: `publicKey` and `privateKey` in DER (SPKI, PKCS 8). */
export function newSigningKey(): { publicKey: Buffer; privateKey: Buffer } {
  const pair = generateKeyPairSync('ed25519')
  return {
    publicKey: pair.publicKey.export({ type: 'spki', format: 'der' }),
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'der' }),
  }
}

/** How people name a key: SHA-256 of its DER form, 64 hex digits in groups of four. */
export function fingerprintOf(publicKey: Buffer): string {
  return (createHash('sha256').update(publicKey).digest('hex').match(/.{4}/gu) ?? []).join(' ')
}

/** The same key named with other spaces, colons or capitals. */
export function sameFingerprint(a: string, b: string): boolean {
  const plain = (text: string) => text.replace(/[^0-9a-f]/giu, '').toLowerCase()
  return plain(a).length === 64 && plain(a) === plain(b)
}

/**
 * What a receipt says of an address: whoever knows the address can check it, nobody can read it from there. The salt is
 * made for one receipt, so that two receipts of one person cannot be told to be of the same one.
 */
export function commitmentTo(normalAddress: string, salt: Buffer): Buffer {
  return createHmac('sha256', salt).update(`lawbase/receipt/v1\0${normalAddress}`).digest()
}

/**
 * Salt of one address in the certificate of one removal: made again from its keyed hash, so that it is kept nowhere.
 */
export function certificateSalt(addressHash: Buffer, planId: string): Buffer {
  return createHmac('sha256', addressHash).update(`lawbase/certificate/v1\0${planId}`).digest().subarray(0, 16)
}

/** JSON with sorted names and two spaces: one content has one text, so every byte of a file counts. */
function canonical(value: unknown): string {
  return `${JSON.stringify(sorted(value), null, 2)}\n`
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  )
}

/** The file of a signed document: `{document, publicKey, signature}`, the latter two in base64. */
export function signDocument(document: unknown, publicKey: Buffer, privateKey: Buffer): string {
  const signature = sign(
    null,
    Buffer.from(canonical(document)),
    createPrivateKey({ key: privateKey, type: 'pkcs8', format: 'der' }),
  )
  return canonical({ document, publicKey: publicKey.toString('base64'), signature: signature.toString('base64') })
}

type Signed = { ok: true; document: unknown; fingerprint: string } | { ok: false; reason: 'not-a-receipt' | 'changed' }

/**
 * Checks the file byte for byte against its signature. White space around it is let through, for texts that were
 * pasted.
 */
export function openDocument(text: string): Signed {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return { ok: false, reason: 'not-a-receipt' }
  }
  const { document, publicKey, signature } = (parsed ?? {}) as Record<string, unknown>
  if (document === undefined || typeof publicKey !== 'string' || typeof signature !== 'string')
    return { ok: false, reason: 'not-a-receipt' }
  if (canonical(parsed).trim() !== text.trim()) return { ok: false, reason: 'changed' }
  const key = Buffer.from(publicKey, 'base64')
  try {
    const genuine = verify(
      null,
      Buffer.from(canonical(document)),
      createPublicKey({ key, type: 'spki', format: 'der' }),
      Buffer.from(signature, 'base64'),
    )
    return genuine ? { ok: true, document, fingerprint: fingerprintOf(key) } : { ok: false, reason: 'changed' }
  } catch {
    return { ok: false, reason: 'changed' }
  }
}

/** Whether a commitment of a receipt is to this address. */
export function isCommitment(normalAddress: string, salt: string, commitment: string): boolean {
  const given = Buffer.from(commitment, 'base64')
  const made = commitmentTo(normalAddress, Buffer.from(salt, 'base64'))
  return given.length === made.length && timingSafeEqual(given, made)
}
