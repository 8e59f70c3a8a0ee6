import { emitProperty, holderOf, rememberForSearch } from '../records/store.ts'
import type { AddressState, Author, HubSpotStore, SubscriptionDef } from '../account/types.ts'

/**
 * State by lower-case address, not by contact; the contact's properties follow from it
 * (docs/reference/hubspot.md#pref-key).
 */
export function stateOf(store: HubSpotStore, email: string): AddressState {
  return store.addresses.get(email) ?? { email, wide: null, types: {}, seenWide: false }
}

export function statusOfType(state: AddressState, typeId: string): 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NOT_SPECIFIED' {
  return state.types[typeId]?.status ?? 'NOT_SPECIFIED'
}

export function findSubscription(store: HubSpotStore, id: string): SubscriptionDef | undefined {
  return store.subscriptions.find((type) => type.id === id)
}

export function unsubscribeAll(store: HubSpotStore, email: string, source: string, author: Author): 'already' | 'done' {
  const state = stateOf(store, email)
  if (state.wide !== null) return 'already'
  write(
    store,
    { ...state, wide: { at: store.clock.now(), source }, seenWide: true },
    [['hs_email_optout', 'true']],
    author,
  )
  return 'done'
}

/** Brands of the portal; `0` is its own (docs/reference/hubspot.md#pref-units). */
export function unitsOf(store: HubSpotStore): readonly string[] {
  return ['0', ...new Set(store.subscriptions.flatMap(({ unit }) => unit ?? []))]
}

/**
 * One call covers one brand (docs/reference/hubspot.md#pref-units: UNSURE, so the harder way); with the last of them
 * the address is out of everything.
 */
export function unsubscribeUnit(
  store: HubSpotStore,
  email: string,
  unit: string,
  source: string,
  author: Author,
): 'already' | 'done' {
  const state = stateOf(store, email)
  if (state.wide !== null || state.units?.includes(unit) === true) return 'already'
  const units = [...(state.units ?? []), unit]
  if (unitsOf(store).every((known) => units.includes(known))) return unsubscribeAll(store, email, source, author)
  const types = store.subscriptions
    .filter((type) => (type.unit ?? '0') === unit)
    .map((type): [string, string] => [`hs_email_optout_${type.id}`, 'true'])
  const own = Object.fromEntries(
    types.map(([name]) => [
      name.slice('hs_email_optout_'.length),
      { status: 'UNSUBSCRIBED' as const, at: store.clock.now(), source },
    ]),
  )
  write(store, { ...state, units, types: { ...state.types, ...own } }, types, author)
  return 'done'
}

/** What somebody says of one type, with the legal basis the call gives. */
interface TypeChange {
  readonly typeId: string
  readonly status: 'SUBSCRIBED' | 'UNSUBSCRIBED'
  readonly legalBasis?: string
  readonly explanation?: string
}

export function setTypeStatus(
  store: HubSpotStore,
  email: string,
  { typeId, status, ...legal }: TypeChange,
  source: string,
  author: Author,
): void {
  const state = stateOf(store, email)
  const types = { ...state.types, [typeId]: { status, at: store.clock.now(), source, ...legal } }
  write(
    store,
    { ...state, types },
    [[`hs_email_optout_${typeId}`, status === 'UNSUBSCRIBED' ? 'true' : 'false']],
    author,
  )
}

/** A CRM user takes the opt-out back in the vendor's screens; no API call does. */
export function resubscribeByHand(store: HubSpotStore, email: string, author: Author): void {
  const state = stateOf(store, email)
  const types = Object.fromEntries(Object.entries(state.types).filter(([, type]) => type.status === 'SUBSCRIBED'))
  const flipped = Object.keys(state.types)
    .filter((id) => types[id] === undefined)
    .map((id): [string, string] => [`hs_email_optout_${id}`, ''])
  write(store, { ...state, wide: null, types }, [['hs_email_optout', 'false'], ...flipped], author)
}

function write(store: HubSpotStore, next: AddressState, changed: readonly [string, string][], author: Author): void {
  const holder = holderOf(store, next.email)
  const isPrimary = holder !== undefined && holder.props['email'] === next.email
  if (isPrimary) rememberForSearch(store, holder.id)
  store.addresses.set(next.email, next)
  if (!isPrimary) return
  const now = store.clock.now()
  const history = changed.map(([property, value]) => ({
    property,
    value,
    at: now,
    sourceType: author.sourceType,
    sourceId: author.sourceId,
  }))
  store.contacts.set(holder.id, {
    ...holder,
    history: [...holder.history, ...history],
    updatedAt: store.switches.optOutMovesModifiedDate ? now : holder.updatedAt,
  })
  // docs/reference/hubspot.md#hook-optout: whether this event exists is not proven.
  if (store.switches.optOutFiresWebhook)
    for (const [name, value] of changed) emitProperty(store, holder.id, name, value, author)
}
