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
/** Whoever can come again waits so long for what is counted, from when counting began. */
const patienceMs = 1_000

/** A figure is being counted, and takes longer than a visitor should look at nothing: they come again. */
export class StillCounting extends Error {
  /** When it was begun. */
  readonly since: Date
  /** How long it took the last time, in ms; null = not known. */
  readonly lastMs: number | null
  constructor(since: Date, lastMs: number | null) {
    super('figures are being counted')
    this.since = since
    this.lastMs = lastMs
  }
}

/** A figure, and when it was counted; null = for this answer. */
interface KeptFigure<T> {
  figure: T
  countedAt: Date | null
}

interface AskedFigure<T> {
  what: string
  /** Tells it from others of its name. */
  about: unknown
  load: () => Promise<T>
  comesAgain: boolean
}

/** Figures of the whole base, as they were counted last (docs/decisions/0065). */
export interface KeptFigures {
  /**
   * Gives the figure `what` about `about`, counted or kept. Throws what `load` throws, and where the caller
   * `comesAgain` `StillCounting` when it takes long in a large base; counting goes on then.
   */
  ask<T>(asked: AskedFigure<T>): Promise<KeptFigure<T>>
  /** Something was written, or will be: whoever asks next sees it, in each process. Throws nothing. */
  forget(): Promise<void>
}

interface Deps {
  clock: Clock
  /** Measures how long counting takes. */
  elapsedMs: () => number
  /** Ends after so long, or when `signal` says that nobody waits any more. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>
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
  counting: Map<string, Counting>
  /** Why counting failed of which nobody waited for the end: said to who asks next. */
  failed: Map<string, unknown>
}
interface Counting {
  what: string
  figure: Promise<unknown>
  since: Date
  sinceMs: number
  /** It is seen to the end behind an answer. */
  isFollowed: boolean
  /** Somebody comes again for it. */
  isAwaited: boolean
}
const emptyMemory = (acts: number): Memory => ({ acts, kept: new Map(), counting: new Map(), failed: new Map() })

/** What one process remembers, and what it works with. */
interface Figures extends Deps {
  memory: Memory
  /** How long each took the last time, in ms by its name: no write changes that. */
  lastMs: Map<string, number>
}

/**
 * A memory of figures that look at everybody: what was slow is answered as it was counted last and counted anew behind
 * the answer. Callers keep counts, values that are counted by, and ids: no names and no addresses of people.
 */
export function keepFigures(deps: Deps): KeptFigures {
  const figures: Figures = { ...deps, memory: emptyMemory(0), lastMs: new Map() }
  return {
    ask: (asked) => ask(figures, asked),
    forget: () =>
      deps.acts.note().catch((error: unknown) => {
        figures.memory = emptyMemory(figures.memory.acts)
        deps.log.error({ fault: errorCode(error) }, 'other processes could not be told to count their figures anew')
      }),
  }
}

async function ask<T>(figures: Figures, asked: AskedFigure<T>): Promise<KeptFigure<T>> {
  const own = await current(figures)
  const key = JSON.stringify([asked.what, asked.about])
  const known = own.kept.get(key)
  const ageMs = known === undefined ? 0 : figures.clock.now().getTime() - known.countedAt.getTime()
  if (known === undefined || ageMs >= maxAgeMs)
    return { figure: (await whenCounted(figures, own, key, asked)) as T, countedAt: null }
  if (ageMs >= known.tookMs * restTimes && !own.counting.has(key))
    follow(figures, own, key, countOnce(figures, own, key, asked))
  return { figure: known.figure as T, countedAt: known.countedAt }
}

/**
 * What is remembered from after the last write. What is being counted may have read before it: it is for who waits for
 * it already, and goes into the old memory.
 */
async function current(figures: Figures): Promise<Memory> {
  const noted = await figures.acts.soFar()
  if (figures.memory.acts !== noted) figures.memory = emptyMemory(noted)
  return figures.memory
}

/** One at a time for each key: who asks meanwhile gets what is being counted. */
function countOnce(figures: Figures, own: Memory, key: string, asked: AskedFigure<unknown>): Counting {
  const begun = own.counting.get(key)
  if (begun !== undefined) return begun
  const fresh: Counting = {
    what: asked.what,
    figure: count(figures, own, key, asked).finally(() => own.counting.delete(key)),
    since: figures.clock.now(),
    sinceMs: figures.elapsedMs(),
    isFollowed: false,
    isAwaited: false,
  }
  own.counting.set(key, fresh)
  return fresh
}

async function count(figures: Figures, { kept }: Memory, key: string, asked: AskedFigure<unknown>): Promise<unknown> {
  const [countedAt, sinceMs] = [figures.clock.now(), figures.elapsedMs()]
  try {
    const figure = await asked.load()
    const tookMs = figures.elapsedMs() - sinceMs
    figures.lastMs.set(asked.what, tookMs)
    kept.delete(key)
    if (tookMs >= slowMs && (await figures.isLarge().catch(() => false))) kept.set(key, { figure, countedAt, tookMs })
    for (const oldest of kept.keys()) if (kept.size > maxKeys) kept.delete(oldest)
    return figure
  } catch (error) {
    kept.delete(key)
    throw error
  }
}

async function whenCounted(figures: Figures, own: Memory, key: string, asked: AskedFigure<unknown>): Promise<unknown> {
  const known = own.failed.get(key)
  own.failed.delete(key)
  if (known !== undefined) throw known
  const counting = countOnce(figures, own, key, asked)
  if (!asked.comesAgain) return counting.figure
  const leftMs = patienceMs - (figures.elapsedMs() - counting.sinceMs)
  const isOut = await runsOut(counting, leftMs, figures.pause)
  if (!isOut || !(await figures.isLarge().catch(() => false))) return counting.figure
  counting.isAwaited = true
  follow(figures, own, key, counting)
  throw new StillCounting(counting.since, figures.lastMs.get(asked.what) ?? null)
}

/**
 * Sees it to the end behind an answer. Who comes again for it gets it though something was written meanwhile (in a busy
 * company something always is), or why it failed.
 */
function follow(figures: Figures, own: Memory, key: string, counting: Counting): void {
  if (counting.isFollowed) return
  counting.isFollowed = true
  const end = counting.figure.then(
    async (figure) => {
      const now = counting.isAwaited ? await current(figures).catch(() => own) : own
      if (now === own || now.kept.has(key)) return
      now.kept.set(key, { figure, countedAt: counting.since, tookMs: figures.elapsedMs() - counting.sinceMs })
    },
    (error: unknown) => {
      figures.log.error({ figures: counting.what, fault: errorCode(error) }, 'figures could not be counted')
      if (counting.isAwaited) figures.memory.failed.set(key, error)
    },
  )
  figures.later(end)
}

/** Whether a figure is not there after so long; a failure counts as there. */
async function runsOut({ figure }: Counting, ms: number, pause: Deps['pause']): Promise<boolean> {
  const ended = new AbortController()
  const isThere = figure.then(
    () => false,
    () => false,
  )
  const isOut = pause(Math.max(0, ms), ended.signal).then(
    () => true,
    () => false,
  )
  try {
    return await Promise.race([isThere, isOut])
  } finally {
    ended.abort()
  }
}
