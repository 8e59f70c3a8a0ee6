import { channels } from '../../../src/domain/app/channel.ts'
import type { RecordRef, RemoteRecord, Tombstone } from '../../../src/connector/records.ts'
import { hiddenOn } from '../fields/hidden.ts'
import { to18 } from '../transport/ids.ts'
import { consentsOf, refusedIn, rowsBehind, type Consents } from '../consents/consents.ts'
import { blocksOf } from './map-record.ts'
import { read } from './read.ts'
import type { PersonRow } from '../records/records.ts'
import { instant, text } from '../transport/rows.ts'
import type { SalesforceSystem } from '../fields/system.ts'

/**
 * Deleted and merged rows as tombstones. The values of the master win in a merge, so an opt-out of who is merged away
 * lies in the bin with them (docs/reference/salesforce.md#merge-flags): it comes with the tombstone, and the record
 * that lives on comes along, so that it is known to whom the opt-out belongs.
 */
export async function tombstonesOf(
  system: SalesforceSystem,
  gone: readonly PersonRow[],
): Promise<{ tombstones: Tombstone[]; masters: readonly RemoteRecord[] }> {
  const merged = gone.flatMap((row) => {
    const into = masterOf(row)
    return into === null ? [] : [{ row, into }]
  })
  const consents = await consentsOf(
    system,
    merged.map(({ row }) => row),
    null,
  )
  const some = merged.some(({ row }) => stoppedOn(system, row, consents).length > 0)
  const masters = some
    ? await read(
        system,
        merged.map(({ row, into }) => ({ object: row.object, id: into })),
      )
    : []
  const lives = new Map(
    merged.map(({ row, into }) => [
      row,
      masters.find(({ ref, formerIds }) => ref.object === row.object && (ref.id === into || formerIds.includes(into)))
        ?.ref ?? null,
    ]),
  )
  // Whoever was merged into the same record is the same person, by whatever address.
  const together = (livesOn: RecordRef | null, row: PersonRow) =>
    livesOn === null ? [row] : merged.flatMap((other) => (lives.get(other.row)?.id === livesOn.id ? [other.row] : []))
  const tombstones = gone.map((row): Tombstone => {
    const base = { ref: { object: row.object, id: row.id }, mergedInto: masterOf(row) }
    const stopped = base.mergedInto === null ? [] : stoppedOn(system, row, consents)
    if (stopped.length === 0) return base
    const livesOn = lives.get(row) ?? null
    const emails = together(livesOn, row)
      .map((one) => text(one.row, 'Email'))
      .filter((email) => email !== null)
    return {
      ...base,
      objected: {
        channels: stopped,
        emails: [...new Set(emails)],
        at: instant(row.row, 'SystemModstamp') ?? system.deps.clock.now(),
        livesOn,
      },
    }
  })
  return { tombstones, masters }
}

function masterOf({ row }: PersonRow): string | null {
  const master = text(row, 'MasterRecordId')
  return master === null ? null : to18(master)
}

/** An objection of the Individual counts too: the master may hang on another one. */
function stoppedOn(system: SalesforceSystem, person: PersonRow, consents: Consents) {
  const refused = refusedIn(rowsBehind(person.row, consents))
  const blocks = blocksOf(person, hiddenOn(person.row, system.access), refused)
  return channels.filter(
    (channel) => blocks[channel] === 'enforced' || blocks[channel] === 'marked' || blocks[channel] === 'partial',
  )
}
