import type { Answer, Call } from '../../core/call.ts'
import { stringOf } from '../../core/call.ts'
import type { Router } from '../../core/router.ts'
import type { HubSpotContext } from '../account/context.ts'
import { enter, jsonBody } from '../account/context.ts'
import { invalid, refuse } from '../account/errors.ts'
import { refuseResubscribe, sourceText } from './preferences-write.ts'
import { legalIn } from './preferences-input.ts'
import { findSubscription, setTypeStatus, stateOf } from './preferences.ts'
import type { HubSpotStore } from '../account/types.ts'
import { normaliseEmail } from '../records/values.ts'

/** docs/reference/hubspot.md#pref-v3: what the public SDK speaks; no unsubscribe-all here. */
export function addPreferenceV3Routes(router: Router, context: HubSpotContext): void {
  const { store } = context
  const base = '/communication-preferences/v3'
  const read = ['communication_preferences.read', 'communication_preferences.read_write'] as const
  const write = ['communication_preferences.write', 'communication_preferences.read_write'] as const
  router.on('GET', `${base}/definitions`, (call) => {
    enter(context, call, read)
    return {
      status: 200,
      json: {
        subscriptionDefinitions: store.subscriptions.map((type) => ({ ...type, isActive: true, isInternal: false })),
      },
    }
  })
  router.on('GET', `${base}/status/email/:email`, (call) => {
    enter(context, call, read)
    return statusAnswer(store, normaliseEmail(call.params['email'] ?? ''))
  })
  router.on('POST', `${base}/unsubscribe`, (call) => {
    enter(context, call, write)
    return change(context, call, 'UNSUBSCRIBED', write)
  })
  router.on('POST', `${base}/subscribe`, (call) => change(context, call, 'SUBSCRIBED', write))
}

function statusAnswer(store: HubSpotStore, email: string): Answer {
  const state = stateOf(store, email)
  return {
    status: 200,
    json: {
      recipient: email,
      subscriptionStatuses: store.subscriptions.map((type) => ({
        id: type.id,
        name: type.name,
        description: type.description,
        // NOT_SUBSCRIBED is also what a never-asked address shows (docs/reference/hubspot.md#pref-v3).
        status: state.wide === null && state.types[type.id]?.status === 'SUBSCRIBED' ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED',
        sourceOfStatus: state.wide === null ? 'SUBSCRIPTION_STATUS' : 'PORTAL_WIDE_STATUS',
        preferenceGroupName: null,
        legalBasis: null,
        legalBasisExplanation: null,
      })),
    },
  }
}

function change(
  context: HubSpotContext,
  call: Call,
  wanted: 'SUBSCRIBED' | 'UNSUBSCRIBED',
  scope: readonly string[],
): Answer {
  const { author } = enter(context, call, scope)
  const { store } = context
  const body = jsonBody(call)
  const email = stringOf(body['emailAddress'])
  const typeId = stringOf(body['subscriptionId'])
  const lacking = [
    ['emailAddress', email],
    ['subscriptionId', typeId],
  ]
    .filter(([, value]) => value === undefined)
    .map(([name]) => name)
  if (email === undefined || typeId === undefined) {
    return invalid(
      `Invalid input JSON on line 1, column 2: Cannot build PublicUpdateSubscriptionStatusRequest, some of required attributes are not set [${lacking.join(', ')}]`,
    )
  }
  const type =
    findSubscription(store, typeId) ?? refuse(404, 'OBJECT_NOT_FOUND', `Subscription ${typeId} does not exist`)
  const address = normaliseEmail(email)
  const state = stateOf(store, address)
  const legal = legalIn(store, body)
  if (wanted === 'UNSUBSCRIBED' && (state.wide !== null || state.types[typeId]?.status === 'UNSUBSCRIBED')) {
    return invalid(`${address} is already unsubscribed from subscription ${typeId}`)
  }
  if (wanted === 'SUBSCRIBED') refuseResubscribe(state, address, type)
  setTypeStatus(store, address, { typeId, status: wanted, ...legal }, sourceText(author), author)
  return {
    status: 200,
    json: {
      id: typeId,
      name: type.name,
      description: type.description,
      status: wanted === 'SUBSCRIBED' ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED',
      sourceOfStatus: 'SUBSCRIPTION_STATUS',
      preferenceGroupName: null,
      legalBasis: legal.legalBasis ?? null,
      legalBasisExplanation: legal.explanation ?? null,
    },
  }
}
