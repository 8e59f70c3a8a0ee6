import type { RecordRef, RemoteRecord } from '../../src/connector/records.ts'
import { readSignals } from './acts.ts'
import { queryRows } from './api.ts'
import { ownFields, personObjects, readFields, vendorOptOuts } from './fields.ts'
import { to18 } from './ids.ts'
import { toRemoteRecord } from './map-record.ts'
import { readFollowingMerges } from './records.ts'
import type { PersonRow } from './records.ts'
import { text } from './rows.ts'
import { literalLists } from './soql.ts'
import type { SalesforceSystem } from './system.ts'

/** Current state of the given records, each once; a merge loser gives its master (salesforce.md §6). */
export async function read(system: SalesforceSystem, refs: readonly RecordRef[]): Promise<readonly RemoteRecord[]> {
  const source = system.access.sourceProperty
  const records: RemoteRecord[] = []
  for (const object of personObjects) {
    const ids = refs.filter((ref) => ref.object === object).map((ref) => ref.id)
    if (ids.length === 0) continue
    const wanted = [...readFields[object], ...vendorOptOuts, ...ownFields.map((field) => field.name), ...(system.access.kinds ?? []).flatMap((mapping) => mapping.targets), source]
    const found = await readFollowingMerges(system, object, ids, wanted)
    const unique = [...new Map([...found.values()].map((row) => [row.id, row])).values()]
    const signals = await readSignals(system, object, unique.map((row) => row.id), null)
    const accounts = object === 'Contact' ? await readAccounts(system, unique) : new Map<string, unknown>()
    records.push(...unique.map((found) => toRemoteRecord({ ...found, row: { ...found.row, Account: accounts.get(found.id) } }, signals, system.access)))
  }
  return records
}

/** Account name and type of each contact: a retrieve gives no related fields. */
async function readAccounts(system: SalesforceSystem, contacts: readonly PersonRow[]): Promise<Map<string, unknown>> {
  const accounts = new Map<string, unknown>()
  if ((await system.fieldsOf('Account'))?.has('Type') !== true) return accounts
  for (const list of literalLists(contacts.map((contact) => contact.id), 120)) {
    for (const row of (await queryRows(system, `SELECT Id, Account.Name, Account.Type FROM Contact WHERE Id IN ${list}`)) ?? []) {
      accounts.set(to18(text(row, 'Id') ?? ''), row['Account'])
    }
  }
  return accounts
}
