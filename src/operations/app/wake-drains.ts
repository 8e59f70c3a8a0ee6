import { randomInt } from 'node:crypto'
import { drainSlots } from '../../../jobs/catalog.ts'
import type { App } from './app.ts'

/**
 * Slots take turns: the one that was woken longest ago is the one most likely to be free. Each process begins anywhere.
 */
let turn = randomInt(drainSlots)

/** Starts carrying at once; the sweep does it within a second if this is lost. */
export async function wakeDrains(app: App, connectionIds: Iterable<string>): Promise<void> {
  turn = (turn + 1) % drainSlots
  await Promise.all(
    [...new Set(connectionIds)].map((connectionId) => app.enqueue('drain-connection', { connectionId, slot: turn })),
  )
}
