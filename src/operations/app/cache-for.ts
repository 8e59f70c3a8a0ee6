/**
 * Loads each key once for all who ask within `ms` of each other (real time, whatever the product's clock says):
 * settings and the like are asked for with every question and hardly ever change. Nothing that failed is kept, and
 * nothing is older than `ms`.
 */
export function cacheFor<Key, T>(
  ms: number,
  load: (key: Key) => Promise<T>,
  now: () => number = () => performance.now(),
): (key: Key) => Promise<T> {
  let since = Number.NEGATIVE_INFINITY
  let kept = new Map<Key, Promise<T>>()
  return (key) => {
    if (now() - since >= ms) [kept, since] = [new Map(), now()]
    const known = kept.get(key)
    if (known !== undefined) return known
    const from = kept
    const fresh = load(key)
    from.set(key, fresh)
    fresh.catch(() => from.delete(key))
    return fresh
  }
}
