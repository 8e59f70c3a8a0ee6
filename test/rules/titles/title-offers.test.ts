import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { relatedness } from '../../../src/domain/decisions/offer.ts'
import { functionsOfTitle } from '../../../src/domain/titles/job-function.ts'
import type { JobFunction } from '../../../src/domain/titles/tables/job-titles.ts'

interface Row {
  id: string
  jobTitle: string
  offer: string
  related: boolean | 'unsure'
}
interface LabelledOffer {
  id: string
  concernedFunctions: readonly JobFunction[]
  borderlineFunctions: readonly JobFunction[]
}

const read = (name: string) => readFileSync(new URL(`../../../corpus/titles/${name}`, import.meta.url), 'utf8')
const offers = new Map((JSON.parse(read('offers.json')) as LabelledOffer[]).map((offer) => [offer.id, offer]))
const rows = ['learn-1.jsonl', 'learn-2.jsonl'].flatMap((name) =>
  read(name)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row),
)

function answer({ jobTitle, offer }: Row): boolean | 'unsure' {
  const { concernedFunctions: functions = [], borderlineFunctions: borderline = [] } = offers.get(offer) ?? {}
  const functionsRead = functionsOfTitle(jobTitle, {})
  // An offer that concerns no function, such as meals, is refused by the settings: it is for private use.
  if (functions.length === 0) return functionsRead.length === 0 ? 'unsure' : false
  const related = relatedness([functionsRead], { functions, borderline })
  return related === 'related' ? true : related === 'unrelated' ? false : 'unsure'
}

it('tells of titles in six languages whom an offer concerns, and calls nobody concerned who is not (B1f)', () => {
  const judged = rows.map((row) => ({ row, got: answer(row) }))
  const wrong = judged.filter(({ row, got }) => got !== row.related)
  console.log(wrong.map(({ row, got }) => `${row.id} ${row.jobTitle}: wanted ${row.related}, got ${got}`).join('\n'))
  expect(rows.length).toBeGreaterThanOrEqual(350)
  expect(wrong.length / rows.length).toBeLessThanOrEqual(0.02)
  expect(wrong.filter(({ got, row }) => got === true && row.related === false)).toEqual([])
})
