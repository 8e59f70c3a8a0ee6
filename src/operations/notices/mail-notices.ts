import type { Pool } from 'pg'
import { randomUUID } from 'node:crypto'
import { ConnectorError } from '../../connector/errors.ts'
import { newToken, tokenHash } from '../../crypto/tokens.ts'
import { nextRun } from '../../domain/app/cron.ts'
import { maskEmail } from '../../domain/contacts/identity.ts'
import { fillNotice } from '../../domain/notices/notice-check.ts'
import { noticeLanguageOf } from '../../domain/notices/notice-language.ts'
import { listUnsubscribe } from '../../domain/links/public-page.ts'
import { noticeSubject } from '../../domain/notices/tables/notice-subjects.ts'
import { addDays, dayOf } from '../../domain/app/day.ts'
import { sourceNames } from '../../domain/sources/source.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { backoffMs } from '../../queue/failure-policy.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { isUnread } from '../../store/connections/connections.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import {
  claimNotice,
  endNoticeMail,
  hasDueNotice,
  insertNoticeMails,
  noticeCandidates,
  noticesSentSince,
  postponeNotice,
  type ClaimedNotice,
} from '../../store/notices/notice-mails.ts'
import { insertNotices, latestNotice, type NoticeVersion } from '../../store/notices/notices.ts'
import { claimSchedule, nextRunAt, setNextRun } from '../../store/runs/runs.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import { insertAddressLink } from '../../store/tags/tags.ts'
import type { App } from '../app/app.ts'
import { decideLater } from '../decisions/decide-later.ts'

const scheduleName = 'notice-mails'
/** Every hour: a notice may fall due at any import. */
const schedule = '10 * * * *'
const pageSize = 1_000
const hourMs = 3_600_000
const leaseMs = 60_000
const tries = 8

/** Why somebody who is to be informed is not mailed. */
export interface Unmailable {
  /** ISO code of the language that they read, or '' where nothing is known of it → people. */
  languages: ReadonlyMap<string, number>
  /** Nothing can be said about where their data came from. */
  withoutSource: number
}

/**
 * Queues what has fallen due, once an hour, and wakes the sending. Not after a restore before every system was read
 * whole: who was informed or said no there since is not known.
 */
export async function wakeNotices(app: App): Promise<void> {
  if (app.mailer === null || app.publicUrl === null) return
  const now = app.clock.now()
  const { settings } = await loadSettings(app.pool)
  if (settings.noticeMail === null || (await isUnread(app.pool))) return
  const due = await nextRunAt(app.pool, scheduleName)
  const next = nextRun(schedule, settings.timeZone, now)
  if (due === null) await setNextRun(app.pool, scheduleName, next)
  else if (due <= now && (await claimSchedule(app.pool, scheduleName, now, next))) await queueNotices(app)
  if (
    (await hasDueNotice(app.pool, now)) &&
    (await noticesSentSince(app.pool, new Date(now.getTime() - hourMs))) < settings.noticeMail.perHour
  )
    await app.enqueue('mail-notices', {})
}

/**
 * Queues a mail for each person whose notice is late or due within the days of the settings. Gives how many are new.
 */
export async function queueNotices(app: App): Promise<number> {
  const now = app.clock.now()
  const { settings } = await loadSettings(app.pool)
  const text = await latestNotice(app.pool)
  if (settings.noticeMail === null || text === null) return 0
  let queued = 0
  await eachCandidate(app.pool, settings.noticeMail.daysBefore, now, async (page) => {
    const rows = page.flatMap(({ contactId, hash, countries, language: own, source, dueOn }) => {
      const language = noticeLanguageOf(own, countries, Object.keys(text.texts))
      return language === null || source === '' ? [] : [{ id: randomUUID(), contactId, hash, language, dueOn }]
    })
    queued += await insertNoticeMails(app.pool, rows, now)
  })
  return queued
}

/** Counts those who are to be informed and whom no mail of ours can inform. */
export async function countUnmailable(app: App, text: NoticeVersion | null): Promise<Unmailable> {
  const { settings } = await loadSettings(app.pool)
  const languages = new Map<string, number>()
  let withoutSource = 0
  await eachCandidate(app.pool, settings.noticeMail?.daysBefore ?? 0, app.clock.now(), async (page) => {
    for (const { countries, language, source } of page) {
      if (source === '') withoutSource += 1
      else if (noticeLanguageOf(language, countries, Object.keys(text?.texts ?? {})) === null) {
        const reads = language ?? noticeLanguageOf(null, countries, everyLanguage) ?? ''
        languages.set(reads, (languages.get(reads) ?? 0) + 1)
      }
    }
  })
  return { languages, withoutSource }
}

/** Languages that stand for a country where the person's own is not known. */
const everyLanguage = [
  'fr',
  'de',
  'en',
  'es',
  'it',
  'nl',
  'pl',
  'pt',
  'da',
  'sv',
  'fi',
  'et',
  'hu',
  'lv',
  'ro',
  'lb',
] as const

