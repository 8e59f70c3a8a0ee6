import type { Channel } from '../../../src/domain/app/channel.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { oneByOne } from '../../../src/connector/calls/one-by-one.ts'
import type { SuppressionOrder } from '../../../src/connector/orders.ts'
import type { Outcome } from '../../../src/connector/outcome.ts'
import { allEnded } from '../../../src/connector/calls/side-by-side.ts'
import { readById } from '../read/contacts.ts'
import { fewBrands } from '../transport/endpoints.ts'
import { readEveryType } from '../fields/every-type.ts'
import { listOf } from '../fields/lists.ts'
import { markedChannels } from '../read/map-record.ts'
import { blockProperties, gatherPersons } from '../read/persons.ts'
import type { Person } from '../read/persons.ts'
import { readOptOuts, unsubscribeAll } from '../read/preferences.ts'
import type { OptOut, Units } from '../read/preferences.ts'
import { doNotContact } from '../fields/properties.ts'
import { suppressKinds, verifyKinds } from './suppress-kinds.ts'
import type { ContactRecord } from '../transport/schemas.ts'
import { outcomeOf } from './suppress-outcome.ts'
import type { BlockView } from './suppress-outcome.ts'
import type { HubspotSystem } from '../read/system.ts'
import { writeProperties } from './write-properties.ts'

/**
 * Opts every address of each person out of everything, and marks the channels HubSpot has no opt-out for in
 * `lawbase_do_not_contact`; then reads both back (docs/reference/hubspot.md#pref-calls, #merge-optout, #secondary,
 * #pref-one-to-one). Nothing else is changed. Addresses and field go side by side: the portal's own write rules can
 * stop the field, never the opt-out (docs/reference/hubspot.md#pref-write-rules).
 */
export function suppress(system: HubspotSystem, orders: readonly SuppressionOrder[]): Promise<readonly Outcome[]> {
  return inTime(system, orders, (few) =>
    byKind(
      few,
      (all) => suppressAll(system, all),
      (some) => suppressKinds(system, some),
    ),
  )
}

/**
 * With many brands, or type by type, a batch of people takes longer than a drain may: each is carried alone, and what
 * was carried counts.
 */
async function inTime(
  system: HubspotSystem,
  orders: readonly SuppressionOrder[],
  carry: (orders: readonly SuppressionOrder[]) => Promise<readonly Outcome[]>,
): Promise<readonly Outcome[]> {
  const byMail = orders.some(({ channels, kinds = [] }) => channels.includes('email') && kinds.length === 0)
  const slow = async () => (await system.units.get()).length > fewBrands || (await system.typeByType()).needed
  if (orders.length <= 1 || !byMail || !(await slow())) return carry(orders)
  return oneByOne(system.deps, orders, async (order) => {
    const [outcome] = await carry([order])
    if (outcome === undefined) throw new ConnectorError('unexpected-response', 'An order was left without an outcome.')
    return outcome
  })
}

async function suppressAll(system: HubspotSystem, orders: readonly SuppressionOrder[]): Promise<readonly Outcome[]> {
  const persons = await gatherPersons(system, orders)
  const [optOuts, marks] = await allEnded([optOut(system, persons), mark(system, persons)])
  const view: BlockView = {
    ...optOuts,
    ...marks,
    provisioned: system.access.provisioned === true,
    at: system.deps.clock.now(),
  }
  return persons.map((person) => outcomeOf(person, view))
}

/** Reads only: `applied` when every block shows, `absent` without a contact, otherwise `written`. */
export function verify(system: HubspotSystem, orders: readonly SuppressionOrder[]): Promise<readonly Outcome[]> {
  return inTime(system, orders, (few) =>
    byKind(
      few,
      (all) => verifyAll(system, all),
      (some) => verifyKinds(system, some),
    ),
  )
}

/** Orders for all kinds and orders for some go their own ways, one after the other; the answers come back in order. */
async function byKind(
  orders: readonly SuppressionOrder[],
  all: (orders: readonly SuppressionOrder[]) => Promise<readonly Outcome[]>,
  some: (orders: readonly SuppressionOrder[]) => Promise<readonly Outcome[]>,
): Promise<readonly Outcome[]> {
  const named = orders.filter((order) => (order.kinds ?? []).length > 0)
  if (named.length === 0) return all(orders)
  const rest = orders.filter((order) => !named.includes(order))
  const done = new Map(
    [...(rest.length === 0 ? [] : await all(rest)), ...(await some(named))].map((outcome) => [
      outcome.orderId,
      outcome,
    ]),
  )
  return orders.map(
    (order) =>
      done.get(order.orderId) ?? {
        orderId: order.orderId,
        status: 'refused',
        reason: 'bad-request',
        detail: 'the order was given twice',
      },
  )
}

async function verifyAll(system: HubspotSystem, orders: readonly SuppressionOrder[]): Promise<readonly Outcome[]> {
  const persons = await gatherPersons(system, orders)
  const addresses = emailAddresses(persons)
  const units = addresses.length === 0 ? [] : await system.units.get()
  const known = optedOutPrimaries(persons, units)
  const shown = new Map<string, OptOut>([
    ...known,
    ...(await readOptOuts(
      system,
      addresses.filter((address) => !known.has(address)),
      units,
      () => readEveryType(system),
    )),
  ])
  const contacts = new Map(persons.flatMap((person) => person.contacts.map((contact) => [contact.id, contact])))
  const view: BlockView = {
    shown,
    refusedAddresses: new Map(),
    contacts,
    refusedContacts: new Map(),
    markable: null,
    provisioned: system.access.provisioned === true,
    wrote: new Set(),
    at: system.deps.clock.now(),
  }
  return persons.map((person) => {
    const outcome = outcomeOf(person, view)
    return outcome.status === 'already' ? { ...outcome, status: 'applied' } : outcome
  })
}

