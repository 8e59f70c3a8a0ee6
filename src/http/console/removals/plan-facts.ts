import type { RemovalRefused } from '../../../operations/removals/approve-removal.ts'
import type { RelatedFates } from '../../../operations/removals/related-fates.ts'
import type { EyesRefusal } from '../../../domain/approvals/four-eyes.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import type { RemovalPlan } from '../../../store/removals/removals.ts'
import type { RemovedPeople } from '../../../store/removals/bin-ends.ts'
import type { againstLast, PlanWhere, samplePlan } from '../../../store/removals/removals-view.ts'
import type { KeptProps } from './kept/kept-pages.tsx'
import type { PeopleProps } from './brakes/people-page.tsx'
import { type FormState } from '../ui/form.tsx'

export interface PlanFacts {
  plan: RemovalPlan
  /** The settings that the plan was made under: its term and its limits, whatever they are today. */
  settings: Settings
  sample: Awaited<ReturnType<typeof samplePlan>>
  /**
   * `binDays`: how long the vendor's bin keeps a record; null = unknown. `erases`: it does not stay there, the record
   * goes for good. `treatsRelated`: what hangs on a record can be treated there.
   */
  where: readonly (PlanWhere & {
    binDays: number | null
    erases: boolean
    /** What is refused there is emptied. */
    empties: boolean
    treatsRelated: boolean
  })[]
  fates: RelatedFates
  /** People of it who are gone from every system since it was made, while it waits for its decision. */
  vanished: number
  /** The first of its people, once something was done to them; null before. */
  people: PeopleProps | null
  /** The first of those who were kept out of it. */
  kept: KeptProps
  against: Awaited<ReturnType<typeof againstLast>>
  /** Address of the account that approved. */
  approver: string | null
  /** What became of those who went; null before anybody did. */
  removed: RemovedPeople | null
  /** Of the account that approved first, where two must. */
  firstApprover: string | null
  /** What a later run made in the place of a superseded plan. */
  successor: { id: string; number: string } | null
  /** Why the reader may not approve it; null = they may. */
  refusal: EyesRefusal | null
}

/**
 * Why a decision was not taken: `reason` = none was given; null = the list's digest was missing. `email`: no
 * certificate for that address.
 */
export interface PlanFailure extends FormState {
  code: RemovalRefused['code'] | 'reason' | 'email' | null
}

/** Nobody is in it, and nothing of it was carried out: there is nothing to approve, and no day counts. */
export const isOfNobody = ({ planned, state }: Pick<RemovalPlan, 'planned' | 'state'>): boolean =>
  planned === 0 && ['planned', 'stopped', 'expired'].includes(state)
