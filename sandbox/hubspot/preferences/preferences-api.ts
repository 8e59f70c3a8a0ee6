import type { Answer, Call, Json } from '../../core/call.ts'
import { isObject, listOf, stringOf } from '../../core/call.ts'
import type { Router } from '../../core/router.ts'
import type { HubSpotContext } from '../account/context.ts'
import { enter, jsonBody } from '../account/context.ts'
import { invalid, refuse, standardError } from '../account/errors.ts'
import { findSubscription, setTypeStatus, stateOf, statusOfType, unitsOf, unsubscribeUnit } from './preferences.ts'
import type { AddressState, Author, HubSpotStore, SubscriptionDef } from '../account/types.ts'
import { normaliseEmail } from '../records/values.ts'

const read = ['communication_preferences.read', 'communication_preferences.read_write'] as const
const write = ['communication_preferences.write', 'communication_preferences.read_write'] as const
const batchReadScope = ['communication_preferences.statuses.batch.read'] as const
const batchWriteScope = ['communication_preferences.statuses.batch.write'] as const
const legalBases = [
  'LEGITIMATE_INTEREST_PQL',
  'LEGITIMATE_INTEREST_CLIENT',
  'LEGITIMATE_INTEREST_OTHER',
  'PERFORMANCE_OF_CONTRACT',
  'CONSENT_WITH_NOTICE',
  'PROCESS_AND_STORE',
  'NON_GDPR',
]
const maxInputs = 100

