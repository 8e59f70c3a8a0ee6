import type { Offer } from '../../domain/decisions/offer.ts'
import { dayOf } from '../../domain/app/day.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { insertAssessment } from '../../store/evidence/assessments.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { changeSettings } from '../settings/save-settings.ts'

/**
 * Keeps a new version of an offer's balance of interests; the offer stands on it while it is favourable
 * (docs/reference/law.md#b1). One transaction with the settings.
 */
export async function assessOffer(
  app: App,
  user: User,
  offer: Offer,
  written: Parameters<typeof insertAssessment>[2],
): Promise<void> {
  const now = app.clock.now()
  const result = await changeSettings(app, user, async (current, sql) => {
    const stored = await insertAssessment(sql, offer.id, written, user.email, now)
    await insertAudit(
      sql,
      [
        {
          actId: `assessment:${stored.id}`,
          act: 'assessment',
          actor: user.email,
          details: { id: stored.id, favourable: stored.favourable },
        },
      ],
      now,
    )
    const assessment = stored.favourable ? { id: stored.id, author: stored.author, on: dayOf(now) } : null
    return { ...current, offers: current.offers.map((one) => (one.id === offer.id ? { ...one, assessment } : one)) }
  })
  if (result.faults !== null) throw new Error(`an assessment was refused: ${result.faults.join(', ')}`)
}
