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

/**
 * Functions of a job title: the admin's own table first, then what the words of the title say, then what the admin said
 * of its core. Empty = unknown, a person decides (docs/reference/law.md#b1f): a title that is read wrongly would send
 * mail that is not lawful, an unknown one asks once.
 */
export function functionsOfTitle(
  title: string,
  own: Readonly<Record<string, readonly JobFunction[]>>,
): readonly JobFunction[] {
  const answered = (key: string) => (Object.hasOwn(own, key) ? own[key] : undefined)
  const decided = answered(normalTitle(title))
  if (decided !== undefined) return decided
  const read = functionsRead(title)
  return read.length > 0 ? read : (answered(coreMark + coreOfTitle(title)) ?? [])
}
