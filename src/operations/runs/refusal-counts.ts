import { refusalReasons, type RefusalReason } from '../../connector/outcome.ts'

type Reasons = Partial<Record<RefusalReason, number>>

const nameOf = (reason: RefusalReason): string => `refused: ${reason}`

/** Refusals by reason as counts of a step, which are names and numbers. */
export const countsOf = (reasons: Reasons): Record<string, number> =>
  Object.fromEntries(refusalReasons.flatMap((reason) => (reasons[reason] ? [[nameOf(reason), reasons[reason]]] : [])))

/** The refusals by reason that the counts of some steps hold, added up. */
export function refusalsByReason(...counts: readonly Readonly<Record<string, number>>[]): Reasons {
  const reasons: Reasons = {}
  for (const reason of refusalReasons) {
    const sum = counts.reduce((total, count) => total + (count[nameOf(reason)] ?? 0), 0)
    if (sum > 0) reasons[reason] = sum
  }
  return reasons
}
