import type { Answer, Call } from '../../core/call.ts'
import { isObject, listOf } from '../../core/call.ts'
import type { Router } from '../../core/router.ts'
import type { HubSpotContext } from '../account/context.ts'
import { enter, jsonBody } from '../account/context.ts'
import { invalid, refuse } from '../account/errors.ts'
import type { HubSpotStore } from '../account/types.ts'
import { envelope, statuses, unsubscribeFailure, wideStatuses } from './preferences-answers.ts'
import { emailIn, offered, requireChannel, unitIn } from './preferences-input.ts'
import { sourceText, writeStatus } from './preferences-write.ts'
import { stateOf, unsubscribeUnit } from './preferences.ts'

const batchReadScope = ['communication_preferences.statuses.batch.read'] as const

const batchWriteScope = ['communication_preferences.statuses.batch.write'] as const

const maxInputs = 100

/** The batch calls need Marketing Hub Enterprise. */
export function addBatchPreferenceRoutes(router: Router, context: HubSpotContext, base: string): void {
  const { store } = context
  router.on('POST', `${base}/read`, (call) => {
    const emails = batchEmails(context, call, batchReadScope)
    return envelope(
      store,
      emails.map((email) => ({ subscriberIdString: email, statuses: statuses(store, email) })),
    )
  })
  router.on('POST', `${base}/write`, (call) => writeMany(context, call))
  router.on('POST', `${base}/unsubscribe-all/read`, (call) => {
    const emails = batchEmails(context, call, batchReadScope)
    offered(store, 'read')
    return envelope(
      store,
      emails.map((email) => ({
        subscriberIdString: email,
        wideStatuses: wideStatuses(stateOf(store, email), unitIn(store, call)),
      })),
    )
  })
  router.on('POST', `${base}/unsubscribe-all`, (call) => unsubscribeMany(context, call))
}

function writeMany(context: HubSpotContext, call: Call): Answer {
  const { store } = context
  enterprise(store)
  const { author } = enter(context, call, batchWriteScope)
  const inputs = cap(listOf(jsonBody(call)['inputs']))
  return envelope(
    store,
    inputs.map((input) =>
      writeStatus(
        store,
        emailIn(isObject(input) ? input['subscriberIdString'] : undefined),
        isObject(input) ? input : {},
        author,
      ),
    ),
  )
}

/** Failures may come inside a 200 (docs/reference/hubspot.md#pref-200-errors). */
function unsubscribeMany(context: HubSpotContext, call: Call): Answer {
  const { store } = context
  const emails = batchEmails(context, call, batchWriteScope)
  offered(store, 'write')
  const { author } = enter(context, call, batchWriteScope)
  const failing = emails.filter((email) => store.switches.unsubscribeAllFailures.includes(email))
  const done = emails.filter((email) => !failing.includes(email))
  for (const email of done) unsubscribeUnit(store, email, unitIn(store, call), sourceText(author), author)
  return envelope(
    store,
    done.map((email) => ({ subscriberIdString: email, statuses: statuses(store, email) })),
    failing.map(unsubscribeFailure),
  )
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
