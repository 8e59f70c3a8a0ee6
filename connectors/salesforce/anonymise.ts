import type { RemovalOrder } from '../../src/connector/orders.ts'
import type { Outcome } from '../../src/connector/outcome.ts'
import type { ObjectFields } from './describe.ts'
import { anonymousName } from './endpoints.ts'
import { doNotContact, holdUntil, personObjects, stoppedKinds, type PersonObject } from './fields.ts'
import { to18 } from './ids.ts'
import { isPersonObject, readLive } from './records.ts'
import { flag, text } from './rows.ts'
import type { SalesforceSystem } from './system.ts'
import { writeRecords, type RecordWrite } from './write-records.ts'

/** Types of field in which a person can be named or reached, or told of (salesforce.md §6). */
const personalTypes = new Set(['string', 'textarea', 'email', 'phone', 'url', 'date', 'datetime', 'encryptedstring', 'combobox'])
/** What keeps a no readable, and what belongs to the company, stays. */
const kept = new Set<string>([doNotContact, stoppedKinds, holdUntil, 'LastName', 'Company', 'Industry', 'Website', 'Jigsaw'])

/**
 * Empties records that Salesforce does not let go (cases, contracts, portal users) of everything that names or reaches the
 * person, field by field where a rule of the org refuses some of it, and reads them back (salesforce.md §6). Opt-outs stay
 * as they are: none is taken off, none is invented. A converted lead is frozen: it can only be deleted.
 */
export async function anonymise(system: SalesforceSystem, orders: readonly RemovalOrder[]): Promise<readonly Outcome[]> {
  const outcomes = new Map<string, (orderId: string) => Outcome>()
  for (const object of personObjects) {
    const ids = orders.filter(({ record }) => record.object === object).map(({ record }) => to18(record.id))
    if (ids.length === 0) continue
    const names = personalFields((await system.fieldsOf(object)) ?? new Map(), object)
    const before = await readLive(system, object, ids, [...names, 'LastName', 'IsConverted'])
    const writes = [...before.values()].flatMap(({ id, row }): RecordWrite[] => {
      const filled = names.filter((name) => text(row, name) !== null)
      return filled.length === 0 && text(row, 'LastName') === anonymousName ? [] : [{ object, id, fields: { LastName: anonymousName, ...Object.fromEntries(filled.map((name) => [name, null])) } }]
    })
    const faults = await writeRecords(system, writes)
    const after = await readLive(system, object, ids, [...names, 'LastName'])
    const at = system.deps.clock.now()
    for (const id of ids) {
      const row = after.get(id)?.row
      const left = row === undefined ? [] : [...names.filter((name) => text(row, name) !== null), ...(text(row, 'LastName') === anonymousName ? [] : ['LastName'])]
      const fault = faults.get(id)
      outcomes.set(id, (orderId) => {
        if (row === undefined) return { orderId, status: 'absent' }
        if (left.length === 0) return { orderId, status: writes.some((write) => write.id === id) ? 'applied' : 'already', seen: { value: 'anonymised', at, items: [{ target: id, targetKind: 'record', channel: 'all', level: 'marked', value: 'anonymised' }] } }
        if (fault === undefined) return { orderId, status: 'written' }
        return { orderId, status: 'refused', reason: fault.kind === 'refused' ? fault.reason : 'conflict', detail: `${fault.kind === 'refused' ? fault.detail : fault.kind}; still filled: ${left.join(', ')}` }
      })
    }
  }
  return orders.map(({ orderId, record }): Outcome => {
    if (!isPersonObject(record.object)) return { orderId, status: 'refused', reason: 'bad-request', detail: 'the record is neither a Contact nor a Lead' }
    return outcomes.get(to18(record.id))?.(orderId) ?? { orderId, status: 'absent' }
  })
}

/** True for a row that was emptied by us: nobody is behind it any more. */
export function isAnonymous(row: Readonly<Record<string, unknown>>): boolean {
  return text(row, 'LastName') === anonymousName && text(row, 'Email') === null && !flag(row, 'IsDeleted')
}

/** Everything that can be emptied and may hold personal data, the link to the Individual included. */
function personalFields(fields: ObjectFields, object: PersonObject): string[] {
  const free = [...fields.values()].filter((field) => field.updateable === true && field.nillable !== false && !kept.has(field.name) && personalTypes.has(field.type ?? ''))
  return [...free.map(({ name }) => name), ...(fields.get('IndividualId')?.updateable === true ? ['IndividualId'] : [])].filter((name) => !(object === 'Lead' && name === 'Company'))
}
