import { z } from 'zod'

/**
 * What can hang on a removed person's record and outlive it (docs/reference/promises.md#removal): in the order of the
 * pages.
 */
export const relatedKinds = ['emails', 'activities', 'files', 'individual', 'contactPoints'] as const
export type RelatedKind = (typeof relatedKinds)[number]

/** `keep`: named in the certificate. `delete`: after the person's record, where nobody and nothing else needs it. */
const Treatment = z.enum(['keep', 'delete'])
export const RelatedTreatment = z.object({
  emails: Treatment,
  activities: Treatment,
  files: Treatment,
  individual: Treatment,
  contactPoints: Treatment,
})
export type RelatedTreatment = z.infer<typeof RelatedTreatment>

export const keepRelated: RelatedTreatment = {
  emails: 'keep',
  activities: 'keep',
  files: 'keep',
  individual: 'keep',
  contactPoints: 'keep',
}

export const deletedKinds = (treatment: RelatedTreatment): RelatedKind[] =>
  relatedKinds.filter((kind) => treatment[kind] === 'delete')

/**
 * What a removal may do: only what the settings said when the plan was made, which its approvers saw, and still say
 * (docs/reference/promises.md#i9). `then` null = nothing was said.
 */
export function agreedTreatment(then: RelatedTreatment | null, now: RelatedTreatment): RelatedTreatment {
  return RelatedTreatment.parse(
    Object.fromEntries(
      relatedKinds.map((kind) => [kind, then?.[kind] === 'delete' && now[kind] === 'delete' ? 'delete' : 'keep']),
    ),
  )
}

/**
 * Why something is left: the settings say so; another person hangs on it too; a case, contract, opportunity or other
 * record of the company needs it; an objection of the person is written in it; our user cannot see who else needs it; a
 * legal hold stands over the person.
 */
export const keptReasons = ['setting', 'shared', 'held', 'objected', 'unseen', 'legal-hold'] as const
export type KeptReason = (typeof keptReasons)[number]

/** How many of one kind hang on the records of a plan in one system, counted before the approval. */
export interface RelatedCount {
  connectionId: string
  kind: RelatedKind
  /** The system takes these along with the record. */
  along: number
  deletable: number
  kept: Partial<Record<KeptReason, number>>
  /** Why some of this kind could not be counted, in words for an admin; null = all could. */
  unread: string | null
}

/** What becomes of one kind in one system: expected before a removal, read back after it. */
export const RelatedFate = z.strictObject({
  kind: z.enum(relatedKinds),
  /** What the settings said, of the plan and of the day. */
  treatment: Treatment,
  /** By us, read back absent; `inBin` of these lie in the vendor's bin. */
  deleted: z.int(),
  inBin: z.int(),
  /** Taken along by the system with the person's record. */
  along: z.int(),
  kept: z.array(z.strictObject({ why: z.enum(keptReasons), count: z.int() })),
  /** The vendor's words, or `not-honoured`: it took the deletion and shows the thing still. */
  refused: z.array(z.strictObject({ detail: z.string(), count: z.int() })),
  /** Why some of this kind could not be read, so that nobody knows of them; null = all could. */
  unread: z.string().nullable(),
  /** When it was counted, for what was only counted before the removal; null = read back after it. */
  countedAt: z.iso.datetime().nullable(),
})
export type RelatedFate = z.infer<typeof RelatedFate>

/** What a count lets expect under a treatment. */
export function foreseen(count: RelatedCount, treatment: RelatedTreatment, countedAt: Date): RelatedFate {
  const keeps = treatment[count.kind] === 'keep'
  const left = Object.values(count.kept).reduce((sum, number) => sum + number, 0)
  const kept = keeps
    ? [{ why: 'setting' as const, count: left + count.deletable }]
    : keptReasons.map((why) => ({ why, count: count.kept[why] ?? 0 }))
  return {
    kind: count.kind,
    treatment: treatment[count.kind],
    deleted: keeps ? 0 : count.deletable,
    inBin: 0,
    along: count.along,
    kept: kept.filter(({ count: number }) => number > 0),
    refused: [],
    unread: count.unread,
    countedAt: countedAt.toISOString(),
  }
}

/** Whether there is anything to tell. */
export const tells = (fate: RelatedFate): boolean =>
  fate.deleted + fate.along > 0 || fate.kept.length + fate.refused.length > 0 || fate.unread !== null
