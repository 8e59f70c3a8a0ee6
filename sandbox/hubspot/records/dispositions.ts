import type { Router } from '../../core/router.ts'
import type { HubSpotContext } from '../account/context.ts'
import { contactsRead, enter } from '../account/context.ts'

/** HubSpot's own outcomes of calls (docs/reference/hubspot.md#dispositions). */
const own: readonly (readonly [id: string, label: string])[] = [
  ['9d9162e7-6cf3-4944-bf63-4dff82258764', 'Busy'],
  ['f240bbac-87c9-4f6e-bf70-924b57d47db7', 'Connected'],
  ['a4c4c377-d246-4b32-a13b-75a56a4cd0ff', 'Left live message'],
  ['b2cf5968-551e-4856-9783-52b3da59a7d0', 'Left voicemail'],
  ['73a0d17f-1163-4015-bdd5-ec830791da20', 'No answer'],
  ['17b47fee-58de-441e-a44c-c6300d46f273', 'Wrong number'],
]

/** The portal's list, its own after HubSpot's; under a path that bears no date yet. */
export function addDispositionRoutes(router: Router, context: HubSpotContext): void {
  router.on('GET', '/calling/v1/dispositions', (call) => {
    enter(context, call, contactsRead)
    return { status: 200, json: [...own, ...context.store.dispositions].map(([id, label]) => ({ id, label })) }
  })
}
