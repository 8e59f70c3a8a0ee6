import { coreMark, coreOfTitle } from './title-core.ts'
import { foldTitle } from './fold-title.ts'
import type { JobFunction } from './tables/job-titles.ts'
import { remembered } from '../app/remembered.ts'
import { readTitle } from './title-reading.ts'

/** The form in which titles are compared: "Responsable Achats (H/F)" and "responsable achats" are one title. */
export const normalTitle = remembered((raw: string): string =>
  foldTitle(raw)
    .replace(/[,;:()|–—]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim(),
)

const functionsRead = remembered((title: string): readonly JobFunction[] => readTitle(foldTitle(title)))

type OwnTitles = Readonly<Record<string, readonly JobFunction[]>>
const cores = new WeakMap<OwnTitles, ReadonlyMap<string, readonly JobFunction[]>>()

/** The admin's answers about cores: behind the mark stands any title of the core. */
function answersByCore(own: OwnTitles): ReadonlyMap<string, readonly JobFunction[]> {
  const known = cores.get(own)
  if (known !== undefined) return known
  const marked = Object.entries(own).filter(([key]) => key.startsWith(coreMark))
  const answers = new Map(marked.map(([key, functions]) => [coreOfTitle(key.slice(coreMark.length)), functions]))
  cores.set(own, answers)
  return answers
}

/**
 * Functions of a job title: the admin's own table first, then what the words of the title say, then what the admin said
 * of its core. Empty = unknown, a person decides (docs/reference/law.md#b1f): a title that is read wrongly would send
 * mail that is not lawful, an unknown one asks once.
 */
export function functionsOfTitle(title: string, own: OwnTitles): readonly JobFunction[] {
  const answered = (key: string) => (Object.hasOwn(own, key) ? own[key] : undefined)
  const decided = answered(normalTitle(title))
  if (decided !== undefined) return decided
  const read = functionsRead(title)
  return read.length > 0 ? read : (answersByCore(own).get(coreOfTitle(title)) ?? [])
}
