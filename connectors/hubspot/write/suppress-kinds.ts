import { scopeKey, scopesOf } from '../../../src/domain/app/kind.ts'
import type { SuppressionOrder } from '../../../src/connector/orders.ts'
import type { Outcome, RefusalReason, SeenItem } from '../../../src/connector/outcome.ts'
import { readById } from '../read/contacts.ts'
import { hiddenDetail } from '../fields/hidden.ts'
import { markedKinds, typesOf } from '../fields/kinds.ts'
import { blockProperties, gatherPersons } from '../read/persons.ts'
import type { Person } from '../read/persons.ts'
import { stoppedKinds } from '../fields/properties.ts'
import type { ContactRecord } from '../transport/schemas.ts'
import type { HubspotSystem } from '../read/system.ts'
import { readTypeOptOuts, unsubscribeFromType } from '../fields/type-statuses.ts'
import { writeProperties } from './write-properties.ts'

/** One cell of an order at one person: the subscription types that stop it, or none: then only our field says so. */
interface Cell {
  key: string
  types: readonly string[]
}

interface View {
  /** Per address, the types it is opted out of. */
  shown: ReadonlyMap<string, ReadonlySet<string>>
  refused: ReadonlyMap<string, string>
  wrote: ReadonlySet<string>
  contacts: ReadonlyMap<string, ContactRecord>
  refusedContacts: ReadonlyMap<string, string>
  markable: 'missing' | 'read-only' | null
  at: Date
}

/**
 * Stops single kinds: every address of the person is opted out of the subscription types mapped to the kind, and kinds
 * or channels without a type are written into our own field; then both are read back
 * (docs/reference/hubspot.md#pref-calls).
 */
export async function suppressKinds(
  system: HubspotSystem,
  orders: readonly SuppressionOrder[],
): Promise<readonly Outcome[]> {
  const persons = await gatherPersons(system, orders)
  const before = await readTypeOptOuts(system, addressesToAsk(system, persons))
  const refused = new Map<string, string>()
  const wrote = new Set<string>()
  for (const [address, type] of typesToWrite(system, persons, before)) {
    const reason = await unsubscribeFromType(system, address, type)
    wrote.add(address)
    if (reason !== null) refused.set(`${address} ${type}`, reason)
  }
  const after = await readTypeOptOuts(system, [...wrote])
  const marks = await mark(system, persons)
  const view: View = { shown: new Map([...before, ...after]), refused, wrote, ...marks, at: system.deps.clock.now() }
  return persons.map((person) => outcomeOf(system, person, view))
}

/** Reads only: `applied` when every kind shows as stopped, `absent` without a contact, otherwise `written`. */
export async function verifyKinds(
  system: HubspotSystem,
  orders: readonly SuppressionOrder[],
): Promise<readonly Outcome[]> {
  const persons = await gatherPersons(system, orders)
  const shown = await readTypeOptOuts(system, addressesToAsk(system, persons))
  const contacts = new Map(persons.flatMap((person) => person.contacts.map((contact) => [contact.id, contact])))
  const view: View = {
    shown,
    refused: new Map(),
    wrote: new Set(),
    contacts,
    refusedContacts: new Map(),
    markable: null,
    at: system.deps.clock.now(),
  }
  return persons.map((person) => {
    const outcome = outcomeOf(system, person, view)
    return outcome.status === 'already' ? { ...outcome, status: 'applied' } : outcome
  })
}

function cellsOf(system: HubspotSystem, { order, addresses }: Person): Cell[] {
  return scopesOf(order.channels, order.kinds ?? []).map((scope) => {
    const key = scopeKey(scope)
    return { key, types: addresses.length === 0 ? [] : typesOf(system.access.kinds ?? [], key) }
  })
}

function addressesToAsk(system: HubspotSystem, persons: readonly Person[]): string[] {
  return [
    ...new Set(
      persons
        .filter((person) => cellsOf(system, person).some((cell) => cell.types.length > 0))
        .flatMap((person) => person.addresses),
    ),
  ]
}

function typesToWrite(
  system: HubspotSystem,
  persons: readonly Person[],
  shown: ReadonlyMap<string, ReadonlySet<string>>,
): [address: string, type: string][] {
  const wanted = new Map<string, [string, string]>()
  for (const person of persons) {
    for (const type of cellsOf(system, person).flatMap((cell) => cell.types)) {
      for (const address of person.addresses)
        if (shown.get(address)?.has(type) !== true) wanted.set(`${address} ${type}`, [address, type])
    }
  }
  return [...wanted.values()]
}

