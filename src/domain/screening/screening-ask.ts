import { z } from 'zod'
import { normalBrokerName } from '../brokers/broker-profile.ts'
import type { DeliveryFault } from '../brokers/broker-standing.ts'
import { Channel } from '../app/channel.ts'
import { countryOf } from '../contacts/country.ts'
import { leadingOffer, type Offer } from '../decisions/offer.ts'
import { declaredKinds, sourceKindRow } from '../sources/tables/source-kinds.ts'

const Text = z
  .string()
  .trim()
  .transform((text) => (text === '' ? null : text.slice(0, 200)))
  .nullable()
const or = <T extends z.ZodType>(type: T) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), type.nullable())

/**
 * What is declared for a whole list before it is screened. What is left out is unknown, and unknown is never judged
 * softer (docs/api/decide.md).
 */
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
  /** Who could see the data where they were taken (C8, C9). */
  visibility: or(z.enum(['public', 'restricted'])),
  /** The notice stood where the person gave the data (D1); proof is kept by who declares it. */
  noticeShown: z.boolean().default(false),
  /**
   * A broker's Connection and its delivery number, for the record of the delivery. A reference or id of a noted
   * delivery stands for what was noted of it.
   */
  broker: or(z.uuid()),
  reference: Text.default(null),
})
export type ScreeningAsk = z.infer<typeof Ask>

export type AskField = keyof ScreeningAsk
const askFaultCodes = [
  'choice',
  'offer',
  'country',
  'kind',
  'name',
  'day',
  'future',
  'unregistered',
  'musts',
  'review',
  'contract',
] as const
export interface AskFault {
  field: AskField
  code: (typeof askFaultCodes)[number]
  message: string
  /** Points of the checks that are open, for `musts`. */
  points?: readonly string[]
}

const messages: Readonly<Record<AskFault['code'], string>> = {
  choice: 'is not one of the values that docs/dpo/screening.md names',
  offer: 'is no offer of the settings',
  country: 'is not a country we know: write it as FR or France',
  kind: 'is missing: say what kind of source this is, C1 to C14',
  name: 'is missing: a source of this kind needs its exact name',
  day: 'is missing or no day such as 2026-11-25: without it the clock cannot run',
  future: 'is in the future',
  unregistered:
    'is not in the register of brokers: add it on the page Brokers, with its checks, before anything of it is taken',
  musts: 'has open points on the page Brokers, so no delivery of it is taken',
  review:
    'was not looked at for a year: on the page Brokers say that its checks still hold, before anything of it is taken',
  contract: 'has no contract for that day in the register of brokers',
}

export interface AskRules {
  /** The calendar day where the company is. */
  today: string
  offers: readonly Offer[]
  /** Connections of brokers; the name of one is the exact name of its deliveries unless another one is given. */
  brokers: readonly { id: string; label: string }[]
  /** The register: why nothing of a broker of this name may be taken that was obtained on this day; null = it may. */
  deliveryFault: (name: string, obtainedOn: string) => DeliveryFault | 'unregistered' | null
  /** Deliveries that were noted and wait for their file. */
  noted: readonly { id: string; broker: string; reference: string | null; obtainedOn: string }[]
}

/**
 * Reads what is declared for a list; or says what is wrong, field by field. A kind of source needs its day, and some
 * kinds their exact name (docs/reference/law.md#c).
 */
export function readAsk(
  raw: Readonly<Record<string, unknown>>,
  rules: AskRules,
): { ask: ScreeningAsk } | { faults: readonly AskFault[] } {
  const parsed = Ask.safeParse(withNoted(raw, rules.noted))
  if (!parsed.success) {
    const fields = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0]) as AskField))]
    return {
      faults: fields.map((field) => {
        const code = field === 'obtainedOn' ? 'day' : 'choice'
        return { field, code, message: messages[code] }
      }),
    }
  }
  const broker = rules.brokers.find((one) => one.id === parsed.data.broker)
  const ask = {
    ...parsed.data,
    country: parsed.data.country === null ? null : countryOf(parsed.data.country),
    sourceName: parsed.data.sourceName ?? broker?.label ?? null,
  }
  const faults = [
    ...faultsOfChoices(ask, { country: parsed.data.country, broker }, rules),
    ...faultsOfSource(ask, rules.today),
  ].map(([field, code]): AskFault => ({ field, code, message: messages[code] }))
  if (faults.length === 0) faults.push(...faultOfDelivery(ask, rules))
  return faults.length > 0 ? { faults } : { ask }
}

