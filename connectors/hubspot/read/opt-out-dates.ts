import type { RemoteRecord } from '../../../src/connector/records.ts'
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
