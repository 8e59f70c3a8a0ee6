import type { Channel } from '../../app/channel.ts'
import type { Condition, Verdict } from './verdicts.ts'
import { always, type Confidence, type Ground, type LegalRow } from '../../app/tables/legal-row.ts'

/**
 * Columns of docs/reference/law.md#b4: (a) a professional by name, (b) a generic address or line, (c) a sole trader. A
 * private mailbox and a consumer are judged like (c).
 */
export const columns = ['named', 'generic', 'sole-trader'] as const
export type Column = (typeof columns)[number]

/** SMS and stored messages are "electronic mail" in EU law and follow its columns (docs/reference/law.md#b4). */
const electronic: readonly Channel[] = ['email', 'sms', 'social', 'fax']

export interface CountryRow extends LegalRow {
  /** ISO code; `ZZ` = every country without a row of its own, and an unknown one. */
  country: string
  channels: readonly Channel[]
  columns: readonly Column[]
  /**
   * `opt-out` = may be solicited on legitimate interest; `related` = the same, if the offer concerns the job;
   * `published` = only an address published for such mail.
   */
  rule: 'opt-out' | 'opt-in' | 'related' | 'published' | 'judge'
  conditions: readonly Condition[]
}

const all = columns
/** Country → id of docs/reference/law.md#b4 and the cells of (a), (b), (c), then calls by a human. */
interface CountryTable {
  country: string
  id: string
  source: string
  mail: readonly [CountryRow['rule'], CountryRow['rule'], CountryRow['rule']]
  mailConfidence: readonly [Confidence, Confidence, Confidence]
  /** (a), (b), (c); left out = nothing sourced, so consent as our choice. */
  phone?: { rules: readonly [CountryRow['rule'], CountryRow['rule'], CountryRow['rule']]; conditions: readonly Condition[]; confidence: Confidence }
  postConditions?: readonly Condition[]
  mailConditions?: readonly Condition[]
  /** Channels on which an existing customer may be written to about similar products (B3); empty = off. */
  customer: readonly Channel[]
}

const good: readonly [Confidence, Confidence, Confidence] = ['good', 'good', 'good']
const weak: readonly [Confidence, Confidence, Confidence] = ['weak', 'weak', 'weak']
const optIn: CountryTable['mail'] = ['opt-in', 'opt-in', 'opt-in']

const tables: readonly CountryTable[] = [
  { country: 'GB', id: 'B4-UK', source: 'UK1 UK2', mail: ['opt-out', 'opt-out', 'opt-in'], mailConfidence: good, phone: { rules: ['opt-out', 'opt-out', 'opt-out'], conditions: ['screen-tps-ctps'], confidence: 'good' }, customer: electronic },
  { country: 'DE', id: 'B4-DE', source: 'DE1 DE2', mail: optIn, mailConfidence: good, phone: { rules: ['judge', 'judge', 'judge'], conditions: [], confidence: 'good' }, customer: ['email', 'sms'] },
  { country: 'AT', id: 'B4-AT', source: 'AT1 AT2 X1', mail: optIn, mailConfidence: ['good', 'unsure', 'good'], mailConditions: ['screen-ecg-list'], phone: { rules: optIn, conditions: [], confidence: 'good' }, customer: ['email', 'sms'] },
  { country: 'ES', id: 'B4-ES', source: 'ES1 ES2', mail: optIn, mailConfidence: good, customer: ['email', 'sms'] },
  { country: 'IT', id: 'B4-IT', source: 'IT1 IT2', mail: optIn, mailConfidence: good, phone: { rules: ['opt-out', 'opt-out', 'opt-out'], conditions: ['screen-opposition-register'], confidence: 'good' }, postConditions: ['screen-opposition-register'], customer: ['email'] },
  { country: 'NL', id: 'B4-NL', source: 'NL1 NL2', mail: ['opt-in', 'published', 'opt-in'], mailConfidence: ['good', 'fair', 'good'], phone: { rules: ['opt-in', 'opt-out', 'opt-in'], conditions: [], confidence: 'good' }, customer: ['email', 'sms'] },
  { country: 'BE', id: 'B4-BE', source: 'BE1 BE1b BE2', mail: ['opt-in', 'opt-out', 'opt-in'], mailConfidence: good, phone: { rules: ['opt-out', 'opt-out', 'opt-out'], conditions: ['screen-dncm'], confidence: 'good' }, customer: ['email', 'sms'] },
  { country: 'PL', id: 'B4-PL', source: 'PL1 PL2', mail: optIn, mailConfidence: ['good', 'unsure', 'good'], phone: { rules: optIn, conditions: [], confidence: 'fair' }, customer: [] },
  { country: 'CH', id: 'B4-CH', source: 'CH1', mail: optIn, mailConfidence: good, phone: { rules: ['opt-out', 'opt-out', 'opt-out'], conditions: ['not-starred'], confidence: 'good' }, customer: ['email', 'sms'] },
  { country: 'LU', id: 'B4-LU', source: 'LU1 X2', mail: optIn, mailConfidence: ['weak', 'unsure', 'weak'], customer: ['email', 'sms'] },
  { country: 'IE', id: 'B4-IE', source: 'X1', mail: ['related', 'opt-out', 'opt-in'], mailConfidence: ['weak', 'weak', 'unsure'], customer: ['email', 'sms'] },
  { country: 'DK', id: 'B4-DK', source: 'X1', mail: optIn, mailConfidence: ['fair', 'fair', 'fair'], customer: [] },
  { country: 'RO', id: 'B4-RO', source: 'X1 RO1', mail: optIn, mailConfidence: ['fair', 'fair', 'fair'], customer: ['email', 'sms'] },
  ...['FI', 'EE', 'PT', 'SE', 'HU', 'LV'].map((country) => ({ country, id: `B4-${country}`, source: 'X2', mail: optIn, mailConfidence: weak, customer: [] })),
  { country: 'ZZ', id: 'B4-ZZ', source: 'product', mail: optIn, mailConfidence: ['unsure', 'unsure', 'unsure'], customer: [] },
]

