import { randomUUID } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Pool } from 'pg'

/** What this process is called among those that run, and how it fares. */
export interface ProcessWatch {
  readonly holder: string
  /** `service`, `web` or `hygiene`; a command has none and is in no figure. */
  role: string | null
  /** Its number among processes of its role; null = it has none yet. */
  slot: number | null
  readonly pools: Readonly<Record<string, Pool>>
  /** Delay of the event loop in the last minute, in seconds, by quantile. */
  delay(): Delay
  close(): void
}

/** The delay is measured in spans of this length, of which the last twelve count. */
const spanMs = 5_000
const spans = 12
const resolutionMs = 20

type Delay = Readonly<Record<'0.5' | '0.99' | '1', number>>

/** Begins to watch this process. */
export function watchProcess(pools: Readonly<Record<string, Pool>>): ProcessWatch {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs })
  histogram.enable()
  let past: Delay[] = []
  const measure = (): Delay => {
    // The timer's own pace is no delay.
    const seconds = (percent: number) =>
      histogram.count === 0 ? 0 : Math.max(0, histogram.percentile(percent) / 1e9 - resolutionMs / 1_000)
    return { '0.5': seconds(50), '0.99': seconds(99), '1': seconds(100) }
  }
  const timer = setInterval(() => {
    past = [...past, measure()].slice(-spans)
    histogram.reset()
  }, spanMs).unref()
  return {
    holder: randomUUID(),
    role: null,
    slot: null,
    pools,
    delay: () => {
      const all = [...past, measure()]
      const worst = (quantile: keyof Delay) => Math.max(...all.map((span) => span[quantile]))
      return { '0.5': worst('0.5'), '0.99': worst('0.99'), '1': worst('1') }
    },
    close: () => {
      clearInterval(timer)
      histogram.disable()
    },
  }
}
