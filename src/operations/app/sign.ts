import { randomUUID } from 'node:crypto'
import { fingerprintOf, newSigningKey, signDocument } from '../../crypto/receipt.ts'
import { activeSigningKey, insertSigningKey, type SigningKey } from '../../store/app/signing-keys.ts'
import type { App } from './app.ts'

const place = (id: string) => ({ table: 'signing_keys', row: id, column: 'sealed_private' })

/** The key of this deployment, made when it is asked for first. */
async function signingKey(app: App): Promise<SigningKey> {
  const known = await activeSigningKey(app.pool)
  if (known !== null) return known
  const id = randomUUID()
  const { publicKey, privateKey } = newSigningKey()
  await insertSigningKey(
    app.pool,
    { id, publicKey, sealedPrivate: app.keys.seal(privateKey.toString('base64'), place(id)) },
    app.clock.now(),
  )
  const stored = await activeSigningKey(app.pool)
  if (stored === null) throw new Error('The signing key was not stored')
  return stored
}

/** Fingerprint of the key that signs: what an inspector compares with. */
export async function signingFingerprint(app: App): Promise<string> {
  return fingerprintOf((await signingKey(app)).publicKey)
}

/** The signed file of a document, and the fingerprint of the key. */
export async function signAsDeployment(app: App, document: unknown): Promise<{ file: string; fingerprint: string }> {
  const signer = await signingKey(app)
  return {
    file: signDocument(
      document,
      signer.publicKey,
      Buffer.from(app.keys.open(signer.sealedPrivate, place(signer.id)), 'base64'),
    ),
    fingerprint: fingerprintOf(signer.publicKey),
  }
}
