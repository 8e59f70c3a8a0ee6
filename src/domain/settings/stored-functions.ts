import type { Offer } from '../decisions/offer.ts'
import { knownBefore, withParts } from '../titles/function-families.ts'
import type { JobFunction } from '../titles/tables/job-titles.ts'

/**
 * Functions in stored settings (docs/decisions/0064-functions-of-titles.md). Release 0.1 refuses a function it does
 * not know, so its fields hold only those it knows, and the finer ones stand in fields it passes over. Where only 0.1
 * wrote, each function covers all that it was split into since.
 */
interface StoredOffer extends Omit<Offer, 'borderline'> {
  borderline?: Offer['borderline']
  concerned?: Offer['functions']
  intendedFor?: Offer['audience']
}
interface WithFunctions {
  offers: readonly Offer[]
  titles: Readonly<Record<string, readonly JobFunction[]>>
}
interface StoredFunctions {
  offers?: readonly StoredOffer[]
  titles?: Readonly<Record<string, JobFunction>>
  titleFunctions?: WithFunctions['titles']
}

/** Stored settings as this release reads them. */
export function withoutOldFunctions<T extends object>(stored: T): T {
  const { offers, titles, titleFunctions, ...rest } = stored as T & StoredFunctions
  return {
    ...rest,
    ...(offers !== undefined && { offers: offers.map(offerRead) }),
    ...((titles !== undefined || titleFunctions !== undefined) && { titles: titlesRead({ titles, titleFunctions }) }),
  } as unknown as T
}

function offerRead({ concerned, intendedFor, ...offer }: StoredOffer): object {
  return {
    ...offer,
    functions: concerned ?? withParts(offer.functions),
    borderline: offer.borderline ?? [],
    audience: intendedFor ?? offer.audience,
  }
}

function titlesRead(stored: {
  titles: StoredFunctions['titles'] | undefined
  titleFunctions: StoredFunctions['titleFunctions'] | undefined
}): WithFunctions['titles'] {
  const old = Object.entries(stored.titles ?? {}).map(([title, fn]) => [title, withParts([fn])] as const)
  return { ...Object.fromEntries(old), ...stored.titleFunctions }
}

/** Settings as they are stored: what release 0.1 reads mails nobody whom this release would not. */
export function withOldFunctions<T extends WithFunctions>(settings: T): object {
  const known = Object.entries(settings.titles).flatMap(([title, functions]) => {
    const [first] = knownBefore(functions)
    return first === undefined ? [] : [[title, first] as const]
  })
  return {
    ...settings,
    offers: settings.offers.map(offerStored),
    titles: Object.fromEntries(known),
    titleFunctions: settings.titles,
  }
}

/** An offer for functions that 0.1 does not know concerns nobody there, as one for private use does. */
function offerStored(offer: Offer): StoredOffer {
  const functions = knownBefore(offer.functions)
  const stored = { ...offer, concerned: offer.functions }
  return functions.length > 0
    ? { ...stored, functions }
    : { ...stored, functions: ['management'], audience: 'consumer', intendedFor: offer.audience }
}
