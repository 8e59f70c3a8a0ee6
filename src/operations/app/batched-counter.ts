/** Hits of which the database is told together, this long after the first of them at most. */
const laterMs = 200

/**
 * A limit on calls that are too many for a statement each: hits are added up here and told to the database a moment
 * later, all at once. Gives the hits of the key in this window of `windowMs` (wall clock): those that all processes
 * told, as of the last telling, and those of this process since. `count` adds hits, one element each, and gives the
 * sums. What cannot be told is forgotten: a limit protects the service, and nobody's data hang on it.
 */
export function createBatchedCounter(
  windowMs: number,
  count: (keys: readonly string[]) => Promise<ReadonlyMap<string, number>>,
  now: () => number = () => Date.now(),
): (key: string) => number {
  const told = new Map<string, { window: number; hits: number }>()
  const fresh = new Map<string, number>()
  let untold: string[] = []
  let telling = false

  const tell = async () => {
    const keys = untold
    untold = []
    try {
      for (const [key, hits] of await count(keys)) told.set(key, { window: Math.floor(now() / windowMs), hits })
    } catch {
      // Forgotten: see above.
    }
    for (const key of keys) fresh.set(key, (fresh.get(key) ?? 1) - 1)
    telling = false
    if (untold.length > 0) later()
  }
  const later = () => {
    telling = true
    setTimeout(() => void tell(), laterMs).unref()
  }
  return (key) => {
    untold.push(key)
    fresh.set(key, (fresh.get(key) ?? 0) + 1)
    if (!telling) later()
    const known = told.get(key)
    return (known?.window === Math.floor(now() / windowMs) ? known.hits : 0) + (fresh.get(key) ?? 0)
  }
}
