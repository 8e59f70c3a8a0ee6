import type { Offer } from '../../../domain/decisions/offer.ts'
import { offerFunctions } from '../../../domain/titles/tables/job-titles.ts'

/** What an admin says of a function on the form of an offer. */
export const functionAnswers = ['concerned', 'borderline', 'not'] as const
export type FunctionAnswer = (typeof functionAnswers)[number]

type OfferFunction = (typeof offerFunctions)[number]

/** Name of the three radio buttons of a function. */
export const answerField = (code: OfferFunction): string => `relation-${code}`

/** An offer to consumers concerns nobody's function. */
export function answerOf(
  offer: Pick<Offer, 'functions' | 'borderline' | 'audience'>,
  code: OfferFunction,
): FunctionAnswer {
  if (offer.audience === 'consumer') return 'not'
  if (offer.functions.includes(code)) return 'concerned'
  return offer.borderline.includes(code) ? 'borderline' : 'not'
}

/** Functions that were given one answer. */
export const functionsAnswered = (form: Readonly<Record<string, string>>, answer: FunctionAnswer): OfferFunction[] =>
  offerFunctions.filter((code) => form[answerField(code)] === answer)
