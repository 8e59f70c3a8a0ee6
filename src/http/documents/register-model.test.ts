import { expect, it } from 'vitest'
import { defaultRegister } from '../../domain/evidence/register.ts'
import type { RegisterFacts, RegisterRecipient } from '../../domain/evidence/tables/register-facts.ts'
import { registerTexts } from './register-model.ts'

const crm = (more: Partial<RegisterRecipient>): RegisterRecipient => ({
  key: 'h',
  name: 'HubSpot',
  kind: 'crm',
  legalName: null,
  country: null,
  safeguard: null,
  ...more,
})
const facts = (more: Partial<RegisterFacts>): RegisterFacts => ({
  controller: null,
  register: defaultRegister,
  recipients: [],
  toolsStated: true,
  offers: [],
  inactivityMonths: 36,
  ownTerms: [],
  people: 10,
  sourceless: 3,
  countedOn: '2026-11-25',
  sources: [],
  objections: 0,
  consents: 0,
  screenings: 0,
  users: 1,
  ...more,
})
/** The cells of prospecting, by column. */
const cellsOf = (more: Partial<RegisterFacts>) => Object.fromEntries(registerTexts(facts(more), 'en')[0]?.cells ?? [])

it.each<[string, RegisterRecipient[], string]>([
  ['nobody who keeps data outside', [crm({ country: 'IE' })], 'none'],
  ['somebody of whom nothing was said', [crm({})], 'not stated for HubSpot'],
  [
    'one outside, without what allows it, and one unknown',
    [crm({ country: 'US' }), crm({ key: 's', name: 'Salesforce' })],
    'HubSpot – United States, safeguard not stated; not stated for Salesforce',
  ],
  ['one outside with a safeguard', [crm({ country: 'US', safeguard: 'SCC' })], 'HubSpot – United States, SCC'],
])('transfers (H2): %s', (_what, recipients, transfers) => {
  expect(cellsOf({ recipients })['transfers']).toBe(transfers)
})

it('says that other tools were not stated, and that it is incomplete for it', () => {
  const [line] = registerTexts(facts({ recipients: [crm({ country: 'IE' })], toolsStated: false }), 'en')
  expect(line?.line.missing).toContain('tools')
  expect(Object.fromEntries(line?.cells ?? [])['recipients']).toBe('HubSpot – Ireland; other tools not stated')
})

it('gives the terms that are in force, not the general one alone', () => {
  const sentence = 'Deleted after this time without activity of the person (a click or a reply; never an open)'
  expect(cellsOf({})['term']).toBe(`36 months. ${sentence}`)
  const ownTerms = [{ population: null, country: 'DE', sourceKind: null, months: 24 }]
  expect(cellsOf({ ownTerms })['term']).toBe(`36 months; Germany 24 months. ${sentence}`)
})

it('says of how many people no source is known, and on which day they were counted', () => {
  expect(cellsOf({ sources: [{ kind: 'C1', name: 'Form', people: 7 }] })['sources']).toBe(
    'Our web form: Form (7); without a known source: 3 people (counted on 25 Nov 2026)',
  )
  expect(cellsOf({ sourceless: 0 })['sources']).toBe('without a known source: 0 people (counted on 25 Nov 2026)')
})
