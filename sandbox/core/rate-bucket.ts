/** A rolling window on the wall clock: technical limits never follow the virtual clock. */
export class RateBucket {
  private readonly hits = new Map<string, number[]>()
  readonly max: number
  readonly windowMs: number

  /** `max` 0 lifts the limit. */
  constructor(max: number, windowMs: number) {
    this.max = max
    this.windowMs = windowMs
  }

  take(key: string): { allowed: boolean; remaining: number } {
    if (this.max === 0) return { allowed: true, remaining: 1_000_000 }
    const now = Date.now()
    const hits = (this.hits.get(key) ?? []).filter((at) => at > now - this.windowMs)
    const allowed = hits.length < this.max
    if (allowed) hits.push(now)
    this.hits.set(key, hits)
    return { allowed, remaining: this.max - hits.length }
  }
}
