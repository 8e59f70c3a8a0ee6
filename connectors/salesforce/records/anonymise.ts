import type { RemovalOrder } from '../../../src/connector/orders.ts'
import type { Outcome } from '../../../src/connector/outcome.ts'
import type { FieldInfo, ObjectFields } from '../fields/describe.ts'
import { anonymousName } from '../transport/endpoints.ts'
import { doNotContact, personObjects, stoppedKinds, type PersonObject } from '../fields/fields.ts'
import { to18 } from '../transport/ids.ts'
import { personAccountsOf } from './person-accounts.ts'
import { isPersonObject, readLive } from './records.ts'
import type { PersonRow } from './records.ts'
import { flag, text } from '../transport/rows.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { writeRecords, type RecordWrite } from './write-records.ts'
import type { ElementFault } from '../transport/errors.ts'
import { noPerson, refused } from './outcomes.ts'

/** Its account has addresses and fields of its own, which no contact shows. */
const notEmptied =
  'a person account is not emptied here, because its account holds more than the contact shows; take away what keeps it, then delete it'

/** Types of field in which a person can be named or reached, or told of (docs/reference/salesforce.md#anonymise). */
const personalTypes = new Set([
  'string',
  'textarea',
  'email',
  'phone',
  'url',
  'date',
  'datetime',
  'encryptedstring',
  'combobox',
])
/**
 * What keeps an objection readable, and what belongs to the company, stays; our hold goes, because there is nobody to
 * hold any more.
 */
const kept = new Set<string>([doNotContact, stoppedKinds, 'LastName', 'Company', 'Industry', 'Website', 'Jigsaw'])
/**
 * What names or reaches a person in every org (docs/reference/salesforce.md#fields): where our user does not see one of
 * them, nobody can say that it is empty.
 */
const always = ['FirstName', 'Email', 'Phone', 'MobilePhone', 'Title'] as const
/** Free text that the org requires takes the neutral word. */
const worded = new Set(['string', 'textarea'])

/**
 * Empties records that Salesforce does not let go (cases, contracts, portal users) of everything that names or reaches
 * the person, field by field where a rule of the org refuses some of it, and reads them back
 * (docs/reference/salesforce.md#anonymise). Opt-outs stay as they are: none is taken off, none is invented. A converted
 * lead is frozen: it can only be deleted. What our user cannot empty is named and refused; where it does not see a
 * field at all nothing is written, because nobody would look at the record again.
 */
export async function anonymise(
  system: SalesforceSystem,
  orders: readonly RemovalOrder[],
): Promise<readonly Outcome[]> {
  const ends = new Map<string, End>()
  const contacts = orders.filter(({ record }) => record.object === 'Contact').map(({ record }) => to18(record.id))
  const accounts = await personAccountsOf(system, contacts)
  for (const object of personObjects) {
    const ids = orders
      .filter(({ record }) => record.object === object)
      .map(({ record }) => to18(record.id))
      .filter((id) => !accounts.has(id))
    if (ids.length > 0) for (const [id, end] of await emptyRecords(system, object, ids)) ends.set(id, end)
  }
  const at = system.deps.clock.now()
  return orders.map(({ orderId, record }): Outcome => {
    if (!isPersonObject(record.object)) return noPerson(orderId)
    if (accounts.has(to18(record.id))) return refused(orderId, 'conflict', notEmptied)
    const end = ends.get(to18(record.id))
    return end === undefined ? { orderId, status: 'absent' } : outcomeOf(orderId, to18(record.id), end, at)
  })
}

/** How a record stands after the try. */
interface End {
  object: PersonObject
  /** Fields that name a person in every org and that our user does not see. */
  hidden: readonly string[]
  /** Filled fields that our user may not empty. */
  locked: readonly string[]
  /** Filled fields that it may. */
  left: readonly string[]
  written: boolean
  fault: ElementFault | undefined
}

