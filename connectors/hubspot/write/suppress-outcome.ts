import type { Channel } from '../../../src/domain/app/channel.ts'
import type { Outcome, RefusalReason, SeenItem } from '../../../src/connector/outcome.ts'
import { hiddenDetail } from '../fields/hidden.ts'
import { markedChannels } from '../read/map-record.ts'
import type { Person } from '../read/persons.ts'
import type { OptOut } from '../read/preferences.ts'
import { doNotContact } from '../fields/properties.ts'
import type { ContactRecord } from '../transport/schemas.ts'

/** What was written and what the vendor shows afterwards. */
export interface BlockView {
  /** Per address: the opt-out as HubSpot shows it, or null. */
  readonly shown: ReadonlyMap<string, OptOut>
  readonly refusedAddresses: ReadonlyMap<string, string>
  /** Per contact id, as read last. */
  readonly contacts: ReadonlyMap<string, ContactRecord>
  readonly refusedContacts: ReadonlyMap<string, string>
  /** Why our field cannot be written at all, or null. */
  readonly markable: 'missing' | 'read-only' | null
  /** Our field was made there: when it does not show it is hidden. */
  readonly provisioned: boolean
  /** Addresses that were written now; for contacts, whether the channel was marked before is in the person. */
  readonly wrote: ReadonlySet<string>
  readonly at: Date
}

interface Refusal {
  reason: RefusalReason
  detail: string
  /** Our app may not see what stands there: the order waits. */
  hidden?: true
}

/**
 * One order's outcome. E-mail counts by the opt-out of each address; our field is only a second layer there.
 * Every other channel counts by our field on each contact, and so does e-mail for a contact without an address.
 */
export function outcomeOf(person: Person, view: BlockView): Outcome {
  const { orderId } = person.order
  if (person.contacts.length === 0) return { orderId, status: 'absent' }
  const cells = [
    ...(person.order.channels.includes('email') ? person.addresses : []).map((address) => addressCell(view, address)),
    ...channelsToMark(person).flatMap((channel) => person.contacts.map((before) => markCell(view, before, channel))),
  ]
  const items = cells.flatMap(({ item }) => item ?? [])
  const refusals = cells.flatMap(({ refusal }) => refusal ?? [])
  const changed = cells.some((cell) => cell.changed)
  const pending = cells.some(({ item, refusal }) => item === null && refusal === null)
  const hidden = refusals.find((refusal) => refusal.hidden === true)
  if (hidden !== undefined) return { orderId, status: 'hidden', detail: hidden.detail }
  const refusal = refusals[0]
  if (refusal !== undefined) return { orderId, status: 'refused', ...refusal }
  if (pending) return { orderId, status: 'written' }
  return { orderId, status: changed ? 'applied' : 'already', seen: { value: summaryOf(items), at: view.at, items } }
}

/** What was seen of one address or mark; neither item nor refusal: nothing yet. */
interface Cell {
  item: SeenItem | null
  refusal: Refusal | null
  /** We wrote it. */
  changed: boolean
}

function addressCell(view: BlockView, address: string): Cell {
  const changed = view.wrote.has(address)
  const refused = view.refusedAddresses.get(address)
  if (refused !== undefined) return { item: null, refusal: { reason: 'validation', detail: refused }, changed }
  const shown = view.shown.get(address) ?? null
  if (shown === null) return { item: null, refusal: null, changed }
  const { value, by } = shown
  const item = { target: address, targetKind: 'address', channel: 'email', level: 'enforced', value } as const
  return { item: by.length === 0 ? item : { ...item, by }, refusal: null, changed }
}

function markCell(view: BlockView, before: ContactRecord, channel: Channel): Cell {
  const changed = !markedChannels(before).has(channel)
  const item = markedItem(view.contacts.get(before.id), before.id, channel)
  return { item, refusal: item === null ? markRefusal(view, before.id) : null, changed }
}

function channelsToMark({ order, addresses }: Person): Channel[] {
  return order.channels.filter((channel) => channel !== 'email' || addresses.length === 0)
}

function markedItem(contact: ContactRecord | undefined, id: string, channel: Channel): SeenItem | null {
  if (contact === undefined || !markedChannels(contact).has(channel)) return null
  return {
    target: id,
    targetKind: 'record',
    channel,
    level: 'marked',
    value: `${doNotContact}=${contact.properties[doNotContact] ?? ''}`,
  }
}

function markRefusal(view: BlockView, id: string): Refusal | null {
  const shown = view.contacts.get(id)
  if (view.provisioned && shown !== undefined && shown.properties[doNotContact] === undefined)
    return { reason: 'not-permitted', detail: hiddenDetail(doNotContact), hidden: true }
  if (view.markable === 'missing')
    return {
      reason: 'not-supported',
      detail: `${doNotContact} does not exist in this account yet; grant the right to create our fields`,
    }
  if (view.markable === 'read-only')
    return { reason: 'not-permitted', detail: `${doNotContact} is read-only in this account` }
  const detail = view.refusedContacts.get(id)
  return detail === undefined ? null : { reason: 'validation', detail }
}

/** The distinct values seen, for people: addresses stay out of it. */
function summaryOf(items: readonly SeenItem[]): string {
  return [...new Set(items.map((item) => item.value))].join(', ')
}
