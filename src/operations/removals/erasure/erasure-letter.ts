import { insertAudit } from '../../../store/app/audit.ts'
import { removedThere } from '../../../store/removals/certificates.ts'
import {
  findErasure,
  notifiedOf,
  type ErasureRequest,
  type ToldRecipient,
} from '../../../store/removals/erasure-requests.ts'
import { loadSettings } from '../../../store/settings/settings.ts'
import type { App } from '../../app/app.ts'
import { systemOf } from '../issue-certificate.ts'
import { relatedFates } from '../related-fates.ts'

export type ErasureLetter = NonNullable<Awaited<ReturnType<typeof erasureLetter>>>

type ErasureState =
  | 'second'
  | 'cooling'
  | 'blocking'
  | 'removing'
  | 'ready'
  | 'stuck'
  | 'answered'
  | 'taken-back'
  | 'lapsed'

/**
 * Where a request stands: `second` = it waits for another person, `cooling` = it can be taken back, `stuck` = some
 * record was refused, so the plan ended without everything gone, `lapsed` = the second person refused or never came.
 */
export function stateOf(request: ErasureRequest, now: Date): ErasureState {
  if (request.answeredAt !== null) return 'answered'
  if (request.takenBackAt !== null) return 'taken-back'
  if (request.planId === null) return 'ready'
  switch (request.planState) {
    case 'done':
      return request.refused > 0 ? 'stuck' : 'ready'
    case 'planned':
      return 'second'
    case 'refused':
    case 'expired':
      return 'lapsed'
    case 'binning':
      return 'removing'
    default:
      return request.coolUntil !== null && request.coolUntil > now ? 'cooling' : 'blocking'
  }
}

/**
 * What the answer to the person says: what became of the records, what stays and why, who was told (GDPR art. 12, 17,
 * 19), without the person's name or address, which are kept nowhere. What a system did not let go of is told as it is:
 * the month to answer does not wait for it. Null while the records are still going. Each one given is in the audit log.
 */
export async function erasureLetter(app: App, id: string, actor: string) {
  const request = await findErasure(app.pool, id)
  // Nothing was done of what it would tell.
  if (request === null || request.takenBackAt !== null) return null
  if (!['ready', 'stuck', 'answered'].includes(stateOf(request, app.clock.now()))) return null
  const there = request.planId === null ? [] : await removedThere(app.pool, request.planId)
  const fates =
    request.planId === null
      ? { countedAt: null, of: new Map<string, never>() }
      : await relatedFates(app, request.planId)
  const now = app.clock.now()
  const [{ settings }, told, systems] = await Promise.all([
    loadSettings(app.pool),
    notifiedOf(app.pool, request.objectionId),
    Promise.all(there.map((row) => systemOf(app, row, fates, now))),
  ])
  await insertAudit(
    app.pool,
    [
      {
        actId: `erasure-letter:${id}:${now.getTime()}`,
        act: 'export',
        actor,
        contactId: request.contactId,
        details: { what: 'erasure-letter', number: request.number },
      },
    ],
    now,
  )
  return {
    request,
    systems,
    /** Where nobody has read yet that nothing is sent to them any more, by name. */
    notStopped: told
      .filter(({ state }) => !['applied', 'accepted', 'absent'].includes(state))
      .map(({ label }) => label),
    told: told.filter(
      (one): one is ToldRecipient & { sentAt: Date } =>
        one.sentAt !== null && one.state !== 'absent' && !there.some(({ label }) => label === one.label),
    ),
    issuedAt: now,
    controller: settings.controller,
    dpo: settings.register.dpo,
    authority: settings.register.authority,
  }
}
