import type { Channel } from '../../app/channel.ts'
import type { Basis, Verdict } from './verdicts.ts'
import { always, type LegalRow } from '../../app/tables/legal-row.ts'

/**
 * Who is reached on the channel: a legal person's mailbox or line, a professional by name, the same on a private
 * mailbox, a sole trader, a consumer.
 */
export const persons = ['generic', 'named', 'private', 'sole-trader', 'consumer'] as const
export type Person = (typeof persons)[number]
export const relations = ['related', 'unrelated', 'unknown'] as const
/** Does the offer concern the profession (B1)? */
export type Related = (typeof relations)[number]
/** Whom the offer is made for. */
export const audiences = ['business', 'consumer'] as const
export type Audience = (typeof audiences)[number]

/**
 * One row of docs/reference/law.md#b2. A list left out = every value of it. Each cell of the grid is met by exactly one
 * row (check-tables.ts).
 */
export interface FranceRow extends LegalRow {
  channels: readonly Channel[]
  persons?: readonly Person[]
  related?: readonly Related[]
  audiences?: readonly Audience[]
  verdict: Verdict
  basis: Basis | null
  /** Also met on the way: the row this one follows. */
  with?: string
}

type Cell = Pick<FranceRow, 'persons' | 'related' | 'audiences'>
const related: Cell = { related: ['related'], audiences: ['business'] }
const unknown: Cell = { related: ['unknown'], audiences: ['business'] }
const unrelated: Cell = { related: ['unrelated'], audiences: ['business'] }
const forConsumers: Cell = { audiences: ['consumer'] }
const professional: readonly Person[] = ['named', 'private', 'sole-trader']

const row = (id: string, channels: readonly Channel[], cell: Cell, gives: Pick<FranceRow, 'verdict' | 'basis'>, from: Pick<LegalRow, 'source' | 'ground'> & Partial<FranceRow>): FranceRow =>
  ({ id, channels, ...cell, ...gives, validFrom: always, validUntil: null, confidence: 'good', ...from })
const interest = { verdict: 'ALLOW', basis: 'legitimate_interest' } as const
const company = { verdict: 'ALLOW', basis: 'not_personal' } as const
const consent = { verdict: 'NEED_CONSENT', basis: null } as const
const quarantine = { verdict: 'QUARANTINE', basis: null } as const
const undeclared = { source: 'product', ground: 'choice' } as const

/** docs/reference/law.md#b2, and B1f where nobody has said whether the offer concerns the job. */
export const france: readonly FranceRow[] = [
  row('FR3', ['email'], { persons: ['generic'] }, company, { source: 'CN1 LF1', ground: 'doctrine' }),
  row('FR1', ['email'], { ...related, persons: ['named'] }, interest, { source: 'CN1 CN5', ground: 'doctrine' }),
  row('FR2', ['email'], { ...unrelated, persons: ['named'] }, consent, { source: 'LF1 S-NESTOR', ground: 'law' }),
  row('FR2', ['email'], { ...forConsumers, persons: ['named'] }, consent, { source: 'LF1 S-NESTOR', ground: 'law' }),
  row('B1f', ['email'], { ...unknown, persons: ['named'] }, quarantine, undeclared),
  row('FR4', ['email'], { ...related, persons: ['sole-trader'] }, interest, { source: 'CN1', ground: 'doctrine', confidence: 'unsure' }),
  row('FR5', ['email'], { ...unrelated, persons: ['sole-trader'] }, consent, { source: 'LF1', ground: 'law' }),
  row('FR5', ['email'], { ...forConsumers, persons: ['sole-trader'] }, consent, { source: 'LF1', ground: 'law' }),
  row('B1f', ['email'], { ...unknown, persons: ['sole-trader'] }, quarantine, undeclared),
  row('FR6', ['email'], { persons: ['private'] }, consent, { source: 'V3', ground: 'choice' }),
  row('FR2', ['email'], { persons: ['consumer'] }, consent, { source: 'LF1', ground: 'law' }),

  row('FR9', ['sms'], { ...related, persons: ['generic', ...professional] }, interest, { source: 'CN2', ground: 'doctrine' }),
  row('B1f', ['sms'], { ...unknown, persons: ['generic', ...professional] }, quarantine, undeclared),
  row('FR10', ['sms'], { ...unrelated, persons: ['generic', ...professional] }, consent, { source: 'LF1 CN2', ground: 'law' }),
  row('FR10', ['sms'], { ...forConsumers, persons: ['generic', ...professional] }, consent, { source: 'LF1 CN2', ground: 'law' }),
  row('FR10', ['sms'], { persons: ['consumer'] }, consent, { source: 'LF1 CN2', ground: 'law' }),

  row('FR11', ['phone'], { ...related, persons: ['generic', ...professional] }, interest, { source: 'CN4 S-FORIOU', ground: 'doctrine' }),
  row('B1f', ['phone'], { ...unknown, persons: ['generic', ...professional] }, quarantine, undeclared),
  // The Act of 2026 is the first rule we can source for these calls; what held before is not verified, so the same is
  // applied as our choice.
  ...[
    { id: 'FR12', validFrom: always, validUntil: '2026-08-11', source: 'product', ground: 'choice', confidence: 'unsure' } as const,
    { id: 'FR12', validFrom: '2026-08-11', validUntil: null, source: 'LF2', ground: 'law', confidence: 'good' } as const,
  ].flatMap((since) => [
    row('FR12', ['phone'], { ...unrelated, persons: ['generic', 'named', 'private'] }, consent, since),
    row('FR12', ['phone'], { ...forConsumers, persons: ['generic', 'named', 'private'] }, consent, since),
    row('FR12', ['phone'], { persons: ['consumer'] }, consent, since),
  ]),
  row('FR13', ['phone'], { ...unrelated, persons: ['sole-trader'] }, consent, { source: 'product', ground: 'choice', with: 'FR12' }),
  row('FR13', ['phone'], { ...forConsumers, persons: ['sole-trader'] }, consent, { source: 'product', ground: 'choice', with: 'FR12' }),

  row('FR14', ['robocall'], { persons: ['generic'] }, interest, { source: 'CN3', ground: 'doctrine' }),
  row('FR14', ['robocall'], { persons: [...professional, 'consumer'] }, consent, { source: 'LF1 LF3', ground: 'law' }),

  row('FR15', ['post'], {}, interest, { source: 'CN4 CN6', ground: 'doctrine' }),

  ...(['FR16', 'FR17'] as const).flatMap((id) => {
    const channels: readonly Channel[] = id === 'FR16' ? ['social'] : ['fax']
    const from = id === 'FR16' ? { source: 'EP CJ6 NL1', ground: 'choice', confidence: 'unsure' } as const : { source: 'LF1', ground: 'law' } as const
    return [
      row(id, channels, { persons: ['generic'] }, company, { ...from, with: 'FR3' }),
      row(id, channels, { ...related, persons: professional }, interest, { ...from, with: 'FR1' }),
      row('B1f', channels, { ...unknown, persons: professional }, quarantine, { ...undeclared, with: id }),
      row(id, channels, { ...unrelated, persons: professional }, consent, { ...from, with: 'FR2' }),
      row(id, channels, { ...forConsumers, persons: professional }, consent, { ...from, with: 'FR2' }),
      row(id, channels, { persons: ['consumer'] }, consent, { ...from, with: 'FR2' }),
    ]
  }),

  row('FR18', ['audience'], {}, consent, { source: 'CN15', ground: 'doctrine' }),
]
