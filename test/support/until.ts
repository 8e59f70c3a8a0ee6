import { setTimeout as pause } from 'node:timers/promises'

/** Waits for a state instead of a time: asks until the answer is not null, false or undefined, at most `deadlineMs`. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  deadlineMs = 110_000,
): Promise<T> {
  const deadline = Date.now() + deadlineMs
  for (;;) {
    const answer = await ask()
    if (answer !== null && answer !== undefined && answer !== false) return answer
    if (Date.now() > deadline) throw new Error(`Waited ${deadlineMs} ms in vain until ${what}`)
    await pause(25)
  }
}