type Said = readonly [field: AskField, code: AskFault['code']]

function faultsOfChoices(
  ask: ScreeningAsk,
  typed: { country: string | null; broker: AskRules['brokers'][number] | undefined },
  rules: AskRules,
): Said[] {
  return [
    ...(ask.offer !== null && !rules.offers.some((offer) => offer.id === ask.offer)
      ? ([['offer', 'offer']] as const)
      : []),
    ...(typed.country !== null && ask.country === null ? ([['country', 'country']] as const) : []),
    ...(ask.broker !== null && typed.broker === undefined ? ([['broker', 'choice']] as const) : []),
  ]
}

/** A kind of source needs its day, and some kinds their exact name. */
function faultsOfSource({ sourceKind, sourceName, obtainedOn, broker }: ScreeningAsk, today: string): Said[] {
  const future = obtainedOn !== null && obtainedOn > today
  if (sourceKind === null)
    return [
      ...(sourceName !== null || broker !== null ? ([['sourceKind', 'kind']] as const) : []),
      ...(future ? ([['obtainedOn', 'future']] as const) : []),
    ]
  return [
    ...(sourceName === null && sourceKindRow(sourceKind).named ? ([['sourceName', 'name']] as const) : []),
    ...(obtainedOn === null ? ([['obtainedOn', 'day']] as const) : []),
    ...(future ? ([['obtainedOn', 'future']] as const) : []),
  ]
}

/** What the register says of a delivery that was bought. */
function faultOfDelivery({ sourceKind, sourceName, obtainedOn }: ScreeningAsk, rules: AskRules): AskFault[] {
  if (sourceKind !== 'C7' || sourceName === null || obtainedOn === null) return []
  const fault = rules.deliveryFault(sourceName, obtainedOn)
  if (fault === null) return []
  if (fault === 'unregistered') return [{ field: 'sourceName', code: fault, message: messages[fault] }]
  const { code, points } = fault
  return [
    points.length === 0
      ? { field: 'sourceName', code, message: messages[code] }
      : { field: 'sourceName', code, message: `${messages[code]}: ${points.join(', ')}`, points },
  ]
}

/**
 * What was noted of the delivery that `reference` names fills what is left out; a delivery named by its id stands as it
 * was noted.
 */
function withNoted(
  raw: Readonly<Record<string, unknown>>,
  noted: AskRules['noted'],
): Readonly<Record<string, unknown>> {
  const byId = noted.find((one) => one.id === raw['reference'])
  if (byId !== undefined)
    return {
      ...raw,
      sourceKind: 'C7',
      sourceName: byId.broker,
      obtainedOn: byId.obtainedOn,
      reference: byId.reference ?? '',
    }
  const [byReference, another] = noted.filter(
    (one) =>
      one.reference !== null &&
      one.reference === raw['reference'] &&
      (typeof raw['sourceName'] !== 'string' ||
        raw['sourceName'].trim() === '' ||
        normalBrokerName(raw['sourceName']) === normalBrokerName(one.broker)),
  )
  if (byReference === undefined || another !== undefined) return raw
  const given = (name: string, value: string) => {
    const typed = raw[name]
    return typeof typed === 'string' && typed.trim() !== '' ? typed : value
  }
  return {
    ...raw,
    sourceKind: given('sourceKind', 'C7'),
    sourceName: given('sourceName', byReference.broker),
    obtainedOn: given('obtainedOn', byReference.obtainedOn),
  }
}

/** The offer a list is screened for. */
export function offerOf(ask: Pick<ScreeningAsk, 'offer'>, offers: readonly Offer[]): Offer | null {
  return ask.offer === null ? leadingOffer(offers) : (offers.find((offer) => offer.id === ask.offer) ?? null)
}
