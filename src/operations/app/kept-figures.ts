import type { Logger } from 'pino'
import type { Clock } from '../../domain/app/clock.ts'
import { errorCode } from '../../queue/enqueue.ts'

/** What takes less is counted at each call. */
const slowMs = 50
/** Whoever would see older figures waits until they are counted. */
const maxAgeMs = 5 * 60_000
/** Counting behind answers takes one part of so many of the time. */
const restTimes = 10
const maxKeys = 200

/** A figure, and when it was counted; null = for this answer. */
interface KeptFigure<T> {
  figure: T
  countedAt: Date | null
}

/** Figures of the whole base, as they were counted last (docs/decisions/0065). */
export interface KeptFigures {
  /**
   * Gives the figure `what` about `about`, counted or kept. Throws what `load` throws where the caller waits for it.
   */
  ask<T>(what: string, about: unknown, load: () => Promise<T>): Promise<KeptFigure<T>>
  /** Something was written, or will be: whoever asks next sees it, in each process. Throws nothing. */
  forget(): Promise<void>
}

interface Deps {
  clock: Clock
  /** Measures how long counting takes. */
  elapsedMs: () => number
  /** Notes a write for all processes, and how many were noted so far. */
  acts: { note(): Promise<void>; soFar(): Promise<number> }
  /** Whether the base is large enough that a slow figure is its doing, and not a busy machine's. */
  isLarge: () => Promise<boolean>
  /** Takes work that goes on behind an answer. */
  later: (work: Promise<void>) => void
  log: Logger
}

interface Memory {
  /** How many writes it knows of. */
  acts: number
  kept: Map<string, { figure: unknown; countedAt: Date; tookMs: number }>
  counting: Map<string, Promise<unknown>>
}
const emptyMemory = (acts: number): Memory => ({ acts, kept: new Map(), counting: new Map() })

/**
 * A memory of figures that look at everybody: what was slow is answered as it was counted last and counted anew behind
 * the answer. Callers keep counts, values that are counted by, and ids: no names and no addresses of people.
 */
export function keepFigures({ clock, elapsedMs, acts, isLarge, later, log }: Deps): KeptFigures {
  let memory = emptyMemory(0)

  /**
   * What is remembered from after the last write. What is being counted may have read before it: it is for who waits
   * for it already, and goes into the old memory.
   */
  const current = async () => {
    const noted = await acts.soFar()
    if (memory.acts !== noted) memory = emptyMemory(noted)
    return memory
  }

  const count = async <T>({ kept }: Memory, key: string, load: () => Promise<T>): Promise<T> => {
    const [countedAt, sinceMs] = [clock.now(), elapsedMs()]
    try {
      const figure = await load()
      const tookMs = elapsedMs() - sinceMs
      kept.delete(key)
      if (tookMs >= slowMs && (await isLarge().catch(() => false))) kept.set(key, { figure, countedAt, tookMs })
      for (const oldest of kept.keys()) if (kept.size > maxKeys) kept.delete(oldest)
      return figure
    } catch (error) {
      kept.delete(key)
      throw error
    }
  }

  /** One at a time for each key: who asks meanwhile gets what is being counted. */
  const countOnce = <T>(own: Memory, key: string, load: () => Promise<T>): Promise<T> => {
    const begun = own.counting.get(key) as Promise<T> | undefined
    if (begun !== undefined) return begun
    const fresh = count(own, key, load).finally(() => own.counting.delete(key))
    own.counting.set(key, fresh)
    return fresh
  }

  return {
    ask: async <T>(what: string, about: unknown, load: () => Promise<T>) => {
      const own = await current()
      const key = JSON.stringify([what, about])
      const known = own.kept.get(key)
      const ageMs = known === undefined ? 0 : clock.now().getTime() - known.countedAt.getTime()
      if (known === undefined || ageMs >= maxAgeMs) return { figure: await countOnce(own, key, load), countedAt: null }
      if (ageMs >= known.tookMs * restTimes && !own.counting.has(key))
        later(
          countOnce(own, key, load).then(
            () => undefined,
            (error: unknown) => log.error({ figures: what, fault: errorCode(error) }, 'figures could not be counted'),
          ),
        )
      return { figure: known.figure as T, countedAt: known.countedAt }
    },
    forget: () =>
      acts.note().catch((error: unknown) => {
        memory = emptyMemory(memory.acts)
        log.error({ fault: errorCode(error) }, 'other processes could not be told to count their figures anew')
      }),
  }
}
