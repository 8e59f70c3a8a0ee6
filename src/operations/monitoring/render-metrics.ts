import { Registry, type Metric as PromMetric, type MetricValueWithName } from 'prom-client'
import { metrics, type Metric, type MetricName, type Sample } from '../../domain/monitoring/metrics.ts'

export const metricsType = Registry.PROMETHEUS_CONTENT_TYPE

/** The figures as Prometheus reads them (text, version 0.0.4), each metric with its type and help. */
export async function renderMetrics(samples: readonly Sample[]): Promise<string> {
  const registry = new Registry()
  const bySample = Map.groupBy(samples, ({ metric }) => metric)
  for (const [name, metric] of Object.entries(metrics) as [MetricName, Metric][]) {
    const theirs = bySample.get(name)
    if (theirs === undefined) continue
    const values =
      metric.bounds === undefined ? theirs.map((one) => plain(metric, one)) : histogram(name, metric, theirs)
    // The library's own metrics count in this process; ours were counted in rows, and are only written out.
    registry.registerMetric({
      name,
      collect: undefined,
      get: () => Promise.resolve({ name, help: metric.help, type: metric.type, values, aggregator: 'first' }),
    } as unknown as PromMetric)
  }
  return registry.metrics()
}

type Value = Pick<MetricValueWithName<string>, 'labels' | 'value'> & { metricName?: string }

const labelled = ({ labels }: Metric, values: readonly string[]) =>
  Object.fromEntries(labels.map((label, place) => [label, values[place] ?? '']))

const plain = (metric: Metric, { labels, value }: Sample): Value => ({ labels: labelled(metric, labels), value })

/** Per set of labels: each bound with what is at most it, then the sum and the count. */
function histogram(name: string, metric: Metric, samples: readonly Sample[]): Value[] {
  const series = Map.groupBy(samples, ({ labels }) => labels.join('\n'))
  return [...series.values()].flatMap((classes) => {
    const labels = labelled(metric, classes[0]?.labels ?? [])
    const upTo = (last: number) =>
      classes.filter(({ bucket = 0 }) => bucket <= last).reduce((sum, { value }) => sum + value, 0)
    const all = upTo(Number.POSITIVE_INFINITY)
    return [
      ...(metric.bounds ?? []).map((bound, place) => ({
        labels: { ...labels, le: bound },
        value: upTo(place),
        metricName: `${name}_bucket`,
      })),
      { labels: { ...labels, le: '+Inf' }, value: all, metricName: `${name}_bucket` },
      { labels, value: classes.reduce((sum, { total = 0 }) => sum + total, 0), metricName: `${name}_sum` },
      { labels, value: all, metricName: `${name}_count` },
    ]
  })
}
