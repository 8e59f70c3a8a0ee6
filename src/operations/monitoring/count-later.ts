import type { MetricName } from '../../domain/monitoring/metrics.ts'
import { noteFigures } from '../../store/monitoring/noted-figures.ts'
import type { App } from '../app/app.ts'

/** What is counted here is written down this long after at most. */
const laterMs = 1_000

/**
 * Counts what anyone can cause as often as they like, such as refused posts: added up in this process, and written down
 * together a moment later. A process that dies in between forgets that moment, which no alert depends on.
 */
export function openLaterCounter(app: App): (metric: MetricName, labels: readonly string[]) => void {
  const counted = new Map<string, { metric: MetricName; labels: readonly string[]; n: number }>()
  const write = async () => {
    const rows = [...counted.values()]
    counted.clear()
    await noteFigures(app.pool, rows).catch((error: unknown) =>
      app.log.warn({ fault: error instanceof Error ? error.name : 'unknown' }, 'figures could not be written down'),
    )
  }
  return (metric, labels) => {
    if (counted.size === 0) setTimeout(() => app.later(write()), laterMs).unref()
    const key = [metric, ...labels].join('\n')
    const known = counted.get(key) ?? { metric, labels, n: 0 }
    counted.set(key, { ...known, n: known.n + 1 })
  }
}
