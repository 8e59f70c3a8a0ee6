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

/** What the grammar makes of a text, for the calibration. */
const grammarClass = (said, isCertain) =>
  said.verdicts.includes('objection')
    ? isCertain(said)
      ? 'certain'
      : 'stop'
    : said.verdicts.includes('unsure') || said.verdicts.includes('someone-else')
      ? 'doubt'
      : 'nothing'

/** A debatable row teaches half as much as a clear one. */
const debatableWeight = 0.5

/**
 * Rows of a corpus as examples for the reader.
 *
 * @param rows rows of corpus/messages (corpus/README.md)
 * @param domain the reader's own modules: `readable`, `bodiesOf`, `grammarVerdict`, `isCertain`,
 *   `messageFeatures`, `readings`
 */
export function examplesOf(rows, { readable, bodiesOf, grammarVerdict, isCertain, messageFeatures, readings }) {
  return rows.map((row) => {
    const mail = readable(mailOfRow(row))
    const sentences = bodiesOf(mail)[0]?.sentences ?? []
    const { said, findings } = grammarVerdict(mail, sentences)
    const name = row.label === 'access' && row.stop === true ? 'refusal' : readingOf[row.label]
    return {
      row,
      grammar: grammarClass(said, isCertain),
      features: messageFeatures(mail, sentences, findings),
      reading: readings.indexOf(name),
      weight: (row.weight ?? 1) * (row.debatable === true ? debatableWeight : 1),
    }
  })
}