/** Empties the records of one object and reads them back; those that are there no more are left out. */
async function emptyRecords(
  system: SalesforceSystem,
  object: PersonObject,
  ids: readonly string[],
): Promise<Map<string, End>> {
  const fields = (await system.fieldsOf(object)) ?? new Map<string, FieldInfo>()
  const values = emptyValues(fields, object)
  const closed = closedFields(fields, values)
  const hidden = always.filter((name) => !fields.has(name))
  const names = [...Object.keys(values), ...closed]
  const filledOf = ({ row }: PersonRow) => Object.keys(values).filter((name) => text(row, name) !== values[name])
  const before = await readLive(system, object, ids, names)
  const writes = [...before.values()].flatMap((found): RecordWrite[] => {
    const filled = hidden.length > 0 ? [] : filledOf(found)
    return filled.length === 0
      ? []
      : [{ object, id: found.id, fields: Object.fromEntries(filled.map((name) => [name, values[name] ?? null])) }]
  })
  const faults = await writeRecords(system, writes)
  const written = new Set(writes.map(({ id }) => id))
  const after = await readLive(system, object, ids, names)
  return new Map(
    [...after].map(([id, found]) => {
      const locked = closed.filter((name) => text(found.row, name) !== null)
      return [id, { object, hidden, locked, left: filledOf(found), written: written.has(id), fault: faults.get(id) }]
    }),
  )
}

function outcomeOf(orderId: string, id: string, end: End, at: Date): Outcome {
  const { object, hidden, locked, left, written, fault } = end
  if (hidden.length > 0)
    return refused(
      orderId,
      'not-permitted',
      `our user does not see ${hidden.join(', ')} on ${object}; open their field-level security`,
    )
  if (locked.length > 0)
    return refused(orderId, 'not-permitted', `our user cannot empty on ${object}: ${locked.join(', ')}`)
  if (left.length === 0) {
    const value = 'anonymised'
    const items = [{ target: id, targetKind: 'record', channel: 'all', level: 'marked', value }] as const
    return { orderId, status: written ? 'applied' : 'already', seen: { value, at, items } }
  }
  if (fault === undefined) return { orderId, status: 'written' }
  if (fault.kind === 'locked') return { orderId, status: 'busy', detail: fault.code }
  const [reason, said] =
    fault.kind === 'refused' ? ([fault.reason, fault.detail] as const) : (['conflict', fault.kind] as const)
  return refused(orderId, reason, `${said}; still filled: ${left.join(', ')}`)
}

/** True for a row that was emptied by us: nobody is behind it any more. */
export function isAnonymous(row: Readonly<Record<string, unknown>>): boolean {
  return text(row, 'LastName') === anonymousName && text(row, 'Email') === null && !flag(row, 'IsDeleted')
}

/** What stands in each field that may hold personal data once it is emptied, the link to the Individual included. */
function emptyValues(fields: ObjectFields, object: PersonObject): Record<string, string | null> {
  const free = [...fields.values()].filter(
    (field) => isPersonal(field) && field.updateable === true && !(object === 'Lead' && field.name === 'Company'),
  )
  const empty = free.flatMap(({ name, nillable, type }) =>
    nillable !== false ? [[name, null]] : worded.has(type ?? '') ? [[name, anonymousName]] : [],
  )
  return {
    LastName: anonymousName,
    ...Object.fromEntries(empty),
    ...(fields.get('IndividualId')?.updateable === true ? { IndividualId: null } : {}),
  }
}

/**
 * Fields that may hold personal data and that nobody can empty through our user; what the org computes by itself
 * follows the others.
 */
function closedFields(fields: ObjectFields, values: Readonly<Record<string, string | null>>): string[] {
  const standard = (name: string) => (always as readonly string[]).includes(name)
  return [...fields.values()]
    .filter(
      (field) =>
        isPersonal(field) &&
        !(field.name in values) &&
        (standard(field.name) ||
          (field.name.endsWith('__c') && (field.updateable === true || field.calculated === false))),
    )
    .map(({ name }) => name)
}

function isPersonal({ name, type }: FieldInfo): boolean {
  return !kept.has(name) && personalTypes.has(type ?? '')
}
