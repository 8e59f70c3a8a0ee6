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
  const items: SeenItem[] = []
  const refusals: Refusal[] = []
  let changed = false
  let pending = false
  if (person.order.channels.includes('email')) {
    for (const address of person.addresses) {
      const refused = view.refusedAddresses.get(address)
      const value = view.shown.get(address) ?? null
      if (refused !== undefined) refusals.push({ reason: 'validation', detail: refused })
      else if (value === null) pending = true
      else items.push({ target: address, targetKind: 'address', channel: 'email', level: 'enforced', value })
      changed ||= view.wrote.has(address)
    }
  }
  for (const channel of channelsToMark(person)) {
    for (const before of person.contacts) {
      const item = markedItem(view.contacts.get(before.id), before.id, channel)
      changed ||= !markedChannels(before).has(channel)
      if (item !== null) items.push(item)
      else {
        const refusal = markRefusal(view, before.id)
        if (refusal === null) pending = true
        else refusals.push(refusal)
      }
    }
  }
  const hidden = refusals.find((refusal) => refusal.hidden === true)
  if (hidden !== undefined) return { orderId, status: 'hidden', detail: hidden.detail }
  const refusal = refusals[0]
  if (refusal !== undefined) return { orderId, status: 'refused', ...refusal }
  if (pending) return { orderId, status: 'written' }
  return { orderId, status: changed ? 'applied' : 'already', seen: { value: summaryOf(items), at: view.at, items } }
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
