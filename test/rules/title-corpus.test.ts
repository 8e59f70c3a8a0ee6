import { describe, expect, it } from 'vitest'
import { functionsOfTitle } from '../../src/domain/titles/job-function.ts'
import { jobFunctions } from '../../src/domain/titles/tables/job-titles.ts'
import { titleCorpus } from '../corpus/titles/index.ts'

const judged = titleCorpus.map((row) => ({ row, got: functionsOfTitle(row.title, {}).toSorted() }))
const training = judged.filter(({ row }) => !row.held)
const held = judged.filter(({ row }) => row.held)
const isRight = ({ row, got }: (typeof judged)[number]) => got.join() === row.functions.join()

/**
 * Of the titles that were given functions, how many were given exactly theirs; of the titles that have some, how many
 * were read. `wrongReach` counts the dangerous part: titles given a function that is not theirs
 * (docs/reference/law.md#b1f).
 */
function figures(rows: typeof judged) {
  const read = rows.filter(({ got }) => got.length > 0)
  const readable = rows.filter(({ row }) => row.functions.length > 0)
  const round = (part: number, whole: number) => (whole === 0 ? 1 : Math.round((part / whole) * 1_000) / 1_000)
  const wrongReach = read.filter(({ row, got }) => got.some((fn) => !row.functions.includes(fn))).length
  return {
    titles: rows.length,
    precision: round(read.filter(isRight).length, read.length),
    recall: round(readable.filter(isRight).length, readable.length),
    wrongReach,
  }
}

function report(rows: typeof judged) {
  const languages = Object.fromEntries(
    (['fr', 'en', 'de', 'other'] as const).map((language) => [
      language,
      figures(rows.filter(({ row }) => row.language === language)),
    ]),
  )
  const functions = Object.fromEntries(
    jobFunctions.map((fn) => [
      fn,
      figures(rows.filter(({ row, got }) => row.functions.includes(fn) || got.includes(fn))),
    ]),
  )
  return { all: figures(rows), languages, functions }
}

const printed = ({ all, languages, functions }: ReturnType<typeof report>) =>
  [['all', all] as const, ...Object.entries(languages), ...Object.entries(functions)]
    .map(([name, row]) => `${name}: ${JSON.stringify(row)}`)
    .join('\n')

describe('which functions a job title says (B1)', () => {
  it('keeps a third of the titles back', () => {
    const byLanguage = Object.fromEntries(
      ['fr', 'en', 'de', 'other'].map((language) => [
        language,
        titleCorpus.filter((row) => row.language === language).length,
      ]),
    )
    expect({
      byLanguage,
      held: held.length,
      unique: new Set(titleCorpus.map(({ title, language }) => `${language} ${title}`)).size,
    }).toEqual({ byLanguage: { fr: 599, en: 406, de: 286, other: 85 }, held: 451, unique: titleCorpus.length })
  })

  it('reads the titles it was made with', () => {
    const figure = report(training)
    console.log(`training\n${printed(figure)}`)
    console.log(
      training
        .filter((one) => !isRight(one))
        .map(
          ({ row, got }) =>
            `${row.language} ${row.title}: wanted ${row.functions.join('+') || 'unknown'}, got ${got.join('+') || 'unknown'}`,
        )
        .join('\n'),
    )
    expect(figure.all.precision).toBeGreaterThanOrEqual(0.98)
    expect(figure.all.recall).toBeGreaterThanOrEqual(0.9)
  })

  it('reads the titles it has never seen', () => {
    const figure = report(held)
    console.log(`held back\n${printed(figure)}`)
    expect(figure.all.precision).toBeGreaterThanOrEqual(0.98)
    expect(figure.all.recall).toBeGreaterThanOrEqual(0.85)
  })
})
