import { z } from 'zod'
import { Channel } from './channel.ts'
import { countryOf } from './country.ts'
import { leadingOffer, type Offer } from './offer.ts'
import { dayOf } from './retention.ts'
import { declaredKinds, sourceKindRow } from './tables/source-kinds.ts'

const Text = z.string().trim().transform((text) => (text === '' ? null : text.slice(0, 200))).nullable()
const or = <T extends z.ZodType>(type: T) => z.preprocess((value) => (value === '' || value === undefined ? null : value), type.nullable())

/** What is declared for a whole list before it is screened. What is left out is unknown, and unknown is never judged softer (docs/decide.md). */
const Ask = z.object({
  channel: Channel.default('email'),
  /** Id of an offer; null = the leading one. */
  offer: or(z.string().max(60)),
  /** Of rows that name none, and of their numbers without a prefix. */
  country: or(z.string().max(60)),
  sourceKind: or(z.enum(declaredKinds)),
  /** Exact origin: the broker's legal name, the trade show. */
  sourceName: Text.default(null),
  obtainedOn: or(z.iso.date()),
  /** Has the seller passed the checks of legal-rules I? */
  diligence: z.enum(['passed', 'open', 'failed']).default('open'),
  /** Who could see the data where they were taken (C8, C9). */
  visibility: or(z.enum(['public', 'restricted'])),
  /** The notice stood where the person gave the data (D1); proof is kept by who declares it. */
  noticeShown: z.boolean().default(false),
  /** A broker's Connection and its delivery number, for the record of the delivery. */
  broker: or(z.uuid()),
  reference: Text.default(null),
})
export type ScreeningAsk = z.infer<typeof Ask>

export type AskField = keyof ScreeningAsk
export const askFaultCodes = ['choice', 'offer', 'country', 'kind', 'name', 'day', 'future'] as const
export interface AskFault {
  field: AskField
  code: (typeof askFaultCodes)[number]
  message: string
}

const messages: Readonly<Record<AskFault['code'], string>> = {
  choice: 'is not one of the values that docs/screening.md names', offer: 'is no offer of the settings', country: 'is not a country we know: write it as FR or France', kind: 'is missing: say what kind of source this is, C1 to C14',
  name: 'is missing: a source of this kind needs its exact name', day: 'is missing or no day such as 2026-11-25: without it the clock cannot run', future: 'is in the future',
}

export interface AskRules {
  now: Date
  offers: readonly Offer[]
  /** Connections of brokers; the name of one is the exact name of its deliveries unless another one is given. */
  brokers: readonly { id: string; label: string }[]
}

/** Reads what is declared for a list; or says what is wrong, field by field. A kind of source needs its day, and some kinds their exact name (legal-rules C). */
export function readAsk(raw: Readonly<Record<string, unknown>>, rules: AskRules): { ask: ScreeningAsk } | { faults: readonly AskFault[] } {
  const parsed = Ask.safeParse(raw)
  if (!parsed.success) {
    const fields = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0]) as AskField))]
    return { faults: fields.map((field) => { const code = field === 'obtainedOn' ? 'day' : 'choice'; return { field, code, message: messages[code] } }) }
  }
  const broker = rules.brokers.find((one) => one.id === parsed.data.broker)
  const ask = { ...parsed.data, country: parsed.data.country === null ? null : countryOf(parsed.data.country), sourceName: parsed.data.sourceName ?? broker?.label ?? null }
  const faults: AskFault[] = []
  const say = (field: AskField, code: AskFault['code']) => faults.push({ field, code, message: messages[code] })
  if (ask.offer !== null && !rules.offers.some((offer) => offer.id === ask.offer)) say('offer', 'offer')
  if (parsed.data.country !== null && ask.country === null) say('country', 'country')
  if (ask.broker !== null && broker === undefined) say('broker', 'choice')
  if (ask.sourceKind === null && (ask.sourceName !== null || ask.broker !== null)) say('sourceKind', 'kind')
  if (ask.sourceKind !== null && ask.sourceName === null && sourceKindRow(ask.sourceKind).named) say('sourceName', 'name')
  if (ask.sourceKind !== null && ask.obtainedOn === null) say('obtainedOn', 'day')
  if (ask.obtainedOn !== null && ask.obtainedOn > dayOf(new Date(rules.now.getTime() + dayAheadMs))) say('obtainedOn', 'future')
  return faults.length > 0 ? { faults } : { ask }
}
/** Where the day begins first it is already tomorrow. */
const dayAheadMs = 14 * 3_600_000

/** The offer a list is screened for. */
export function offerOf(ask: Pick<ScreeningAsk, 'offer'>, offers: readonly Offer[]): Offer | null {
  return ask.offer === null ? leadingOffer(offers) : (offers.find((offer) => offer.id === ask.offer) ?? null)
}
