import { restoreEnd, wayBack, type WayBack } from '../../../domain/removals/way-back.ts'
import { peopleOfPlan, planPeople, type PlanPersonRow } from '../../../store/removals/people-view.ts'
import type { App } from '../../app/app.ts'
import { binFacts } from './bin-facts.ts'

/** Where somebody of a plan stands in each system, for the command line and the API. */
export interface PersonStanding extends Pick<PlanPersonRow, 'contactId' | 'email' | 'state' | 'reason'> {
  /** Null = nobody asked for them back. */
  restore: { by: string; at: Date; reason: string; outcome: ReturnType<typeof restoreEnd>; endedAt: Date | null } | null
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
  return people.map((person) => {
    const ways = person.records.map((record) => ({
      record,
      way: wayBack(record, bins.get(record.connectionId) ?? null, now),
    }))
    const { restoreBy: by, restoreAt: at, restoreReason: reason, restoreEndedAt: endedAt } = person
    return {
      contactId: person.contactId,
      email: person.email,
      state: person.state,
      reason: person.reason,
      restore:
        person.state !== 'restored' || by === null || at === null
          ? null
          : { by, at, reason: reason ?? '', outcome: restoreEnd(ways.map(({ way }) => way)), endedAt },
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
