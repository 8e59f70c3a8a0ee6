import { type ClockResult } from '../inactivity/clock.ts'
import { dayOf } from '../app/day.ts'
import type { ClockFact } from './facts.ts'

/** What a decision needs of a clock. */
export function clockFact(clock: ClockResult): ClockFact {
  return {
    startedOn: dayOf(clock.startedAt),
    lastActOn: clock.lastAct === null ? null : dayOf(clock.lastAct.at),
    termOn: clock.termOn,
    expired: clock.expired,
    afterRelation: clock.afterRelation === true,
  }
}
