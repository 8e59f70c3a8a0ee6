import { channels, type Channel } from '../domain/channel.ts'
import { verdicts, type Verdict } from '../domain/decision.ts'
import type { Offer } from '../domain/offer.ts'
import type { Settings } from '../domain/settings.ts'
import { countLiveContacts, pageOfContacts } from '../store/decisions.ts'
import type { App } from './app.ts'
import { contactClock, contactFacts } from './contact-facts.ts'
import { verdictsFor } from './decide-contacts.ts'
import { loadKnown, loadRecords } from './load-known.ts'

/** Settings and an offer under which people are judged; offer null = none is declared. */
export interface Judging {
  settings: Settings
  offer: Offer | null
}

export interface VerdictShift {
  /** Contacts judged, and how many the base holds: a part of a large base stands for it. */
  judged: number
  total: number
  /** Contacts of whom some channel's verdict changes; null = there is nothing to compare with. */
  changed: number | null
  channels: readonly { channel: Channel; changed: number | null; counts: Readonly<Record<Verdict, { before: number | null; after: number }>> }[]
}

/** Contacts that are judged at most for one look: about two seconds of work. Ids are random, so the first ones are a fair part. */
export const mostJudged = 10_000
const pageSize = 1_000

/**
 * How many contacts get which verdict, channel by channel, before and after a change of offers or job titles (legal-rules B1).
 * Nothing is written; the sources are those of the last run. `before` null: there is nothing to compare with.
 */
export async function previewVerdicts(app: App, before: Judging | null, after: Judging, most = mostJudged): Promise<VerdictShift> {
  const now = app.clock.now()
  const total = await countLiveContacts(app.pool)
  const tally = channels.map((channel) => ({ channel, changed: 0, before: new Map<Verdict, number>(), after: new Map<Verdict, number>() }))
  let judged = 0
  let changed = 0
  for (let last: string | null = null; judged < most; ) {
    const limit = Math.min(pageSize, most - judged)
    const page: string[] = await pageOfContacts(app.pool, last, limit)
    const known = await loadKnown(app.keys, app.pool, page, await loadRecords(app.pool, page), after.settings, now)
    for (const one of known.values()) {
      const judge = ({ settings, offer }: Judging) => verdictsFor(contactFacts(one, contactClock(one, settings, now), settings), offer, settings, now).map(({ verdict }) => verdict)
      const [was, becomes] = [before === null ? null : judge(before), judge(after)]
      let differs = false
      for (const [place, row] of tally.entries()) {
        const [from, to] = [was?.[place], becomes[place]]
        if (from !== undefined) row.before.set(from, (row.before.get(from) ?? 0) + 1)
        if (to !== undefined) row.after.set(to, (row.after.get(to) ?? 0) + 1)
        if (from !== undefined && from !== to) {
          row.changed += 1
          differs = true
        }
      }
      judged += 1
      if (differs) changed += 1
    }
    last = page.at(-1) ?? null
    if (page.length < limit) break
  }
  const none = before === null
  return {
    judged, total, changed: none ? null : changed,
    channels: tally.map((row) => ({ channel: row.channel, changed: none ? null : row.changed, counts: Object.fromEntries(verdicts.map((verdict) => [verdict, { before: none ? null : (row.before.get(verdict) ?? 0), after: row.after.get(verdict) ?? 0 }])) as Record<Verdict, { before: number | null; after: number }> })),
  }
}
