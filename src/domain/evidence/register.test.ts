import { describe, expect, it } from 'vitest'
import { defaultRegister, registerLines } from './register.ts'
import { type RegisterFacts, type RegisterRecipient } from './tables/register-facts.ts'

const hubspot: RegisterRecipient = {
  key: 'h',
  name: 'HubSpot',
  kind: 'crm',
  legalName: 'HubSpot Ireland Ltd',
  country: 'IE',
  safeguard: null,
}
const broker: RegisterRecipient = {
  key: 'b',
  name: 'Prospecta',
  kind: 'broker',
  legalName: null,
  country: 'US',
  safeguard: null,
}
const facts: RegisterFacts = {
  controller: {
    name: 'Exemple Industries',
    contact: 'dpo@exemple.example.test',
    privacyUrl: 'https://exemple.example.test/vie-privee',
  },
  register: { ...defaultRegister, dpo: 'none', security: 'locked rooms' },
  recipients: [hubspot],
  toolsStated: true,
  offers: [{ name: 'ERP', assessment: { id: 'LIA-1', on: '2026-01-15' } }],
  inactivityMonths: 24,
  ownTerms: [],
  people: 10,
  sourceless: 3,
  countedOn: '2026-11-25',
  sources: [{ kind: 'C1', name: 'Form', people: 10 }],
  objections: 2,
  consents: 0,
  screenings: 0,
  users: 3,
}
const linesOf = (more: Partial<RegisterFacts>) =>
  registerLines({ ...facts, ...more }).map(({ activity, people, missing }) => [activity, people, ...missing])

describe('register of processing (H2)', () => {
  it.each<[string, Partial<RegisterFacts>, unknown]>([
    [
      'names what is done, and nothing that is not',
      {},
      [
        ['prospecting', 10],
        ['objections', 2],
        ['rights', 0],
        ['accounts', 3],
      ],
    ],
    [
      'has consents and screening once there are any',
      { consents: 4, screenings: 1 },
      [
        ['prospecting', 10],
        ['objections', 2],
        ['consents', 4],
        ['rights', 0],
        ['screening', 0],
        ['accounts', 3],
      ],
    ],
    [
      'asks for the assessment of each offer, and where people come from',
      { offers: [{ name: 'ERP', assessment: null }], sources: [] },
      [
        ['prospecting', 10, 'assessment', 'source'],
        ['objections', 2],
        ['rights', 0],
        ['accounts', 3],
      ],
    ],
    [
      'asks for the safeguard only where data leave the EEA, on the lines of that recipient',
      { recipients: [hubspot, broker] },
      [
        ['prospecting', 10],
        ['objections', 2, 'safeguard'],
        ['rights', 0],
        ['accounts', 3],
      ],
    ],
    [
      'asks for the country of a recipient',
      { recipients: [{ ...hubspot, country: null }] },
      [
        ['prospecting', 10, 'country'],
        ['objections', 2, 'country'],
        ['rights', 0],
        ['accounts', 3],
      ],
    ],
    [
      'asks for the controller, the DPO and the measures on every line',
      { controller: null, register: defaultRegister, people: 0 },
      [
        ['prospecting', 0, 'controller', 'dpo', 'security'],
        ['objections', 2, 'controller', 'dpo', 'security'],
        ['rights', 0, 'controller', 'dpo', 'security'],
        ['accounts', 3, 'controller', 'dpo', 'security'],
      ],
    ],
  ])('%s', (_name, more, expected) => {
    expect(linesOf(more)).toEqual(expected)
  })
})
