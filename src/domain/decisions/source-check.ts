import type { Channel } from '../app/channel.ts'
import type { BasisResult } from './basis.ts'
import type { Condition, Unlock, Verdict } from './tables/verdicts.ts'
import { addDays } from '../app/day.ts'
import { isDirect, sourceKindRow, sourceSearchDays } from '../sources/tables/source-kinds.ts'
import type { ContactFacts, SourceFact } from './facts.ts'

interface SourceResult {
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
  if (isPublished(source, row)) {
    if (source.visibility === 'restricted') return stop('BLOCK', row.id, [], ['purge-due'])
    if (source.refusedCanvassing) return stop('BLOCK', row.id)
  }
  const guessed = channel === 'email' ? guessedAddress(source, facts) : null
  if (guessed !== null) return stop('BLOCK', row.id, guessed)
  if (row.named && (source.name ?? '').trim() === '') return stop('QUARANTINE', row.id, ['source'])
  if (row.gate === 'checked' && source.diligence !== 'passed')
    return source.diligence === 'unsampled'
      ? stop('QUARANTINE', 'I11', ['delivery-sampled'])
      : stop('QUARANTINE', source.diligence === 'failed' ? 'I11' : 'I', ['broker-checked'])
  return awaitsReview(source, row) ? stop('REVIEW', row.id, ['review']) : base
}

/** What would unlock an address that was guessed (C10) or generated (C11); null = it may be written to. */
function guessedAddress(source: SourceFact, facts: ContactFacts): readonly Unlock[] | null {
  // A bounce must delete the guess: nobody is behind the address.
  if (source.kind === 'C10' && source.bounced === true) return []
  if (source.kind !== 'C11') return null
  if (facts.countries.includes('IT')) return []
  return facts.countries.length === 0 || facts.countries.includes('ZZ') ? ['country'] : null
}

type KindRow = ReturnType<typeof sourceKindRow>

/** Taken from where anybody could read it, or guessed from what stands there. */
const isPublished = ({ kind }: SourceFact, row: KindRow) => row.gate === 'public' || kind === 'C8' || kind === 'C10'

/** Somebody must look at it first: public to all where it was taken, or of a kind that a person accepts. */
function awaitsReview(source: SourceFact, row: KindRow): boolean {
  const taken = row.gate === 'public' || source.kind === 'C8'
  return (taken && source.visibility === null) || (row.gate === 'review' && !source.approved)
}

/**
 * Step 4, read together with step 5: some sources may not be used to go and ask for a consent. Null = the source
 * stands.
 */
export function refusedBySource(source: SourceResult, judged: BasisResult): BasisResult | null {
  const rules = (rule: string | null) => [
    ...judged.rules,
    ...(rule === null || judged.rules.includes(rule) ? [] : [rule]),
  ]
  if (source.verdict === 'BLOCK')
    return {
      ...judged,
      verdict: 'BLOCK',
      basis: null,
      rule: source.rule ?? '',
      rules: [source.rule ?? ''],
      conditions: source.conditions,
      unlockedBy: source.unlockedBy,
    }
  if (judged.verdict === 'NEED_CONSENT' && source.withoutConsent.verdict === 'BLOCK')
    return {
      ...judged,
      verdict: 'BLOCK',
      rule: source.withoutConsent.rule ?? judged.rule,
      rules: rules(source.withoutConsent.rule),
      conditions: [],
    }
  if (source.verdict === 'ALLOW' || judged.verdict === 'BLOCK') return null
  return {
    ...judged,
    verdict: source.verdict,
    basis: null,
    rule: source.rule ?? '',
    rules: [source.rule ?? ''],
    conditions: source.conditions,
    unlockedBy: source.unlockedBy,
  }
}
