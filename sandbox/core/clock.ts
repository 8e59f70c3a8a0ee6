/** Virtual time: real time plus an offset that only moves forward (docs/reference/promises.md#clock). */
export interface Clock {
  now(): number
  iso(): string
  offsetMs(): number
  advance(ms: number): void
}

/** `aheadMs`: how far ahead of the machine's it begins. */
export function createClock(aheadMs = 0): Clock {
  let offset = aheadMs
  const now = (): number => Date.now() + offset
  return {
    now,
    iso: () => new Date(now()).toISOString(),
    offsetMs: () => offset,
    advance(ms) {
      if (!Number.isFinite(ms) || ms <= 0)
        throw new RangeError('advanceMs must be a positive number: the clock only moves forward.')
      offset += Math.floor(ms)
    },
  }
}

export const minuteMs = 60_000
export const hourMs = 3_600_000
export const dayMs = 86_400_000
