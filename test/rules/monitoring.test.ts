import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { limits } from '../../src/domain/monitoring/faults.ts'
import { metrics } from '../../src/domain/monitoring/metrics.ts'

// The dashboard, the alerts, the page of the documentation and the tests speak of the same metrics.

const root = join(import.meta.dirname, '../..')
const textOf = (path: string) => readFileSync(join(root, path), 'utf8')
const names = Object.keys(metrics)

/** Names of ours in a text; a histogram is asked for by the names of its parts. */
const namesIn = (text: string) =>
  new Set([...text.matchAll(/\blawbase_\w+/gu)].map(([name]) => name.replace(/_(?:bucket|sum|count)$/u, '')))

const dashboard = JSON.parse(textOf('ops/grafana/lawbase.json')) as {
  panels: {
    id: number
    title: string
    gridPos: { x: number; y: number; w: number; h: number }
    targets?: { expr: string }[]
  }[]
}
const asked = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)).join('\n')
const alerts = textOf('ops/prometheus/alerts.yaml')
const alertNames = [...alerts.matchAll(/- alert: (\w+)/gu)].map(([, name = '']) => name)
const page = textOf('docs/admin/monitoring.md')

it('the dashboard shows every metric and asks for no other', () => {
  expect([...namesIn(asked)].toSorted()).toEqual(names.toSorted())
})

it('the panels of the dashboard have numbers of their own and do not overlap', () => {
  const { panels } = dashboard
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
  const overlaps = panels.flatMap(({ title, gridPos: a }, place) =>
    panels
      .slice(place + 1)
      .filter(({ gridPos: b }) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h)
      .map((other) => `${title} lies on ${other.title}`),
  )
  expect(overlaps).toEqual([])
})

it('alerts ask for metrics that exist, by labels that these have', () => {
  expect([...namesIn(alerts)].filter((name) => !names.includes(name))).toEqual([])
  const wrong = [...`${alerts}\n${asked}`.matchAll(/(lawbase_\w+)\{([^}]*)\}/gu)].flatMap(
    ([, name = '', labels = '']) => {
      const known: readonly string[] = metrics[name.replace(/_bucket$/u, '') as keyof typeof metrics].labels
      return [...labels.matchAll(/(\w+)=/gu)].map(([, label = '']) => label).filter((label) => !known.includes(label))
    },
  )
  expect(wrong).toEqual([])
})

it('the documentation has a row for each metric and each alert, with its labels', () => {
  const rows = new Map(
    [...page.matchAll(/^\| `(\w+)`(?: \(([^)]*)\))? \|/gmu)].map(([, name = '', labels = '']) => [name, labels]),
  )
  expect(Object.fromEntries(rows)).toEqual({
    ...Object.fromEntries(Object.entries(metrics).map(([name, { labels }]) => [name, labels.join(', ')])),
    ...Object.fromEntries(alertNames.map((name) => [name, ''])),
  })
})

it('every metric is moved by a flow test for its reason', () => {
  const tests = globSync('test/flow/monitoring/*.test.ts', { cwd: root }).map(textOf).join('\n')
  expect(names.filter((name) => !namesIn(tests).has(name))).toEqual([])
})

const hasPromtool = spawnSync('promtool', ['--version']).status === 0

describe.skipIf(!hasPromtool)(
  `alerts, by promtool${hasPromtool ? '' : ' (NOT RUN: apt-get install prometheus)'}`,
  () => {
    const promtool = (...words: string[]) =>
      spawnSync('promtool', words, { cwd: join(root, 'ops/prometheus'), encoding: 'utf8' })

    it('are written as Prometheus reads them', () => {
      const { status, stdout, stderr } = promtool('check', 'rules', 'alerts.yaml')
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      expect(stdout).toContain(`${alertNames.length} rules found`)
    })

    it('fire once for their reason and fall silent again', () => {
      const tested = textOf('ops/prometheus/alerts.test.yaml')
      const tries = [...tested.matchAll(/alertname: (\w+)\n\s+eval_time: \S+\n\s+exp_alerts:( \[\])?/gu)]
      for (const name of alertNames)
        expect(tries.filter(([, one]) => one === name).map(([, , none]) => none === undefined)).toEqual([true, false])
      const { status, stdout, stderr } = promtool('test', 'rules', 'alerts.test.yaml')
      expect(status, stdout + stderr).toBe(0)
    })
  },
)

it('alerts begin where the page Queue & health sees a fault', () => {
  const limitOf = (name: string) =>
    Number(new RegExp(`- alert: ${name}\\n\\s+expr: '.*> ([\\d.]+)'`, 'u').exec(alerts)?.[1])
  expect({
    optOutLate: limitOf('LawbaseOptOutLate'),
    optOutForPeople: limitOf('LawbaseOptOutWaitsForPerson'),
    laneLag: limitOf('LawbaseLaneLag'),
    inboxLate: limitOf('LawbaseInboxLate'),
    budgetShare: limitOf('LawbaseBudgetUsed'),
    noRun: limitOf('LawbaseNoRun'),
    longRun: limitOf('LawbaseRunLong'),
    unsealed: limitOf('LawbaseAuditUnsealed'),
    journal: limitOf('LawbaseJournalBehind'),
    backup: limitOf('LawbaseBackupOld'),
    restoreTest: limitOf('LawbaseRestoreUntested'),
    eventLoop: limitOf('LawbaseEventLoopBlocked'),
  }).toEqual(limits)
})
