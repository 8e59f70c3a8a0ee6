import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

/** A data key of the ring, opened. */
interface DataKey {
  kid: string
  key: Buffer
}

/** Where a sealed value stands: it opens nowhere else. */
export interface Place {
  table: string
  row: string
  column: string
}

const tagBytes = 16
const ivBytes = 12

/**
 * Encrypts `text` so that it can only be opened in the same place (docs/reference/security.md#envelope):
 * `lb1.<kid>.` + base64url(iv, ciphertext, tag), AES-256-GCM.
 */
export function seal(text: string, place: Place, dataKey: DataKey, iv: Buffer = randomBytes(ivBytes)): string {
  return `lb1.${dataKey.kid}.${encrypt(Buffer.from(text, 'utf8'), dataKey.key, iv, aadOf(place)).toString('base64url')}`
}

/** Opens what `seal` made. Throws when the place, the key or a single bit differs. */
export function open(sealed: string, place: Place, findKey: (kid: string) => Buffer): string {
  const [version, kid, blob, ...rest] = sealed.split('.')
  if (version !== 'lb1' || kid === undefined || blob === undefined || rest.length > 0)
    throw new Error('A sealed value has an unknown form')
  const bytes = Buffer.from(blob, 'base64url')
  // Node's base64 skips junk and spare bits: only the one canonical spelling opens.
  if (bytes.toString('base64url') !== blob) throw new Error('A sealed value was changed')
  return decrypt(bytes, findKey(kid), aadOf(place)).toString('utf8')
}

function aadOf({ table, row, column }: Place): Buffer {
  return Buffer.from(`lawbase/v1\0${table}\0${row}\0${column}`, 'utf8')
}

/** iv, ciphertext and tag in one. The tag length is given to both ciphers: without it Node accepts a 4-byte tag. */
export function encrypt(plain: Buffer, key: Buffer, iv: Buffer, aad: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes })
  cipher.setAAD(aad)
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Reverse of `encrypt`; throws when anything was changed. */
export function decrypt(blob: Buffer, key: Buffer, aad: Buffer): Buffer {
  if (blob.length < ivBytes + tagBytes) throw new Error('A sealed value is too short')
  const decipher = createDecipheriv('aes-256-gcm', key, blob.subarray(0, ivBytes), { authTagLength: tagBytes })
  decipher.setAAD(aad)
  decipher.setAuthTag(blob.subarray(blob.length - tagBytes))
  return Buffer.concat([decipher.update(blob.subarray(ivBytes, blob.length - tagBytes)), decipher.final()])
}

/** A fresh LAWBASE_KEY: `lbk1_` + base64url of 32 random bytes + 6 hex digits that catch a typing error. */
export function newMasterKey(): string {
  return formatMasterKey(randomBytes(32))
}

export function formatMasterKey(raw: Buffer): string {
  return `lbk1_${raw.toString('base64url')}${checkDigits(raw)}`
}

/** The 32 bytes of a LAWBASE_KEY. Throws a sentence that says what is wrong with it. */
export function parseMasterKey(text: string): Buffer {
  const match = /^lbk1_([A-Za-z0-9_-]{43})([0-9a-f]{6})$/u.exec(text.trim())
  if (match?.[1] === undefined)
    throw new Error('LAWBASE_KEY must look like lbk1_ followed by 49 characters: copy it whole.')
  const raw = Buffer.from(match[1], 'base64url')
  if (checkDigits(raw) !== match[2]) throw new Error('LAWBASE_KEY has a typing error: its check digits do not fit.')
  return raw
}

function checkDigits(raw: Buffer): string {
  return createHash('sha256').update(raw).digest('hex').slice(0, 6)
}

/** The key that wraps the data keys, derived from LAWBASE_KEY. */
export function wrappingKey(masterKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), 'lawbase/ring/v1', 32))
}
