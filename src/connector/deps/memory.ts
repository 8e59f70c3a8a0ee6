/**
 * What a connector may remember of an account between two openings: its properties, its fields. Never a token, never a
 * person.
 */
export interface Memory {
  /** The remembered value, else what `load` gives; parallel callers share one load, a failure is not kept. */
  get<T>(key: string, load: () => Promise<T>): Promise<T>
  /** Forgets everything, for instance after fields were created or a call was refused. */
  forget(): void
}

/** A memory that keeps each value for `keepMs` (wall clock). */
export function openMemory(keepMs: number): Memory {
  const kept = new Map<string, { at: number; value: Promise<unknown> }>()
  return {
    get<T>(key: string, load: () => Promise<T>): Promise<T> {
      const known = kept.get(key)
      if (known !== undefined && Date.now() - known.at < keepMs) return known.value as Promise<T>
      const value = load()
      kept.set(key, { at: Date.now(), value })
      value.catch(() => kept.delete(key))
      return value
    },
    forget() {
      kept.clear()
    },
  }
}
