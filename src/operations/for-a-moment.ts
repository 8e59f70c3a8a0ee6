interface Kept<T> {
  /** When its loading began: it is never newer than that. */
  since: number
  value: Promise<T>
  renewing: boolean
}

/**
 * Loads each key once for all who ask within `ms` of each other (real time, whatever the product's clock says): settings and the like are
 * asked for with every question and hardly ever change. Whoever asks in the second half of that time lets it be loaded anew beside, so that
 * who asks all the time never waits. Nothing that failed is kept, and nothing is older than `ms`.
 */
export function forAMoment<Key, T>(ms: number, load: (key: Key) => Promise<T>, now: () => number = () => performance.now()): (key: Key) => Promise<T> {
  const kept = new Map<Key, Kept<T>>()
  let cleanedAt = now()
  const begin = (key: Key, since: number): Promise<T> => {
    const value = load(key)
    const fresh = { since, value, renewing: false }
    kept.set(key, fresh)
    value.catch(() => { if (kept.get(key) === fresh) kept.delete(key) })
    return value
  }
  const renew = async (key: Key, old: Kept<T>, since: number): Promise<void> => {
    old.renewing = true
    try {
      const value = Promise.resolve(await load(key))
      if (kept.get(key) === old) kept.set(key, { since, value, renewing: false })
    } catch {
      // What is kept still holds; who asks next tries again.
      old.renewing = false
    }
  }
  return (key) => {
    const at = now()
    if (at - cleanedAt >= ms) {
      for (const [name, { since }] of kept) if (at - since >= ms) kept.delete(name)
      cleanedAt = at
    }
    const known = kept.get(key)
    if (known === undefined || at - known.since >= ms) return begin(key, at)
    if (at - known.since >= ms / 2 && !known.renewing) void renew(key, known, at)
    return known.value
  }
}
