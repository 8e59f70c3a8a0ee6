import { setTimeout as pause } from 'node:timers/promises'

/** Waits for a state instead of a time: asks until the answer is not null, false or undefined, at most `deadlineMs`. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  deadlineMs = 240_000,
): Promise<T> {
  const deadline = Date.now() + deadlineMs
  for (;;) {
    const answer = await ask()
    if (answer !== null && answer !== undefined && answer !== false) return answer
    if (Date.now() > deadline) throw new Error(`Waited ${deadlineMs} ms in vain until ${what}`)
    await pause(25)
  }
}

/**
 * Waits until a window in which hits are counted (src/store/accounts/rate-counters.ts, wall clock) has `leftSeconds`
 * left: in a test that its end falls into, the count would begin anew.
 */
export const untilWindowHas = (leftSeconds: number, windowSeconds = 60): Promise<true> =>
  until(`a window of ${windowSeconds} s has ${leftSeconds} s left`, () =>
    Promise.resolve(windowSeconds - ((Date.now() / 1000) % windowSeconds) > leftSeconds),
  )
