import type { RecordRef, RemoteRecord } from '../../../src/connector/records.ts'
import { wantedProperties } from '../fields/catalogue.ts'
import { readFollowingMerges } from './contacts.ts'
import { companiesOf } from './companies.ts'
import { dealsOfContacts } from './deals.ts'
import { withHiddenOptOuts } from './hidden-opt-outs.ts'
import { toRemoteRecord } from './map-record.ts'
import type { HubspotSystem } from './system.ts'

/**
 * Current state of the given contacts, each once; an id retired by a merge gives the surviving contact
 * (docs/reference/hubspot.md#merge).
 */
export async function read(system: HubspotSystem, refs: readonly RecordRef[]): Promise<readonly RemoteRecord[]> {
  const ids = refs.filter((ref) => ref.object === 'contact').map((ref) => ref.id)
  const found = await readFollowingMerges(system, ids, wantedProperties(await system.catalogue.get(), system.access))
  const unique = new Map([...found.values()].map((contact) => [contact.id, contact]))
  const now = system.deps.clock.now()
  const contacts = [...unique.values()]
  const [deals, companies] = [await dealsOfContacts(system, contacts), await companiesOf(system, contacts)]
  return withHiddenOptOuts(
    system,
    contacts,
    contacts.map((contact) =>
      toRemoteRecord(contact, system.access, now, {
        deals: deals.get(contact.id),
        company: companies.get(contact.id),
      }),
    ),
  )
}