async function eachCandidate(
  pool: Pool,
  daysBefore: number,
  now: Date,
  onPage: (page: Awaited<ReturnType<typeof noticeCandidates>>) => Promise<void>,
): Promise<void> {
  const before = addDays(dayOf(now), daysBefore + 1)
  for (let after: string | null = null; ; ) {
    const page = await noticeCandidates(pool, before, after, pageSize, now)
    await onPage(page)
    if (page.length < pageSize) return
    after = page.at(-1)?.contactId ?? null
  }
}

/**
 * Mails queued notices, the first due first, as many an hour as the settings say. Whether a person is still to be
 * informed is looked at again for each mail. A mail that the server took is noted as sent with the version of its text.
 */
export async function mailNotices(app: App, signal: AbortSignal): Promise<void> {
  if (app.mailer === null || app.publicUrl === null) return
  const { settings } = await loadSettings(app.pool)
  const text = await latestNotice(app.pool)
  if (settings.noticeMail === null || settings.controller === null || text === null || (await isUnread(app.pool)))
    return
  const informed: string[] = []
  while (!signal.aborted) {
    const now = app.clock.now()
    const mail = await claimNotice(app.pool, now, leaseMs, {
      since: new Date(now.getTime() - hourMs),
      most: settings.noticeMail.perHour,
    })
    if (mail === null) break
    const outcome = await mailOne(app, settings, settings.controller, text, mail)
    if (outcome === 'sent') informed.push(mail.contactId)
    if (outcome === 'stop') break
  }
  if (informed.length > 0) decideLater(app, informed)
}

async function mailOne(
  app: App,
  settings: Settings,
  company: NonNullable<Settings['controller']>,
  text: NoticeVersion,
  mail: ClaimedNotice,
): Promise<'sent' | 'skipped' | 'stop'> {
  const now = app.clock.now()
  const body = text.texts[mail.language]
  if (app.mailer === null || app.publicUrl === null || mail.address === null || !mail.wanted || body === undefined) {
    await endNoticeMail(app.pool, mail.id, { sentAt: null, messageId: null, failure: null })
    return 'skipped'
  }
  const link = await makeLink(app.pool, app.publicUrl, mail, mail.address, now)
  try {
    const { messageId } = await app.mailer.send({
      id: `notice-${mail.id}`,
      to: mail.address,
      subject: noticeSubject(mail.language, company.name),
      language: mail.language,
      unsubscribe: listUnsubscribe(link.url, settings.publicPage.mailbox, link.token),
      text: fillNotice(body, {
        controller: company.name,
        contact: company.contact,
        privacy: company.privacyUrl,
        source: sourceNames(mail.source),
        preferences: `${link.url}?lang=${mail.language}`,
      }),
    })
    await inTransaction(app.pool, (sql) => noteSent(sql, mail, { version: text.number, messageId }, now))
    return 'sent'
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    return afterFailure(app, mail, error, now)
  }
}

/** Before the mail: a link that reached the person always works. */
async function makeLink(
  pool: Pool,
  publicUrl: string,
  { contactId, hash, language }: ClaimedNotice,
  address: string,
  now: Date,
): Promise<{ token: string; url: string }> {
  const token = newToken()
  await insertAddressLink(
    pool,
    { tokenHash: tokenHash(token), contactId, identityHash: hash, masked: maskEmail(address), language },
    now,
  )
  return { token, url: `${publicUrl}/u/${token}` }
}

async function noteSent(
  sql: Sql,
  { id, hash, language, contactId }: ClaimedNotice,
  { version, messageId }: { version: number; messageId: string },
  now: Date,
): Promise<void> {
  await insertNotices(
    sql,
    [
      {
        hash,
        event: 'sent',
        on: dayOf(now),
        version,
        language,
        channel: 'email',
        messageId,
        reason: null,
        reviewOn: null,
      },
    ],
    'lawbase',
    now,
  )
  await endNoticeMail(sql, id, { sentAt: now, messageId, failure: null })
  await insertAudit(
    sql,
    [
      {
        actId: `notice-mail:${id}`,
        act: 'notice',
        actor: 'lawbase',
        contactId,
        details: { event: 'sent', version, language },
      },
    ],
    now,
  )
}

async function afterFailure(
  app: App,
  { id, attempts }: ClaimedNotice,
  { kind, message }: ConnectorError,
  now: Date,
): Promise<'skipped' | 'stop'> {
  app.log.warn({ mailId: id, attempt: attempts, kind }, 'a notice could not be mailed')
  if (kind === 'bad-request' || attempts >= tries)
    await endNoticeMail(app.pool, id, { sentAt: null, messageId: null, failure: message })
  else await postponeNotice(app.pool, id, new Date(now.getTime() + backoffMs(attempts + 4)), message)
  // A server that is away or wants another login says nothing about this mail: the others wait too.
  return kind === 'bad-request' ? 'skipped' : 'stop'
}
