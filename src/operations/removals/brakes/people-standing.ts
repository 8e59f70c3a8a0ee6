import { dayOf } from '../../../domain/app/day.ts'
import { personState } from '../../../domain/removals/person-state.ts'
import { restoreEnd, wayBack, type WayBack } from '../../../domain/removals/way-back.ts'
import { keepingsOf, type LegalHold } from '../../../store/removals/legal-holds.ts'
import { peopleOfPlan, planPeople, type PlanPersonRow } from '../../../store/removals/people-view.ts'
import type { App } from '../../app/app.ts'
import { binFacts } from '../batches/bin-facts.ts'

/** Where somebody of a plan stands in each system, for the command line and the API. */
export interface PersonStanding extends Pick<PlanPersonRow, 'contactId' | 'email' | 'reason'> {
  /** What became of them, as `personState` gives it. */
  state: string
  /** Null = nobody asked for them back. */
  restore: { by: string; at: Date; reason: string; outcome: ReturnType<typeof restoreEnd>; endedAt: Date | null } | null
  /** What keeps them from removal. */
  kept: { id: string; purpose: LegalHold['purpose']; reason: string; until: string | null; by: string }[]
  records: {
    label: string
    object: string
    way: WayBack['way']
    /** Until when a bin holds the record; null = in none, or not known. */
    until: Date | null
    /** Why it is not back yet, or never will be. */
    detail: string | null
  }[]
}

const pageSize = 500

/** One page of a plan's people after `after`, or those with these ids. */
export async function peopleStanding(
  app: App,
  planId: string,
  which: { after: string | undefined } | { contactIds: readonly string[] },
): Promise<PersonStanding[]> {
  const people =
    'contactIds' in which
      ? await peopleOfPlan(app.pool, planId, which.contactIds, which.contactIds.length)
      : await planPeople(app.pool, planId, 'all', { after: which.after }, pageSize)
  const there = new Set(people.flatMap(({ records }) => records.map(({ connectionId }) => connectionId)))
  const bins = await binFacts(app, [...there])
  const now = app.clock.now()
  const keepings = await keepingsOf(
    app.pool,
    people.map(({ contactId }) => contactId),
    dayOf(now),
  )
  return people.map((person) => {
    const ways = person.records.map((record) => ({
      record,
      way: wayBack(record, bins.get(record.connectionId) ?? null, now),
    }))
    const { restoreBy: by, restoreAt: at, restoreReason: reason, restoreEndedAt: endedAt } = person
    return {
      contactId: person.contactId,
      email: person.email,
      state: personState(person.state, person.records),
      reason: person.reason,
      restore:
        person.state !== 'restored' || by === null || at === null
          ? null
          : { by, at, reason: reason ?? '', outcome: restoreEnd(ways.map(({ way }) => way)), endedAt },
      kept: (keepings.get(person.contactId) ?? []).map(({ id, purpose, reason: why, until, author }) => ({
        id,
        purpose,
        reason: why,
        until,
        by: author,
      })),
      records: ways.map(({ record, way }) => ({
        label: record.label,
        object: record.object,
        way: way.way,
        until: 'until' in way ? way.until : null,
        detail: record.backDetail,
      })),
    }
  })
}
