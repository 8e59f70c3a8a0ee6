/**
 * Loads once for all who ask within `ms` of each other (real time, whatever the product's clock says): settings and the like are
 * asked for with every question and hardly ever change. Nothing that failed is kept.
 */
export function forAMoment<T>(ms: number, load: () => Promise<T>, now: () => number = () => performance.now()): () => Promise<T> {
  let kept: { since: number; loaded: Promise<T> } | null = null
  return () => {
    if (kept !== null && now() - kept.since < ms) return kept.loaded
    const fresh = { since: now(), loaded: load() }
    kept = fresh
    fresh.loaded.catch(() => {
      if (kept === fresh) kept = null
    })
    return fresh.loaded
  }
}
