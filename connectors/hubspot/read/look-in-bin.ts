import type { BinShows, RecordRef } from '../../../src/connector/records.ts'
import { readFollowingMerges } from './contacts.ts'
import type { HubspotSystem } from './system.ts'

/**
 * What shows of archived contacts: among the live ones, among the archived ones, or in neither list, as after the bin's
 * 90 days (docs/reference/hubspot.md#archive). An id that a merge retired is another record's now.
 */
export async function lookInBin(system: HubspotSystem, refs: readonly RecordRef[]): Promise<readonly BinShows[]> {
  const ids = refs.filter(({ object }) => object === 'contact').map(({ id }) => id)
  const live = await readFollowingMerges(system, ids, ['email'])
  const rest = ids.filter((id) => live.get(id)?.id !== id)
  const archived = await readFollowingMerges(system, rest, ['email'], true)
  return refs.map(({ id }): BinShows => (live.get(id)?.id === id ? 'alive' : archived.has(id) ? 'in-bin' : 'absent'))
}
