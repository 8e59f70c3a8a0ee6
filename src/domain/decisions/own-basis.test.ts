import { expect, it } from 'vitest'
import type { ContactFacts } from './facts.ts'
import { withConsent } from './own-basis.ts'

// docs/decisions/0067-consents-that-end-in-a-field.md
it('leaves whoever withdrew, and agreed again without proof, to a consent alone', () => {
  const interest = {
    verdict: 'ALLOW' as const,
    basis: 'legitimate_interest' as const,
    rule: 'FR1',
    rules: ['FR1'],
    conditions: [],
    unlockedBy: [],
    consumerCall: false,
  }
  const facts = { recordedBasis: null } as unknown as ContactFacts
  const unproven = { valid: false, rule: 'E6', endsOn: null }
  expect([false, true].map((lifted) => withConsent(interest, unproven, facts, lifted))).toEqual([
    interest,
    { ...interest, verdict: 'NEED_CONSENT', basis: null, rules: ['FR1', 'E6'], unlockedBy: ['consent'] },
  ])
})