type OptOutView = Pick<BlockView, 'shown' | 'refusedAddresses' | 'wrote'>

async function optOut(system: HubspotSystem, persons: readonly Person[]): Promise<OptOutView> {
  const addresses = emailAddresses(persons)
  if (addresses.length === 0) return { shown: new Map(), refusedAddresses: new Map(), wrote: new Set() }
  const units = await system.units.get()
  const open = (await system.catalogue.get()).has('hs_email_optout') ? openPrimaries(persons) : new Set<string>()
  const known = optedOutPrimaries(persons, units)
  const before = new Map([
    ...known,
    ...(await readOptOuts(
      system,
      addresses.filter((address) => !open.has(address) && !known.has(address)),
      units,
    )),
  ])
  const toWrite = addresses.filter((address) => (before.get(address) ?? null) === null)
  const { refused, byType, unchanged } = await unsubscribeAll(system, toWrite, units)
  if (byType.size > 0) (await system.typeByType()).needed = true
  const written = toWrite.filter((address) => !refused.has(address))
  // Whoever was opted out of all must show as out of all: types that say no are not proof of it.
  const [alone, together] = [written.filter((one) => byType.has(one)), written.filter((one) => !byType.has(one))]
  const after = await readOptOuts(system, together, units)
  const afterAlone =
    alone.length === 0 ? new Map() : await readOptOuts(system, alone, units, () => readEveryType(system))
  return {
    shown: new Map([...before, ...after, ...afterAlone]),
    refusedAddresses: refused,
    wrote: new Set(toWrite.filter((address) => !unchanged.has(address))),
  }
}

function emailAddresses(persons: readonly Person[]): string[] {
  return [
    ...new Set(persons.filter(({ order }) => order.channels.includes('email')).flatMap((person) => person.addresses)),
  ]
}

/** Primary addresses that the contact itself shows as not opted out: no need to ask before writing. */
function openPrimaries(persons: readonly Person[]): ReadonlySet<string> {
  const contacts = persons.flatMap((person) => person.contacts)
  return new Set(
    contacts
      .filter(({ properties: { hs_email_optout: shown } }) => shown !== undefined && shown !== 'true')
      .map((contact) => (contact.properties['email'] ?? '').trim().toLowerCase()),
  )
}

/**
 * Primary addresses that the contact, just read, shows as opted out: the property is the vendor's own state for them
 * (docs/reference/hubspot.md#prop-optout-type), so no call of their own. With several business units only the
 * preferences say whether all of them are covered.
 */
function optedOutPrimaries(persons: readonly Person[], units: Units): ReadonlyMap<string, OptOut> {
  if (units.length > 1) return new Map()
  const contacts = persons
    .flatMap((person) => person.contacts)
    .filter((contact) => contact.properties['hs_email_optout'] === 'true')
  return new Map(
    contacts.map((contact) => [
      (contact.properties['email'] ?? '').trim().toLowerCase(),
      { value: 'hs_email_optout=true', by: [] },
    ]),
  )
}

type MarkView = Pick<BlockView, 'contacts' | 'refusedContacts' | 'markable' | 'wrote'>

async function mark(system: HubspotSystem, persons: readonly Person[]): Promise<Omit<MarkView, 'wrote'>> {
  const contacts = new Map<string, ContactRecord>(
    persons.flatMap((person) => person.contacts.map((contact) => [contact.id, contact])),
  )
  const property = (await system.catalogue.get()).get(doNotContact)
  if (property === undefined) return { contacts, refusedContacts: new Map(), markable: 'missing' }
  if (property.modificationMetadata?.readOnlyValue === true)
    return { contacts, refusedContacts: new Map(), markable: 'read-only' }
  const writes = [...wantedChannels(persons)].flatMap(([id, wanted]) => {
    const contact = contacts.get(id)
    const present = contact === undefined ? new Set<Channel>() : markedChannels(contact)
    const missing = [...wanted].filter((channel) => !present.has(channel))
    // A leading `;` adds (docs/reference/hubspot.md#values): what is there stays, also what somebody set since we read,
    // or what is no option any more. Text has no such thing.
    const there = property.type === 'enumeration' ? [''] : listOf(contact?.properties[doNotContact] ?? null)
    return missing.length === 0 ? [] : [{ id, properties: { [doNotContact]: [...there, ...missing].join(';') } }]
  })
  const refusedContacts = await writeProperties(system, writes)
  if (refusedContacts.size > 0)
    system.deps.log.warn(
      { connector: 'hubspot', records: refusedContacts.size },
      'the do-not-contact field was refused',
    )
  const catalogue = await system.catalogue.get()
  const read = await readById(
    system,
    writes.map((write) => write.id),
    blockProperties.filter((name) => catalogue.has(name)),
  )
  for (const [id, contact] of read) contacts.set(id, contact)
  return { contacts, refusedContacts, markable: null }
}

function wantedChannels(persons: readonly Person[]): Map<string, Set<Channel>> {
  const wanted = new Map<string, Set<Channel>>()
  for (const { order, contacts } of persons) {
    for (const { id } of contacts) wanted.set(id, new Set([...(wanted.get(id) ?? []), ...order.channels]))
  }
  return wanted
}
