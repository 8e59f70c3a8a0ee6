import { z } from 'zod'

/**
 * What the outcome of a call or meeting says: the person took part, they began it themselves, or they did not take
 * part.
 */
export const encounterMeanings = ['took-part', 'by-person', 'not'] as const
export type EncounterMeaning = (typeof encounterMeanings)[number]

/** What somebody said of one outcome. `label`: what the system called it then; under another name it is another one. */
export const JudgedOutcome = z.object({
  field: z.string().min(1).max(200),
  value: z.string().max(200),
  label: z.string().max(200),
  means: z.enum(encounterMeanings),
  by: z.string().min(1).max(320),
  on: z.iso.date(),
})
export type JudgedOutcome = z.infer<typeof JudgedOutcome>

/** What is told of a call or meeting. */
export interface EncounterFacts {
  kind: 'call' | 'meeting'
  /** Who began it; null = the system does not say. */
  from: 'person' | 'us' | null
  /** The field that tells its outcome, and what stands there. */
  field: string
  value: string
  label: string
  /** What the vendor itself made the outcome for; null = nobody but the company knows. */
  vendor: EncounterMeaning | null
  /** Somebody wrote a dated note about it. */
  noted: boolean
}

/** The kind of act it is; `no` = none of the person's; `undecided` = nobody said what its outcome means. */
export type JudgedEncounter = 'call-received' | 'call-answered' | 'meeting' | 'no' | 'undecided'

/** Stands for every other outcome of a field. */
export const anyOutcome = '*'

/**
 * Whether a call or meeting that is past was an act of the person (docs/reference/law.md#g-events): a call they made is
 * one; what we began counts where they took part, and only with a dated note.
 */
export function judgeEncounter(facts: EncounterFacts, judged: readonly JudgedOutcome[]): JudgedEncounter {
  const { kind, from, noted } = facts
  const byPerson = kind === 'call' ? 'call-received' : 'meeting'
  if (from === 'person') return byPerson
  const means = meaningOf(facts, judged)
  // Whatever its outcome was, no call of ours without a note counts.
  if (kind === 'call' && from === 'us' && !noted) return means === 'by-person' ? byPerson : 'no'
  if (means === null) return 'undecided'
  if (means === 'by-person') return byPerson
  if (means === 'not' || !noted) return 'no'
  return kind === 'call' ? 'call-answered' : 'meeting'
}

/** What stands for all others says nothing of an outcome that the vendor explains. */
function meaningOf(facts: EncounterFacts, judged: readonly JudgedOutcome[]): EncounterMeaning | null {
  const said = outcomeMeans(facts, judged)
  if (said === null) return facts.vendor
  return said.value === anyOutcome ? (facts.vendor ?? said.means) : said.means
}

/** What somebody said of this outcome, or else of every other one of its field; null = nobody did. */
export function outcomeMeans(
  { field, value, label }: Pick<EncounterFacts, 'field' | 'value' | 'label'>,
  judged: readonly JudgedOutcome[],
): JudgedOutcome | null {
  const ofField = judged.filter((one) => one.field === field)
  return (
    ofField.find((one) => same(one.value, value) && same(one.label, label)) ??
    ofField.find((one) => one.value === anyOutcome) ??
    null
  )
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

type JudgedOutcomes = Readonly<Record<string, readonly JudgedOutcome[]>>

/**
 * Of two settings what keeps more people. An outcome that nobody judged keeps whoever has it; one in which the person
 * took part keeps only those of whom a note says so.
 */
export function keepingActs(before: JudgedOutcomes, after: JudgedOutcomes): Record<string, JudgedOutcome[]> {
  const weight: Readonly<Record<EncounterMeaning | 'undecided', number>> = {
    not: 0,
    'took-part': 1,
    undecided: 2,
    'by-person': 3,
  }
  const isOf = (a: JudgedOutcome) => (b: JudgedOutcome) =>
    a.field === b.field && same(a.value, b.value) && same(a.label, b.label)
  return Object.fromEntries(
    [...new Set([...Object.keys(before), ...Object.keys(after)])].map((id) => {
      const [old, wanted] = [before[id] ?? [], after[id] ?? []]
      const kept = old.flatMap((one) => {
        const now = wanted.find(isOf(one))
        return weight[now?.means ?? 'undecided'] >= weight[one.means] ? (now ?? []) : one
      })
      const added = wanted.filter((one) => !old.some(isOf(one)) && one.means === 'by-person')
      const all = [...kept, ...added]
      return [id, all.length === wanted.length && all.every((one) => wanted.includes(one)) ? [...wanted] : all]
    }),
  )
}
