import { z } from 'zod'
import { normalEmail } from '../contacts/identity.ts'
import { Day } from '../app/moment.ts'

/**
 * What a pack for an inspector is about: one contact, whoever has an address (in the base or not), or the days from
 * `from` to `to` in the deployment's zone.
 */
export type EvidenceAsk = { contactId: string } | { email: string } | { from: string; to: string }

export type EvidenceField = 'contact' | 'email' | 'from' | 'to'
export type EvidenceFault = 'contact' | 'email' | 'one-person' | 'day' | 'future' | 'order'

/**
 * Reads what somebody typed: a contact's id or an address in clear for a person, two days for a period. `today`: the
 * day in the deployment's zone. Gives the ask, or what is wrong with each field.
 */
export function readEvidenceAsk(
  typed: Readonly<{ what: 'person' | 'period' } & Partial<Record<EvidenceField, string>>>,
  today: string,
): { ask: EvidenceAsk } | { faults: Partial<Record<EvidenceField, EvidenceFault>> } {
  const [contact, email, from, to] = [typed.contact, typed.email, typed.from, typed.to].map((text) =>
    (text ?? '').trim(),
  ) as [string, string, string, string]
  if (typed.what === 'period') {
    const fault = (day: string): EvidenceFault | null =>
      !Day.safeParse(day).success ? 'day' : day > today ? 'future' : null
    const [first, last] = [fault(from), fault(to) ?? (fault(from) === null && to < from ? 'order' : null)]
    return first === null && last === null
      ? { ask: { from, to } }
      : { faults: { ...(first === null ? {} : { from: first }), ...(last === null ? {} : { to: last }) } }
  }
  if (contact !== '' && email !== '') return { faults: { email: 'one-person' } }
  if (contact !== '')
    return z.uuid().safeParse(contact).success
      ? { ask: { contactId: contact.toLowerCase() } }
      : { faults: { contact: 'contact' } }
  const normal = normalEmail(email)
  return normal === null ? { faults: { email: 'email' } } : { ask: { email: normal } }
}

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/u)
const Position = z.strictObject({ seq: z.int().min(0), chain: Sha256 })

/**
 * What is signed of a pack: each file with its size and SHA-256. Whoever changes, adds or takes away a file is found
 * out.
 */
export const EvidenceManifest = z.strictObject({
  type: z.literal('lawbase-evidence'),
  version: z.literal(1),
  number: z.string(),
  issuedAt: z.iso.datetime(),
  controller: z.string().nullable(),
  subject: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('person') }),
    /**
     * Days from `from` to `to`; where the audit log's chain stood before the first act of the period and after its last
     * one.
     */
    z.strictObject({
      kind: z.literal('period'),
      from: z.string(),
      to: z.string(),
      timeZone: z.string(),
      chain: z.strictObject({ before: Position, after: Position }),
    }),
  ]),
  /** Of a person: a commitment to each address that is known, as on a receipt; of a period none. */
  addresses: z.array(z.strictObject({ salt: z.string(), commitment: z.string() })),
  files: z.array(z.strictObject({ path: z.string(), bytes: z.int().min(0), sha256: Sha256 })),
})
export type EvidenceManifest = z.infer<typeof EvidenceManifest>
export type ChainPosition = z.infer<typeof Position>

/** An objection must be everywhere within this time (docs/reference/promises.md#terms). */
export const noTermMs = 48 * 3_600_000

/**
 * Name of a file inside the pack: its SHA-256 in hex, then what its owner called it without anything a file system or a
 * shell could take amiss.
 */
export function evidencePath(digest: string, name: string): string {
  const plain = name
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}._-]/gu, '_')
    .replaceAll(/\.{2,}/gu, '.')
    .replace(/^[._-]+/u, '')
    .slice(-80)
  return `evidence/${digest}-${plain === '' ? 'file' : plain}`
}
