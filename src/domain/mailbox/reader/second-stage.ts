import type { Classification, ParsedMail } from '../text/parsed-mail.ts'
import type { PhraseFinding } from '../text/read-sentences.ts'
import { chancesOf, readings, unpackModel, type Chances } from './linear-model.ts'
import { messageFeatures } from './message-features.ts'
import modelFile from './message-model.json' with { type: 'json' }
import { corrected, inputsOf, maxAlone, refusalChance } from './refusal-chance.ts'
import { unpackTrees } from './trees/sum-of-trees.ts'

const model = unpackModel(modelFile)
const weighing = unpackTrees(modelFile.weighing)

/**
 * Chances of a refusal that the model was calibrated to (`npm run train`): below `none` a text is no refusal, from
 * `sure` on it is one. Between them a person reads it.
 */
export interface Bounds {
  none: number
  sure: number
  /** From here on an objection of the grammar stands; below it a person decides. */
  keep: number
}
export const bounds = modelFile.bounds as Bounds

/** What the linear model alone makes of a message (docs/decisions/0063). */
export function readByModel(
  mail: ParsedMail,
  sentences: readonly string[],
  findings: readonly PhraseFinding[],
): Chances {
  return namedChances(chancesOf(model, messageFeatures(mail, sentences, findings)))
}

/** Chances by the name of their reading. */
export const namedChances = (chances: Float64Array): Chances =>
  Object.fromEntries(readings.map((reading, at) => [reading, chances[at] ?? 0])) as Record<
    (typeof readings)[number],
    number
  >

/** What the statistical reader makes of a message, and the sentence that speaks most for a refusal, with its chance. */
export interface SecondReading {
  chances: Chances
  deciding: { sentence: string; chance: number }
}

/** Reads a message by the model and by what the grammar said of it and found in it. */
export function secondReading(
  mail: ParsedMail,
  sentences: readonly string[],
  { said, findings }: { said: Classification; findings: readonly PhraseFinding[] },
): SecondReading {
  const whole = readByModel(mail, sentences, findings)
  const alone = sentences.slice(0, maxAlone).map((sentence) => readByModel({ ...mail, subject: '' }, [sentence], []))
  const characters = sentences.reduce((sum, { length }) => sum + length, 0)
  const refusal = refusalChance(inputsOf({ whole, alone, said, characters }), weighing)
  let deciding = { sentence: '', chance: -1 }
  for (const [at, chances] of alone.entries()) {
    const chance = chances.refusal + chances.limited
    if (chance > deciding.chance) deciding = { sentence: sentences[at] ?? '', chance }
  }
  return { chances: corrected(whole, refusal), deciding }
}
