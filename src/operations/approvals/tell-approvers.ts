import { ConnectorError } from '../../connector/errors.ts'
import { judgeRoles } from '../../domain/approvals/four-eyes.ts'
import { approverLetter } from '../../outbound/accounts/approver-letter.ts'
import { breakGlassLetter } from '../../outbound/accounts/break-glass-letter.ts'
import type { Mail } from '../../outbound/mail.ts'
import { backoffMs } from '../../queue/failure-policy.ts'
import {
  claimApproverNews,
  dueApproverNews,
  endNewsMailing,
  noteNewsMailed,
  type ApproverNews,
} from '../../store/approvals/approver-news.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import { listUsers } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'

const claimMs = 120_000

/** Starts the mails about new approvers that are due. */
export async function wakeApproverNews(app: App): Promise<void> {
  if (app.mailer === null) return
  for (const newsId of await dueApproverNews(app.pool, app.clock.now())) await app.enqueue('tell-approver', { newsId })
}

/**
 * Mails one of them to each admin and DPO once, also to whom it is about, who may know nothing of it; a use of the
 * account for emergencies to the admins alone. Those whose mail failed are tried again.
 */
export async function tellApprover(app: App, newsId: string): Promise<void> {
  if (app.mailer === null) return
  const now = app.clock.now()
  const news = await claimApproverNews(app.pool, newsId, now, claimMs)
  if (news === null) return
  const { timeZone } = (await loadSettings(app.pool)).settings
  const readers = (await listUsers(app.pool)).filter(
    (user) =>
      user.disabledAt === null &&
      (news.why === 'break-glass' ? user.role === 'admin' : judgeRoles.includes(user.role)) &&
      (news.why !== 'invited' || user.email !== news.email) &&
      !news.told.includes(user.id),
  )
  let failure: string | null = null
  for (const reader of readers) {
    try {
      await app.mailer.send({
        ...letterOf(app.consoleUrl, news, reader.language, timeZone),
        to: reader.email,
      })
      await noteNewsMailed(app.pool, newsId, reader.id)
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error
      failure = error.message
    }
  }
  if (failure !== null) app.log.warn({ newsId, attempt: news.attempts }, 'new approver could not be notified by mail')
  await endNewsMailing(
    app.pool,
    newsId,
    failure === null ? null : new Date(now.getTime() + backoffMs(Math.min(8, news.attempts) + 2)),
    failure,
  )
}

function letterOf(consoleUrl: string, news: ApproverNews, language: 'en' | 'fr', timeZone: string): Omit<Mail, 'to'> {
  const { why, userId } = news
  return why === 'break-glass'
    ? breakGlassLetter(language, { ...news, timeZone, url: consoleUrl })
    : approverLetter(language, { ...news, why, timeZone, url: `${consoleUrl}/users/${userId}/confirm` })
}
