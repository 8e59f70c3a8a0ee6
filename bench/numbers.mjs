// Figures of a scenario: quantiles, memory and processor time of a process and its children.
import { readdirSync, readFileSync } from 'node:fs'

/** The value below which the share `q` of the values lies; null without values. */
export function quantile(values, q) {
  if (values.length === 0) return null
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? sorted[0]
}

export const round = (value, digits = 1) =>
  value === null || value === undefined ? null : Math.round(value * 10 ** digits) / 10 ** digits

/** p50, p95, p99 and max, in the unit of the values. */
export function spread(values) {
  return {
    p50: round(quantile(values, 0.5)),
    p95: round(quantile(values, 0.95)),
    p99: round(quantile(values, 0.99)),
    max: round(quantile(values, 1)),
  }
}

/** The process and those it started, without the database's: `postgres` runs under a parent of its own. */
export function family(pid) {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((other) => {
      const fields = statOf(other)
      return fields !== null && fields.name !== 'postgres' && fields.parent === pid
    })
  return [pid, ...children.flatMap((child) => family(child))]
}

/** The database's server and everything it started. */
export function serverFamily(postmasterPid) {
  return [
    postmasterPid,
    ...readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((other) => statOf(other)?.parent === postmasterPid),
  ]
}

function statOf(pid) {
  try {
    const [, name, rest] = /^\d+ \((.*)\) (.*)$/su.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    const fields = (rest ?? '').split(' ')
    return { name, parent: Number(fields[1]), cpuMs: (Number(fields[11]) + Number(fields[12])) * 10 }
  } catch {
    return null
  }
}

/** Processor time used so far by these processes, in milliseconds (100 ticks a second). */
export const cpuMs = (pids) => pids.reduce((sum, pid) => sum + (statOf(pid)?.cpuMs ?? 0), 0)

/** Memory held in RAM by these processes, in MiB: shared pages are counted in equal parts. */
export function memoryMiB(pids) {
  return round(
    pids.reduce((sum, pid) => {
      try {
        return (
          sum + Number(/^Pss:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1_024
        )
      } catch {
        return sum
      }
    }, 0),
  )
}
