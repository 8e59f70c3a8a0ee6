import { isUnderRoot } from '../crypto/merkle.ts'
import { commitmentTo, isCommitment, openDocument, sameFingerprint } from '../crypto/receipt.ts'
import { Certificate } from '../domain/certificate.ts'
import { normalEmail } from '../domain/identity.ts'
import { Receipt } from '../domain/receipt.ts'

export type Verification =
  | { genuine: true; document: Receipt | Certificate; fingerprint: string; /** null = not asked. */ addressFits: boolean | null }
  | { genuine: false; reason: 'not-a-receipt' | 'changed' | 'another-key' }

/**
 * Checks a receipt or a removal certificate without any network or database: every byte, the signature, and the key when its
 * fingerprint is given. Without one it only says that the file is as it was signed by whoever holds the key named in it.
 */
export function verifyDocument(text: string, expected: { fingerprint?: string; email?: string } = {}): Verification {
  const signed = openDocument(text)
  if (!signed.ok) return { genuine: false, reason: signed.reason }
  const [receipt, certificate] = [Receipt.safeParse(signed.document), Certificate.safeParse(signed.document)]
  const document = receipt.success ? receipt.data : certificate.success ? certificate.data : null
  if (document === null) return { genuine: false, reason: 'not-a-receipt' }
  if (expected.fingerprint !== undefined && !sameFingerprint(expected.fingerprint, signed.fingerprint)) return { genuine: false, reason: 'another-key' }
  return { genuine: true, document, fingerprint: signed.fingerprint, addressFits: expected.email === undefined ? null : isAbout(document, normalEmail(expected.email) ?? '') }
}

/** A receipt commits to each address; a certificate that was asked for one address leads from it to the root of all that went. */
function isAbout(document: Receipt | Certificate, email: string): boolean {
  if (document.type === 'lawbase-receipt') return document.addresses.some(({ salt, commitment }) => isCommitment(email, salt, commitment))
  const { person, root } = document
  return person !== null && isUnderRoot(commitmentTo(email, Buffer.from(person.salt, 'base64')), person.path, Buffer.from(root, 'base64'))
}
