import type { Call, Json } from '../../core/call.ts'
import { stringOf } from '../../core/call.ts'
import { invalid, refuse } from '../account/errors.ts'
import { unitsOf } from './preferences.ts'
import type { HubSpotStore } from '../account/types.ts'
import { normaliseEmail } from '../records/values.ts'

const legalBases = [
  'LEGITIMATE_INTEREST_PQL',
  'LEGITIMATE_INTEREST_CLIENT',
  'LEGITIMATE_INTEREST_OTHER',
  'PERFORMANCE_OF_CONTRACT',
  'CONSENT_WITH_NOTICE',
  'PROCESS_AND_STORE',
  'NON_GDPR',
]

export function requireChannel(call: Call): void {
  if (call.url.searchParams.get('channel') !== 'EMAIL') invalid('channel is required and must be EMAIL')
}

/** Refuses "unsubscribe from all" where the account does not offer it, in the words of each status. */
export function offered(store: HubSpotStore, side: 'read' | 'write'): void {
  const { unsubscribeAllStatus, unsubscribeAllReadStatus } = store.switches
  const status = side === 'write' ? unsubscribeAllStatus : unsubscribeAllReadStatus
  if (status === 403) refuse(403, 'FORBIDDEN', 'This account does not have access to unsubscribe-all.')
  if (status === 404) refuse(404, 'OBJECT_NOT_FOUND', 'resource not found')
  if (status === 405) refuse(405, 'METHOD_NOT_ALLOWED', 'Method not allowed')
}

export function unitIn(store: HubSpotStore, call: Call): string {
  const unit = call.url.searchParams.get('businessUnitId') ?? '0'
  return unitsOf(store).includes(unit) ? unit : invalid(`Business unit ${unit} does not exist`)
}

export function emailIn(value: unknown): string {
  const email = normaliseEmail(stringOf(value) ?? '')
  return /^[^\s@]+@[^\s@]+$/.test(email)
    ? email
    : invalid(`Invalid subscriber id: ${stringOf(value) ?? ''} is not an email address`)
}

export function legalIn(store: HubSpotStore, body: Json): { legalBasis?: string; explanation?: string } {
  const basis = stringOf(body['legalBasis'])
  const explanation = stringOf(body['legalBasisExplanation'])
  if (basis !== undefined && !legalBases.includes(basis))
    return invalid(`Invalid legalBasis: ${basis}. Allowed: ${legalBases.join(', ')}`)
  if (store.switches.dataPrivacyOn && (basis === undefined || explanation === undefined)) {
    return invalid('legalBasis and legalBasisExplanation are required when data privacy settings are turned on')
  }
  return {
    ...(basis === undefined ? {} : { legalBasis: basis }),
    ...(explanation === undefined ? {} : { explanation }),
  }
}
