import { corpus } from '../../test/corpus/mailbox/index.ts'
import { ownTexts } from '../score/corpus.mjs'
import { calibrated } from './calibrate.mjs'
import { examplesOf } from './examples.mjs'
import { learn } from './learn.mjs'

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

/**
 * The reader's model and its bounds, from this repository's texts alone.
 *
 * @param domain the modules of src/domain/mailbox that read a message
 * @returns {Promise<{ file: object, figures: object }>} what message-model.json holds, and how well it was calibrated
 */
export async function trainedModel(domain) {
  const shape = { readings: domain.readings.length, buckets: domain.buckets, chancesOf: domain.chancesOf }
  const own = examplesOf(ownTexts('messages').learned, domain)
  const beside = examplesOf(grammarTexts(), domain)
  const judged = []
  for (let part = 0; part < parts; part++) {
    const model = learn([...own.filter((_, index) => index % parts !== part), ...beside], shape)
    for (const [index, example] of own.entries())
      if (index % parts === part)
        judged.push({ example, grammar: example.grammar, chances: domain.chancesOf(model, example.features) })
  }
  const { bounds, ...figures } = calibrated(judged, domain.readings)
  const model = domain.packModel(learn([...own, ...beside], shape))
  return { file: { ...model, bounds }, figures: { texts: own.length + beside.length, ...figures } }
}
