import type { Classification } from '../text/parsed-mail.ts'
import { isCertain } from './certain.ts'
import { readings, type Chances } from './linear-model.ts'
import { sumOfTrees, type Trees } from './trees/sum-of-trees.ts'

/** What the grammar made of a text: `certain` is what no model moves. */
type GrammarClass = 'certain' | 'stop' | 'doubt' | 'nothing'

/** Which of these a verdict is. */
export function grammarClass(said: Pick<Classification, 'verdicts' | 'reasons'>): GrammarClass {
  if (said.verdicts.includes('objection')) return isCertain(said) ? 'certain' : 'stop'
  return said.verdicts.includes('unsure') || said.verdicts.includes('someone-else') ? 'doubt' : 'nothing'
}

/** Sentences that are read alone, too: of longer texts the first ones. */
export const maxAlone = 60

/** What the linear model and the grammar found in a message. */
interface Found {
  /** Chances of the whole text. */
  whole: Chances
  /** Chances of each of its sentences alone; none of an empty text. */
  alone: readonly Chances[]
  said: Pick<Classification, 'verdicts' | 'reasons'>
  /** Length of the text. */
  characters: number
}

const refusalIn = ({ refusal, limited }: Chances) => refusal + limited
const least = 1e-4
/** A chance on the scale on which weights add up. */
const odds = (chance: number) => Math.log((chance + least) / (1 - chance + least))

const namesByReading = readings.map((reading) => ({
  reading,
  ofWhole: `whole ${reading}`,
  ofTop: `top ${reading}`,
  ofMost: `most ${reading}`,
}))

/**
 * What the chance of a refusal is put together from, as named numbers: a refusal among friendly sentences shows in its
 * own sentence, and what the grammar found weighs by its rule.
 */
export function inputsOf({ whole, alone, said, characters }: Found): Record<string, number> {
  const each = alone.length === 0 ? [whole] : alone
  const refusals = each.map(refusalIn)
  const [first, second] = refusals.toSorted((a, b) => b - a)
  const top = each[refusals.indexOf(first ?? 0)] ?? whole
  const count = Math.log1p(alone.length)
  const inputs: Record<string, number> = {
    one: 1,
    whole: odds(refusalIn(whole)),
    first: odds(first ?? 0),
    second: odds(second ?? 0),
    mean: odds(refusals.reduce((sum, one) => sum + one, 0) / refusals.length),
    begin: odds(refusals[0] ?? 0),
    end: odds(refusals.at(-1) ?? 0),
    sentences: count,
    characters: Math.log1p(characters),
    wholeOfMany: odds(refusalIn(whole)) * count,
    firstOfMany: odds(first ?? 0) * count,
    [`grammar ${grammarClass(said)}`]: 1,
  }
  for (const { reading, ofWhole, ofTop, ofMost } of namesByReading) {
    inputs[ofWhole] = odds(whole[reading])
    inputs[ofTop] = odds(top[reading])
    inputs[ofMost] = odds(each.reduce((most, one) => Math.max(most, one[reading]), 0))
  }
  for (const { rule } of said.reasons) inputs[`rule ${rule}`] = 1
  return inputs
}

/** The chance, 0 to 1, that a message of these inputs refuses, by what was learned with the model (`npm run train`). */
export const refusalChance = (inputs: Readonly<Record<string, number>>, learned: Trees): number =>
  1 / (1 + Math.exp(-sumOfTrees(inputs, learned)))

/** The same chances, so that those of a refusal sum to `refusal` and all others keep their shares of the rest. */
export function corrected(whole: Chances, refusal: number): Chances {
  const before = refusalIn(whole)
  const scaleOf = (part: number, of: number) => (of > 0 ? part / of : 0)
  const [refuses, others] = [scaleOf(refusal, before), scaleOf(1 - refusal, 1 - before)]
  return Object.fromEntries(
    readings.map((reading) => [
      reading,
      whole[reading] * (reading === 'refusal' || reading === 'limited' ? refuses : others),
    ]),
  ) as Record<keyof Chances, number>
}
