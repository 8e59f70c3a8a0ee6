import type { Basis, Condition, NoticeState, Unlock, Verdict } from './tables/verdicts.ts'

export interface Decision {
  verdict: Verdict
  basis: Basis | null
  /** The rule that decided. */
  rule: string
  /** All rules that were met on the way, in order. */
  rules: readonly string[]
  conditions: readonly Condition[]
  /** Duties of every message of this kind (docs/reference/law.md#b0); empty when nothing may be sent. */
  duties: readonly string[]
  unlockedBy: readonly Unlock[]
  noticeState: NoticeState
  /** First day on which the verdict may change by itself, YYYY-MM-DD; null when only a new fact can change it. */
  changesOn: string | null
}
