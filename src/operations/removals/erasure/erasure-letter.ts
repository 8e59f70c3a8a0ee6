import { insertAudit } from '../../../store/app/audit.ts'
import { removedThere } from '../../../store/removals/certificates.ts'
import {
  findErasure,
  toldOf,
  type ErasureRequest,
  type ToldRecipient,
} from '../../../store/removals/erasure-requests.ts'
import { loadSettings } from '../../../store/settings/settings.ts'
import type { App } from '../../app/app.ts'
import { systemOf } from '../issue-certificate.ts'
import { relatedFates } from '../related-fates.ts'

export type ErasureLetter = NonNullable<Awaited<ReturnType<typeof erasureLetter>>>

/** Where a request stands: `stuck` = some record was refused, so the plan ended without everything gone. */
export function stateOf(request: ErasureRequest): 'blocking' | 'removing' | 'ready' | 'stuck' | 'answered' {
  if (request.answeredAt !== null) return 'answered'
  if (request.planId === null) return 'ready'
  if (request.planState === 'done') return request.refused > 0 ? 'stuck' : 'ready'
  return request.planState === 'binning' ? 'removing' : 'blocking'
}

/**
 * What the answer to the person says: what became of the records, what stays and why, who was told (GDPR art. 12, 17,
 * 19), without the person's name or address, which are kept nowhere. What a system did not let go of is told as it is:
 * the month to answer does not wait for it. Null while the records are still going. Each one given is in the audit log.
 */
export async function erasureLetter(app: App, id: string, actor: string) {
  const request = await findErasure(app.pool, id)
  if (request === null) return null
  if (!['ready', 'stuck', 'answered'].includes(stateOf(request))) return null
  const there = request.planId === null ? [] : await removedThere(app.pool, request.planId)
  const fates =
    request.planId === null
      ? { countedAt: null, of: new Map<string, never>() }
      : await relatedFates(app, request.planId)
  const [{ settings }, told, systems] = await Promise.all([
    loadSettings(app.pool),
    toldOf(app.pool, request.objectionId),
    Promise.all(there.map((row) => systemOf(app, row, fates))),
  ])
  const now = app.clock.now()
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
