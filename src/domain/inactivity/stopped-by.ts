import { channels, type Channel } from '../app/channel.ts'
import type { ActKind } from './tables/acts.ts'

const stoppedByAct: ReadonlyMap<ActKind, readonly Channel[]> = new Map<ActKind, readonly Channel[]>([
  ['unsubscribe', channels],
  ['stop', channels],
  ['preferences-to-none', channels],
  ['complaint', ['email']],
])

/**
 * What an event stops that is an objection, as the same signal stops it at our own doors
 * (docs/reference/law.md#g-events and #f10, docs/reference/promises.md#signals); null = it is none. A scanner says
 * nothing (F8).
 */
export function stoppedBy({ readAs, why }: { readAs: ActKind | null; why: string }): readonly Channel[] | null {
  return readAs === null || why === 'scanner' ? null : (stoppedByAct.get(readAs) ?? null)
}
