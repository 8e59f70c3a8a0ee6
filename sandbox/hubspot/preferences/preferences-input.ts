import type { Call, Json } from '../../core/call.ts'
import { stringOf } from '../../core/call.ts'
import { invalid } from '../account/errors.ts'
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
