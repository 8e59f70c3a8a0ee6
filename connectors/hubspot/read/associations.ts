import { chunksOf } from '../../../src/connector/calls/chunks.ts'
import type { z } from 'zod'
import { send, shaped } from '../transport/api.ts'
import { associationBatch, batchSize, notThere, paths } from '../transport/endpoints.ts'
import { AssociationAnswer, BatchAnswer } from '../transport/schemas.ts'
import type { HubspotSystem } from './system.ts'

const noneFound = 'crm.associations.NO_ASSOCIATIONS_FOUND'

interface Linked {
  id: string
  types: readonly number[]
}

/**
 * What each record is associated with, by its id: an empty list = nothing, a missing id = not known
 * (docs/reference/hubspot.md#associations-batch). Whoever an answer leaves out is asked for once more.
 */
export async function linkedTo(
  system: HubspotSystem,
  from: 'contacts' | 'companies',
  ids: readonly string[],
  to: 'deals' | 'tickets' | 'quotes' | 'companies' | 'calls' | 'meetings' | 'notes',
): Promise<Map<string, readonly Linked[]>> {
  const known = new Map<string, readonly Linked[]>()
  for (const slice of chunksOf([...new Set(ids)], associationBatch)) {
    await addLinked(system, paths.associations(from, to), slice, known)
    const left = slice.filter((id) => !known.has(id))
    if (left.length > 0) await addLinked(system, paths.associations(from, to), left, known)
  }
  return known
}

async function addLinked(
  system: HubspotSystem,
  path: string,
  ids: readonly string[],
  known: Map<string, readonly Linked[]>,
): Promise<void> {
  const parts = new Map<string, Linked[]>()
  const asked = new Set<string>()
  let inputs: { id: string; after?: string }[] = ids.map((id) => ({ id }))
  while (inputs.length > 0) {
    const said = await send(system, { method: 'POST', path, body: { inputs }, accept: notThere })
    // What an account has none of is not known of anybody.
    if (notThere.includes(said.status)) return
    const answer = shaped(said, AssociationAnswer)
    const next: typeof inputs = []
    for (const { from, to, paging } of answer.results) {
      const linked = [...(parts.get(from.id) ?? []), ...to.map(linkOf)]
      parts.set(from.id, linked)
      const after = paging?.next?.after
      const place = `${from.id} ${after}`
      if (after === undefined) known.set(from.id, linked)
      // A page that leads to itself never ends: what is behind it stays unknown.
      else if (!asked.has(place)) next.push({ id: from.id, after })
      asked.add(place)
    }
    for (const id of emptyOnes(answer)) if (ids.includes(id) && !parts.has(id)) known.set(id, [])
    inputs = next
  }
}

type Answer = z.infer<typeof AssociationAnswer>

function linkOf({ toObjectId, associationTypes }: Answer['results'][number]['to'][number]): Linked {
  return { id: toObjectId, types: (associationTypes ?? []).map(({ typeId }) => typeId) }
}

/** Only this error says that there is nothing. */
function emptyOnes({ errors }: Answer): string[] {
  return (errors ?? [])
    .filter(({ subCategory }) => subCategory === noneFound)
    .flatMap(({ context }) => context?.['fromObjectId'] ?? [])
}

/** Properties of the objects that exist and are shown, by id; others are missing. */
export async function objectsOf(
  system: HubspotSystem,
  type: 'deals' | 'tickets' | 'quotes' | 'companies' | 'calls' | 'meetings' | 'notes',
  ids: readonly string[],
  properties: readonly string[],
): Promise<Map<string, Readonly<Record<string, string | null | undefined>>>> {
  const found = new Map<string, Readonly<Record<string, string | null | undefined>>>()
  for (const slice of chunksOf([...new Set(ids)], batchSize)) {
    const body = { inputs: slice.map((id) => ({ id })), properties }
    const answer = await send(system, { method: 'POST', path: paths.objects(type), body, accept: [404] })
    if (answer.status === 404) continue
    for (const object of shaped(answer, BatchAnswer).results)
      if (object.archived !== true) found.set(object.id, object.properties)
  }
  return found
}
