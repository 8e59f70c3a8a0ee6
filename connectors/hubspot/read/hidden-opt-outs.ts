import { ConnectorError } from '../../../src/connector/errors.ts'
import type { RemoteRecord } from '../../../src/connector/records.ts'
import { addressesOf } from './map-record.ts'
import { readOptOuts, type OptOut } from './preferences.ts'
import type { ContactRecord } from '../transport/schemas.ts'
import type { HubspotSystem } from './system.ts'

/**
 * Adds to the records the secondary addresses that are opted out, and those that are not. `hs_email_optout` only speaks
 * of the primary address, so such an objection shows in no property (docs/reference/hubspot.md#prop-optout-type,
 * #merge-optout): it is asked for, one call per address.
 */
export async function withHiddenOptOuts(
  system: HubspotSystem,
  contacts: readonly ContactRecord[],
  records: readonly RemoteRecord[],
): Promise<RemoteRecord[]> {
  const secondary = new Map(contacts.map((contact) => [contact.id, addressesOf(contact).slice(1)]))
  const addresses = [...new Set([...secondary.values()].flat())]
  if (addresses.length === 0) return [...records]
  const shown = await shownTo(system, addresses)
  return records.map((record) => {
    const asked = (secondary.get(record.ref.id) ?? []).filter((address) => shown.has(address))
    const isOpen = (address: string) => shown.get(address) === null
    const optedOutAddresses = [...(record.optedOutAddresses ?? []), ...asked.filter((address) => !isOpen(address))]
    const openAddresses = asked.filter(isOpen)
    return {
      ...record,
      ...(optedOutAddresses.length === 0 ? {} : { optedOutAddresses }),
      ...(openAddresses.length === 0 ? {} : { openAddresses }),
    }
  })
}

/**
 * Without the scope nothing is known of secondary addresses; that must not keep what the contacts themselves show from
 * being read.
 */
async function shownTo(system: HubspotSystem, addresses: readonly string[]): Promise<ReadonlyMap<string, OptOut>> {
  try {
    return await readOptOuts(system, addresses, await system.units.get())
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.kind !== 'forbidden') throw error
    system.deps.log.warn(
      { connector: 'hubspot', missing: error.details.missing },
      'opt-outs of secondary addresses cannot be read',
    )
    return new Map()
  }
}
