import { chunksOf } from '../../../src/connector/calls/chunks.ts'
import { z } from 'zod'
import type { Channel } from '../../../src/domain/app/channel.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { Element } from '../records/write-records.ts'
import { ask } from '../transport/api.ts'
import { collectionSize, paths } from '../transport/endpoints.ts'
import {
  consentsOfIndividuals,
  effectiveTo,
  refusableIn,
  refusedIn,
  type ConsentObject,
  type ConsentRow,
  type Consents,
} from './consents.ts'

/** A channel that a Lift starts again for one Individual, and those that stay stopped. */
export interface LiftedChannel {
  individual: string
  channel: Channel
  keep: readonly Channel[]
}

export interface EndedRefusals {
  consents: Consents
  ended: ReadonlySet<string>
}

/** A row that also stands for what stays stopped is left, and told. */
const isKept = (row: ConsentRow, keep: readonly Channel[]) => row.channels.some((one) => keep.includes(one))

/**
 * Ends the refusals of these channels among the consent rows of the Individuals, by their last day, and reads them
 * again: no row ever says that somebody agreed because Lawbase wrote it. Gives the rows that hold afterwards, and the
 * Individuals of whom some were ended.
 */
export async function endRefusals(system: SalesforceSystem, lifted: readonly LiftedChannel[]): Promise<EndedRefusals> {
  const ids = [...new Set(lifted.map(({ individual }) => individual))]
  const before = await consentsOfIndividuals(system, ids, null)
  const rows = lifted.flatMap(({ individual, channel, keep }) =>
    (before.rows.get(individual) ?? []).filter((row) => refusedIn([row]).has(channel) && !isKept(row, keep)),
  )
  const writable: ConsentRow[] = []
  for (const row of new Set(rows))
    if ((await system.fieldsOf(row.object))?.get(effectiveTo)?.updateable === true) writable.push(row)
  if (writable.length === 0) return { consents: before, ended: new Set() }
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
    const held = new Set(after.rows.get(individual)?.map(({ id }) => id))
    return writable.some((row) => before.rows.get(individual)?.includes(row) === true && !held.has(row.id))
  })
  return { consents: after, ended: new Set(ended) }
}

/** The object of a row that still refuses a channel, and whether it was left for what stays stopped; null = none. */
export function refusalThatStays(
  { rows }: Consents,
  lifted: LiftedChannel,
): { object: string; isKept: boolean } | null {
  const staying = (rows.get(lifted.individual) ?? []).filter((row) => refusedIn([row]).has(lifted.channel))
  const row = staying.find((one) => !isKept(one, lifted.keep)) ?? staying[0]
  return row === undefined ? null : { object: row.object, isKept: isKept(row, lifted.keep) }
}

/** An object that may still refuse the channel and that our user could not read; null = all were read. */
export const unreadRefusals = ({ unread }: Consents, { individual, channel }: LiftedChannel): ConsentObject | null =>
  [...(unread.get(individual) ?? [])].find((object) => refusableIn([object]).has(channel)) ?? null
