import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { answersTo } from './lawbase.mjs'
import { shareOf, shareText } from './share.mjs'

/** Names of functions in a corpus that the product calls otherwise. */
const ours = (code) => (code === 'general_management' ? 'management' : code)

/** Offers of a corpus by id, with the functions under our names. */
function offersIn(folder) {
  const offers = JSON.parse(readFileSync(join(folder, 'offers.json'), 'utf8'))
  return new Map(
    offers.map(({ id, concernedFunctions, borderlineFunctions }) => [
      id,
      { functions: concernedFunctions.map(ours), borderline: borderlineFunctions.map(ours) },
    ]),
  )
}

const answerOf = ({ related, functions = [] }) => ({
  got: related === 'related' ? true : related === 'unrelated' ? false : 'unsure',
  isRead: functions.length > 0,
})

/**
 * Reads each title for its offer as the product does.
 *
 * @param rows rows of a corpus of titles (corpus/README.md)
 * @param folder where its `offers.json` lies
 */
export function judgedTitles(rows, folder) {
  const offers = offersIn(folder)
  // An offer that concerns nobody is no question: whoever is asked about is not related to it.
  const asked = rows.map(({ id, jobTitle, offer }) => {
    const { functions, borderline } = offers.get(offer) ?? { functions: [], borderline: [] }
    const question = { kind: 'title', id: id ?? null, title: jobTitle }
    return functions.length === 0 ? question : { ...question, offer: { functions, borderline } }
  })
  const answers = answersTo('classify', asked)
  return rows.map((row, index) => {
    const { got, isRead } = 'offer' in asked[index] ? answerOf(answers[index]) : { got: false, isRead: true }
    const isRight = got === row.related || (row.debatable === true && (row.alsoAcceptable ?? []).includes(got))
    return { row, got, isRead, functions: answers[index]?.functions ?? [], wrong: !isRight }
  })
}

/** `concerned without basis`: would be mailed though the offer does not concern them. */
export const titleFigures = (judged) => ({
  right: shareOf(judged.filter(({ wrong }) => !wrong).length, judged.length),
  'left to a person': shareOf(judged.filter(({ got }) => got === 'unsure').length, judged.length),
  'left to a person, though clear': shareOf(
    judged.filter(({ got, row }) => got === 'unsure' && row.related !== 'unsure').length,
    judged.length,
  ),
  'concerned without basis': shareOf(
    judged.filter(({ got, wrong }) => got === true && wrong).length,
    judged.filter(({ row }) => row.related !== true).length,
  ),
})

export const titleReport = (judged) => [
  `${judged.length} titles`,
  ...Object.entries(titleFigures(judged)).map(([name, share]) => `  ${name}: ${shareText(share)}`),
]

export const wrongTitles = (judged) =>
  judged
    .filter(({ wrong }) => wrong)
    .map(
      ({ row, got, functions }) =>
        `${row.id ?? row.file} · ${row.jobTitle} · ${row.offer} · wanted ${row.related}, got ${got} (${functions.join(', ')})`,
    )
