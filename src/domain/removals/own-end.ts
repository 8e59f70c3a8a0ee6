import { addDays, dayOf } from '../app/day.ts'
import { sourceSearchDays } from '../sources/tables/source-kinds.ts'
import { objectedWaitDays, type PlannedKind } from './removal-kinds.ts'

/** What decides which plan would take a person first. */
export interface EndFacts {
  /** Day on which their term ends (YYYY-MM-DD). */
  termOn: string
  /** Every channel is stopped by objections of theirs; shown by every system that holds them; since when it is. */
  objected: { isStopped: boolean; isCarried: boolean; carriedAt: Date | null }
  /** Nobody could say where they come from; null = somebody can. */
  noSourceSince: Date | null
  /** The day of a counted act (UTC), and the day before which acts are none of the term's; null = none is known. */
  lastActOn: string | null
  activeSince: string
  isCustomer: boolean
}

/**
 * By which kind of plan somebody would go, and from which day on, as plans choose (docs/reference/promises.md
 * #removal-objected; docs/reference/law.md#g1, #c13): whichever comes first. `on` null: not before every system shows
 * the objection.
 */
export function ownEnd(facts: EndFacts, today: string): { by: PlannedKind; on: string | null } {
  const { termOn, objected, isCustomer } = facts
  const silent = { by: 'silent' as const, on: termOn }
  if (isCustomer) return silent
  if (objected.isStopped) {
    const on =
      objected.isCarried && objected.carriedAt !== null ? addDays(dayOf(objected.carriedAt), objectedWaitDays) : null
    if (on === null) return termOn <= today ? silent : { by: 'objected', on: null }
    if (on <= termOn || on <= today) return { by: 'objected', on }
    return silent
  }
  const isActive = facts.lastActOn !== null && facts.lastActOn > facts.activeSince
  if (facts.noSourceSince === null || isActive) return silent
  const on = addDays(dayOf(facts.noSourceSince), sourceSearchDays)
  return on < termOn ? { by: 'no-source', on } : silent
}
