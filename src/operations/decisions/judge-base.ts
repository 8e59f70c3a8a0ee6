import { contactFacts, type KnownOfContact } from './contact-facts.ts'
import type { Channel } from '../../domain/app/channel.ts'
import { decide } from '../../domain/decisions/decide.ts'
import { verdicts, type Verdict } from '../../domain/decisions/tables/verdicts.ts'
import type { Offer } from '../../domain/decisions/offer.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { countLiveContacts, pageOfContacts } from '../../store/decisions/decisions.ts'
import type { App } from '../app/app.ts'
import { contactClock } from './contact-clock.ts'
import { loadKnown } from './load-known.ts'

/**
 * Contacts that are judged at most for one look: a few seconds of work. Ids are random, so the first ones are a fair
 * part.
 */
export const maxJudged = 5_000
/** Between two pages the doors of the same process get their turn. */
const pageSize = 250

export interface Judged {
  judged: number
  /** Contacts that the base holds: a part of a large base stands for it. */
  total: number
}

/**
 * Walks over the base, or a fair part of it, with what is known of each contact. Nothing is written; the sources are
 * those of the last run.
 */
export async function eachKnown(
  app: App,
  settings: Settings,
  most: number,
  now: Date,
  onContact: (known: KnownOfContact) => void,
): Promise<Judged> {
  const total = await countLiveContacts(app.pool)
  let judged = 0
  for (let last: string | null = null; judged < most; ) {
    const limit = Math.min(pageSize, most - judged)
    const page: string[] = await pageOfContacts(app.pool, last, limit)
    const known = await loadKnown(app.pool, page, { keys: app.keys, settings, now })
    for (const one of known.values()) onContact(one)
    judged += known.size
    last = page.at(-1) ?? null
    if (page.length < limit) break
  }
  return { judged, total }
}

export interface BaseVerdicts extends Judged {
  verdicts: Record<Verdict, number>
  /** By lawful basis; `none` = no basis for now. */
  bases: Record<string, number>
}

/** Verdicts and bases of the base as it stands now, for one offer on one channel. */
export async function judgeBase(
  app: App,
  settings: Settings,
  offer: Offer | null,
  channel: Channel,
  most = maxJudged,
): Promise<BaseVerdicts> {
  const now = app.clock.now()
  const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>
  const bases: Record<string, number> = {}
  const judged = await eachKnown(app, settings, most, now, (known) => {
    const { verdict, basis } = decide(
      contactFacts(known, contactClock(known, settings, now), settings),
      { purpose: 'prospecting', channel, offer, kind: null, related: null, pixel: false },
      now,
      { strictSoleTraders: settings.strictSoleTraders },
    )
    counts[verdict] += 1
    bases[basis ?? 'none'] = (bases[basis ?? 'none'] ?? 0) + 1
  })
  return { ...judged, verdicts: counts, bases }
}
