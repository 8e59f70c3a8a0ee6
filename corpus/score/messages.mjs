import { mailOfRow } from './mail-of-row.mjs'
import { shareOf, shareText } from './share.mjs'

/** What the product does with a message: stops, holds it for a person, or lets it be. */
export function actOf({ verdicts }) {
  const says = (...wanted) => verdicts.some((verdict) => wanted.includes(verdict))
  if (says('objection', 'complaint', 'employer')) return 'stop'
  return says('unsure', 'someone-else') ? 'person' : 'nothing'
}

/** What should be done with a row. */
const wantedOf = ({ stop }) =>
  stop === true ? 'stop' : stop === 'narrow' ? 'narrow' : stop === 'review' ? 'review' : 'nothing'

/** Whether what was done is wrong: a refusal let be, or a text that refuses nothing stopped for good. */
const wrongOf = (wanted, act) =>
  (wanted === 'stop' || wanted === 'narrow') && act === 'nothing'
    ? 'missed'
    : wanted === 'nothing' && act === 'stop'
      ? 'false'
      : wanted === 'narrow' && act === 'stop'
        ? 'too wide'
        : wanted === 'review' && act === 'nothing'
          ? 'not asked'
          : null

/**
 * Reads each row as the product does.
 *
 * @param rows rows of a corpus of messages (corpus/README.md)
 * @param domain `classifyMail` of src/domain/mailbox
 */
export function judgedMessages(rows, { classifyMail }) {
  return rows.map((row) => {
    const said = classifyMail(mailOfRow(row))
    const [act, wanted] = [actOf(said), wantedOf(row)]
    return { row, act, wanted, wrong: wrongOf(wanted, act), scope: said.scope, reasons: said.reasons }
  })
}

/**
 * Figures of judged messages. `missed` and `false` are of the rows that are not debatable; `person` of all rows, those
 * left out for which a person is the right answer.
 */
export function messageFigures(judged) {
  const clear = judged.filter(({ row }) => row.debatable !== true)
  const refusals = clear.filter(({ wanted }) => wanted === 'stop' || wanted === 'narrow')
  const others = clear.filter(({ wanted }) => wanted === 'nothing')
  const limited = judged.filter(({ wanted, act }) => wanted === 'narrow' && act === 'person')
  return {
    messages: judged.length,
    missed: shareOf(refusals.filter(({ wrong }) => wrong === 'missed').length, refusals.length),
    false: shareOf(others.filter(({ wrong }) => wrong === 'false').length, others.length),
    person: shareOf(
      judged.filter(({ act, wanted }) => act === 'person' && wanted !== 'narrow' && wanted !== 'review').length,
      judged.length,
    ),
    personInAll: shareOf(judged.filter(({ act }) => act === 'person').length, judged.length),
    limits: shareOf(
      limited.filter(({ row, scope }) => isSameScope(row.scope?.kind, scope?.kind)).length,
      limited.length,
    ),
  }
}

/** A newsletter, a subject and a brand are told apart by the list of kinds, not by the reader. */
const isSameScope = (wanted, got) => {
  const loose = (kind) => (['list', 'topic', 'brand'].includes(kind) ? 'subject' : kind)
  return loose(wanted) === loose(got)
}

/** Lines that tell the figures, by language and by label, the table of what was done, and the wrong rows. */
export function messageReport(judged) {
  const { messages, ...figures } = messageFigures(judged)
  const lines = [
    `${messages} messages`,
    ...Object.entries(figures).map(([name, share]) => `  ${name}: ${shareText(share)}`),
  ]
  lines.push(
    ...table('language', judged, ({ row }) => row.lang ?? '?'),
    ...table('label', judged, ({ row }) => row.label),
  )
  return lines
}

/** What was done with the rows of each group: stopped, to a person, let be; and how many are wrong. */
const table = (title, judged, keyOf) => [
  '',
  `By ${title}: stopped, to a person, let be, wrong`,
  ...[...Map.groupBy(judged, keyOf)].map(([key, group]) => {
    const count = (act) => String(group.filter((one) => one.act === act).length).padStart(5)
    const wrong = group.filter((one) => one.wrong !== null && one.row.debatable !== true).length
    return `  ${key.padEnd(18)}${count('stop')}${count('person')}${count('nothing')}${String(wrong).padStart(5)}`
  }),
]

/** One line for each wrong row: what went wrong, why, and how the text begins. */
export const wrongMessages = (judged) =>
  judged
    .filter(({ wrong }) => wrong !== null)
    .map(({ row, wrong, reasons }) => {
      const why = reasons.slice(0, 3).map(({ rule }) => rule)
      const text = JSON.stringify(`${row.subject ?? ''} | ${row.body ?? ''}`.slice(0, 160))
      return `${wrong}${row.debatable === true ? ' (debatable)' : ''} · ${row.id ?? row.file} · ${row.label} · ${why.join(', ')} · ${text}`
    })
