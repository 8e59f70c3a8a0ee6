import { answersTo } from './lawbase.mjs'
import { readLegalForm } from '../../dist/src/domain/contacts/companies/legal-form.js'
import { shareOf, shareText } from './share.mjs'

/** One row of a corpus of addresses and numbers as a question to `lawbase classify`. */
function questionOf({ id, email, phone, firstName, lastName, company, legalForm, headcount, country }) {
  const around = {
    firstName: firstName ?? null,
    lastName: lastName ?? null,
    company: company ?? null,
    headcount: headcount ?? null,
    legalForm: readLegalForm(legalForm ?? ''),
  }
  return email === undefined
    ? { kind: 'phone', id: id ?? null, phone, country: country ?? null, ...around }
    : { kind: 'email', id: id ?? null, email, ...around }
}

/** Reads each address and number as the product does. */
export function judgedAddresses(rows) {
  const answers = answersTo('classify', rows.map(questionOf))
  return rows.map((row, index) => {
    const { nature = 'unreadable', reason } = answers[index] ?? {}
    return { row, got: nature, reason, wrong: nature !== row.label && row.debatable !== true }
  })
}

/** `personal` as the class that matters: a person taken for a service loses rights. */
export function addressFigures(judged) {
  const clear = judged.filter(({ row }) => row.debatable !== true)
  const count = (label, got) => clear.filter((one) => one.row.label === label && one.got === got).length
  const [hit, lost, added] = [count('personal', 'personal'), count('personal', 'generic'), count('generic', 'personal')]
  return {
    right: shareOf(clear.filter(({ wrong }) => !wrong).length, clear.length),
    f1: (2 * hit) / (2 * hit + lost + added),
    'people taken for a service': shareOf(lost, hit + lost),
    'services taken for a person': shareOf(added, hit + added),
  }
}

export function addressReport(judged) {
  const { f1, ...shares } = addressFigures(judged)
  return [
    `${judged.length} addresses and numbers`,
    `  F1 of personal: ${f1.toFixed(3)}`,
    ...Object.entries(shares).map(([name, share]) => `  ${name}: ${shareText(share)}`),
  ]
}

export const wrongAddresses = (judged) =>
  judged
    .filter(({ wrong }) => wrong)
    .map(
      ({ row, got, reason }) =>
        `${row.id ?? row.file} · ${row.email ?? row.phone} · ${[row.firstName, row.lastName, row.company, row.legalForm, row.headcount].filter((one) => one != null).join(', ')} · wanted ${row.label}, got ${got} (${reason})`,
    )
