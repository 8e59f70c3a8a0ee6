import type { App } from '../../../operations/app/app.ts'
import { dayIn } from '../../../domain/app/day.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import { kindsOf } from '../../../operations/mailbox/answer-review.ts'
import { loadSettings } from '../../../store/settings/settings.ts'
import type { User } from '../../../store/accounts/users.ts'
import type { Role } from '../../../domain/accounts/roles.ts'
import { connectionLabels } from '../../../store/connections/connections-view.ts'
import { frameFigures, type FrameFigures } from '../../../store/today/frame-view.ts'
import { textsOf, type Texts } from '../../locales/texts.ts'
import { openFormat, type Format, type Language } from '../../ui/format.ts'
import { isFresh } from '../../app/session.ts'
import type { Visit } from './route.ts'

/** What every page of one visit is drawn from. */
export interface View {
  app: App
  user: User
  role: Role
  language: Language
  t: Texts
  f: Format
  csrf: string
  /** The reader's login is old enough that an act that cannot be undone asks for their password. */
  asksAgain: boolean
  /** Address that shows this page again by GET. */
  path: string
  /** Which stop of the guided tour this visit is, from 1; null = none, or the people here are real. */
  tourStop: number | null
  /** The same visit may be made again: nothing was posted. */
  comesAgain: boolean
  now: Date
  /** The calendar day where the company is: what somebody may give as a day that has come. */
  today: string
  settings: Settings
  settingsVersion: number
  frame: FrameFigures
  /** When the oldest of the figures that the page shows was counted; null = all are of now. */
  figures: { oldest: Date | null }
  /** What each Connection is called. */
  systemNames: ReadonlyMap<string, string>
}

/** `here`: address that shows the page again, where a POST answers with a page. */
export async function openView(visit: Pick<Visit, 'app' | 'login' | 'request'>, here?: string): Promise<View> {
  const { app, login } = visit
  const now = app.clock.now()
  const [{ settings, version }, frame, systemNames] = await Promise.all([
    loadSettings(app.pool),
    frameFigures(app.pool, now, kindsOf(login.user.role)),
    connectionLabels(app.pool),
  ])
  const language = login.user.language
  return {
    app,
    language,
    settings,
    frame,
    systemNames,
    figures: { oldest: null },
    user: login.user,
    role: login.user.role,
    t: textsOf(language),
    f: openFormat(language, settings.timeZone),
    csrf: login.csrf,
    asksAgain: !isFresh(login),
    path: here ?? visit.request.url.split('?')[0] ?? '/',
    tourStop: app.sandboxClock ? tourStopIn(visit.request.url) : null,
    comesAgain: visit.request.method === 'GET',
    now,
    today: dayIn(now, settings.timeZone),
    settingsVersion: version,
  }
}

function tourStopIn(url: string): number | null {
  const stop = new URL(url, 'http://own').searchParams.get('tour') ?? ''
  return /^\d{1,2}$/u.test(stop) ? Number(stop) : null
}
