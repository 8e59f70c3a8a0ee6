import { tagFields, tagLinks, type HoldOrder, type TagOrder } from '../../../src/connector/orders.ts'
import type { Outcome, SeenItem } from '../../../src/connector/outcome.ts'
import type { RecordRef } from '../../../src/connector/records.ts'
import type { CarnetSystem } from './call.ts'
import { holdUntil, tagName, type PersonWrite } from './fields.ts'
import type { Person } from './person-shape.ts'
import { idsOf, readPeople } from './read.ts'
import { changePeople, failureOutcome } from './write.ts'

interface FieldOrder {
  orderId: string
  record: RecordRef
  /** Field to text; an empty text clears it. */
  values: Readonly<Record<string, string>>
}

/** Writes our fields on one record, and only those that were given. */
export function tag(system: CarnetSystem, orders: readonly TagOrder[]): Promise<readonly Outcome[]> {
  return writeFields(
    system,
    orders.map(({ orderId, record, fields }) => {
      const given = tagFields.filter((field) => fields[field] !== undefined)
      return {
        orderId,
        record,
        values: Object.fromEntries(given.map((field) => [tagName(field), fields[field] ?? ''])),
      }
    }),
  )
}

/** Our own "not for now". The vendor's opt-out is never touched (docs/reference/promises.md#i6). */
export function hold(system: CarnetSystem, orders: readonly HoldOrder[]): Promise<readonly Outcome[]> {
  return writeFields(
    system,
    orders.map(({ orderId, record, until }) => ({ orderId, record, values: { [holdUntil]: until ?? '' } })),
  )
}

async function writeFields(system: CarnetSystem, orders: readonly FieldOrder[]): Promise<readonly Outcome[]> {
  const before = await readPeople(
    system,
    orders.flatMap(({ record }) => idsOf([record])),
  )
  const writes = new Map<string, PersonWrite>()
  for (const { record, values } of orders) {
    const person = before.get(record.id)
    if (person?.state !== 'live' || shows(person, values)) continue
    writes.set(record.id, { custom: { ...writes.get(record.id)?.custom, ...values } })
  }
  const failures = await changePeople(system, writes)
  const after = await readPeople(system, [...writes.keys()])
  const at = system.deps.clock.now()
  return orders.map(({ orderId, record, values }): Outcome => {
    const person = before.get(record.id)
    if (person?.state !== 'live') return { orderId, status: 'absent' }
    const failed = failureOutcome(orderId, failures.get(record.id))
    if (failed !== null) return failed
    if (!shows(after.get(record.id) ?? person, values)) return { orderId, status: 'written' }
    const items = Object.entries(values).map(([name, value]) => seenItem(record.id, name, value))
    const value = items.map((item) => item.value).join(', ')
    return { orderId, status: writes.has(record.id) ? 'applied' : 'already', seen: { value, at, items } }
  })
}

const shows = (person: Person, values: Readonly<Record<string, string>>) =>
  Object.entries(values).every(([name, value]) => (person.custom[name] ?? '') === value)

const linkNames = new Set(tagLinks.map(tagName))

/** A person's own link stays out of what is kept as proof. */
function seenItem(target: string, name: string, value: string): SeenItem {
  const shown = `${name}=${linkNames.has(name) ? 'as written' : value}`
  return { target, targetKind: 'record', channel: 'all', level: 'marked', value: shown }
}
