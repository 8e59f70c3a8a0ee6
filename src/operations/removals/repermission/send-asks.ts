import { longDate } from '../../../connector/long-date.ts'
import { ConnectorError } from '../../../connector/errors.ts'
import { newToken, tokenHash } from '../../../crypto/tokens.ts'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import { listUnsubscribe } from '../../../domain/links/public-page.ts'
import { dayOf } from '../../../domain/app/day.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import type { NoticeLanguage } from '../../../domain/notices/tables/notice-words.ts'
import { askTexts, fillAsk } from '../../../domain/removals/tables/repermission-texts.ts'
import { backoffMs } from '../../../queue/failure-policy.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import { findConnection } from '../../../store/connections/connections.ts'
import { inTransaction, type Sql } from '../../../store/app/database.ts'
import {
  claimAsks,
  dropAsk,
  endAsk,
  markSending,
  noteUnclear,
  postponeAsk,
  recordsAt,
  type ClaimedAsk,
} from '../../../store/removals/repermission.ts'
import { loadSettings } from '../../../store/settings/settings.ts'
import { insertAddressLink, noteTags } from '../../../store/tags/tags.ts'
import type { App } from '../../app/app.ts'
import { canAsk, hourMs, isReady, mayStillAsk } from './ask-repermission.ts'
import { decideContacts } from '../../decisions/decide-contacts.ts'
import { decideLater } from '../../decisions/decide-later.ts'
import { openConnection } from '../../connections/open-connection.ts'

const leaseMs = 60_000
const tries = 8
const lookAgainMs = 5 * 60_000

type Done = 'asked' | 'skipped' | 'stop'

/**
 * Asks queued questions, the nearest term first, as many an hour as the settings say. Each person's verdict is decided
 * anew and everything else looked at again before (docs/reference/law.md#g4). What was handed to the mail server is
 * never handed over again.
 */
export async function sendAsks(app: App, signal: AbortSignal): Promise<void> {
  await inTransaction(app.pool, async (sql) => auditUnclear(sql, await noteUnclear(sql), app.clock.now()))
  const asked: string[] = []
  while (!signal.aborted) {
    const { settings } = await loadSettings(app.pool)
    if (settings.repermission === null || !canAsk(app, settings)) break
    const now = app.clock.now()
    const [ask] = await claimAsks(app.pool, now, leaseMs, 1, {
      since: new Date(now.getTime() - hourMs),
      most: settings.repermission.perHour,
    })
    if (ask === undefined) break
    const done = await askOne(app, settings, ask, signal)
    if (done === 'asked') asked.push(ask.contactId)
    if (done === 'stop') break
  }
  decideLater(app, asked)
}

async function askOne(app: App, settings: Settings, ask: ClaimedAsk, signal: AbortSignal): Promise<Done> {
  const way = settings.repermission
  await decideContacts(app, [ask.contactId], settings)
  const candidate = await mayStillAsk(app, app.pool, ask, settings)
  const isWay = way !== null && way.way === ask.way && (way.way === 'mail' || way.connectionId === ask.connectionId)
  if (candidate === null || candidate.address === null || !isWay) {
    await dropAsk(app.pool, ask.id)
    return 'skipped'
  }
  const token = newToken()
  // Before it is sent: a link that reached the person always works.
  await insertAddressLink(
    app.pool,
    {
      tokenHash: tokenHash(token),
      contactId: ask.contactId,
      identityHash: ask.hash,
      masked: maskEmail(candidate.address),
      language: ask.language,
      askId: ask.id,
    },
    app.clock.now(),
  )
  return ask.connectionId === null
    ? mailOne(app, settings, ask, candidate.address, token)
    : writeOne(app, ask, ask.connectionId, token, signal)
}

/** Path of the page with yes and no. */
const askPath = (token: string): string => `/stay/${token}`

/** The mail to one address, as it is shown beforehand too. */
export function askMail(
  company: NonNullable<Settings['controller']>,
  language: string,
  termOn: string,
  answer: string,
): { subject: string; text: string } {
  const { subject, body } = askTexts[language as NoticeLanguage]
  const values = {
    controller: company.name,
    contact: company.contact,
    privacy: company.privacyUrl,
    term: dayInWords(language, termOn),
    answer,
  }
  return { subject: fillAsk(subject, values), text: fillAsk(body, values) }
}

/** A day of a term as people read it. */
export function dayInWords(language: string, day: string): string {
  return longDate(language, new Date(`${day}T00:00:00Z`), { timeZone: 'UTC' })
}

