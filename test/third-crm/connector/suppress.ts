import { scopeKey } from '../../../src/domain/app/kind.ts'
import type { ReleaseOrder, SuppressionOrder } from '../../../src/connector/orders.ts'
import type { Outcome, SeenItem } from '../../../src/connector/outcome.ts'
import type { CarnetSystem } from './call.ts'
import { blockOf, blockWrite, cellsOf, marksOf, stops, switchOf, type PersonWrite } from './fields.ts'
import type { Person } from './person-shape.ts'
import { findPeople, idsOf, readPeople } from './read.ts'
import { changePeople, failureOutcome, type Failures } from './write.ts'

interface Target {
  order: SuppressionOrder
  people: readonly Person[]
}

/** Sets the vendor's switches, and our mark where it has none; reads back and says what shows. Nothing else changes. */
export async function suppress(system: CarnetSystem, orders: readonly SuppressionOrder[]): Promise<readonly Outcome[]> {
  const targets = await targetsOf(system, orders)
  const writes = new Map<string, PersonWrite>()
  for (const { order, people } of targets)
    for (const person of people) {
      const before = writes.get(person.id)
      const write = blockWrite(before === undefined ? person : withWrite(person, before), cellsOf(order))
      if (write !== null) writes.set(person.id, merged(before, write))
    }
  const failures = await changePeople(system, writes)
  const after = await readPeople(system, [...writes.keys()])
  const at = system.deps.clock.now()
  return targets.map((target) => outcomeOf(target, { after, failures, at }))
}

/** Reads only. */
export async function verify(system: CarnetSystem, orders: readonly SuppressionOrder[]): Promise<readonly Outcome[]> {
  const at = system.deps.clock.now()
  const targets = await targetsOf(system, orders)
  return targets.map((target) => {
    const outcome = outcomeOf(target, { after: new Map(), failures: new Map(), at })
    return outcome.status === 'already' ? { ...outcome, status: 'applied' } : outcome
  })
}

/** Live records by the ids we know and by every address of the person: a record may have been made since. */
async function targetsOf(system: CarnetSystem, orders: readonly SuppressionOrder[]): Promise<Target[]> {
  const known = await readPeople(
    system,
    orders.flatMap(({ records }) => idsOf(records)),
  )
  const holders = await findPeople(
    system,
    orders.flatMap(({ emails }) => emails),
  )
  return orders.map((order) => {
    const ids = new Set(idsOf(order.records))
    const held = holders.filter(({ emails }) => emails.some((email) => order.emails.includes(email.toLowerCase())))
    const all = [...[...known.values()].filter(({ id }) => ids.has(id)), ...held]
    const live = all.filter(({ state }) => state === 'live')
    return { order, people: [...new Map(live.map((person) => [person.id, person])).values()] }
  })
}

interface View {
  /** People who were written, as they show now. */
  after: ReadonlyMap<string, Person>
  failures: Failures
  at: Date
}

function outcomeOf({ order, people }: Target, { after, failures, at }: View): Outcome {
  const { orderId } = order
  if (people.length === 0) return { orderId, status: 'absent' }
  const failed = people.map(({ id }) => failureOutcome(orderId, failures.get(id))).find((outcome) => outcome !== null)
  if (failed !== undefined) return failed
  const items: SeenItem[] = []
  for (const person of people)
    for (const cell of cellsOf(order)) {
      const block = blockOf(after.get(person.id) ?? person, cell)
      if (block === null) return { orderId, status: 'written' }
      items.push({ target: person.id, targetKind: 'record', channel: scopeKey(cell), ...block })
    }
  const isNew = people.some((person) => blockWrite(person, cellsOf(order)) !== null)
  const value = [...new Set(items.map((item) => item.value))].join(', ')
  return { orderId, status: isNew ? 'applied' : 'already', seen: { value, at, items } }
}

/**
 * Takes one cell off one record, only ever from a Lift. A switch that something else still needs stays: "no calls"
 * stands for calls by a person and by a machine.
 */
export async function release(system: CarnetSystem, orders: readonly ReleaseOrder[]): Promise<readonly Outcome[]> {
  const before = await readPeople(
    system,
    orders.flatMap(({ record }) => idsOf([record])),
  )
  const writes = new Map<string, PersonWrite>()
  for (const order of orders) {
    const person = before.get(order.record.id)
    const write = person?.state === 'live' ? releaseWrite(person, order, writes.get(person.id)) : null
    if (write !== null) writes.set(order.record.id, write)
  }
  const failures = await changePeople(system, writes)
  const after = await readPeople(system, [...writes.keys()])
  const at = system.deps.clock.now()
  return orders.map((order): Outcome => {
    const { orderId, record, scope } = order
    const person = before.get(record.id)
    if (person?.state !== 'live') return { orderId, status: 'absent' }
    const failed = failureOutcome(orderId, failures.get(record.id))
    if (failed !== null) return failed
    if (isShared(order) && blockOf(person, scope) !== null)
      return { orderId, status: 'refused', reason: 'conflict', detail: 'the switch also stops what stays stopped' }
    if (blockOf(after.get(record.id) ?? person, scope) !== null) return { orderId, status: 'written' }
    const value = switchOf(scope) === null ? `${stops} without ${scopeKey(scope)}` : `${switchOf(scope)}=false`
    const items: SeenItem[] = [
      { target: record.id, targetKind: 'record', channel: scopeKey(scope), level: 'marked', value },
    ]
    return { orderId, status: writes.has(record.id) ? 'applied' : 'already', seen: { value, at, items } }
  })
}

const isShared = ({ scope, keep }: ReleaseOrder) =>
  switchOf(scope) !== null && keep.some((kept) => switchOf(kept) === switchOf(scope))

function releaseWrite(person: Person, order: ReleaseOrder, before: PersonWrite | undefined): PersonWrite | null {
  const now = before === undefined ? person : withWrite(person, before)
  if (isShared(order) || blockOf(now, order.scope) === null) return before ?? null
  const own = switchOf(order.scope)
  const left = [...marksOf(now)].filter((key) => key !== scopeKey(order.scope))
  return merged(before, own === null ? { custom: { [stops]: left.join(';') } } : { [own]: false })
}

function withWrite(person: Person, { custom, ...flags }: PersonWrite): Person {
  return { ...person, ...flags, custom: { ...person.custom, ...custom } }
}

function merged(before: PersonWrite | undefined, write: PersonWrite): PersonWrite {
  const custom = { ...before?.custom, ...write.custom }
  return { ...before, ...write, ...(Object.keys(custom).length === 0 ? {} : { custom }) }
}
