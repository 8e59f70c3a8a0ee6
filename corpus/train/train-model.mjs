import { corpus } from '../../test/corpus/mailbox/index.ts'
import { ownTexts } from '../score/corpus.mjs'
import { calibrated } from './calibrate.mjs'
import { examplesOf } from './examples.mjs'
import { learn } from './learn.mjs'
import { weighingOf } from './weighing.mjs'

/** Texts by hands that wrote for single rules count less than texts written from life. */
const ruleTextWeight = 0.5
const parts = 5

/** The texts that the grammar was written with, as rows of corpus/messages. Those held back there are left out. */
function grammarTexts() {
  const labelOf = (labels) =>
    labels.some((label) => ['objection', 'employer', 'erasure', 'complaint'].includes(label))
      ? 'objection'
      : labels.includes('access')
        ? 'access'
        : labels.includes('auto-reply')
          ? 'auto_reply'
          : labels.includes('bounce')
            ? 'bounce'
            : labels.includes('unsure')
              ? 'unsure'
              : 'interest'
  return corpus
    .filter(({ held, token, feedbackType, delivery }) => !held && !token && feedbackType === null && delivery === null)
    .map(({ subject, text, html, headers, labels }) => ({
      subject,
      body: html ?? text ?? '',
      headers,
      label: labelOf(labels),
      weight: ruleTextWeight,
    }))
}

/** The modules of src/domain/mailbox that read a message. */
export const domainModules = [
  'readable',
  'text/bodies',
  'grammar-verdict',
  'reader/message-features',
  'reader/linear-model',
  'reader/features',
  'reader/refusal-chance',
  'reader/trees/sum-of-trees',
]

/**
 * The reader's model and its bounds, from this repository's texts alone.
 *
 * @param domain what `domainModules` export
 * @returns {Promise<{ file: object, figures: object }>} what message-model.json holds, and how well it was calibrated
 */
export async function trainedModel(domain) {
  const shape = { readings: domain.readings.length, buckets: domain.buckets }
  const own = examplesOf(ownTexts('messages').learned, domain)
  const beside = examplesOf(grammarTexts(), domain)
  const unseen = own.map(() => null)
  for (let part = 0; part < parts; part++) {
    const model = learn([...own.filter((_, index) => index % parts !== part), ...beside], shape)
    for (const [index, example] of own.entries())
      if (index % parts === part) unseen[index] = { example, ...foundBy(model, example, domain) }
  }
  const { bounds, ...figures } = calibrated(unseenTwice(unseen, domain), domain.readings)
  const model = domain.packModel(learn([...own, ...beside], shape))
  const weighing = weighingOf(unseen, domain)
  return { file: { ...model, weighing, bounds }, figures: { texts: own.length + beside.length, ...figures } }
}

/** What a model that has not seen an example finds in it: the inputs of a refusal's chance. */
function foundBy(model, { features, alone, said, characters }, { readings, chancesOf, inputsOf }) {
  const named = (one) => {
    const chances = chancesOf(model, one)
    return Object.fromEntries(readings.map((reading, at) => [reading, chances[at]]))
  }
  const whole = named(features)
  return { whole, inputs: inputsOf({ whole, alone: alone.map(named), said, characters }) }
}

/** Chances of texts that neither the model nor the weighing behind it had seen, for the bounds. */
function unseenTwice(unseen, domain) {
  const { readings, corrected, refusalChance, unpackTrees } = domain
  const judged = []
  for (let part = 0; part < parts; part++) {
    // Another division than the model's, so that no text is judged beside its own part alone.
    const isOf = (index) => Math.floor(index / parts) % parts === part
    const learned = unseen.filter((_, index) => !isOf(index))
    const weighing = unpackTrees(weighingOf(learned, domain))
    for (const [index, { example, whole, inputs }] of unseen.entries())
      if (isOf(index)) {
        const chances = corrected(whole, refusalChance(inputs, weighing))
        judged.push({ example, grammar: example.grammar, chances: readings.map((reading) => chances[reading]) })
      }
  }
  return judged
}
