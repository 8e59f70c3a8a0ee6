import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actRules, actKinds } from './tables/acts.ts'
import { History } from './history.ts'
import { judgeHistory } from './judge-history.ts'

const noon = new Date('2026-11-25T12:00:00Z')
type Given = Record<string, unknown>
const judge = (given: Given) => judgeHistory(History.parse({ now: '2026-11-25', ...given }), noon)
const source = (obtainedOn: string) => ({ kind: 'C1', obtainedOn })
const silent = { sources: [source('2022-01-10')] }

// docs/reference/law.md#g-events.
describe('which events restart the clock', () => {
  it.each<[string, string[], boolean]>([
    ['GE1: a click on a link about the offer', ['click'], true],
    ['GE2: a reply', ['reply'], true],
    [
      'GE3: what the person asks for, sends, orders, or opens',
      ['document-request', 'form', 'call-received', 'letter', 'order', 'login'],
      true,
    ],
    ['GE5: an open', ['open'], false],
    ['GE6: what we did', ['mail-sent', 'call-made', 'call-unanswered', 'voicemail', 'sequence-step', 'task'], false],
    [
      'GE7: what others changed',
      ['import', 'merge', 'edit', 'owner-change', 'list-added', 'score-change', 'enrichment', 'job-change'],
      false,
    ],
    ['GE8: answers of machines', ['out-of-office', 'bounce', 'read-receipt', 'complaint'], false],
    ['GE9: a way out', ['unsubscribe', 'stop', 'preferences-to-none'], false],
    ['GE10: a click of a scanner', ['scanner-click'], false],
    ['GE11: a click beside the offer', ['privacy-click', 'view-online-click', 'image-click', 'social-click'], false],
    ['GE12: a visit without a name', ['web-visit', 'impression'], false],
  ])('%s', (_row, kinds, counts) => {
    const { events } = judge({ ...silent, events: kinds.map((kind) => ({ kind, at: '2024-03-01' })) })
    expect(events.map((event) => [event.kind, event.counts])).toEqual(kinds.map((kind) => [kind, counts]))
  })

  it('GE4: a meeting or call of ours, with a dated note', () => {
    const kinds = ['meeting', 'call-answered']
    const { events } = judge({
      ...silent,
      events: kinds.flatMap((kind) => [false, true].map((noted) => ({ kind, noted, at: '2024-03-01' }))),
    })
    expect(events.map((event) => event.counts)).toEqual([false, true, false, true])
  })
})

describe('the events of a history', () => {
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
})
