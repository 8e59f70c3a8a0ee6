import type { RemoteRecord } from '../../src/connector/records.ts'
import { addressesOf } from './map-record.ts'
import { readOptOuts } from './preferences.ts'
import type { ContactRecord } from './schemas.ts'
import type { HubspotSystem } from './system.ts'

/**
 * Adds to the records the secondary addresses that are opted out. `hs_email_optout` only speaks of the primary address,
 * so such a no shows in no property (hubspot.md §4, §12): it is asked for, one call per address.
 */
export async function withHiddenOptOuts(system: HubspotSystem, contacts: readonly ContactRecord[], records: readonly RemoteRecord[]): Promise<RemoteRecord[]> {
  const secondary = new Map(contacts.map((contact) => [contact.id, addressesOf(contact).slice(1)]))
  const addresses = [...new Set([...secondary.values()].flat())]
  if (addresses.length === 0) return [...records]
  const shown = await readOptOuts(system, addresses, await system.units.get())
  return records.map((record) => {
    const hidden = (secondary.get(record.ref.id) ?? []).filter((address) => (shown.get(address) ?? null) !== null)
    const optedOutAddresses = [...(record.optedOutAddresses ?? []), ...hidden]
    return optedOutAddresses.length === 0 ? record : { ...record, optedOutAddresses }
  })
}
