import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { decrypt, encrypt } from './envelope.ts'

/** A key for one archive file, and what of it stands in the head of the file (docs/reference/security.md#backup). */
interface ArchiveKey {
  key: Buffer
  /** The key, wrapped under LAWBASE_KEY. */
  wrapped: string
  /** Tells a wrong LAWBASE_KEY from a changed head. */
  keyCheck: string
}

const wrapAad = Buffer.from('lawbase/backup/v1', 'utf8')

export function newArchiveKey(masterKey: Buffer): ArchiveKey {
  const key = randomBytes(32)
  return {
    key,
    wrapped: encrypt(key, wrapKey(masterKey), randomBytes(12), wrapAad).toString('base64url'),
    keyCheck: keyCheckOf(masterKey),
  }
}

/** Throws when the head was changed. */
export function openArchiveKey(masterKey: Buffer, wrapped: string): Buffer {
  return decrypt(Buffer.from(wrapped, 'base64url'), wrapKey(masterKey), wrapAad)
}

/** The same for the same LAWBASE_KEY, and says nothing about it. */
export function keyCheckOf(masterKey: Buffer): string {
  return Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), 'lawbase/backup/check/v1', 8)).toString('hex')
}

function wrapKey(masterKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), 'lawbase/backup/v1', 32))
}

/**
 * One piece of an archive: bound to the head, to its place and to whether it is the last one, so that nothing can be
 * cut, moved or added.
 */
export function sealPiece(key: Buffer, head: Buffer, index: number, last: boolean, plain: Buffer): Buffer {
  return encrypt(plain, key, nonceOf(index), aadOf(head, index, last))
}

/** Throws when anything differs. */
export function openPiece(key: Buffer, head: Buffer, index: number, last: boolean, sealed: Buffer): Buffer {
  return decrypt(sealed, key, aadOf(head, index, last))
}

/** The key is of one file, so a counter never repeats under it. */
function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(index, 8)
  return nonce
}

function aadOf(head: Buffer, index: number, last: boolean): Buffer {
  const place = Buffer.alloc(5)
  place.writeUInt32BE(index, 0)
  place.writeUInt8(last ? 1 : 0, 4)
  return Buffer.concat([createHash('sha256').update(head).digest(), place])
}
