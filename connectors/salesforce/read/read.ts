import type { RecordRef, RemoteRecord } from '../../../src/connector/records.ts'
import { readSignals } from './acts.ts'
import { isAnonymous } from '../records/anonymise.ts'
import { linkedInFields, mappedFields } from '../fields/describe.ts'
import { readFields, vendorOptOuts, type PersonObject } from '../fields/fields.ts'
import { to18 } from '../transport/ids.ts'
import { toRemoteRecord } from './map-record.ts'
import { readFollowingMerges } from '../records/records.ts'
import { readRelated } from '../records/related.ts'
import type { SalesforceSystem } from '../fields/system.ts'

/**
 * Current state of the given records, each once. A merge loser gives its master, which says so; a converted lead comes
 * with the contact it became, which may have deals by now; a record that was anonymised is nobody's any more
 * (docs/reference/salesforce.md#conversion, #anonymise).
 */
export async function read(system: SalesforceSystem, refs: readonly RecordRef[]): Promise<readonly RemoteRecord[]> {
  const leads = await readObject(system, 'Lead', refs)
  return [...(await readObject(system, 'Contact', [...refs, ...leads.flatMap(({ became }) => became ?? [])])), ...leads]
}

async function readObject(
  system: SalesforceSystem,
  object: PersonObject,
  refs: readonly RecordRef[],
): Promise<readonly RemoteRecord[]> {
  const ids = refs.filter((ref) => ref.object === object).map((ref) => to18(ref.id))
  if (ids.length === 0) return []
  const visible = await system.fieldsOf(object)
  const wanted = [
    ...readFields[object],
    ...vendorOptOuts,
    ...(system.access.kinds ?? []).flatMap((mapping) => mapping.targets),
    ...mappedFields(object, system.access),
    ...(visible === null ? [] : linkedInFields(visible)),
  ]
  const found = await readFollowingMerges(system, object, ids, wanted)
  const unique = [...new Map([...found.values()].map((row) => [row.id, row])).values()].filter(
    ({ row }) => !isAnonymous(row),
  )
  const signals = await readSignals(system, object, unique, null)
  const related = await readRelated(system, object, unique)
  return unique.map((person) => {
    const record = toRemoteRecord(
      { ...person, row: { ...person.row, ...related.get(person.id) } },
      signals,
      system.access,
      system.deps.clock.now(),
    )
    return {
      ...record,
      formerIds: [...found].flatMap(([id, row]) => (row.id === person.id && id !== person.id ? [id] : [])),
    }
  })
}
