import { mailOfRow } from '../score/mail-of-row.mjs'

/** The reading that a label of a corpus stands for. */
const readingOf = {
  objection: 'refusal',
  erasure: 'refusal',
  complaint_threat: 'refusal',
  objection_narrow: 'limited',
  access: 'other',
  interest: 'other',
  forwarded: 'other',
  not_now: 'later',
  auto_reply: 'machine',
  bounce: 'machine',
  left_company: 'gone',
  unsure: 'unclear',
}

/** A debatable row teaches half as much as a clear one. */
const debatableWeight = 0.5

/**
 * Rows of a corpus as examples for the reader.
 *
 * @param rows rows of corpus/messages (corpus/README.md)
 * @param domain the reader's own modules: `readable`, `bodiesOf`, `grammarVerdict`, `grammarClass`, `messageFeatures`,
 *   `maxAlone`, `readings`
 */
export function examplesOf(rows, domain) {
  const { readable, bodiesOf, grammarVerdict, grammarClass, messageFeatures, maxAlone, readings } = domain
  return rows.map((row) => {
    const mail = readable(mailOfRow(row))
    const sentences = bodiesOf(mail)[0]?.sentences ?? []
    const { said, findings } = grammarVerdict(mail, sentences)
    const name = row.label === 'access' && row.stop === true ? 'refusal' : readingOf[row.label]
    return {
      row,
      said,
      grammar: grammarClass(said),
      features: messageFeatures(mail, sentences, findings),
      alone: sentences.slice(0, maxAlone).map((sentence) => messageFeatures({ ...mail, subject: '' }, [sentence], [])),
      characters: sentences.reduce((sum, { length }) => sum + length, 0),
      reading: readings.indexOf(name),
      weight: (row.weight ?? 1) * (row.debatable === true ? debatableWeight : 1),
    }
  })
}
