import type { Answer, Call } from '../../core/call.ts'
import { stringOf } from '../../core/call.ts'
import type { Router } from '../../core/router.ts'
import type { HubSpotContext } from '../account/context.ts'
import { enter, jsonBody } from '../account/context.ts'
import { definition, envelope, statuses, unsubscribeFailure, wideStatuses } from './preferences-answers.ts'
import { addBatchPreferenceRoutes } from './preferences-batch.ts'
import { emailIn, offered, requireChannel, unitIn } from './preferences-input.ts'
import { sourceText, writeStatus } from './preferences-write.ts'
import { stateOf, unsubscribeUnit } from './preferences.ts'

const read = ['communication_preferences.read', 'communication_preferences.read_write'] as const
const write = ['communication_preferences.write', 'communication_preferences.read_write'] as const
/** docs/reference/hubspot.md#pref-calls (dated and v4). `manageUrl` is the vendor's own page for the person. */
export function addPreferenceRoutes(
  router: Router,
  context: HubSpotContext,
  manageUrl: (email: string) => string,
): void {
  const { store } = context
  const base = '/communication-preferences/{v4|2025-09|2026-03|2026-09}'
  router.on('GET', `${base}/definitions`, (call) => {
    enter(context, call, read)
    return envelope(
      store,
      store.subscriptions.map((type) => definition(store, type)),
    )
  })
  // Their paths come before `:email`.
  addBatchPreferenceRoutes(router, context, `${base}/statuses/batch`)
  router.on('GET', `${base}/statuses/:email/unsubscribe-all`, (call) => {
    enter(context, call, read)
    offered(store, 'read')
    requireChannel(call)
    return envelope(store, wideStatuses(stateOf(store, emailIn(call.params['email'])), unitIn(store, call)))
  })
  router.on('POST', `${base}/statuses/:email/unsubscribe-all`, (call) => unsubscribeOne(context, call))
  router.on('GET', `${base}/statuses/:email`, (call) => {
    enter(context, call, read)
    requireChannel(call)
    return envelope(store, statuses(store, emailIn(call.params['email'])))
  })
  router.on('POST', `${base}/statuses/:email`, (call) => {
    const { author } = enter(context, call, write)
    return envelope(store, [writeStatus(store, emailIn(call.params['email']), jsonBody(call), author)])
  })
  router.on('POST', `${base}/links/generate`, (call) => links(context, call, manageUrl))
}

function unsubscribeOne(context: HubSpotContext, call: Call): Answer {
  const { store } = context
  const { author } = enter(context, call, write)
  offered(store, 'write')
  requireChannel(call)
  const email = emailIn(call.params['email'])
  if (store.switches.unsubscribeAllFailures.includes(email)) return envelope(store, [], [unsubscribeFailure(email)])
  const outcome = unsubscribeUnit(store, email, unitIn(store, call), sourceText(author), author)
  if (call.url.searchParams.get('verbose') !== 'true') return envelope(store, [])
  const reason = outcome === 'already' ? 'NO_STATUS_CHANGE' : 'UNSUBSCRIBE_FROM_ALL_OCCURRED'
  return envelope(
    store,
    statuses(store, email).map((status) => ({ ...status, setStatusSuccessReason: reason })),
  )
}

function links(context: HubSpotContext, call: Call, manageUrl: (email: string) => string): Answer {
  enter(context, call, read)
  enter(context, call, write)
  requireChannel(call)
  const body = jsonBody(call)
  const email = emailIn(body['subscriberIdString'])
  const url = manageUrl(email)
  const typeId = stringOf(body['subscriptionId'])
  return envelope(context.store, [
    {
      subscriberIdString: email,
      managePreferencesUrl: url,
      unsubscribeAllUrl: `${url}&action=unsubscribe-all`,
      ...(typeId === undefined ? {} : { unsubscribeSingleUrl: `${url}&action=unsubscribe&type=${typeId}` }),
    },
  ])
}
