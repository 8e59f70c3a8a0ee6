import { describe, expect, it } from 'vitest'
import { decide, type ContactFacts } from './decision.ts'
import { runClock } from './retention.ts'
import { defaultSettings, type Settings } from './settings.ts'

const now = new Date('2026-11-25T08:00:00Z')
const settings: Settings = { ...defaultSettings, offer: { name: 'Software', functions: ['it'], assessment: { id: 'LIA-1', author: 'DPO', on: '2026-01-01' } } }
const clock = (collected: string, act?: string) => runClock({ obtainedOn: [], createdAt: [new Date(collected)], acts: act === undefined ? [] : [{ kind: 'click', at: new Date(act) }] }, 36, now)

/** anne.roy@acme.fr, IT director in France, own web form, offer related: legal-rules N, "unless stated". */
const anne: ContactFacts = {
  email: 'anne.roy@acme.fr', hasName: true, jobTitles: ['CTO'], countries: ['FR'], sources: [{ kind: 'C1', name: 'form', obtainedOn: '2026-01-10' }],
  suppressedSince: null, clock: clock('2026-01-10T00:00:00Z'), relation: 'none',
}
const lunch: Settings = { ...settings, offer: { name: 'Lunch', functions: ['administration'], assessment: { id: 'LIA-2', author: 'DPO', on: '2026-01-01' } } }
const broker = (obtainedOn: string) => [{ kind: 'C7' as const, name: 'Prospecta', obtainedOn }]

describe('verdict by e-mail (legal-rules §0, A, B2, C, D2, F, G and the cases of N)', () => {
  it.each<[string, Partial<ContactFacts>, Settings, string, string]>([
    ['1 role mailbox without a name', { email: 'contact@acme.fr', hasName: false, jobTitles: [] }, settings, 'ALLOW', 'FR3'],
    ['2 role mailbox on a named record is a person', { email: 'contact@acme.fr' }, settings, 'ALLOW', 'FR1'],
    ['3 named professional address, related', {}, settings, 'ALLOW', 'FR1'],
    ['4 lunch delivery to a CTO', {}, lunch, 'NEED_CONSENT', 'FR2'],
    ['5 job unknown', { jobTitles: [] }, settings, 'QUARANTINE', 'B1f'],
    ['a title nobody mapped', { jobTitles: ['Chief Happiness Wizard'] }, settings, 'QUARANTINE', 'B1f'],
    ['two systems, two functions', { jobTitles: ['CTO', 'DAF'] }, settings, 'REVIEW', 'B1f'],
    ['6 private mailbox', { email: 'anne.roy@gmail.com' }, settings, 'NEED_CONSENT', 'FR6'],
    ['7 initials are personal', { email: 'ar@acme.fr', hasName: false }, settings, 'ALLOW', 'FR1'],
    ['11 Germany', { email: 'anna.koch@firma.de', countries: ['DE'] }, settings, 'NEED_CONSENT', 'B4-DE'],
    ['12 generic address in Germany', { email: 'info@firma.de', hasName: false, countries: ['DE'] }, settings, 'NEED_CONSENT', 'B4-DE'],
    ['18 no country', { email: 'anne@acme.com', countries: [] }, settings, 'NEED_CONSENT', 'B4-ZZ'],
    ['systems disagree on the country', { countries: ['FR', 'BE'] }, settings, 'NEED_CONSENT', 'B4-BE'],
    ['23 collected 2023-11-24, no act', { clock: clock('2023-11-24T10:00:00Z') }, settings, 'BLOCK', 'G1'],
    ['collected three years ago today', { clock: clock('2023-11-25T23:00:00Z') }, settings, 'BLOCK', 'G1'],
    ['collected three years ago tomorrow', { clock: clock('2023-11-26T00:00:00Z') }, settings, 'ALLOW', 'FR1'],
    ['26 collected 2021, clicked 2025-06-01', { clock: clock('2021-03-01T00:00:00Z', '2025-06-01T00:00:00Z') }, settings, 'ALLOW', 'FR1'],
    ['79 an act dated 2031 does not count', { clock: clock('2021-03-01T00:00:00Z', '2031-01-01T00:00:00Z') }, settings, 'BLOCK', 'G1'],
    ['a silent customer stays', { clock: clock('2021-03-01T00:00:00Z'), relation: 'customer' }, settings, 'ALLOW', 'FR1'],
    ['a no wins over everything', { suppressedSince: now, clock: clock('2021-03-01T00:00:00Z') }, settings, 'BLOCK', 'F1'],
    ['on hold until tomorrow', { heldUntil: '2026-11-26' }, settings, 'BLOCK', 'HOLD'],
    ['on hold until today: it is over', { heldUntil: '2026-11-25' }, settings, 'ALLOW', 'FR1'],
    ['a no wins over a hold', { suppressedSince: now, heldUntil: '2026-12-25' }, settings, 'BLOCK', 'F1'],
    ['no source', { sources: [] }, settings, 'QUARANTINE', 'C13'],
    ['52 broker row, unrelated offer', { sources: broker('2026-11-05') }, lunch, 'BLOCK', 'C7'],
    ['54 broker row obtained 20 days ago', { sources: broker('2026-11-05') }, settings, 'ALLOW_NOTICE', 'FR1'],
    ['55 broker row obtained 40 days ago', { sources: broker('2026-10-16') }, settings, 'REVIEW', 'D2'],
    ['own form and broker: informed at collection', { sources: [...broker('2026-10-16'), ...anne.sources] }, settings, 'ALLOW', 'FR1'],
    ['no assessment, no legitimate interest', {}, { ...settings, offer: { name: 'x', functions: ['it'], assessment: null } }, 'REVIEW', 'B1'],
    ['no offer at all', {}, defaultSettings, 'QUARANTINE', 'B1f'],
    ['sole trader, strict', { jobTitles: ['Freelance'] }, { ...settings, strictSoleTraders: true }, 'NEED_CONSENT', 'FR4'],
    ['sole trader, related by the own table', { jobTitles: ['Freelance'] }, { ...settings, titles: { freelance: 'it' } }, 'ALLOW', 'FR4'],
    ['sole trader, unrelated', { jobTitles: ['Freelance'] }, { ...lunch, titles: { freelance: 'it' } }, 'NEED_CONSENT', 'FR5'],
    ['no address', { email: null }, settings, 'QUARANTINE', 'A15'],
  ])('%s', (_name, change, with_, verdict, rule) => {
    const decision = decide({ ...anne, ...change }, with_, now)
    expect({ verdict: decision.verdict, rule: decision.rule }).toEqual({ verdict, rule })
  })

  it('gives the whole decision of a broker row still in time', () => {
    expect(decide({ ...anne, sources: broker('2026-11-05') }, settings, now)).toEqual({
      verdict: 'ALLOW_NOTICE', basis: 'legitimate_interest', rule: 'FR1', rules: ['FR1', 'D2'], conditions: ['with-notice', 'name-broker'], changesOn: '2026-12-05',
    })
  })
})
