import { expect } from 'vitest'
import { openConsoleServer } from '../../../src/http/console-server.ts'
import type { MetricName } from '../../../src/domain/monitoring/metrics.ts'
import type { App } from '../../../src/operations/app/app.ts'

export const metricsToken = 'a-token-of-the-tests-0123456789'

/** What `/metrics` says at one moment. */
export interface Scrape {
  text: string
  /** The sum of a metric over all series that have these labels; null = there is none. */
  of(
    metric: MetricName | `${MetricName}_${'bucket' | 'sum' | 'count'}`,
    labels?: Readonly<Record<string, string>>,
  ): number | null
}

/** Asks `/metrics` as Prometheus would, through the console's door. */
export async function openScraper(app: App): Promise<{ scrape(): Promise<Scrape>; close(): Promise<void> }> {
  const server = await openConsoleServer({ ...app, metricsToken })
  await server.ready()
  return {
    scrape: async () => {
      const answer = await server.inject({ url: '/metrics', headers: { authorization: `Bearer ${metricsToken}` } })
      expect(answer.statusCode).toBe(200)
      return readScrape(answer.body)
    },
    close: async () => {
      await server.close()
    },
  }
}

export function readScrape(text: string): Scrape {
  const series = text.split('\n').flatMap((line) => {
    const match = /^(?<name>\w+)(?:\{(?<labels>.*)\})? (?<value>\S+)$/u.exec(line)
    if (match?.groups === undefined) return []
    const labels = [...(match.groups['labels'] ?? '').matchAll(/(\w+)="([^"]*)"/gu)].map(
      ([, name = '', value = '']) => [name, value] as const,
    )
    const value = match.groups['value'] ?? ''
    return [
      {
        name: match.groups['name'],
        labels: Object.fromEntries(labels),
        value: value === '+Inf' ? Infinity : Number(value),
      },
    ]
  })
  return {
    text,
    of: (metric, labels = {}) => {
      const found = series.filter(
        (one) => one.name === metric && Object.entries(labels).every(([name, value]) => one.labels[name] === value),
      )
      return found.length === 0 ? null : found.reduce((sum, { value }) => sum + value, 0)
    },
  }
}
