import { z } from 'zod'

/** What can hang on a removed person's record and outlive it (DESIGN Removal, facts of each vendor): in the order of the pages. */
export const relatedKinds = ['emails', 'activities', 'files', 'individual', 'contactPoints'] as const
export type RelatedKind = (typeof relatedKinds)[number]

/** `keep`: named in the certificate. `delete`: after the person's record, where nobody and nothing else needs it. */
const Treatment = z.enum(['keep', 'delete'])
export const RelatedTreatment = z.object({ emails: Treatment, activities: Treatment, files: Treatment, individual: Treatment, contactPoints: Treatment })
export type RelatedTreatment = z.infer<typeof RelatedTreatment>

export const keepRelated: RelatedTreatment = { emails: 'keep', activities: 'keep', files: 'keep', individual: 'keep', contactPoints: 'keep' }

export const deletedKinds = (treatment: RelatedTreatment): RelatedKind[] => relatedKinds.filter((kind) => treatment[kind] === 'delete')

/** What a removal may do: only what the settings said when the plan was made, which its approvers saw, and still say (I9). `then` null = nothing was said. */
export function agreedTreatment(then: RelatedTreatment | null, now: RelatedTreatment): RelatedTreatment {
  return RelatedTreatment.parse(Object.fromEntries(relatedKinds.map((kind) => [kind, then?.[kind] === 'delete' && now[kind] === 'delete' ? 'delete' : 'keep'])))
}

/**
 * Why something is left: the settings say so; another person hangs on it too; a case, contract, opportunity or other record of the
 * company needs it; our user cannot see who else does; a legal hold stands over the person.
 */
export const keptReasons = ['setting', 'shared', 'held', 'unseen', 'legal-hold'] as const
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
