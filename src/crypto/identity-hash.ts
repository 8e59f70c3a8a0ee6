import { createHmac, type KeyObject } from 'node:crypto'

/** Keyed hash of a normal form (facts/security 3.6): 32 bytes. Still personal data: never logged, never exported. */
export function identityHash(key: KeyObject, kind: 'email' | 'phone', normalForm: string): Buffer {
  return createHmac('sha256', key).update(`lawbase:id:v1\0${kind}\0${normalForm}`, 'utf8').digest()
}