/**
 * The channels of the existing-customer exception per country (docs/reference/law.md#b3, #b4). France: e-mail and SMS
 * (FR7).
 */
export const customerChannels: ReadonlyMap<string, readonly Channel[]> = new Map([['FR', ['email', 'sms'] as const], ...tables.map(({ country, customer }) => [country, customer] as const)])

/** What a cell says; its ground follows from the confidence where none is named. */
type Cell = Pick<CountryRow, 'channels' | 'columns' | 'rule' | 'conditions' | 'confidence'> & { ground?: Ground }

/**
 * docs/reference/law.md#b4 as cells. Validity: Poland's consent rule holds since 2024-11-10; before, it is applied as
 * our choice.
 */
export const countries: readonly CountryRow[] = tables.flatMap((table) => {
  const cell = ({ channels, columns: cells, rule, conditions, confidence, ground }: Cell): CountryRow[] => {
    const row: CountryRow = {
      id: table.id, country: table.country, channels, columns: cells, rule, conditions, confidence, source: table.source,
      ground: ground ?? (table.country === 'ZZ' || confidence === 'unsure' || confidence === 'weak' ? 'choice' : 'law'), validFrom: always, validUntil: null,
    }
    // Until then a company's switchboard was judged like the line of a person, who alone must agree
    // (docs/reference/law.md#b4-nl).
    if (table.country === 'NL' && channels.includes('phone') && cells.includes('generic')) return [{ ...row, rule: 'opt-in', validUntil: '2026-11-26' }, { ...row, validFrom: '2026-11-26' }]
    if (table.country !== 'PL' || row.ground === 'choice') return [row]
    return [{ ...row, ground: 'choice', confidence: 'unsure', validUntil: '2024-11-10' }, { ...row, validFrom: '2024-11-10' }]
  }
  const phone = table.phone
  return [
    ...all.flatMap((column, place) => cell({ channels: electronic, columns: [column], rule: table.mail[place] ?? 'opt-in', conditions: table.mailConditions ?? [], confidence: table.mailConfidence[place] ?? 'unsure' })),
    ...(phone === undefined ? cell({ channels: ['phone'], columns: all, rule: 'opt-in', conditions: [], confidence: 'unsure' }) : all.flatMap((column, place) => cell({ channels: ['phone'], columns: [column], rule: phone.rules[place] ?? 'opt-in', conditions: phone.conditions, confidence: phone.confidence }))),
    ...cell({ channels: ['robocall'], columns: all, rule: 'opt-in', conditions: [], confidence: 'fair', ground: 'law' }),
    ...cell({ channels: ['post'], columns: all, rule: 'opt-out', conditions: table.postConditions ?? [], confidence: 'good', ground: 'law' }),
    ...cell({ channels: ['audience'], columns: all, rule: 'opt-in', conditions: [], confidence: 'fair', ground: 'choice' }),
  ]
})

/** Countries where a double opt-in is asked of a consent (docs/reference/law.md#e-double). */
export const doubleOptInCountries: ReadonlySet<string> = new Set(['DE', 'AT', 'CH'])

/** Languages that a notice may be written in (docs/reference/law.md#d, #s-kaspr); a country that is not here: any. */
export const noticeLanguages: ReadonlyMap<string, readonly string[]> = new Map([
  ['FR', ['fr']], ['BE', ['fr', 'nl', 'de']], ['LU', ['fr', 'de', 'lb']], ['CH', ['de', 'fr', 'it']], ['DE', ['de']], ['AT', ['de']], ['ES', ['es']], ['IT', ['it']], ['NL', ['nl']],
  ['GB', ['en']], ['IE', ['en']], ['PL', ['pl']], ['PT', ['pt']], ['DK', ['da']], ['SE', ['sv']], ['FI', ['fi', 'sv']], ['EE', ['et']], ['HU', ['hu']], ['LV', ['lv']], ['RO', ['ro']],
])

/**
 * What a cell says before consents are looked at. `judge`: a presumed consent that only a person can assess (Germany,
 * calls to businesses).
 */
export const cellVerdict: Readonly<Record<CountryRow['rule'], Verdict>> = { 'opt-out': 'ALLOW', 'opt-in': 'NEED_CONSENT', related: 'ALLOW', published: 'NEED_CONSENT', judge: 'REVIEW' }
