import type { RecordRef, RemoteRecord } from '../../src/connector/records.ts'
import { readSignals } from './acts.ts'
import { isAnonymous } from './anonymise.ts'
import { mappedFields } from './describe.ts'
import { personObjects, readFields, vendorOptOuts } from './fields.ts'
import { toRemoteRecord } from './map-record.ts'
import { readFollowingMerges } from './records.ts'
import { readRelated } from './related.ts'
import type { SalesforceSystem } from './system.ts'

/** Current state of the given records, each once; a merge loser gives its master, and a record that was anonymised is nobody's any more (salesforce.md §6). */
export async function read(system: SalesforceSystem, refs: readonly RecordRef[]): Promise<readonly RemoteRecord[]> {
  const records: RemoteRecord[] = []
  for (const object of personObjects) {
    const ids = refs.filter((ref) => ref.object === object).map((ref) => ref.id)
    if (ids.length === 0) continue
    const wanted = [...readFields[object], ...vendorOptOuts, ...(system.access.kinds ?? []).flatMap((mapping) => mapping.targets), ...mappedFields(object, system.access)]
    const found = await readFollowingMerges(system, object, ids, wanted)
    const unique = [...new Map([...found.values()].map((row) => [row.id, row])).values()].filter(({ row }) => !isAnonymous(row))
    const signals = await readSignals(system, object, unique.map((row) => row.id), null)
    const related = await readRelated(system, object, unique)
    records.push(...unique.map((found) => toRemoteRecord({ ...found, row: { ...found.row, ...related.get(found.id) } }, signals, system.access, system.deps.clock.now())))
  }
  return records
}