async function mailOne(app: App, settings: Settings, ask: ClaimedAsk, address: string, token: string): Promise<Done> {
  if (app.mailer === null || app.publicUrl === null || settings.controller === null) return 'stop'
  const mail = askMail(
    settings.controller,
    ask.language,
    ask.termOn,
    `${app.publicUrl}${askPath(token)}?lang=${ask.language}`,
  )
  if (!(await markSending(app.pool, ask.id, leaseMs))) return 'skipped'
  try {
    const { messageId } = await app.mailer.send({
      id: `ask-${ask.id}`,
      to: address,
      subject: mail.subject,
      text: mail.text,
      language: ask.language,
      unsubscribe: listUnsubscribe(`${app.publicUrl}/u/${token}`, settings.publicPage.mailbox, token),
    })
    await noteAsked(app, ask, messageId)
    return 'asked'
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    app.log.warn({ askId: ask.id, attempt: ask.attempts, kind: error.kind }, 'a re-permission mail could not be sent')
    if (error.details.maybeDone === true) {
      await inTransaction(app.pool, async (sql) => {
        await endAsk(sql, ask.id, {
          state: 'unclear',
          askedAt: null,
          messageId: null,
          failure: 'It is not known whether the mail server accepted it: it is not sent again.',
        })
        await auditUnclear(sql, [ask], app.clock.now())
      })
      return 'stop'
    }
    return later(app, ask, error)
  }
}

/**
 * The day and the link in the CRM's fields, read back on at least one record (docs/reference/promises.md#i4); writing
 * them again changes nothing that was read.
 */
async function writeOne(
  app: App,
  ask: ClaimedAsk,
  connectionId: string,
  token: string,
  signal: AbortSignal,
): Promise<Done> {
  const connection = await findConnection(app.pool, connectionId)
  if (connection === null || !isReady(connection)) {
    await postponeAsk(
      app.pool,
      ask.id,
      new Date(app.clock.now().getTime() + hourMs),
      'The right to tag or one of the two fields is missing there.',
    )
    return 'stop'
  }
  try {
    const { system } = await openConnection(app, connectionId, 'tag', signal)
    const fields = { repermission_on: dayOf(app.clock.now()), repermission_url: `${app.publicUrl}${askPath(token)}` }
    const records = await recordsAt(app.pool, ask.contactId, connectionId)
    const outcomes =
      (await system.tag?.(records.map(({ id, ref }) => ({ orderId: String(id), record: ref, fields })))) ?? []
    const kept = records.filter((_record, place) => ['applied', 'already'].includes(outcomes[place]?.status ?? ''))
    if (kept.length > 0) {
      await noteTags(
        app.pool,
        kept.map(({ id }) => ({ id, fields })),
        app.clock.now(),
      )
      await noteAsked(app, ask, null)
      return 'asked'
    }
    const refused = outcomes.find((outcome) => outcome.status === 'refused')
    if (refused?.status === 'refused' || ask.attempts >= tries)
      await endAsk(app.pool, ask.id, {
        state: 'refused',
        askedAt: null,
        messageId: null,
        failure: refused?.status === 'refused' ? refused.detail : 'It never showed in the CRM.',
      })
    else
      await postponeAsk(
        app.pool,
        ask.id,
        new Date(app.clock.now().getTime() + lookAgainMs),
        'It does not show in the CRM yet.',
      )
    return 'skipped'
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    return later(app, ask, error)
  }
}

async function noteAsked(app: App, ask: ClaimedAsk, messageId: string | null): Promise<void> {
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    await endAsk(sql, ask.id, { state: 'asked', askedAt: now, messageId, failure: null })
    await insertAudit(
      sql,
      [
        {
          actId: `ask:${ask.id}`,
          act: 'repermission',
          actor: 'lawbase',
          contactId: ask.contactId,
          connectionId: ask.connectionId,
          details: { way: ask.way, language: ask.language, termOn: ask.termOn },
        },
      ],
      now,
    )
  })
}

/** Whoever may have got the question sees it in their log. */
async function auditUnclear(sql: Sql, asks: readonly { id: string; contactId: string }[], now: Date): Promise<void> {
  await insertAudit(
    sql,
    asks.map(({ id, contactId }) => ({
      actId: `ask-unclear:${id}`,
      act: 'repermission',
      actor: 'lawbase',
      contactId,
      details: { unclear: true },
    })),
    now,
  )
}

/** Nothing reached the person: tried again, unless it is refused for good. */
async function later(app: App, ask: ClaimedAsk, error: ConnectorError): Promise<Done> {
  if (error.kind === 'bad-request' || ask.attempts >= tries)
    await endAsk(app.pool, ask.id, { state: 'refused', askedAt: null, messageId: null, failure: error.message })
  else
    await postponeAsk(
      app.pool,
      ask.id,
      new Date(app.clock.now().getTime() + backoffMs(ask.attempts + 4)),
      error.message,
    )
  return error.kind === 'bad-request' ? 'skipped' : 'stop'
}
