import type { Json } from '../../core/call.ts'
import { stringOf } from '../../core/call.ts'
import { invalid, refuse } from '../account/errors.ts'
import { findSubscription, setTypeStatus, stateOf, statusOfType } from './preferences.ts'
import type { AddressState, Author, HubSpotStore, SubscriptionDef } from '../account/types.ts'
import { legalIn } from './preferences-input.ts'
import { publicStatus } from './preferences-answers.ts'

export function sourceText(author: Author): string {
  return `${author.sourceType} ${author.sourceId}`
}

export function writeStatus(store: HubSpotStore, email: string, body: Json, author: Author): Record<string, unknown> {
  const typeId =
    stringOf(body['subscriptionId']) ??
    invalid('Invalid input JSON: some of required attributes are not set [subscriptionId]')
  const type =
    findSubscription(store, typeId) ?? refuse(404, 'OBJECT_NOT_FOUND', `Subscription ${typeId} does not exist`)
  const wanted = stringOf(body['statusState'])
  if (wanted !== 'SUBSCRIBED' && wanted !== 'UNSUBSCRIBED')
    return invalid('statusState must be SUBSCRIBED or UNSUBSCRIBED')
  if (stringOf(body['channel']) !== 'EMAIL') return invalid('channel must be EMAIL')
  const legal = legalIn(store, body)
  const state = stateOf(store, email)
  const before = state.wide !== null ? 'UNSUBSCRIBED' : statusOfType(state, type.id)
  if (wanted === 'SUBSCRIBED') refuseResubscribe(state, email, type)
  const reason = before === wanted ? 'NO_STATUS_CHANGE' : 'REQUESTED_CHANGE_OCCURRED'
  if (reason === 'REQUESTED_CHANGE_OCCURRED')
    setTypeStatus(store, email, { typeId: type.id, status: wanted, ...legal }, sourceText(author), author)
  return { ...publicStatus(store, stateOf(store, email), type), setStatusSuccessReason: reason }
}

/** docs/reference/hubspot.md#pref-no-resubscribe: an address that opted out is not subscribed again by API. */
export function refuseResubscribe(state: AddressState, email: string, type: SubscriptionDef): void {
  if (state.wide !== null || state.types[type.id]?.status === 'UNSUBSCRIBED') {
    invalid(
      `${email} has unsubscribed from ${state.wide !== null ? 'all emails' : `subscription ${type.id}`} and cannot be subscribed through the API`,
    )
  }
}
