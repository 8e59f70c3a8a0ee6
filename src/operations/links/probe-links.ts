import { randomUUID } from 'node:crypto'
import { newToken, tokenHash } from '../../crypto/tokens.ts'
import { nextRun } from '../../domain/app/cron.ts'
import type { HttpRequest } from '../../connector/deps/http.ts'
import {
  claimProbe,
  finishProbe,
  insertProbe,
  noteProbePost,
  unfinishedProbe,
  wasPosted,
} from '../../store/links/probes.ts'
import { claimSchedule, nextRunAt, setNextRun } from '../../store/runs/runs.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'

const name = 'link-probe'
/** Before people open their morning mail, and apart from the nightly run. */
const schedule = '30 4 * * *'
const timeoutMs = 15_000
const claimMs = 110_000

/**
 * Starts the nightly look at our own links when its time has come. Without a public address there is nothing to ask.
 */
export async function startDueProbe(app: App): Promise<void> {
  if (app.publicUrl === null) return
  const now = app.clock.now()
  const due = await nextRunAt(app.pool, name)
  const next = nextRun(schedule, (await loadSettings(app.pool)).settings.timeZone, now)
  if (due === null) await setNextRun(app.pool, name, next)
  else if (due <= now && (await claimSchedule(app.pool, name, now, next))) await startProbe(app)
  const waiting = await unfinishedProbe(app.pool)
  if (waiting !== null) await app.enqueue('probe-links', { probeId: waiting })
}

/** Notes that the link of a running probe was posted to; false when the token is no probe's. */
export async function notePosted(app: App, token: string): Promise<boolean> {
  return noteProbePost(app.pool, tokenHash(token), app.clock.now())
}

/** Asks now, whatever the hour. Gives the probe's id. */
export async function startProbe(app: App): Promise<string> {
  const id = randomUUID()
  await insertProbe(app.pool, id, tokenHash(newToken()), app.clock.now())
  await app.enqueue('probe-links', { probeId: id })
  return id
}

/**
 * Opens a link through the public address as a mail's reader, a scanner and a mail tool do: GET and HEAD must answer
 * and change nothing, a one-click POST must reach this installation. Nothing is recorded but the result.
 */
export async function probeLinks(app: App, probeId: string): Promise<void> {
  if (app.publicUrl === null) return
  const token = newToken()
  if (!(await claimProbe(app.pool, probeId, tokenHash(token), claimMs))) return
  const fault = await faultOf(app, `${app.publicUrl}/u/${token}`, probeId)
  await finishProbe(app.pool, probeId, fault === null, fault, app.clock.now())
  if (fault !== null) app.log.warn({ probeId, fault }, 'links do not answer from outside')
}

/** The first thing that is wrong, in one sentence; null when all is well. */
async function faultOf(app: App, url: string, probeId: string): Promise<string | null> {
  const ask = (request: Omit<HttpRequest, 'timeoutMs'>) => app.http({ ...request, timeoutMs }).catch(() => null)
  const page = await ask({ method: 'GET', url })
  if (page === null) return 'Opening a link has no answer: name, certificate, proxy or firewall.'
  if (page.status !== 200 || !page.body.includes('data-lawbase-person-page'))
    return `Opening a link answers ${page.status}, and not with our page.`
  const head = await ask({ method: 'HEAD', url })
  if (head === null) return 'HEAD on a link has no answer: mail scanners would take the link for dead.'
  if (head.status !== 200) return `HEAD on a link answers ${head.status}: mail scanners would take the link for dead.`
  if (await wasPosted(app.pool, probeId)) return 'Something on the way posts by itself when a link is only opened.'
  const post = await ask({
    method: 'POST',
    url: `${url}/one-click`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  })
  if (post === null) return 'The one-click POST has no answer: a proxy or firewall holds it back.'
  if (post.status !== 200)
    return `The one-click POST answers ${post.status}: mail providers would call the unsubscribe broken.`
  return (await wasPosted(app.pool, probeId))
    ? null
    : 'The one-click POST was answered by something else: it did not reach this installation.'
}
