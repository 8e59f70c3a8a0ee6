import { z } from 'zod'
import type { Channel } from '../../../src/domain/app/channel.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { chunksOf } from '../records/records.ts'
import { Element } from '../records/write-records.ts'
import { ask } from '../transport/api.ts'
import { collectionSize, paths } from '../transport/endpoints.ts'
import { consentsOfIndividuals, effectiveTo, refusedIn, type ConsentRow, type ConsentRows } from './consents.ts'

/** A channel that a Lift starts again for one Individual, and those that stay stopped. */
interface LiftedChannel {
  individual: string
  channel: Channel
  keep: readonly Channel[]
}

export interface EndedRefusals {
  rows: ConsentRows
  ended: ReadonlySet<string>
}

/**
 * Ends the refusals of these channels among the consent rows of the Individuals, by their last day, and reads them
 * again: no row ever says that somebody agreed because Lawbase wrote it. Gives the rows that hold afterwards, and the
 * Individuals of whom some were ended.
 */
export async function endRefusals(system: SalesforceSystem, lifted: readonly LiftedChannel[]): Promise<EndedRefusals> {
  const ids = [...new Set(lifted.map(({ individual }) => individual))]
  const before = await consentsOfIndividuals(system, ids, null)
  const rows = lifted.flatMap(({ individual, channel, keep }) =>
    (before.get(individual) ?? []).filter(
      // A row that also stands for what stays stopped is left, and told.
      (row) => refusedIn([row]).has(channel) && !row.channels.some((one) => keep.includes(one)),
    ),
  )
  const writable: ConsentRow[] = []
  for (const row of new Set(rows))
    if ((await system.fieldsOf(row.object))?.get(effectiveTo)?.updateable === true) writable.push(row)
  if (writable.length === 0) return { rows: before, ended: new Set() }
  const now = system.deps.clock.now().toISOString()
  const last = async (object: string) =>
    (await system.fieldsOf(object))?.get(effectiveTo)?.type === 'date' ? now.slice(0, 10) : now
  for (const slice of chunksOf(writable, collectionSize)) {
    const records = await Promise.all(
      slice.map(async ({ object, id }) => ({ attributes: { type: object }, id, [effectiveTo]: await last(object) })),
    )
    // What is refused shows in what is read.
    await ask(
      system,
      { method: 'PATCH', path: paths.collection, body: { allOrNone: false, records }, write: true },
      z.array(Element).length(slice.length),
    )
  }
  const after = await consentsOfIndividuals(system, ids, null)
  const ended = ids.filter((individual) => {
    const held = new Set(after.get(individual)?.map(({ id }) => id))
    return writable.some((row) => before.get(individual)?.includes(row) === true && !held.has(row.id))
  })
  return { rows: after, ended: new Set(ended) }
}

/** The objects whose rows still refuse this channel for an Individual. */
export const refusingObjects = (rows: ConsentRows, individual: string, channel: Channel): string[] => [
  ...new Set((rows.get(individual) ?? []).filter((row) => refusedIn([row]).has(channel)).map(({ object }) => object)),
]
