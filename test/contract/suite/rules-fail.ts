import { expect, it } from 'vitest'
import type { RecordPage } from '../../../src/connector/records.ts'
import { failureOf } from './harness.ts'
import type { Scene } from './scene.ts'
import { orderFor } from './subject.ts'

/** Failures: what every connected CRM must do. */
export function failureRules(scene: Scene): void {
  it('carries the delay of a 429 to the caller and to the budget', async () => {
    await scene.fault('rate-limit', { retryAfterS: 7 })
    const error = await failureOf(scene.connected.open().check())
    expect({ kind: error.kind, wait: error.details.retryAfterMs }).toEqual({ kind: 'rate-limited', wait: 7_000 })
    expect(scene.connected.budget.observed.some((seen) => (seen.rateLimitedForMs ?? 0) > 0)).toBe(true)
  })

  it.each([
    ['server-error', { status: 500 }, 'unavailable'],
    ['server-error', { status: 503 }, 'unavailable'],
    ['html', { status: 502 }, 'unavailable'],
    ['html-200', {}, 'unexpected-response'],
    ['cut-before', {}, 'unavailable'],
  ])('tells %s %o as %s', async (kind, more, expected) => {
    await scene.fault(kind, { ...more, times: null })
    const { kind: seen } = await failureOf(scene.connected.open().suppress([orderFor(['anyone@example.test'], [])]))
    expect(seen).toBe(expected)
  })

  it('tells an answer that never comes as unavailable', async () => {
    scene.world.deadlineMs = 250
    await scene.fault('slow', { delayMs: 2_000 })
    expect((await failureOf(scene.connected.open().check())).kind).toBe('unavailable')
  })

  it('stops when told to', async () => {
    const stop = new AbortController()
    const pages: RecordPage[] = []
    const error = await failureOf(
      (async () => {
        for await (const page of scene.connected.open({ signal: stop.signal }).pull?.(null, 'full') ?? []) {
          pages.push(page)
          stop.abort()
        }
      })(),
    )
    expect({ kind: error.kind, pages: pages.length }).toEqual({ kind: 'unavailable', pages: 1 })
    const taken = scene.connected.budget.taken.length
    expect((await failureOf(scene.connected.open({ signal: stop.signal }).check())).kind).toBe('unavailable')
    expect(scene.connected.budget.taken.length).toBe(taken)
  })
}
