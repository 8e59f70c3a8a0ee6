import { createHash } from 'node:crypto'
import { dayOf } from '../../domain/app/day.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { listConnections } from '../../store/connections/connections.ts'
import type { Sql } from '../../store/app/database.ts'
import {
  beginPass,
  lastPasses,
  passOfRun,
  staleContacts,
  type DecisionPass,
} from '../../store/decisions/decision-passes.ts'
import { pageOfContacts } from '../../store/decisions/decisions.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import { isBlind } from './blind-clock.ts'
import { decideContacts } from './decide-contacts.ts'
import { loadCommon } from './load-known.ts'

/** Everybody is judged again at least this often, so that nothing that was missed stays wrong for longer. */
const fullEveryMs = 6.5 * 86_400_000
/** A transaction may commit this long after the moment it wrote down. */
const overlapMs = 10 * 60_000
/** Above this share of the base, a walk over everybody is cheaper than a list. */
const maxShare = 0.3

/**
 * What a run judges: everybody when something that all verdicts depend on changed, or a week passed; else whoever has
 * something new or a day that came (docs/reference/law.md#g-events: a clock is kept up to date, not computed anew). A
 * run that is taken up again goes on with the same choice. `page` gives the next ids after `after`.
 */
export async function openPass(
  app: App,
  runId: string,
  countAll: () => Promise<number>,
): Promise<{ total: number; page: (after: string | null, limit: number) => Promise<string[]> }> {
  const pass = (await passOfRun(app.pool, runId)) ?? (await choose(app, runId))
  const all = await countAll()
  const stale = pass.since === null ? null : await staleContacts(app.pool, pass.since, dayOf(app.clock.now()))
  if (stale === null || stale.length > all * maxShare)
    return { total: all, page: (after, limit) => pageOfContacts(app.pool, after, limit) }
  return {
    total: stale.length,
    page: async (after, limit) => {
      const next = after === null ? 0 : stale.findIndex((id) => id > after)
      return next === -1 ? [] : stale.slice(next, next + limit)
    },
  }
}

/** Pages that are judged at once: one is computed here while the database works on the others. */
const together = 3

/**
 * Judges page after page, a few of them at once. `page` gives the ids after one of them; `onPage` hears after every
 * page, in their order, where it ended, how many were judged and how many verdicts changed. At an error those under way
 * come to their end first.
 */
export async function decideBase(
  app: App,
  settings: Settings,
  from: string | null,
  page: (after: string | null) => Promise<readonly string[]>,
  onPage: (after: string, judged: number, changed: number) => Promise<void>,
): Promise<void> {
  const underWay: { after: string; judged: number; changed: Promise<number> }[] = []
  try {
    for (let ids = await page(from); ; ) {
      const last = ids.at(-1)
      if (last !== undefined) {
        const changed = decideContacts(app, ids, settings, { touch: false })
        // Heard below, when its turn comes.
        changed.catch(() => undefined)
        underWay.push({ after: last, judged: ids.length, changed })
        ids = await page(last)
        if (underWay.length < together && ids.length > 0) continue
      }
      const oldest = underWay.shift()
      if (oldest === undefined) return
      await onPage(oldest.after, oldest.judged, await oldest.changed)
    }
  } finally {
    await Promise.allSettled(underWay.map(({ changed }) => changed))
  }
}

async function choose(app: App, runId: string): Promise<DecisionPass> {
  const now = app.clock.now()
  const [before, common] = [await lastPasses(app.pool), await commonDigest(app, app.pool, now)]
  const full =
    before === null || before.last.common !== common || now.getTime() - before.fullAt.getTime() >= fullEveryMs
  const pass = { startedAt: now, since: full ? null : new Date(before.last.startedAt.getTime() - overlapMs), common }
  await beginPass(app.pool, runId, pass)
  return pass
}

/**
 * Of everything that is no fact about one person: whoever changes it changes verdicts of people nothing was recorded
 * about.
 */
async function commonDigest(app: App, sql: Sql, now: Date): Promise<string> {
  const { settings, version } = await loadSettings(sql)
  const connections = await listConnections(sql)
  const common = await loadCommon(sql, now)
  const checks = [...common.checks].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const attestations = common.attestations.map(({ id }) => id).toSorted()
  const systems = connections.map(
    ({ id, position, sourceProperty, moreSourceProperties, noticeProperty, noticeCarriers, formerFields }) => [
      id,
      position,
      sourceProperty,
      moreSourceProperties,
      noticeProperty,
      noticeCarriers,
      formerFields,
    ],
  )
  return createHash('sha256')
    .update(
      JSON.stringify([
        version,
        checks,
        attestations,
        systems,
        common.disputes,
        await isBlind(app, sql, settings, connections, now),
      ]),
    )
    .digest('hex')
}
