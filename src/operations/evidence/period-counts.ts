/** Sums over the lines that were written; a late objection counts once per system. */
export interface PeriodCounts {
  objections: number
  byDoor: Record<string, number>
  /** Ways to a system, by their state now. */
  byState: Record<string, number>
  lateObjections: number
  lateAnswers: number
  removalPlans: number
  peopleRemoved: number
  peopleAnonymised: number
  peopleBack: number
  approvals: number
  certificates: number
  erasureRequests: number
  accessRequests: number
  runs: number
  settingsSaved: number
  acts: number
}

/** The sums as the signed file names them: its names stay what they were, whatever the program calls them. */
export function signedCounts({ lateObjections, ...others }: PeriodCounts): Record<string, unknown> {
  return { ...others, lateNoes: lateObjections }
}

/** Before the first line is written. */
export const noPeriodCounts = (): PeriodCounts => ({
  objections: 0,
  byDoor: {},
  byState: {},
  lateObjections: 0,
  lateAnswers: 0,
  removalPlans: 0,
  peopleRemoved: 0,
  peopleAnonymised: 0,
  peopleBack: 0,
  approvals: 0,
  certificates: 0,
  erasureRequests: 0,
  accessRequests: 0,
  runs: 0,
  settingsSaved: 0,
  acts: 0,
})
