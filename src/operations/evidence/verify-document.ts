import { isUnderRoot } from '../../crypto/merkle.ts'
import { commitmentTo, isCommitment, openDocument, sameFingerprint } from '../../crypto/receipt.ts'
import { Certificate } from '../../domain/removals/certificate.ts'
import { EvidenceManifest } from '../../domain/evidence/evidence-pack.ts'
import { normalEmail } from '../../domain/contacts/identity.ts'
import { Receipt } from '../../domain/evidence/receipt.ts'

export type Verification =
  | {
      genuine: true
      document: Receipt | Certificate | EvidenceManifest
      fingerprint: string /** null = not asked. */
      addressFits: boolean | null
    }
  | { genuine: false; reason: 'not-a-receipt' | 'changed' | 'another-key' }

/**
 * Checks a receipt, a removal certificate or the manifest of an evidence pack without any network or database: every
 * byte, the signature, and the key when its fingerprint is given. Without one it only says that the file is as it was
 * signed by whoever holds the key named in it.
 */
export function verifyDocument(text: string, expected: { fingerprint?: string; email?: string } = {}): Verification {
  const signed = openDocument(text)
  if (!signed.ok) return { genuine: false, reason: signed.reason }
  const known = [Receipt, Certificate, EvidenceManifest]
    .map((kind) => kind.safeParse(signed.document))
    .find((read) => read.success)
  if (known === undefined) return { genuine: false, reason: 'not-a-receipt' }
  const document = known.data
  if (expected.fingerprint !== undefined && !sameFingerprint(expected.fingerprint, signed.fingerprint))
    return { genuine: false, reason: 'another-key' }
  return {
    genuine: true,
    document,
    fingerprint: signed.fingerprint,
    addressFits: expected.email === undefined ? null : isAbout(document, normalEmail(expected.email) ?? ''),
  }
}

/**
 * A receipt and a manifest commit to each address; a certificate that was asked for one address leads from it to the
 * root of all that went.
 */
function isAbout(document: Receipt | Certificate | EvidenceManifest, email: string): boolean {
  if (document.type !== 'lawbase-certificate')
    return document.addresses.some(({ salt, commitment }) => isCommitment(email, salt, commitment))
  const { person, root } = document
  return (
    person !== null &&
    isUnderRoot(commitmentTo(email, Buffer.from(person.salt, 'base64')), person.path, Buffer.from(root, 'base64'))
  )
}
