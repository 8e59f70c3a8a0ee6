import { contactFacts } from './contact-facts.ts'
import { isDeepStrictEqual } from 'node:util'
import { channels, type Channel } from '../../domain/app/channel.ts'
import type { ContactFacts } from '../../domain/decisions/facts.ts'
import { verdicts, type Verdict } from '../../domain/decisions/tables/verdicts.ts'
import type { Offer } from '../../domain/decisions/offer.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import type { App } from '../app/app.ts'
import { contactClock } from './contact-clock.ts'
import { verdictsFor } from './decide-contacts.ts'
import { eachKnown, maxJudged, type Judged } from './judge-base.ts'

/** Settings and an offer under which people are judged; offer null = none is declared. */
interface Judging {
  settings: Settings
  offer: Offer | null
}

export interface VerdictShift extends Judged {
  /** Contacts of whom some channel's verdict changes; null = there is nothing to compare with. */
  changed: number | null
  channels: readonly {
    channel: Channel
    changed: number | null
    counts: Readonly<Record<Verdict, { before: number | null; after: number }>>
  }[]
}

/**
 * How many contacts get which verdict, channel by channel, before and after a change of offers, job titles, legal
 * forms or fields that hold facts, and of nothing else (docs/reference/law.md#b1). Nothing is written; the sources are
 * those of the last run.
 * `before` null: there is nothing to compare with.
 */
export async function previewVerdicts(
  app: App,
  before: Judging | null,
  after: Judging,
  most = maxJudged,
): Promise<VerdictShift> {
  const now = app.clock.now()
  const tally = channels.map((channel) => ({
    channel,
    changed: 0,
    before: new Map<Verdict, number>(),
    after: new Map<Verdict, number>(),
  }))
  let changed = 0
  // Of all that changes here, only these are part of what is known of a contact.
  const parts = ({ titles, legalForms, facts, sales, offers }: Settings) => [
    titles,
    legalForms,
    facts,
    sales,
    offers.map(({ productFamily }) => productFamily),
  ]
  const sameFacts = before !== null && isDeepStrictEqual(parts(before.settings), parts(after.settings))
  const judged = await eachKnown(app, after.settings, most, now, (known) => {
    const factsOf = ({ settings }: Judging) => contactFacts(known, contactClock(known, settings, now), settings)
    const judge = (facts: ContactFacts, { settings, offer }: Judging) =>
      verdictsFor(facts, offer, settings, now).map(({ verdict }) => verdict)
    const facts = factsOf(after)
    const [was, becomes] = [
      before === null ? null : judge(sameFacts ? facts : factsOf(before), before),
      judge(facts, after),
    ]
    let differs = false
    for (const [place, row] of tally.entries()) {
      const [from, to] = [was?.[place], becomes[place]]
      if (from !== undefined) row.before.set(from, (row.before.get(from) ?? 0) + 1)
      if (to !== undefined) row.after.set(to, (row.after.get(to) ?? 0) + 1)
      if (from === undefined || from === to) continue
      row.changed += 1
      differs = true
    }
    if (differs) changed += 1
  })
  const none = before === null
  return {
    ...judged,
    changed: none ? null : changed,
    channels: tally.map((row) => ({
      channel: row.channel,
      changed: none ? null : row.changed,
      counts: Object.fromEntries(
        verdicts.map((verdict) => [
          verdict,
          { before: none ? null : (row.before.get(verdict) ?? 0), after: row.after.get(verdict) ?? 0 },
        ]),
      ) as Record<Verdict, { before: number | null; after: number }>,
    })),
  }
}
