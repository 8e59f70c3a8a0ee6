import type { Channel } from '../app/channel.ts'
import type { Condition, Unlock, Verdict } from './decision.ts'
import { addDays } from '../inactivity/retention.ts'
import { isDirect, sourceKindRow, sourceSearchDays } from '../sources/tables/source-kinds.ts'
import type { ContactFacts, SourceFact } from './facts.ts'

export interface SourceResult {
  /** ALLOW = nothing in the source stands against it. */
  verdict: Extract<Verdict, 'ALLOW' | 'QUARANTINE' | 'REVIEW' | 'BLOCK'>
  rule: string | null
  /** What an ask becomes that needs a consent which is not there, and by which row. */
  withoutConsent: { verdict: 'NEED_CONSENT' | 'BLOCK'; rule: string | null }
  /** The first message must name where the data came from. */
  nameSource: boolean
  conditions: readonly Condition[]
  unlockedBy: readonly Unlock[]
  changesOn: string | null
}

const fine: SourceResult = {
  verdict: 'ALLOW',
  rule: null,
  withoutConsent: { verdict: 'NEED_CONSENT', rule: null },
  nameSource: false,
  conditions: [],
  unlockedBy: [],
  changesOn: null,
}
const strictness = { ALLOW: 0, REVIEW: 1, QUARANTINE: 2, BLOCK: 3 } as const

/**
 * What the sources allow (docs/reference/law.md#c). Data that the person gave us stand on their own; else the strictest
 * of the others counts, because nobody can tell which of them a field came from (C15, S-KASPR).
 */
export function checkSources(facts: ContactFacts, channel: Channel, today: string): SourceResult {
  if (facts.sources.some((source) => isDirect(source.kind) && source.obtainedOn <= today)) return fine
  const known = facts.sources.filter((source) => source.kind !== 'C13' && source.obtainedOn <= today)
  if (known.length === 0) return missing(facts, today)
  return known
    .map((source) => checkSource(source, facts, channel))
    .reduce((a, b) =>
      strictness[b.verdict] > strictness[a.verdict] ||
      (b.verdict === a.verdict && b.withoutConsent.verdict === 'BLOCK' && a.withoutConsent.verdict !== 'BLOCK')
        ? b
        : a,
    )
}

/** C13: thirty days from the first pull to find the source, then the record is due for a plan of removal. */
function missing(facts: ContactFacts, today: string): SourceResult {
  const endsOn = addDays(facts.firstSeenOn ?? today, sourceSearchDays)
  const over = endsOn <= today
  return {
    ...fine,
    verdict: 'QUARANTINE',
    rule: 'C13',
    conditions: over ? ['purge-due'] : [],
    unlockedBy: ['source'],
    changesOn: over ? null : endsOn,
  }
}

function checkSource(source: SourceFact, facts: ContactFacts, channel: Channel): SourceResult {
  const row = sourceKindRow(source.kind)
  const base: SourceResult = {
    ...fine,
    nameSource: row.named,
    withoutConsent: { verdict: row.withoutConsent, rule: row.withoutConsent === 'BLOCK' ? row.id : null },
  }
  const stop = (
    verdict: SourceResult['verdict'],
    rule: string,
    unlockedBy: readonly Unlock[] = [],
    conditions: readonly Condition[] = [],
  ): SourceResult => ({ ...base, verdict, rule, unlockedBy, conditions })
  const taken = row.gate === 'public' || source.kind === 'C8'
  const published = taken || source.kind === 'C10'
  if (published && source.visibility === 'restricted') return stop('BLOCK', row.id, [], ['purge-due'])
  if (published && source.refusedCanvassing) return stop('BLOCK', row.id)
  // A bounce must delete the guess: nobody is behind the address.
  if (source.kind === 'C10' && source.bounced === true && channel === 'email') return stop('BLOCK', row.id)
  if (source.kind === 'C11' && channel === 'email') {
    if (facts.countries.includes('IT')) return stop('BLOCK', row.id)
    if (facts.countries.length === 0 || facts.countries.includes('ZZ')) return stop('BLOCK', row.id, ['country'])
  }
  if (row.named && (source.name ?? '').trim() === '') return stop('QUARANTINE', row.id, ['source'])
  if (row.gate === 'checked' && source.diligence !== 'passed')
    return stop('QUARANTINE', source.diligence === 'failed' ? 'I11' : 'I', ['broker-checked'])
  if (taken && source.visibility === null) return stop('REVIEW', row.id, ['review'])
  if (row.gate === 'review' && !source.approved) return stop('REVIEW', row.id, ['review'])
  return base
}
