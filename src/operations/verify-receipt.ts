import { isCommitment, openDocument, sameFingerprint } from '../crypto/receipt.ts'
import { normalEmail } from '../domain/identity.ts'
import { Receipt } from '../domain/receipt.ts'

export type Verification =
  | { genuine: true; receipt: Receipt; fingerprint: string; /** null = not asked. */ addressFits: boolean | null }
  | { genuine: false; reason: 'not-a-receipt' | 'changed' | 'another-key' }

/**
 * Checks a receipt without any network or database: every byte, the signature, and the key when its fingerprint is
 * given. Without one it only says that the file is as it was signed by whoever holds the key named in it.
 */
export function verifyReceipt(text: string, expected: { fingerprint?: string; email?: string } = {}): Verification {
  const signed = openDocument(text)
  if (!signed.ok) return { genuine: false, reason: signed.reason }
  const parsed = Receipt.safeParse(signed.document)
  if (!parsed.success) return { genuine: false, reason: 'not-a-receipt' }
  if (expected.fingerprint !== undefined && !sameFingerprint(expected.fingerprint, signed.fingerprint)) return { genuine: false, reason: 'another-key' }
  const email = expected.email === undefined ? null : (normalEmail(expected.email) ?? '')
  return {
    genuine: true, receipt: parsed.data, fingerprint: signed.fingerprint,
    addressFits: email === null ? null : parsed.data.addresses.some(({ salt, commitment }) => isCommitment(email, salt, commitment)),
  }
}