async function mark(
  system: HubspotSystem,
  persons: readonly Person[],
): Promise<Pick<View, 'contacts' | 'refusedContacts' | 'markable'>> {
  const contacts = new Map<string, ContactRecord>(
    persons.flatMap((person) => person.contacts.map((contact) => [contact.id, contact])),
  )
  const property = (await system.catalogue.get()).get(stoppedKinds)
  if (property === undefined) return { contacts, refusedContacts: new Map(), markable: 'missing' }
  if (property.modificationMetadata?.readOnlyValue === true)
    return { contacts, refusedContacts: new Map(), markable: 'read-only' }
  const wanted = new Map<string, Set<string>>()
  for (const person of persons) {
    const keys = cellsOf(system, person)
      .filter((cell) => cell.types.length === 0)
      .map((cell) => cell.key)
    for (const { id } of person.contacts) wanted.set(id, new Set([...(wanted.get(id) ?? []), ...keys]))
  }
  const writes = [...wanted].flatMap(([id, keys]) => {
    const contact = contacts.get(id)
    const present = contact === undefined ? new Set<string>() : markedKinds(contact)
    const missing = [...keys].filter((key) => !present.has(key))
    // What is there stays, also values that are not ours: an Objection never shrinks.
    const there = (contact?.properties[stoppedKinds] ?? '').split(';').filter((value) => value.trim() !== '')
    return missing.length === 0 ? [] : [{ id, properties: { [stoppedKinds]: [...there, ...missing].join(';') } }]
  })
  const refusedContacts = await writeProperties(system, writes)
  const catalogue = await system.catalogue.get()
  for (const [id, contact] of await readById(
    system,
    writes.map((write) => write.id),
    blockProperties.filter((name) => catalogue.has(name)),
  ))
    contacts.set(id, contact)
  return { contacts, refusedContacts, markable: null }
}

/** How one cell stands at one address or in one record. `hidden`: our field is there and not shown to us. */
type Standing = { item: SeenItem } | { refusal: Refusal } | 'pending' | 'hidden'
interface Refusal {
  reason: RefusalReason
  detail: string
}

function outcomeOf(system: HubspotSystem, person: Person, view: View): Outcome {
  const { orderId } = person.order
  if (person.contacts.length === 0) return { orderId, status: 'absent' }
  const cells = cellsOf(system, person)
  const standings = cells.flatMap((cell) =>
    cell.types.length > 0
      ? person.addresses.map((address) => standingAt(address, cell, view))
      : person.contacts.map(({ id }) => standingIn(system, id, cell.key, view)),
  )
  if (standings.includes('hidden')) return { orderId, status: 'hidden', detail: hiddenDetail(stoppedKinds) }
  const refused = standings.find((one) => typeof one === 'object' && 'refusal' in one)
  if (refused !== undefined) return { orderId, status: 'refused', ...refused.refusal }
  if (standings.includes('pending')) return { orderId, status: 'written' }
  const items = standings.flatMap((one) => (typeof one === 'object' && 'item' in one ? [one.item] : []))
  return {
    orderId,
    status: cells.some((cell) => wasOpen(person, cell, view)) ? 'applied' : 'already',
    seen: { value: [...new Set(items.map((item) => item.value))].join(', '), at: view.at, items },
  }
}

/** Whether something was written for the cell. */
function wasOpen({ addresses, contacts }: Person, { key, types }: Cell, { wrote }: View): boolean {
  return types.length > 0
    ? addresses.some((address) => wrote.has(address))
    : contacts.some((contact) => !markedKinds(contact).has(key))
}

function standingAt(address: string, { key, types }: Cell, view: View): Standing {
  const refusal = types.map((type) => view.refused.get(`${address} ${type}`)).find((reason) => reason !== undefined)
  if (refusal !== undefined) return { refusal: { reason: 'validation', detail: refusal } }
  const shown = view.shown.get(address)
  if (!types.every((type) => shown?.has(type) === true)) return 'pending'
  const value = `${types.join(',')} UNSUBSCRIBED`
  return { item: { target: address, targetKind: 'address', channel: key, level: 'enforced', value, by: types } }
}

function standingIn({ access }: HubspotSystem, id: string, key: string, view: View): Standing {
  const shown = view.contacts.get(id)
  const marks = shown?.properties[stoppedKinds]
  if (shown !== undefined && markedKinds(shown).has(key)) {
    const value = `${stoppedKinds}=${marks ?? ''}`
    return { item: { target: id, targetKind: 'record', channel: key, level: 'marked', value } }
  }
  if (access.provisioned === true && shown !== undefined && marks === undefined) return 'hidden'
  if (view.markable !== null) return { refusal: unmarkable(view.markable) }
  const detail = view.refusedContacts.get(id)
  return detail === undefined ? 'pending' : { refusal: { reason: 'validation', detail } }
}

function unmarkable(markable: 'missing' | 'read-only'): Refusal {
  return markable === 'missing'
    ? {
        reason: 'not-supported',
        detail: `${stoppedKinds} does not exist in this account yet; grant the right to create our fields again`,
      }
    : { reason: 'not-permitted', detail: `${stoppedKinds} is read-only in this account` }
}
