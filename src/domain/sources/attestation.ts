import { z } from 'zod'
import { declaredKinds, type SourceKind } from './tables/source-kinds.ts'

/**
 * Which records an attestation speaks of: by system, by the value their source field shows (`''` = none), by the year
 * of creation. Null = any. `list`: only contacts that the contact list showed under this filter (its query text).
 */
export interface AttestedSet {
  connectionId: string | null
  sourceValue: string | null
  createdIn: number | null
  list: string | null
}

export interface Attestation extends AttestedSet {
  id: string
  coversBefore: Date
  kind: SourceKind
  name: string
  noticeShown: boolean
}

/** What a DPO fills in. */
export const AttestationForm = z.object({
  kind: z.enum(declaredKinds),
  name: z.string().trim().min(2).max(200),
  noticeShown: z.boolean(),
  statement: z.string().trim().min(20).max(2_000),
})
export type AttestationForm = z.infer<typeof AttestationForm>

export interface AttestableRecord {
  connectionId: string
  sourceValue: string | null
  createdAt: Date
}

/**
 * Whether the declaration covers this record; whose list it speaks of is for the caller to know. Only what was
 * collected before installation can be attested (docs/reference/promises.md#doors).
 */
export function attests(attestation: Attestation, record: AttestableRecord): boolean {
  return (
    record.createdAt < attestation.coversBefore &&
    (attestation.connectionId === null || attestation.connectionId === record.connectionId) &&
    (attestation.sourceValue === null || attestation.sourceValue === normalSource(record.sourceValue)) &&
    (attestation.createdIn === null || attestation.createdIn === record.createdAt.getUTCFullYear())
  )
}

/** Case and blanks around a value do not matter; no value reads as empty. */
export function normalSource(value: string | null): string {
  return (value ?? '').trim().toLowerCase()
}
