import { randomUUID } from 'node:crypto'
import { nextRun } from '../../../domain/app/cron.ts'
import { noticeLanguageOf } from '../../../domain/notices/notice-language.ts'
import { askWindow, mayAsk, type NotAskedReason } from '../../../domain/removals/repermission.ts'
import { addDays, dayOf } from '../../../domain/app/day.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import { noticeLanguageCodes } from '../../../domain/notices/tables/notice-words.ts'
import { findConnection, listConnections } from '../../../store/connections/connections.ts'
import {
  askCandidate,
  askCandidates,
  asksSince,
  firstTerm,
  hasDueAsk,
  insertAsks,
  type AskCandidate,
  type NewAsk,
} from '../../../store/removals/repermission.ts'
import { claimSchedule, nextRunAt, setNextRun } from '../../../store/runs/runs.ts'
import { loadSettings } from '../../../store/settings/settings.ts'
import type { Sql } from '../../../store/app/database.ts'
import type { App } from '../../app/app.ts'
import { isBlind } from '../../decisions/blind-clock.ts'

const scheduleName = 'repermission'
/** Every hour: a verdict may change, or a term come near, with any act. */
const schedule = '25 * * * *'
const pageSize = 1_000
export const hourMs = 3_600_000

/** Queues who has come near the term, once an hour, and wakes the asking. */
export async function wakeAsks(app: App): Promise<void> {
  const now = app.clock.now()
  const { settings } = await loadSettings(app.pool)
  const next = nextRun(schedule, settings.timeZone, now)
  const due = await nextRunAt(app.pool, scheduleName)
  if (settings.repermission === null || !canAsk(app, settings)) return
  if (due === null) await setNextRun(app.pool, scheduleName, next)
  else if (due <= now && (await claimSchedule(app.pool, scheduleName, now, next))) await queueAsks(app)
  if (
    (await hasDueAsk(app.pool, now)) &&
    (await asksSince(app.pool, new Date(now.getTime() - hourMs))) < settings.repermission.perHour
  )
    await app.enqueue('ask-repermission', {})
}

/**
 * Whether questions can be asked and answered here: a page to answer on, a mail server (also for the second mail of a
 * yes that came by a CRM's link), a company that is named.
 */
export function canAsk(app: Pick<App, 'mailer' | 'publicUrl'>, settings: Settings): boolean {
  return app.mailer !== null && app.publicUrl !== null && settings.controller !== null
}

/**
 * Queues a question for each person who may be asked today. The row is what keeps anybody from being asked twice. Gives
 * how many are new.
 */
export async function queueAsks(app: App): Promise<number> {
  const { settings } = await loadSettings(app.pool)
  const way = settings.repermission
  if (way === null || !canAsk(app, settings)) return 0
  let queued = 0
  await eachCandidate(app, settings, async (page) => {
    const rows = page.flatMap(({ candidate, language, reason }): NewAsk[] =>
      reason !== null || language === null || candidate.hash === null || !isThere(candidate, way)
        ? []
        : [
            {
              id: randomUUID(),
              contactId: candidate.contactId,
              hash: candidate.hash,
              language,
              termOn: candidate.termOn,
              way: way.way,
              connectionId: way.way === 'field' ? way.connectionId : null,
            },
          ],
    )
    queued += await insertAsks(app.pool, rows, app.clock.now())
  })
  return queued
}

/** Through a CRM's fields only whoever it holds can be asked. */
const isThere = (candidate: AskCandidate, way: NonNullable<Settings['repermission']>): boolean =>
  way.way === 'mail' || candidate.connectionIds.includes(way.connectionId)

interface Judged {
  candidate: AskCandidate
  language: string | null
  reason: NotAskedReason | null
}

/** Everybody whose term is in the window, judged. */
async function eachCandidate(
  app: App,
  settings: Settings,
  onPage: (page: readonly Judged[]) => Promise<void>,
): Promise<void> {
  const now = app.clock.now()
  const today = dayOf(now)
  const blind = await isBlind(app, app.pool, settings, await listConnections(app.pool), now)
  for (let after: string | null = null; ; ) {
    const page = await askCandidates(
      app.pool,
      { today, first: addDays(today, askWindow.last), last: addDays(today, askWindow.first) },
      after,
      pageSize,
    )
    await onPage(page.map((candidate) => judge(candidate, settings, blind, today)))
    if (page.length < pageSize) return
    after = page.at(-1)?.contactId ?? null
  }
}

