import { expect, it, vi } from 'vitest'
import { createBatchedCounter } from './batched-counter.ts'

it('adds what this process saw to what all processes told, and starts anew with the window', async () => {
  vi.useFakeTimers()
  try {
    const told: (readonly string[])[] = []
    let at = 0
    // Another process told of 100 hits of each key.
    const hitsOf = createBatchedCounter(
      60_000,
      async (keys) => {
        told.push(keys)
        return new Map([...new Set(keys)].map((key) => [key, 100 + told.flat().filter((one) => one === key).length]))
      },
      () => at,
    )
    expect([hitsOf('a'), hitsOf('a'), hitsOf('b')]).toEqual([1, 2, 1])
    await vi.advanceTimersByTimeAsync(200)
    expect([told, hitsOf('a'), hitsOf('b'), hitsOf('c')]).toEqual([[['a', 'a', 'b']], 103, 102, 1])
    at = 60_000
    expect(hitsOf('a')).toBe(2)
    await vi.advanceTimersByTimeAsync(200)
    expect(told[1]).toEqual(['a', 'b', 'c', 'a'])
  } finally {
    vi.useRealTimers()
  }
})

it('goes on when the database did not hear', async () => {
  vi.useFakeTimers()
  try {
    const hitsOf = createBatchedCounter(
      60_000,
      () => Promise.reject(new Error('gone')),
      () => 0,
    )
    expect([hitsOf('a'), hitsOf('a')]).toEqual([1, 2])
    await vi.advanceTimersByTimeAsync(200)
    expect(hitsOf('a')).toBe(1)
  } finally {
    vi.useRealTimers()
  }
})
