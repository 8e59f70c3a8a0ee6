import { normalTitle } from './job-function.ts'
import { coreMark, coreOfTitle } from './title-core.ts'

/** Titles with one core, and how many people one answer settles. */
export interface TitleGroup {
  /** Where the answer stands in the admin's own table of titles: the most frequent one, for all of its core. */
  key: string
  /** Most frequent first. */
  titles: readonly string[]
  people: number
}

/** Titles nobody has mapped, by their core; the group with most people first. */
export function groupTitles(counted: readonly { title: string; count: number }[]): TitleGroup[] {
  const groups = Map.groupBy(counted, ({ title }) => coreOfTitle(title))
  return [...groups.values()]
    .map((rows) => {
      const titles = rows.toSorted((a, b) => b.count - a.count).map(({ title }) => title)
      return {
        key: coreMark + normalTitle(titles[0] ?? ''),
        titles,
        people: rows.reduce((sum, { count }) => sum + count, 0),
      }
    })
    .toSorted((a, b) => b.people - a.people)
}