function judge(candidate: AskCandidate, settings: Settings, blind: boolean, today: string): Judged {
  const language = noticeLanguageOf(candidate.ownLanguage, candidate.countries, noticeLanguageCodes)
  return {
    candidate,
    language,
    reason: mayAsk({ ...candidate, clockState: blind ? 'blind' : candidate.clockState, language }, today, settings),
  }
}

/** Whether the person of a queued question may still be asked; the caller has decided their verdict anew. */
export async function mayStillAsk(
  app: App,
  sql: Sql,
  ask: Pick<NewAsk, 'id' | 'contactId' | 'hash' | 'language' | 'termOn'>,
  settings: Settings,
): Promise<AskCandidate | null> {
  const now = app.clock.now()
  const candidate = await askCandidate(sql, ask.contactId, ask.id, dayOf(now))
  if (candidate === null || candidate.termOn !== ask.termOn || candidate.hash?.equals(ask.hash) !== true) return null
  const { reason, language } = judge(
    candidate,
    settings,
    await isBlind(app, sql, settings, await listConnections(sql), now),
    dayOf(now),
  )
  return reason === null && language === ask.language ? candidate : null
}

/** Who would be asked today, and what keeps the others whose term is near from it. */
export interface AskPreview {
  /** Would be asked today, with how many of them the CRM of the settings does not hold. */
  people: number
  notThere: number
  /** A few of them. */
  sample: readonly { contactId: string; address: string; termOn: string; language: string }[]
  notAsked: ReadonlyMap<NotAskedReason, number>
  /**
   * The next day (UTC) on which somebody who may be mailed today comes into the window; null = nobody within a month.
   */
  nextOn: string | null
}

const sampleSize = 6
const aheadDays = 31

/** The first day (UTC) after today on which somebody who may be mailed now comes into the window. Reads only. */
export function nextAskOn(app: App): Promise<string | null> {
  const today = dayOf(app.clock.now())
  return firstTerm(app.pool, addDays(today, askWindow.first + 1), addDays(today, askWindow.first + aheadDays)).then(
    (termOn) => (termOn === null ? null : addDays(termOn, -askWindow.first)),
  )
}

/** Reads only. */
export async function previewAsks(app: App): Promise<AskPreview> {
  const { settings } = await loadSettings(app.pool)
  const notAsked = new Map<NotAskedReason, number>()
  const sample: AskPreview['sample'][number][] = []
  let [people, notThere] = [0, 0]
  await eachCandidate(app, settings, async (page) => {
    for (const { candidate, language, reason } of page) {
      if (reason !== null) notAsked.set(reason, (notAsked.get(reason) ?? 0) + 1)
      else if (settings.repermission !== null && !isThere(candidate, settings.repermission)) notThere += 1
      else {
        people += 1
        if (sample.length < sampleSize)
          sample.push({
            contactId: candidate.contactId,
            address: candidate.address ?? '',
            termOn: candidate.termOn,
            language: language ?? '',
          })
      }
    }
  })
  return { people, notThere, sample, notAsked, nextOn: await nextAskOn(app) }
}

/** CRMs through whose fields people can be asked: the right to tag, and both fields there. */
export async function askConnections(app: App): Promise<{ id: string; label: string; ready: boolean }[]> {
  return (await listConnections(app.pool))
    .filter(
      (connection) => connection.state !== 'disconnected' && app.connectors.get(connection.connector)?.kind === 'crm',
    )
    .map((connection) => ({ id: connection.id, label: connection.label, ready: isReady(connection) }))
}

export const isReady = (connection: NonNullable<Awaited<ReturnType<typeof findConnection>>>): boolean =>
  connection.state === 'active' &&
  connection.granted.includes('tag') &&
  (['repermission_on', 'repermission_url'] as const).every((field) => connection.createdFields.includes(field))
