import type { RecordRef, RemoteRecord } from '../../../src/connector/records.ts'
import type { FieldHistoryLine } from '../../../src/domain/consents/field-change.ts'
import { listOf } from '../fields/lists.ts'
import { readHistory } from './contacts.ts'
import type { HubspotSystem } from './system.ts'

const optOut = 'hs_email_optout'

/**
 * Adds since when each opt-out of all mail stands: HubSpot keeps when a property took its value
 * (docs/reference/hubspot.md#history), one call for fifty contacts that are opted out. One that it does not date stays
 * without.
 */
export async function withOptOutDates(
  system: HubspotSystem,
  records: readonly RemoteRecord[],
): Promise<readonly RemoteRecord[]> {
  const stopped = records.filter(({ blocks }) => blocks.email === 'enforced').map(({ ref }) => ref.id)
  if (stopped.length === 0) return records
  const history = await readHistory(system, stopped, optOut)
  return records.map((record) => {
    const since = sinceOf(history.get(record.ref.id) ?? [])
    return since === null ? record : { ...record, optedOutAt: since }
  })
}

/** When the value that stands became `true`: the begin of the latest run of it. */
function sinceOf(lines: readonly { value?: string | null | undefined; timestamp: string }[]): Date | null {
  let since: Date | null = null
  for (const { value, timestamp } of lines.toSorted((a, b) => Date.parse(b.timestamp) - Date.parse(a.timestamp))) {
    if (value !== 'true') return since
    const at = new Date(timestamp)
    if (!Number.isNaN(at.getTime())) since = at
  }
  return since
}

/** Sources of a change that bring a value from elsewhere (docs/reference/hubspot.md#history): nobody acted. */
const copies = /^(IMPORT|MERGE|RESTORE)/u

/** What the account keeps of one property of these contacts, the newest value first; one call for fifty of them. */
export async function factHistory(
  system: HubspotSystem,
  refs: readonly RecordRef[],
  property: string,
): Promise<Map<string, FieldHistoryLine[]>> {
  const objects = new Map(refs.map(({ object, id }) => [id, object]))
  const found = await readHistory(system, [...objects.keys()], property)
  return new Map(
    [...found].map(([id, lines]) => [
      `${objects.get(id) ?? ''} ${id}`,
      lines
        .map(({ value, timestamp, sourceType }) => ({
          values: listOf(value ?? null),
          at: new Date(timestamp),
          copied: copies.test(sourceType ?? ''),
        }))
        .filter(({ at }) => !Number.isNaN(at.getTime()))
        .toSorted((a, b) => b.at.getTime() - a.at.getTime()),
    ]),
  )
}
