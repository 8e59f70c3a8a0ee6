import { z } from 'zod'
import { RelatedFate } from './related.ts'
import { planKinds } from './removal-kinds.ts'
import { populations } from './retention-rules.ts'
import { sourceKinds } from '../sources/tables/source-kinds.ts'

const Instant = z.iso.datetime()
const Words = z.strictObject({ en: z.string(), fr: z.string() })

/**
 * One system of a certificate: how many records went, when each was read back absent, what the vendor keeps and until
 * when.
 */
export const CertificateSystem = z.strictObject({
  name: z.string(),
  records: z.int(),
  /** In the bin, erased or emptied. */
  removed: z.int(),
  /**
   * Of these: erased for good, and emptied of the person where the vendor keeps the record; left out by certificates
   * older than erasing.
   */
  erased: z.int().optional(),
  anonymised: z.int().optional(),
  refused: z.int(),
  firstReadBackAt: Instant.nullable(),
  lastReadBackAt: Instant.nullable(),
  /** What was read back, each value once. */
  seen: z.array(z.string()),
  /** Until when, at the latest, the vendor's bin holds the last record; null = nothing is in it, or it is not known. */
  inBinUntil: Instant.nullable(),
  /** Of the removed: lying in the bin when this was signed, as far as is known; left out by older certificates. */
  inBin: z.int().optional(),
  /** Of the removed: read alive before the bin's last day, as somebody took them out of it; left out where none was. */
  back: z.int().optional(),
  /**
   * What was read once more after the bin's last day: absent, alive again because somebody took it out, or in the bin
   * still; left out before.
   */
  afterBin: z.strictObject({ readAt: Instant, absent: z.int(), back: z.int(), inBin: z.int() }).optional(),
  /**
   * Since when the system is disconnected, so that nobody can read whether what lay in its bin is gone; left out where
   * nothing waits there, and by older certificates.
   */
  disconnectedAt: Instant.optional(),
  remains: Words,
  /** What hung on these people, kind by kind; left out where nobody counted it, and by older certificates. */
  related: z.array(RelatedFate).optional(),
})
export type CertificateSystem = z.infer<typeof CertificateSystem>

/**
 * What is signed of one removal: counts and times, no name and no address. Whoever knows an address that went can be
 * shown that it is under `root`.
 */
export const Certificate = z.strictObject({
  type: z.literal('lawbase-certificate'),
  version: z.literal(1),
  number: z.string(),
  issuedAt: Instant,
  controller: z.string().nullable(),
  kind: z.enum(planKinds),
  rule: z.string(),
  /**
   * Version and terms of the settings in force when the plan was made; null = the plan is older than their record.
   * `ownTerms`: of a population, a country or a kind of source; left out = none.
   */
  settings: z
    .strictObject({
      version: z.int(),
      inactivityMonths: z.int(),
      restoreDays: z.int(),
      ownTerms: z
        .array(
          z.strictObject({
            population: z.enum(populations).nullable(),
            country: z.string().nullable(),
            sourceKind: z.enum(sourceKinds).nullable(),
            months: z.int(),
          }),
        )
        .optional(),
    })
    .nullable(),
  plan: z.strictObject({
    author: z.string(),
    madeAt: Instant,
    listDigest: z.string(),
    base: z.int(),
    candidates: z.int(),
    planned: z.int(),
    keptByGuards: z.array(z.strictObject({ guard: z.string(), people: z.int() })),
  }),
  approvals: z.array(z.strictObject({ by: z.string(), at: Instant })),
  heldUntil: Instant.nullable(),
  finishedAt: Instant,
  removed: z.int(),
  /**
   * The removed, each counted once: gone from every system and bin, with a record in a bin, with a record that stays
   * where it was and is emptied, and read alive again since; left out by older certificates.
   */
  people: z
    .strictObject({
      gone: z.int(),
      inBin: z.int(),
      anonymised: z.int(),
      back: z.int(),
      /** In a bin when it was read last, of a system that is disconnected; left out where there is none. */
      unconfirmed: z.int().optional(),
    })
    .optional(),
  /**
   * First version: some record lies in a bin that has not ended, or was not read since. Second: absence was read again
   * after the last day of each bin, or none was needed. Left out by older certificates.
   */
  edition: z.union([z.literal(1), z.literal(2)]).optional(),
  leftInTime: z.int(),
  /** Removed at first, and brought back out of a bin since; left out where nobody was, and by older certificates. */
  broughtBack: z.int().optional(),
  refused: z.int(),
  systems: z.array(CertificateSystem),
  /** Merkle root (SHA-256, RFC 6962 marks) over one commitment for each address that went, in base64. */
  root: z.string(),
  addresses: z.int(),
  /** Only in a certificate that was asked for one address: leads from it to the root. */
  person: z
    .strictObject({
      salt: z.string(),
      path: z.array(z.strictObject({ side: z.enum(['left', 'right']), hash: z.string() })),
    })
    .nullable(),
})
export type Certificate = z.infer<typeof Certificate>

/** The people of a certificate, each counted once. */
export interface CertificateCounts {
  planned: number
  /** In no system and no bin any more. */
  gone: number
  inBin: number
  /** In the bin of a system that is disconnected: whether they are gone cannot be read. */
  unconfirmed?: number | undefined
  anonymised: number
  /** Read alive again since. */
  back: number
  refused: number
}
