/** What a system allows, and what reading its changes costs. */
interface PollCost {
  /** Calls that the last reading of changes took. */
  calls: number
  /** The system's limit; null = nothing is known of it yet. */
  limit: { max: number; windowMs: number } | null
  /** Whether the system tells changes by itself, so that polling is only the net under it. */
  isHeard: boolean
}

const dayMs = 86_400_000
/** Share of a day's calls that polling may use: one percent or more is left for what is read besides. */
const shares = { heard: 0.02, alone: 0.12 } as const
/** However small a limit is, changes are read this often. */
const maxMs = 6 * 3_600_000

/**
 * How long after a poll the next one comes: the configured time, or longer where a limit that counts by the day would
 * else be used up by looking (docs/reference/salesforce.md#daily-calls). Limits of seconds need no pace: they are free
 * again before the next poll.
 */
export function pollPaceMs(pollMs: number, { calls, limit, isHeard }: PollCost): number {
  if (limit === null || limit.windowMs < dayMs || limit.max <= 0) return pollMs
  const allowed = limit.max * (isHeard ? shares.heard : shares.alone)
  return Math.max(pollMs, Math.min(maxMs, Math.ceil((calls * limit.windowMs) / allowed)))
}
