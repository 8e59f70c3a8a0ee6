import { chunksOf } from '../../../src/connector/calls/chunks.ts'
import type { RelatedOutcome, RelatedRef } from '../../../src/connector/related.ts'
import { emptyOf, noEntry } from './erase.ts'
import { isRefusal, type ElementFault } from '../transport/errors.ts'
import { to18 } from '../transport/ids.ts'
import { individual } from '../records/individuals.ts'
import { rowsWith } from '../records/related-rows.ts'
import { deleteSlice, idsPerCall } from './remove.ts'
import { text } from '../transport/rows.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { keyOf } from '../records/targets.ts'

/**
 * Deletes things object by object, the Individual last because the others hang on it, takes them out of the recycle bin
 * like the person's record (docs/reference/salesforce.md#recycle-bin), and reads them back. What our user may not
 * delete is refused; what may not leave the bin is said to be there.
 */
export async function removeRelated(
  system: SalesforceSystem,
  items: readonly RelatedRef[],
): Promise<readonly RelatedOutcome[]> {
  const outcomes = new Map<string, RelatedOutcome>()
  const objects = [...new Set(items.map(({ ref }) => ref.object))].toSorted(
    (one, other) => Number(one === individual) - Number(other === individual),
  )
  for (const object of objects) {
    const ids = [...new Set(items.filter(({ ref }) => ref.object === object).map(({ ref }) => to18(ref.id)))]
    for (const [id, outcome] of await removeThings(system, object, ids)) outcomes.set(keyOf(object, id), outcome)
  }
  return items.map(({ ref }) => outcomes.get(keyOf(ref.object, to18(ref.id))) ?? { status: 'written' })
}

async function removeThings(
  system: SalesforceSystem,
  object: string,
  ids: readonly string[],
): Promise<Map<string, RelatedOutcome>> {
  const faults = new Map<string, ElementFault>()
  for (const slice of chunksOf(ids, idsPerCall)) {
    try {
      await deleteSlice(system, object, slice, faults)
    } catch (error) {
      if (!isRefusal(error)) throw error
      for (const id of slice)
        faults.set(keyOf(object, id), {
          kind: 'refused',
          reason: 'not-permitted',
          detail: error.details.missing ?? error.message,
        })
    }
  }
  const refusalOf = (id: string): string | null => {
    const fault = faults.get(keyOf(object, id))
    return fault?.kind === 'refused' ? fault.detail : fault?.kind === 'frozen' ? fault.kind : null
  }
  const taken = ids.filter((id) => refusalOf(id) === null)
  const rows = taken.length === 0 ? [] : await rowsWith(system, object, 'Id', taken, [])
  const left = new Set((rows ?? []).map((row) => to18(text(row, 'Id') ?? '')))
  const deleted = rows === null ? [] : taken.filter((id) => !left.has(id))
  const emptied = await emptyOf(system, deleted)
  return new Map(
    ids.map((id): [string, RelatedOutcome] => {
      const refusal = refusalOf(id)
      if (refusal !== null) return [id, { status: 'refused', detail: refusal }]
      if (!deleted.includes(id)) return [id, { status: 'written' }]
      const end = typeof emptied === 'string' ? null : emptied.get(id)
      if (end?.proven === true) return [id, { status: 'deleted', inBin: false, seen: noEntry }]
      return [
        id,
        end?.code === null ? { status: 'written' } : { status: 'deleted', inBin: true, seen: 'IsDeleted=true' },
      ]
    }),
  )
}
