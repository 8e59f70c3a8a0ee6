import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Clock } from './domain/app/clock.ts'

export const realClock: Clock = { now: () => new Date() }

const Answer = z.object({ offsetMs: z.number().min(0) })
const refreshMs = 250

/** Real speed plus the offset that a sandbox serves (docs/reference/promises.md#clock). The offset only grows. */
export interface ShiftedClock extends Clock {
  close(): void
}

/** Follows the clock of a sandbox at `url`. Throws when it cannot be read at the start. */
export async function openShiftedClock(url: string): Promise<ShiftedClock> {
  const stop = new AbortController()
  let offsetMs = await readOffset(url).catch((cause: unknown) => {
    throw new Error('The clock of LAWBASE_CLOCK_URL does not answer: start the sandbox, or unset it.', { cause })
  })
  const follow = async () => {
    while (!stop.signal.aborted) {
      await pause(refreshMs, undefined, { signal: stop.signal, ref: false }).catch(() => undefined)
      // A sandbox that does not answer keeps its last offset: time goes on at real speed.
      offsetMs = Math.max(offsetMs, await readOffset(url).catch(() => offsetMs))
    }
  }
  void follow()
  return { now: () => new Date(Date.now() + offsetMs), close: () => stop.abort() }
}

async function readOffset(url: string): Promise<number> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) })
  return Answer.parse(await answer.json()).offsetMs
}
