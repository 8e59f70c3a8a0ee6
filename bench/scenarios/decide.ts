// How many decisions a second one core makes, the hash of their inputs included, against the bare loop that only writes
// the inputs as text and hashes them.
import { hash } from 'node:crypto'
import { clockFact } from '../../src/domain/decisions/clock-fact.ts'
import { decide, defaultPolicy } from '../../src/domain/decisions/decide.ts'
import type { Ask, ContactFacts } from '../../src/domain/decisions/facts.ts'
import { inputsHasher } from '../../src/domain/decisions/inputs-hash.ts'
import { runClock } from '../../src/domain/inactivity/clock.ts'

const now = new Date('2026-11-25T08:00:00Z')
const people = 20_000
const rounds = 5

/** People of four countries from a form or a broker, some sole traders, some who said no. */
function person(index: number): ContactFacts {
  const day = `2026-0${(index % 9) + 1}-1${index % 10}`
  return {
    email: { nature: 'personal', mailbox: 'company', rule: 'A2', publishedForOffers: false },
    phone: { nature: 'personal', rule: 'A10' },
    consumer: false,
    soleTrader: index % 7 === 0,
    legalForm: 'unknown',
    legalPersonByName: false,
    functions: [['it']],
    countries: [['FR', 'DE', 'GB', 'BE'][index % 4] ?? 'FR'],
    language: null,
    sources: [
      {
        kind: index % 3 === 0 ? 'C7' : 'C1',
        name: `source ${index}`,
        obtainedOn: day,
        noticeShown: index % 3 !== 0,
        approved: false,
        visibility: null,
        refusedCanvassing: false,
        diligence: 'passed',
      },
    ],
    firstSeenOn: day,
    notices: [],
    firstContactOn: null,
    firstDisclosedOn: null,
    consents: [],
    objections: index % 11 === 0 ? [{ receivedAt: '2026-10-01T08:00:00.000Z', channels: ['email'], kinds: [] }] : [],
    pending: null,
    heldUntil: null,
    clock: clockFact(runClock({ obtainedOn: [new Date(`${day}T00:00:00Z`)], createdAt: [], acts: [] }, 36, now)),
    relation: 'none',
    sales: [],
    account: null,
    repermissionAskedOn: null,
    recordedBasis: null,
  }
}

const ask: Ask = {
  purpose: 'prospecting',
  channel: 'email',
  offer: {
    functions: ['it'],
    borderline: [],
    audience: 'business',
    productFamily: null,
    assessment: { id: 'LIA-1', author: 'DPO', on: '2026-01-15' },
  },
  kind: null,
  related: null,
  pixel: false,
}

export function decisions(): Promise<Record<string, number>> {
  const facts = Array.from({ length: people }, (_unused, index) => person(index))
  const perSecond = (work: (one: ContactFacts) => unknown) => {
    for (const one of facts) work(one)
    const startedAt = performance.now()
    for (let round = 0; round < rounds; round += 1) for (const one of facts) work(one)
    return Math.round((people * rounds * 1_000) / (performance.now() - startedAt))
  }
  const hasher = inputsHasher(ask, defaultPolicy, now)
  const bare = perSecond((one) => hash('sha256', JSON.stringify(one)))
  const ours = perSecond((one) => [decide(one, ask, now), hasher(one)])
  const unhashed = perSecond((one) => decide(one, ask, now))
  return Promise.resolve({
    decisionsPerSecond: ours,
    withoutHashPerSecond: unhashed,
    bareHashPerSecond: bare,
    overBare: Math.round((bare / ours) * 100) / 100,
  })
}
