import type { ParsedMail } from '../text/parsed-mail.ts'
import type { PhraseFinding } from '../text/read-sentences.ts'
import { chancesOf, readings, unpackModel, type Chances } from './linear-model.ts'
import { messageFeatures } from './message-features.ts'
import modelFile from './message-model.json' with { type: 'json' }

const model = unpackModel(modelFile)

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

/** What the statistical reader makes of a message (docs/decisions/0063). */
export function readByModel(
  mail: ParsedMail,
  sentences: readonly string[],
  findings: readonly PhraseFinding[],
): Chances {
  const chances = chancesOf(model, messageFeatures(mail, sentences, findings))
  return Object.fromEntries(readings.map((reading, at) => [reading, chances[at] ?? 0])) as Record<
    (typeof readings)[number],
    number
  >
}

/** The sentence that speaks most for a refusal, which a person who decides is shown first, and its chance alone. */
export function decidingSentence(mail: ParsedMail, sentences: readonly string[]): { sentence: string; chance: number } {
  let best = { sentence: '', chance: -1 }
  for (const sentence of sentences.slice(0, maxSentences)) {
    const { refusal, limited } = readByModel({ ...mail, subject: '' }, [sentence], [])
    if (refusal + limited > best.chance) best = { sentence, chance: refusal + limited }
  }
  return best
}
const maxSentences = 200
