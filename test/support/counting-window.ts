import { until } from './until.ts'

/**
 * Waits until a window in which hits are counted (src/store/accounts/rate-counters.ts, wall clock) has `leftSeconds`
 * left: in a test that its end falls into, the count would begin anew.
 */
export const untilWindowHas = (leftSeconds: number, windowSeconds = 60): Promise<true> =>
  until(`a window of ${windowSeconds} s has ${leftSeconds} s left`, () =>
    Promise.resolve(windowSeconds - ((Date.now() / 1000) % windowSeconds) > leftSeconds),
  )
