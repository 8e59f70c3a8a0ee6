import { expect, it } from 'vitest'
import type { ObjectionFact } from '../../domain/decisions/facts.ts'
import { defaultSettings } from '../../domain/settings/settings.ts'
import { runClock } from '../../domain/inactivity/clock.ts'
import type { FactRecord } from '../../store/decisions/facts.ts'
import { consentFacts, contactFacts, type KnownConsent, type KnownSource } from './contact-facts.ts'

const settings = {
  ...defaultSettings,
  controller: {
    name: 'Exemple Industries',
    contact: 'dpo@exemple.example.test',
    privacyUrl: 'https://exemple.example.test/vie-privee',
  },
}
const given: KnownConsent = {
  email: 'zoe@exemple.example.test',
  forNumber: false,
  country: null,
  phone: null,
  controller: 'Exemple Industries',
  channels: ['email'],
  purposes: ['prospecting'],
  textVersion: 'ab',
  act: 'tick',
  givenAt: '2026-11-26T09:00:00.000Z',
  confirmedAt: null,
  withdrawnAt: null,
  ownForm: true,
  faults: [],
}
const no = (channels: ObjectionFact['channels'], kinds: readonly string[] = []): ObjectionFact => ({
  receivedAt: '2026-11-20T09:00:00.000Z',
  channels,
  kinds,
})
const called: Partial<KnownConsent> = { channels: ['phone'], forNumber: true, phone: '+33612345678' }
const reached = { email: 'zoe@exemple.example.test', phone: '+33612345678' }

it.each<[string, Partial<KnownConsent>, Partial<typeof reached> | { email: null }, ObjectionFact[], boolean]>([
  ['the address it names', {}, {}, [], true],
  ['no other address of the same person', {}, { email: 'z.lambert@exemple.example.test' }, [], false],
  ['nobody, once the base no longer holds the address', { email: null }, { email: null }, [], false],
  ['the number it names', called, {}, [], true],
  ['no other number', called, { phone: '+33600000000' }, [], false],
  ['no number that no record holds', { ...called, phone: null }, {}, [], false],
  ['nothing while an earlier no stands for its channel: only a Lift ends that', {}, {}, [no(['email'])], false],
  ['its channel, when the objection is to another', {}, {}, [no(['phone'])], true],
  ['its channel, when the objection is to one kind of message', {}, {}, [no(['email'], ['newsletter'])], true],
])('a consent serves %s', (_what, more, reach, objections, served) => {
  expect(consentFacts([{ ...given, ...more }], objections, { ...reached, ...reach }, settings).length).toBe(
    served ? 1 : 0,
  )
})

it.each([
  ['Exemple Industries', true],
  ['EXEMPLE industries', true],
  ['Exemple Nord', false],
])('of %s names us: %s', (controller, namesUs) => {
  expect(consentFacts([{ ...given, controller }], [], reached, settings)).toEqual([
    {
      channels: ['email'],
      purposes: ['prospecting'],
      textVersion: 'ab',
      act: 'tick',
      givenAt: given.givenAt,
      confirmedAt: null,
      withdrawnAt: null,
      namesUs,
      preTicked: false,
      bundled: false,
      misleading: false,
      ownForm: true,
    },
  ])
})

it.each<[string, KnownSource['kind'], string, boolean, object]>([
  ['a guess that came back', 'C10', 'zoe@exemple.example.test', true, { bounced: true }],
  ['a guess that did not', 'C10', 'zoe@exemple.example.test', false, {}],
  ['another address of the person', 'C10', 'z.lambert@exemple.example.test', true, {}],
  ['an address that the person gave', 'C1', 'zoe@exemple.example.test', true, {}],
])('a source tells of %s', (_what, kind, dead, undeliverable, more) => {
  const record = (email: string, comesBack: boolean) =>
    ({
      email,
      jobTitle: null,
      country: 'FR',
      mobile: null,
      phone: null,
      firstName: 'Zoé',
      lastName: 'Lambert',
      company: 'Exemple SAS',
      relation: 'none',
      firstSeenAt: new Date('2026-01-01T00:00:00Z'),
      extras: { undeliverable: comesBack },
    }) as unknown as FactRecord
  const source: KnownSource = {
    kind,
    name: 'tool',
    obtainedOn: '2026-01-01',
    assumed: false,
    connectionId: null,
    proof: null,
    attested: false,
    noticeShown: false,
    accepted: true,
    diligence: 'open',
  }
  const clock = runClock(
    { obtainedOn: [new Date('2026-01-01T00:00:00Z')], seenAt: [], acts: [] },
    36,
    new Date('2026-11-25T08:00:00Z'),
  )
  const facts = contactFacts(
    {
      records: [record('zoe@exemple.example.test', false), record(dead, undeliverable)],
      sources: [source],
      objections: [],
      notices: [],
      heldUntil: null,
      ownAct: null,
      consents: [],
      consentChanges: [],
      askedAt: null,
      pending: null,
      mailHold: null,
    },
    clock,
    settings,
  )
  expect([facts.sources, facts.legalPersonByName]).toEqual([
    [
      {
        kind,
        name: 'tool',
        obtainedOn: '2026-01-01',
        noticeShown: false,
        approved: true,
        visibility: 'public',
        refusedCanvassing: false,
        diligence: 'open',
        ...more,
      },
    ],
    true,
  ])
})