/** docs/reference/hubspot.md#pref-calls (dated and v4). `manageUrl` is the vendor's own page for the person. */
export function addPreferenceRoutes(
  router: Router,
  context: HubSpotContext,
  manageUrl: (email: string) => string,
): void {
  const { store } = context
  const base = '/communication-preferences/{v4|2025-09|2026-03|2026-09}'
  const envelope = (results: readonly unknown[], errors: readonly unknown[] = []): Answer => {
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
  router.on('GET', `${base}/definitions`, (call) => {
    enter(context, call, read)
    return envelope(store.subscriptions.map((type) => definition(store, type)))
  })
  // The batch calls need Marketing Hub Enterprise; their paths come before `:email`.
  router.on('POST', `${base}/statuses/batch/read`, (call) => {
    const emails = batchEmails(context, call, batchReadScope)
    return envelope(emails.map((email) => ({ subscriberIdString: email, statuses: statuses(store, email) })))
  })
  router.on('POST', `${base}/statuses/batch/write`, (call) => {
    enterprise(store)
    const { author } = enter(context, call, batchWriteScope)
    const inputs = cap(listOf(jsonBody(call)['inputs']))
    return envelope(
      inputs.map((input) =>
        writeStatus(
          store,
          emailIn(isObject(input) ? input['subscriberIdString'] : undefined),
          isObject(input) ? input : {},
          author,
        ),
      ),
    )
  })
  router.on('POST', `${base}/statuses/batch/unsubscribe-all/read`, (call) => {
    const emails = batchEmails(context, call, batchReadScope)
    return envelope(
      emails.map((email) => ({
        subscriberIdString: email,
        wideStatuses: wideStatuses(stateOf(store, email), unitIn(store, call)),
      })),
    )
  })
  router.on('POST', `${base}/statuses/batch/unsubscribe-all`, (call) => {
    const emails = batchEmails(context, call, batchWriteScope)
    const { author } = enter(context, call, batchWriteScope)
    // Failures may come inside a 200 (docs/reference/hubspot.md#pref-200-errors).
    const failing = emails.filter((email) => store.switches.unsubscribeAllFailures.includes(email))
    const done = emails.filter((email) => !failing.includes(email))
    for (const email of done) unsubscribeUnit(store, email, unitIn(store, call), sourceText(author), author)
    return envelope(
      done.map((email) => ({ subscriberIdString: email, statuses: statuses(store, email) })),
      failing.map((email) =>
        standardError({
          category: 'VALIDATION_ERROR',
          message: 'The subscriber could not be unsubscribed',
          context: { subscriberIdString: [email] },
        }),
      ),
    )
  })
  router.on('GET', `${base}/statuses/:email/unsubscribe-all`, (call) => {
    enter(context, call, read)
    requireChannel(call)
    return envelope(wideStatuses(stateOf(store, emailIn(call.params['email'])), unitIn(store, call)))
  })
  router.on('POST', `${base}/statuses/:email/unsubscribe-all`, (call) => {
    const { author } = enter(context, call, write)
    requireChannel(call)
    const email = emailIn(call.params['email'])
    if (store.switches.unsubscribeAllFailures.includes(email)) {
      return envelope(
        [],
        [
          standardError({
            category: 'VALIDATION_ERROR',
            message: 'The subscriber could not be unsubscribed',
            context: { subscriberIdString: [email] },
          }),
        ],
      )
    }
    const outcome = unsubscribeUnit(store, email, unitIn(store, call), sourceText(author), author)
    if (call.url.searchParams.get('verbose') !== 'true') return envelope([])
    const reason = outcome === 'already' ? 'NO_STATUS_CHANGE' : 'UNSUBSCRIBE_FROM_ALL_OCCURRED'
    return envelope(statuses(store, email).map((status) => ({ ...status, setStatusSuccessReason: reason })))
  })
  router.on('GET', `${base}/statuses/:email`, (call) => {
    enter(context, call, read)
    requireChannel(call)
    return envelope(statuses(store, emailIn(call.params['email'])))
  })
  router.on('POST', `${base}/statuses/:email`, (call) => {
    const { author } = enter(context, call, write)
    return envelope([writeStatus(store, emailIn(call.params['email']), jsonBody(call), author)])
  })
  router.on('POST', `${base}/links/generate`, (call) => {
    enter(context, call, read)
    enter(context, call, write)
    requireChannel(call)
    const body = jsonBody(call)
    const email = emailIn(body['subscriberIdString'])
    const url = manageUrl(email)
    const typeId = stringOf(body['subscriptionId'])
    return envelope([
      {
        subscriberIdString: email,
        managePreferencesUrl: url,
        unsubscribeAllUrl: `${url}&action=unsubscribe-all`,
        ...(typeId === undefined ? {} : { unsubscribeSingleUrl: `${url}&action=unsubscribe&type=${typeId}` }),
      },
    ])
  })
}

function enterprise(store: HubSpotStore): void {
  if (store.switches.tier !== 'enterprise')
    refuse(403, 'MISSING_SCOPES', 'This endpoint is only available to accounts with Marketing Hub Enterprise.', {
      errors: [
        {
          message: 'One or more of the following scopes are required.',
          context: { requiredGranularScopes: [...batchReadScope, ...batchWriteScope] },
        },
      ],
    })
}

function batchEmails(context: HubSpotContext, call: Call, scope: readonly string[]): string[] {
  enterprise(context.store)
  enter(context, call, scope)
  requireChannel(call)
  return cap(listOf(jsonBody(call)['inputs'])).map(emailIn)
}

function cap(inputs: readonly unknown[]): readonly unknown[] {
  return inputs.length > maxInputs
    ? invalid(`The maximum number of inputs supported in a batch request is ${maxInputs}`)
    : inputs
}

function requireChannel(call: Call): void {
  if (call.url.searchParams.get('channel') !== 'EMAIL') invalid('channel is required and must be EMAIL')
}

function unitIn(store: HubSpotStore, call: Call): string {
  const unit = call.url.searchParams.get('businessUnitId') ?? '0'
  return unitsOf(store).includes(unit) ? unit : invalid(`Business unit ${unit} does not exist`)
}

function emailIn(value: unknown): string {
  const email = normaliseEmail(stringOf(value) ?? '')
  return /^[^\s@]+@[^\s@]+$/.test(email)
    ? email
    : invalid(`Invalid subscriber id: ${stringOf(value) ?? ''} is not an email address`)
}

export function sourceText(author: Author): string {
  return `${author.sourceType} ${author.sourceId}`
}

function definition(store: HubSpotStore, type: SubscriptionDef): Record<string, unknown> {
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

function statuses(store: HubSpotStore, email: string): Record<string, unknown>[] {
  const state = stateOf(store, email)
  return store.subscriptions.map((type) => publicStatus(store, state, type))
}

function publicStatus(store: HubSpotStore, state: AddressState, type: SubscriptionDef): Record<string, unknown> {
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
function wideStatuses(state: AddressState, unit: string): Record<string, unknown>[] {
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

function writeStatus(store: HubSpotStore, email: string, body: Json, author: Author): Record<string, unknown> {
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
    setTypeStatus(store, email, type.id, wanted, sourceText(author), author, legal)
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
