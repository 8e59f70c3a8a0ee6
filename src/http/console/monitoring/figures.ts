import type { MetricName, Sample } from '../../../domain/monitoring/metrics.ts'

/** Looks figures up by their labels. */
export interface Figures {
  /** The sum over all series whose first labels are these; null = there is none. */
  sum(metric: MetricName, ...labels: readonly string[]): number | null
  /** The largest of them. */
  most(metric: MetricName, ...labels: readonly string[]): number | null
  of(metric: MetricName): readonly Sample[]
}

export function figuresIn(samples: readonly Sample[]): Figures {
  const all = Map.groupBy(samples, ({ metric }) => metric)
  const of = (metric: MetricName) => all.get(metric) ?? []
  const values = (metric: MetricName, labels: readonly string[]) =>
    of(metric)
      .filter((one) => labels.every((label, place) => one.labels[place] === label))
      .map(({ value }) => value)
  return {
    of,
    sum: (metric, ...labels) => {
      const found = values(metric, labels)
      return found.length === 0 ? null : found.reduce((sum, value) => sum + value, 0)
    },
    most: (metric, ...labels) => {
      const found = values(metric, labels)
      return found.length === 0 ? null : Math.max(...found)
    },
  }
}
