import type { BinShows, RecordRef } from '../../../src/connector/records.ts'
import { personObjects } from '../fields/fields.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { readDeleted, readLive } from '../records/records.ts'
import { keyOf } from '../records/targets.ts'
import { to18 } from '../transport/ids.ts'

/**
 * What shows of deleted records (docs/reference/salesforce.md#recycle-bin): the row stays in queryAll while the bin
 * holds it, and for about a day longer. One that was merged away lies in no bin: what was theirs lives on.
 */
export async function lookInBin(system: SalesforceSystem, refs: readonly RecordRef[]): Promise<readonly BinShows[]> {
  const shows = new Map<string, BinShows>()
  for (const object of personObjects) {
    const ids = refs.filter((ref) => ref.object === object).map((ref) => to18(ref.id))
    if (ids.length === 0) continue
    const alive = await readLive(system, object, ids, [])
    const rest = ids.filter((id) => !alive.has(id))
    for (const [id, { mergedInto }] of await readDeleted(system, object, rest))
      if (mergedInto === null) shows.set(keyOf(object, id), 'in-bin')
    for (const id of alive.keys()) shows.set(keyOf(object, id), 'alive')
  }
  return refs.map(({ object, id }) => shows.get(keyOf(object, to18(id))) ?? 'absent')
}
