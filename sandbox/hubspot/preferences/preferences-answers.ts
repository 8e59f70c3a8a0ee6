import type { Answer } from '../../core/call.ts'
import { standardError } from '../account/errors.ts'
import { stateOf, statusOfType } from './preferences.ts'
import type { AddressState, HubSpotStore, SubscriptionDef } from '../account/types.ts'

export function envelope(store: HubSpotStore, results: readonly unknown[], errors: readonly unknown[] = []): Answer {
  const at = store.clock.iso()
  return {
    status: 200,
    json: {
      status: 'COMPLETE',
      startedAt: at,
      completedAt: at,
      results,
      ...(errors.length === 0 ? {} : { numErrors: errors.length, errors }),
    },
  }
}

export function unsubscribeFailure(email: string): ReturnType<typeof standardError> {
  return standardError({
    category: 'VALIDATION_ERROR',
    message: 'The subscriber could not be unsubscribed',
    context: { subscriberIdString: [email] },
  })
}

export function definition(store: HubSpotStore, type: SubscriptionDef): Record<string, unknown> {
  const at = new Date(Date.UTC(2020, 0, 15)).toISOString()
  return {
    id: type.id,
    name: type.name,
    description: type.description,
    purpose: type.purpose,
    communicationMethod: type.communicationMethod,
    isActive: true,
    isDefault: type.isDefault,
    isInternal: false,
    businessUnitId: Number(type.unit ?? 0),
    createdAt: at,
    updatedAt: at,
    portalId: store.portalId,
  }
}

export function statuses(store: HubSpotStore, email: string): Record<string, unknown>[] {
  const state = stateOf(store, email)
  return store.subscriptions.map((type) => publicStatus(store, state, type))
}

export function publicStatus(store: HubSpotStore, state: AddressState, type: SubscriptionDef): Record<string, unknown> {
  const own = state.types[type.id]
  const wide = state.wide
  const status = wide !== null ? 'UNSUBSCRIBED' : statusOfType(state, type.id)
  const at = wide?.at ?? own?.at ?? store.clock.now()
  return {
    subscriptionId: Number(type.id),
    subscriptionName: type.name,
    subscriberIdString: state.email,
    status,
    channel: 'EMAIL',
    source: wide?.source ?? own?.source ?? '',
    timestamp: new Date(at).toISOString(),
    businessUnitId: Number(type.unit ?? 0),
    ...(own?.legalBasis === undefined
      ? {}
      : { legalBasis: own.legalBasis, legalBasisExplanation: own.explanation ?? '' }),
  }
}

/** `[]` when the address has not opted out of everything. */
export function wideStatuses(state: AddressState, unit: string): Record<string, unknown>[] {
  if (state.wide === null)
    return state.units?.includes(unit) === true
      ? [
          {
            subscriberIdString: state.email,
            wideStatusType: 'BUSINESS_UNIT_WIDE',
            status: 'UNSUBSCRIBED',
            channel: 'EMAIL',
            businessUnitId: Number(unit),
          },
        ]
      : []
  return [
    {
      subscriberIdString: state.email,
      wideStatusType: 'PORTAL_WIDE',
      status: 'UNSUBSCRIBED',
      channel: 'EMAIL',
      timestamp: new Date(state.wide.at).toISOString(),
      businessUnitId: 0,
    },
  ]
}
