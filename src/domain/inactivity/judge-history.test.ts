import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actRules, actKinds } from './tables/acts.ts'
import { actNames } from './tables/act-names.ts'
import { clickTargets, pathTargets } from './tables/click-words.ts'
import { History } from './history.ts'
import { judgeHistory } from './judge-history.ts'

const noon = new Date('2026-11-25T12:00:00Z')
type Given = Record<string, unknown>
const judge = (given: Given) => judgeHistory(History.parse({ now: '2026-11-25', ...given }), noon)
const source = (obtainedOn: string) => ({ kind: 'C1', obtainedOn })
const brief = (given: Given) => {
  const { state, startedOn, lastActOn, lastActKind, termOn, removable, keptBy } = judge(given)
  return { state, startedOn, lastActOn, lastActKind, termOn, removable, keptBy }
}
const silent = { sources: [source('2022-01-10')] }
const gone = {
  state: 'expired',
  startedOn: '2022-01-10',
  lastActOn: null,
  lastActKind: null,
  termOn: '2025-01-10',
  removable: true,
  keptBy: [],
}

describe('a history (G1 to G6)', () => {
  it.each<[string, Given, object]>([
    ['silent since the collection', silent, gone],
    [
      'the day before the term',
      { sources: [source('2023-11-26')] },
      {
        state: 'running',
        startedOn: '2023-11-26',
        lastActOn: null,
        lastActKind: null,
        termOn: '2026-11-26',
        removable: false,
        keptBy: ['not-expired'],
      },
    ],
    [
      'the day of the term',
      { sources: [source('2023-11-25')] },
      { ...gone, startedOn: '2023-11-25', termOn: '2026-11-25' },
    ],
    [
      'a click keeps',
      { ...silent, events: [{ kind: 'click', at: '2024-06-01T10:00:00Z' }] },
      {
        state: 'running',
        startedOn: '2022-01-10',
        lastActOn: '2024-06-01',
        lastActKind: 'click',
        termOn: '2027-06-01',
        removable: false,
        keptBy: ['not-expired'],
      },
    ],
    [
      'opens never keep',
      {
        ...silent,
        events: [
          { kind: 'open', at: '2026-11-01' },
          { kind: 'EMAIL_OPEN', at: '2026-11-02' },
        ],
      },
      gone,
    ],
    [
      'an act before the collection',
      { ...silent, events: [{ kind: 'reply', at: '2021-05-01' }] },
      { ...gone, startedOn: '2021-05-01', lastActOn: '2022-01-10', lastActKind: 'form' },
    ],
    [
      'the latest of several systems',
      {
        ...silent,
        events: [
          { kind: 'reply', at: '2024-01-01', system: 'salesforce' },
          { kind: 'click', at: '2023-12-31', system: 'hubspot' },
        ],
      },
      {
        state: 'running',
        startedOn: '2022-01-10',
        lastActOn: '2024-01-01',
        lastActKind: 'reply',
        termOn: '2027-01-01',
        removable: false,
        keptBy: ['not-expired'],
      },
    ],
    [
      'only a record: the start is assumed',
      { records: [{ system: 'hubspot', createdOn: '2022-03-01T09:00:00Z' }] },
      { ...gone, startedOn: '2022-03-01', termOn: '2025-03-01', removable: false, keptBy: ['assumed-start'] },
    ],
    [
      'an assumed start that the DPO lets go',
      { records: [{ createdOn: '2022-03-01' }], policy: { assumedStarts: true } },
      { ...gone, startedOn: '2022-03-01', termOn: '2025-03-01' },
    ],
    [
      'an assumed start that runs',
      { records: [{ createdOn: '2025-03-01' }] },
      {
        state: 'assumed',
        startedOn: '2025-03-01',
        lastActOn: null,
        lastActKind: null,
        termOn: '2028-03-01',
        removable: false,
        keptBy: ['not-expired', 'assumed-start'],
      },
    ],
    [
      'an act carries an assumed start',
      { records: [{ createdOn: '2020-03-01' }], events: [{ kind: 'form', at: '2023-05-05' }] },
      { ...gone, startedOn: '2020-03-01', lastActOn: '2023-05-05', lastActKind: 'form', termOn: '2026-05-05' },
    ],
    [
      'a record older than its source',
      { records: [{ createdOn: '2020-03-01' }], sources: [{ kind: 'C9', obtainedOn: '2021-01-01' }] },
      { ...gone, startedOn: '2020-03-01', termOn: '2023-03-01' },
    ],
    [
      'a form of theirs later than the record of another system',
      {
        records: [
          { system: 'hubspot', createdOn: '2021-11-08' },
          { system: 'salesforce', createdOn: '2025-10-31' },
        ],
        sources: [{ kind: 'C1', obtainedOn: '2025-10-31' }],
      },
      {
        state: 'running',
        startedOn: '2021-11-08',
        lastActOn: '2025-10-31',
        lastActKind: 'form',
        termOn: '2028-10-31',
        removable: false,
        keptBy: ['not-expired'],
      },
    ],
    [
      'a mail of ours before the record was made',
      { records: [{ createdOn: '2024-02-01' }], events: [{ kind: 'mail-sent', at: '2022-01-10' }] },
      { ...gone, removable: false, keptBy: ['assumed-start'] },
    ],
    [
      'days that stand for none',
      {
        records: [{ createdOn: '1970-01-01' }, { createdOn: '2022-01-10' }],
        sources: [{ kind: 'C1', obtainedOn: '1989-12-31' }],
        events: [{ kind: 'click', at: '1970-01-01' }],
      },
      { ...gone, removable: false, keptBy: ['assumed-start'] },
    ],
    [
      'only days that stand for none',
      { records: [{ createdOn: '1970-01-01' }], events: [{ kind: 'mail-sent', at: '1980-01-01' }] },
      {
        state: 'unknown',
        startedOn: null,
        lastActOn: null,
        lastActKind: null,
        termOn: null,
        removable: false,
        keptBy: ['no-start'],
      },
    ],
    [
      'no date but an old event of our own',
      { events: [{ kind: 'mail-sent', at: '2021-04-01' }] },
      { ...gone, startedOn: '2021-04-01', termOn: '2024-04-01', removable: false, keptBy: ['assumed-start'] },
    ],
    [
      'no date at all',
      {},
      {
        state: 'unknown',
        startedOn: null,
        lastActOn: null,
        lastActKind: null,
        termOn: null,
        removable: false,
        keptBy: ['no-start'],
      },
    ],
    ['a customer', { ...silent, relation: 'customer' }, { ...gone, removable: false, keptBy: ['customer'] }],
    [
      'an open deal in one of two systems',
      { ...silent, records: [{ createdOn: '2023-01-01', relation: 'open-deal' }, { createdOn: '2023-01-01' }] },
      { ...gone, removable: false, keptBy: ['open-deal'] },
    ],
    [
      'a former customer: three years after the end (G2)',
      { ...silent, relation: 'customer', relationEndedOn: '2024-02-29' },
      { ...gone, state: 'running', termOn: '2027-02-28', removable: false, keptBy: ['not-expired'] },
    ],
    [
      'a former customer with a term of its own',
      { ...silent, relationEndedOn: '2024-02-29', policy: { afterRelationMonths: 24 } },
      { ...gone, termOn: '2026-02-28' },
    ],
    [
      'a former customer who acted later has one term all the same',
      {
        ...silent,
        relationEndedOn: '2024-02-29',
        events: [{ kind: 'click', at: '2024-03-31' }],
        policy: { afterRelationMonths: 24 },
      },
      { ...gone, lastActOn: '2024-03-31', lastActKind: 'click', termOn: '2026-03-31' },
    ],
    [
      'a relationship that ends next year',
      { ...silent, relation: 'customer', relationEndedOn: '2027-01-01' },
      { ...gone, removable: false, keptBy: ['customer'] },
    ],
    [
      'a contract still kept',
      {
        ...silent,
        holds: [
          { kind: 'contract', until: '2027-01-01' },
          { kind: 'legal-hold' },
          { kind: 'not-now', until: '2026-11-25' },
        ],
      },
      { ...gone, removable: false, keptBy: ['contract', 'legal-hold'] },
    ],
    [
      'a message that waits',
      { ...silent, holds: [{ kind: 'pending-erasure' }] },
      { ...gone, removable: false, keptBy: ['pending-erasure'] },
    ],
    [
      'a system that fails',
      { ...silent, systems: [{ name: 'HubSpot', readAt: '2026-11-25T02:00:00Z', failing: true }] },
      { ...gone, state: 'blind', removable: false, keptBy: ['blind'] },
    ],
    [
      'a system read two days and a minute ago',
      { ...silent, now: '2026-11-25T02:01:00Z', systems: [{ name: 'HubSpot', readAt: '2026-11-23T02:00:00Z' }] },
      { ...gone, state: 'blind', removable: false, keptBy: ['blind'] },
    ],
    [
      'a system read within two days',
      { ...silent, now: '2026-11-25T02:00:00Z', systems: [{ name: 'HubSpot', readAt: '2026-11-23T02:00:00Z' }] },
      gone,
    ],
    [
      'nobody said which other tools there are',
      { ...silent, otherTools: null },
      { ...gone, state: 'blind', removable: false, keptBy: ['blind'] },
    ],
    [
      'another tool whose clicks nobody brought',
      { ...silent, otherTools: [{ name: 'Brevo' }] },
      { ...gone, state: 'blind', removable: false, keptBy: ['blind'] },
    ],
    [
      'another tool whose clicks were brought',
      { ...silent, otherTools: [{ name: 'Brevo', importedAt: '2026-11-25T01:00:00Z' }] },
      gone,
    ],
    [
      'a system read in the future proves nothing',
      { ...silent, systems: [{ name: 'HubSpot', readAt: '2031-01-01' }] },
      { ...gone, state: 'blind', removable: false, keptBy: ['blind'] },
    ],
    [
      'another tool brought in the future neither',
      { ...silent, otherTools: [{ name: 'Brevo', importedAt: '2031-01-01' }] },
      { ...gone, state: 'blind', removable: false, keptBy: ['blind'] },
    ],
    [
      'a day without a source is that of an import',
      { sources: [{ kind: 'C13', obtainedOn: '2022-01-10' }] },
      { ...gone, removable: false, keptBy: ['assumed-start'] },
    ],
    [
      'a source without a day: the record was there',
      { sources: [{ kind: 'C1', obtainedOn: null }], records: [{ createdOn: '2022-01-10' }] },
      { ...gone, removable: false, keptBy: ['assumed-start'] },
    ],
    [
      'a source without a day and nothing else',
      { sources: [{ kind: 'C1' }] },
      {
        state: 'unknown',
        startedOn: null,
        lastActOn: null,
        lastActKind: null,
        termOn: null,
        removable: false,
        keptBy: ['no-start'],
      },
    ],
    [
      'an own form after another source is a form sent',
      { sources: [{ kind: 'C9', obtainedOn: '2021-01-01' }, source('2025-06-01')] },
      {
        state: 'running',
        startedOn: '2021-01-01',
        lastActOn: '2025-06-01',
        lastActKind: 'form',
        termOn: '2028-06-01',
        removable: false,
        keptBy: ['not-expired'],
      },
    ],
    [
      'so is a questionnaire',
      {
        sources: [
          { kind: 'C9', obtainedOn: '2021-01-01' },
          { kind: 'C4', obtainedOn: '2023-06-01' },
        ],
      },
      { ...gone, startedOn: '2021-01-01', lastActOn: '2023-06-01', lastActKind: 'form', termOn: '2026-06-01' },
    ],
    [
      'a broker’s delivery after it is none',
      { sources: [source('2021-01-01'), { kind: 'C7', obtainedOn: '2025-06-01' }] },
      { ...gone, startedOn: '2021-01-01', termOn: '2024-01-01' },
    ],
    [
      'only the end of the relationship is known (G2)',
      { relationEndedOn: '2021-01-01' },
      { ...gone, startedOn: '2021-01-01', termOn: '2024-01-01' },
    ],
    [
      'a kind nobody knows may have been an act',
      { ...silent, events: [{ kind: 'telepathy', at: '2024-01-01' }] },
      { ...gone, removable: false, keptBy: ['unknown-kind'] },
    ],
    ['the same too long ago to matter', { ...silent, events: [{ kind: 'telepathy', at: '2023-11-25' }] }, gone],
    [
      '29 February',
      { sources: [source('2024-02-29')] },
      {
        state: 'running',
        startedOn: '2024-02-29',
        lastActOn: null,
        lastActKind: null,
        termOn: '2027-02-28',
        removable: false,
        keptBy: ['not-expired'],
      },
    ],
    [
      'a late evening in Paris is the next day in UTC',
      { ...silent, events: [{ kind: 'reply', at: '2023-11-25T00:30:00+01:00' }] },
      { ...gone, lastActOn: '2023-11-24', lastActKind: 'reply', termOn: '2026-11-24' },
    ],
    [
      'an early morning in New York',
      { ...silent, now: '2026-11-25T03:00:00Z', events: [{ kind: 'reply', at: '2023-11-24T20:30:00-05:00' }] },
      { ...gone, lastActOn: '2023-11-25', lastActKind: 'reply', termOn: '2026-11-25' },
    ],
    [
      'a shorter term',
      { sources: [source('2024-10-31')], policy: { months: 24 } },
      { ...gone, startedOn: '2024-10-31', termOn: '2026-10-31' },
    ],
    [
      'job changes and enrichment restart nothing (S-KASPR)',
      {
        ...silent,
        events: ['job-change', 'enrichment', 'import', 'merge', 'owner-change', 'list_added', 'crm edit'].map(
          (kind) => ({ kind, at: '2026-10-01' }),
        ),
      },
      gone,
    ],
    [
      'a call that was answered, without a note',
      { ...silent, events: [{ kind: 'call-answered', at: '2026-01-01' }] },
      gone,
    ],
    [
      'a call that was answered, noted',
      { ...silent, events: [{ kind: 'call-answered', at: '2026-01-01', noted: true }] },
      {
        ...gone,
        state: 'running',
        lastActOn: '2026-01-01',
        lastActKind: 'call-answered',
        termOn: '2029-01-01',
        removable: false,
        keptBy: ['not-expired'],
      },
    ],
    ['an act of next year', { ...silent, events: [{ kind: 'reply', at: '2031-01-01' }] }, gone],
    [
      'an act later on the day',
      { ...silent, events: [{ kind: 'reply', at: '2026-11-25T18:00:00Z' }] },
      {
        ...gone,
        state: 'running',
        lastActOn: '2026-11-25',
        lastActKind: 'reply',
        termOn: '2029-11-25',
        removable: false,
        keptBy: ['not-expired'],
      },
    ],
  ])('%s', (_what, given, expected) => {
    expect(brief(given)).toEqual(expected)
  })

  it('tells of each event whether it counts and why', () => {
    const { events, futureEvents, lastActSystem, askFrom, askUntil } = judge({
      ...silent,
      events: [
        { kind: 'Email Reply', at: '2024-03-01', system: 'hubspot' },
        { kind: 'meeting', at: '2024-04-01' },
        { kind: 'meeting', at: '2024-02-01', noted: true },
        { kind: 'notes_last_contacted', at: '2026-01-01' },
        { kind: 'telepathy', at: '2026-01-01' },
        { kind: 'reply', at: '2027-01-01' },
        { kind: 'constructor', at: '2026-01-01' },
      ],
    })
    expect(events.map(({ readAs, counts, why }) => [readAs, counts, why])).toEqual([
      ['reply', true, 'from-the-person'],
      ['meeting', false, 'not-noted'],
      ['meeting', true, 'noted'],
      ['edit', false, 'not-from-the-person'],
      [null, false, 'unknown-kind'],
      ['reply', false, 'in-the-future'],
      [null, false, 'unknown-kind'],
    ])
    expect({ futureEvents, lastActSystem, askFrom, askUntil }).toEqual({
      futureEvents: 1,
      lastActSystem: 'hubspot',
      askFrom: '2026-12-31',
      askUntil: '2027-01-30',
    })
  })

  const clicks = (...all: Given[]) =>
    judge({ ...silent, events: all.map((one) => ({ kind: 'click', message: 'm1', ...one })) }).events.map(
      ({ readAs, counts, why }) => (counts ? 'counts' : why === 'scanner' ? 'scanner' : readAs),
    )
  it.each<[string, Given[], (string | null)[]]>([
    [
      'one link, a minute after the delivery',
      [{ at: '2025-01-01T10:01:00Z', sentAt: '2025-01-01T10:00:00Z', link: 'https://a.example.test' }],
      ['counts'],
    ],
    [
      'two seconds after the delivery',
      [{ at: '2025-01-01T10:00:02Z', sentAt: '2025-01-01T10:00:00Z', link: 'https://a.example.test' }],
      ['scanner'],
    ],
    ['before the delivery was noted', [{ at: '2025-01-01T09:59:59Z', sentAt: '2025-01-01T10:00:00Z' }], ['scanner']],
    [
      'three links at once',
      [0, 3, 6].map((second) => ({ at: `2025-01-01T10:05:0${second}Z`, link: `https://a.example.test/${second}` })),
      ['scanner', 'scanner', 'scanner'],
    ],
    [
      'three links in a minute',
      [0, 20, 40].map((second) => ({
        at: `2025-01-01T10:05:${String(second).padStart(2, '0')}Z`,
        link: `https://a.example.test/${second}`,
      })),
      ['counts', 'counts', 'counts'],
    ],
    [
      'one link three times',
      [0, 3, 6].map((second) => ({ at: `2025-01-01T10:05:0${second}Z`, link: 'https://a.example.test' })),
      ['counts', 'counts', 'counts'],
    ],
    [
      'two links in the same second',
      [0, 1].map((link) => ({ at: '2025-01-01T10:05:00Z', link: `https://a.example.test/${link}` })),
      ['scanner', 'scanner'],
    ],
    [
      'links of two messages in the same second',
      [0, 1].map((link) => ({
        at: '2025-01-01T10:05:00Z',
        message: `m${link}`,
        link: `https://a.example.test/${link}`,
      })),
      ['counts', 'counts'],
    ],
    [
      'a person after the scanner',
      [
        ...[0, 1, 2].map((link) => ({
          at: '2025-01-01T10:00:03Z',
          sentAt: '2025-01-01T10:00:00Z',
          link: `https://a.example.test/${link}`,
        })),
        { at: '2025-01-01T14:00:00Z', sentAt: '2025-01-01T10:00:00Z', link: 'https://a.example.test/1' },
      ],
      ['scanner', 'scanner', 'scanner', 'counts'],
    ],
    [
      'a program by its name',
      [
        { at: '2025-01-01T10:30:00Z', agent: 'Mozilla/5.0 (compatible; BarracudaCentral)' },
        { at: '2025-01-01T10:30:00Z', agent: 'python-requests/2.31' },
        { at: '2025-01-01T10:30:00Z', agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/130.0' },
      ],
      ['scanner', 'scanner', 'counts'],
    ],
    [
      'a phone whose make ends in bot, and robots',
      [
        'Mozilla/5.0 (Linux; Android 10; CUBOT NOTE 20 PRO) Chrome/120',
        'Mozilla/5.0 (compatible; bingbot/2.0)',
        'my bot 1.0',
      ].map((agent) => ({ at: '2025-01-01T10:30:00Z', agent })),
      ['counts', 'scanner', 'scanner'],
    ],
    [
      'a scanner that follows what is not about the offer too',
      ['unsubscribe', 'https://a.example.test/privacy', 'https://a.example.test/offer'].map((link, place) => ({
        at: `2025-01-01T10:05:00.${place}Z`,
        link,
      })),
      ['scanner', 'scanner', 'scanner'],
    ],
    [
      'addresses that are not about the offer',
      [
        'https://acme.example.test/unsubscribe?u=1',
        'https://acme.example.test/fr/desinscription.html',
        'https://acme.example.test/abmelden/',
        'https://acme.example.test/privacy',
        'https://acme.example.test/Politique-de-confidentialit%C3%A9',
        'https://acme.example.test/datenschutz',
        'https://acme.example.test/mentions_legales',
        'https://hs-1.s.example.test/hs/preferences-center/en/direct?data=abc',
        'https://mail.example.test/view-in-browser/12',
        'https://www.linkedin.com/company/acme',
        'https://x.com/acme',
        'https://acme.example.test/logo.png',
        'mailto:unsub@acme.example.test',
      ].map((link, place) => ({ at: `2025-01-${String(place + 1).padStart(2, '0')}T10:00:00Z`, link })),
      [
        'unsubscribe',
        'unsubscribe',
        'unsubscribe',
        'privacy-click',
        'privacy-click',
        'privacy-click',
        'privacy-click',
        'privacy-click',
        'view-online-click',
        'social-click',
        'social-click',
        'image-click',
        'privacy-click',
      ],
    ],
    [
      'addresses of the offer',
      [
        'https://acme.example.test/offer?next=/privacy',
        'https://acme.example.test/privacy-software',
        'https://linux.com/acme',
        'https://acme.example.test/%E0%A4%A',
        `https://acme.example.test/${'a'.repeat(3_000)}`,
      ].map((link, place) => ({ at: `2025-01-01T10:${place}0:00Z`, link })),
      ['counts', 'counts', 'counts', 'counts', 'counts'],
    ],
    ['a data centre', [{ at: '2025-01-01T10:30:00Z', dataCentre: true }], ['scanner']],
    [
      'days that say nothing of seconds',
      [
        { at: '2025-01-01', sentAt: '2025-01-01', link: 'https://a.example.test/1' },
        { at: '2025-01-01', link: 'https://a.example.test/2' },
      ],
      ['counts', 'counts'],
    ],
    [
      'links that are not about the offer',
      [
        { at: '2025-01-01T10:30:00Z', link: 'unsubscribe' },
        { at: '2025-01-01T10:40:00Z', link: 'View online' },
        { at: '2025-01-01T10:50:00Z', link: 'privacy_policy' },
        { at: '2025-01-01T11:00:00Z', link: 'logo' },
      ],
      ['unsubscribe', 'view-online-click', 'privacy-click', 'social-click'],
    ],
  ])('a click: %s', (_what, given, expected) => {
    expect(clicks(...given)).toEqual(expected)
  })

  it('does not depend on the order of events, nor on any that does not count, and no act shortens a term', () => {
    const day = fc
      .date({ min: new Date('2019-01-01'), max: new Date('2026-11-24'), noInvalidDate: true })
      .map((at) => at.toISOString())
    const event = fc.record({ kind: fc.constantFrom(...actKinds), at: day })
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 8 }),
        event,
        fc.array(day, { minLength: 1, maxLength: 3 }),
        fc.option(day),
        (events, more, days, ended) => {
          const base = {
            sources: days.map((obtainedOn) => ({ obtainedOn })),
            events,
            relationEndedOn: ended?.slice(0, 10) ?? null,
            policy: { months: 12, afterRelationMonths: 24 },
          }
          const clock = (given: Given) => {
            const { events: _events, ...rest } = judge(given)
            return rest
          }
          const before = clock(base)
          expect({ ...clock({ ...base, events: events.toReversed() }), lastActKind: null }).toEqual({
            ...before,
            lastActKind: null,
          })
          const after = clock({ ...base, events: [...events, more] })
          // What happened before the data were known to be there shows that they were: the start is earlier.
          if (more.at < [...days, ...events.map(({ at }) => at)].toSorted()[0]!.slice(0, 10)) return
          if (actRules[more.kind] === 'counts') expect((after.termOn ?? '') >= (before.termOn ?? '')).toBe(true)
          else expect(after).toEqual(before)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('reads what Salesforce writes: a zone without a colon, and its names of acts', () => {
    const { events } = judge({
      ...silent,
      events: [
        ...[
          'HasResponded',
          'CampaignMember HasResponded',
          'FirstRespondedDate',
          'phone call from the prospect',
          'hs_email_last_click',
          'webinar attended',
        ].map((kind) => ({ kind, at: '2025-02-10T12:00:00.000+0100' })),
        { kind: 'webinar attendance', at: '2025-02-10', noted: true },
      ],
    })
    expect(events.map(({ at, readAs, why }) => [at, readAs, why])).toEqual([
      ...['response', 'response', 'response', 'call-received', 'click'].map((readAs) => [
        '2025-02-10T12:00:00.000+01:00',
        readAs,
        'from-the-person',
      ]),
      ['2025-02-10T12:00:00.000+01:00', 'meeting', 'not-noted'],
      ['2025-02-10', 'meeting', 'noted'],
    ])
  })

  it('reads what mailing tools write, whatever they put between words', () => {
    const told = {
      hard_bounce: 'bounce',
      SoftBounce: 'bounce',
      OutOfOffice: 'out-of-office',
      spamreport: 'complaint',
      SpamComplaint: 'complaint',
      spam: 'complaint',
      unsub: 'unsubscribe',
      emailsUnsubscribed: 'unsubscribe',
      group_unsubscribe: 'unsubscribe',
      sms_unsub: 'stop',
      'Preference change to zero': 'preferences-to-none',
      emailsClicked: 'click',
      LinkClick: 'click',
      'EmailMessage.Incoming': 'reply',
      'EventRelation: Declined': 'response',
      unique_proxy_open: 'open',
      cleaned: 'bounce',
      'Ebook download': 'document-request',
      constructor: null,
      'hears from us': null,
    }
    const { events } = judge({ ...silent, events: Object.keys(told).map((kind) => ({ kind, at: '2025-02-10' })) })
    expect(Object.fromEntries(events.map(({ kind, readAs }) => [kind, readAs]))).toEqual(told)
  })

  it.each<[string, Record<string, string | null>]>([
    [
      'without the words that say nothing of what was done',
      {
        pardot_email_click: 'click',
        'Account Engagement: Form Success': 'form',
        mcaeFormHandlerSuccess: 'form',
        'Visitor Activity 11': 'open',
        hubspot_marketing_email_sent: 'mail-sent',
        'last open date': 'open',
        'number of opens': 'open',
        click_event: 'click',
        'clicked link in email': 'click',
        'replied to email': 'reply',
        'unsubscribed from newsletter': 'unsubscribe',
        'opted out of email': 'unsubscribe',
        'Registered for Webinar': 'form',
        'inbound EmailMessage': 'reply',
      },
    ],
    [
      'with the person in front, and not as ours then',
      {
        prospect_clicked: 'click',
        'contact unsubscribed': 'unsubscribe',
        recipientOpened: 'open',
        'lead email bounced': 'bounce',
        contact_email_sent: null,
        prospect_sent_message: null,
        'visitor note added': null,
        'email sent by prospect': null,
        'message from contact': null,
      },
    ],
    [
      'not as theirs, where a mail of ours may be what went well or was received',
      {
        Success: 'form',
        'Email Success': null,
        'campaign success': null,
        'Form Email Sent': null,
        form_sent: 'form',
        'Received Email': null,
        klaviyo_received_email: null,
        'contact received email': null,
        'reply received': 'reply',
      },
    ],
    [
      'never by a word alone that may mean something else',
      {
        opened_ticket: null,
        'opened tracked link': 'click',
        'case opened': null,
        'open deal': null,
        'reply sent': null,
        email: null,
        'last activity': null,
        'sent to prospect': null,
        'contact created': null,
      },
    ],
  ])('reads names of kinds %s', (_how, told) => {
    const { events } = judge({ ...silent, events: Object.keys(told).map((kind) => ({ kind, at: '2025-02-10' })) })
    expect(Object.fromEntries(events.map(({ kind, readAs }) => [kind, readAs]))).toEqual(told)
  })

  it('names each field that is wrong', () => {
    const faults = History.safeParse({
      events: [{ kind: 'click', at: 'yesterday' }],
      sources: [{ obtainedOn: '2025-02-30' }],
      policy: { months: 60 },
      opened: true,
    }).error?.issues.map((issue) => issue.path.join('.'))
    expect(faults?.toSorted()).toEqual(['', 'events.0.at', 'policy.months', 'sources.0.obtainedOn'])
  })

  it('knows every kind by its own name, and other names of known kinds only', () => {
    expect(
      [...Object.values(actNames), ...Object.values(clickTargets), ...pathTargets.values()].filter(
        (kind) => !Object.hasOwn(actRules, kind),
      ),
    ).toEqual([])
    const letters = [...Object.keys(actNames), ...actKinds].map((name) => name.replaceAll('-', ''))
    expect(Object.keys(actNames).filter((name) => /[^a-z0-9-]/u.test(name))).toEqual([])
    expect(letters.filter((name, place) => letters.indexOf(name) !== place)).toEqual([])
    expect(
      actKinds.map(
        (kind) =>
          judge({
            ...silent,
            events: [{ kind: kind.toUpperCase().replaceAll('-', '_'), at: '2024-01-01', noted: true }],
          }).events[0]?.readAs,
      ),
    ).toEqual(actKinds)
  })
})
