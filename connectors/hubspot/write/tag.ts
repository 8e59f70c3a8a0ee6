import { tagFields, tagLinks } from '../../../src/connector/orders.ts'
import type { HoldOrder, TagOrder } from '../../../src/connector/orders.ts'
import type { Outcome, SeenItem } from '../../../src/connector/outcome.ts'
import type { Catalogue } from '../fields/catalogue.ts'
import { readById, readFollowingMerges } from '../read/contacts.ts'
import { basisWrite } from './legal-basis.ts'
import { holdUntil, tagProperty } from '../fields/properties.ts'
import type { ContactRecord } from '../transport/schemas.ts'
import type { HubspotSystem } from '../read/system.ts'
import { shows, writeProperties } from './write-properties.ts'

interface FieldOrder {
  orderId: string
  record: { object: string; id: string }
  values: Readonly<Record<string, string>>
  basis: TagOrder['nativeBasis']
}

/** Writes our fields, and `hs_legal_basis` where allowed; reads back and compares (docs/reference/promises.md#tags). */
export function tag(system: HubspotSystem, orders: readonly TagOrder[]): Promise<readonly Outcome[]> {
  return writeFields(
    system,
    orders.map((order) => {
      const given = tagFields.flatMap((field) =>
        order.fields[field] === undefined
          ? []
          : [[tagProperty(field, system.access.tagNames), order.fields[field] ?? '']],
      )
      return {
        orderId: order.orderId,
        record: order.record,
        values: Object.fromEntries(given),
        basis: order.nativeBasis,
      }
    }),
  )
}

/** Sets or clears our own hold; HubSpot's opt-out is never touched (docs/reference/promises.md#i6). */
export function hold(system: HubspotSystem, orders: readonly HoldOrder[]): Promise<readonly Outcome[]> {
  return writeFields(
    system,
    orders.map((order) => ({
      orderId: order.orderId,
      record: order.record,
      values: { [holdUntil]: order.until ?? '' },
      basis: undefined,
    })),
  )
}

async function writeFields(system: HubspotSystem, orders: readonly FieldOrder[]): Promise<readonly Outcome[]> {
  const catalogue = await system.catalogue.get()
  const names = [...new Set(orders.flatMap((order) => Object.keys(order.values))), 'hs_legal_basis'].filter((name) =>
    catalogue.has(name),
  )
  const ids = orders.filter((order) => order.record.object === 'contact').map((order) => order.record.id)
  const before = await readFollowingMerges(system, ids, names)
  const planned = orders.map((order) => plan(order, before.get(order.record.id), catalogue))
  const refused = await writeProperties(
    system,
    planned.flatMap(({ write }) => (write === null ? [] : [write])),
  )
  const written = planned.flatMap(({ write }) => (write === null || refused.has(write.id) ? [] : [write.id]))
  const after = await readById(system, written, names)
  const at = system.deps.clock.now()
  const links = new Set(tagLinks.map((field) => tagProperty(field, system.access.tagNames)))
  return planned.map((step) => outcomeOf(step, refused, after, at, links))
}

interface Planned {
  order: FieldOrder
  contact: ContactRecord | undefined
  /** All that must show afterwards. */
  wanted: Readonly<Record<string, string>>
  /** Only what differs now; null when nothing has to be written. */
  write: { id: string; properties: Record<string, string> } | null
  missing: readonly string[]
}

function plan(order: FieldOrder, contact: ContactRecord | undefined, catalogue: Catalogue): Planned {
  const missing = Object.keys(order.values).filter((name) => !catalogue.has(name))
  if (contact === undefined || missing.length > 0) return { order, contact, wanted: {}, write: null, missing }
  const basis = basisWrite(order.basis, contact.properties['hs_legal_basis'] ?? null, catalogue)
  const wanted = basis === null ? order.values : { ...order.values, hs_legal_basis: basis }
  const changed = Object.entries(wanted).filter(([name, value]) => !shows(name, value, contact.properties[name]))
  return {
    order,
    contact,
    wanted,
    write: changed.length === 0 ? null : { id: contact.id, properties: Object.fromEntries(changed) },
    missing,
  }
}

function outcomeOf(
  step: Planned,
  refused: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, ContactRecord>,
  at: Date,
  links: ReadonlySet<string>,
): Outcome {
  const { orderId, record } = step.order
  if (record.object !== 'contact')
    return { orderId, status: 'refused', reason: 'bad-request', detail: 'the record is not a HubSpot contact' }
  if (step.missing.length > 0) {
    return {
      orderId,
      status: 'refused',
      reason: 'not-supported',
      detail: `these properties do not exist in this account yet: ${step.missing.join(', ')}`,
    }
  }
  if (step.contact === undefined) return { orderId, status: 'absent' }
  const detail = refused.get(step.contact.id)
  if (step.write !== null && detail !== undefined) return { orderId, status: 'refused', reason: 'validation', detail }
  const shown = step.write === null ? step.contact : after.get(step.contact.id)
  if (
    shown === undefined ||
    Object.entries(step.wanted).some(([name, value]) => !shows(name, value, shown.properties[name]))
  )
    return { orderId, status: 'written' }
  const items = Object.keys(step.wanted).map((name) => seenItem(shown, name, links))
  return {
    orderId,
    status: step.write === null ? 'already' : 'applied',
    seen: { value: items.map((item) => item.value).join(', '), at, items },
  }
}

/** Tag values are seen per field; links stay out of what is kept as proof. */
function seenItem(contact: ContactRecord, name: string, links: ReadonlySet<string>): SeenItem {
  const value = links.has(name) ? 'as written' : (contact.properties[name] ?? '')
  return { target: contact.id, targetKind: 'record', channel: 'all', level: 'marked', value: `${name}=${value}` }
}
