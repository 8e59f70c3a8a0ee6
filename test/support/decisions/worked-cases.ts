import { expect } from 'vitest'
import { DecisionCase } from '../../../src/domain/decisions/case.ts'
import { decideCase } from '../../../src/domain/decisions/decide-case.ts'

const now = new Date('2026-11-25T08:00:00Z')
export const software = { name: 'Software', functions: ['it'], assessment: 'LIA-1' }
export const lunch = { name: 'Lunch', functions: ['administration'], assessment: 'LIA-2' }
export const ownForm = { kind: 'C1', name: 'form', obtainedOn: '2026-01-10', noticeShown: true }
/** anne.roy@acme.fr, CTO in France, own form with notice, offer related: docs/reference/law.md#cases. */
export const anne = {
  email: 'anne.roy@acme.fr',
  firstName: 'Anne',
  lastName: 'Roy',
  jobTitles: ['CTO'],
  countries: ['FR'],
  sources: [ownForm],
}
export const nobody = { ...anne, firstName: null, lastName: null, jobTitles: [] }
export const collected2021 = { ...anne, sources: [{ ...ownForm, obtainedOn: '2021-03-01' }] }
export const broker = (obtainedOn: string, more = {}) => [
  { kind: 'C7', name: 'Prospecta SAS', obtainedOn, diligence: 'passed', ...more },
]
export const ticked = {
  givenAt: '2026-11-20T10:00:00Z',
  channels: ['email'],
  purposes: ['prospecting'],
  namesUs: true,
  textVersion: 'v1',
  act: 'tick',
  ownForm: true,
}
export const sale = {
  on: '2025-03-10',
  productFamily: 'software',
  bySameEntity: true,
  addressFromCustomer: true,
  refusalOffered: true,
}
export const forFamily = { ...software, productFamily: 'software' }

/** Consent to an upload to an advertising platform. */
export const forUpload = { ...ticked, channels: ['audience'], purposes: ['audience'] }
export const upload = { purpose: 'audience', channel: 'audience' }
export const mobile = '+33 6 39 98 12 34'
/** Nothing but what is told of the firm counts. */
export const switchboard = { ...nobody, email: null, phone: '+33 1 42 68 53 00', phoneLabel: 'standard' }

export function judge(contact: object, ask: object = {}, more: object = {}) {
  return decideCase(DecisionCase.parse({ contact, ask: { offer: software, ...ask }, ...more }), now)
}

/** Name of the case, contact, ask, and what the rules of docs/reference/law.md say of the decision. */
export type WorkedCase = readonly [string, object, object, object]

/** Compares what a row says; the rest of the decision is for other rows. */
export function expectDecision(contact: object, ask: object, wanted: object, more: object = {}): void {
  const decided = judge(contact, ask, more)
  expect(Object.fromEntries(Object.keys(wanted).map((key) => [key, decided[key as keyof typeof decided]]))).toEqual(
    wanted,
  )
}
