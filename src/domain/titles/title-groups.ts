import { coreMark, coreOfTitle } from './title-core.ts'

/** Titles with one core, and how many people one answer settles. */
export interface TitleGroup {
  /** Where the answer stands in the admin's own table of titles. */
  key: string
  /** Most frequent first. */
  titles: readonly string[]
  people: number
}

/** Titles nobody has mapped, by their core; the group with most people first. */
export function groupTitles(counted: readonly { title: string; count: number }[]): TitleGroup[] {
  const groups = Map.groupBy(counted, ({ title }) => coreMark + coreOfTitle(title))
  return [...groups]
    .map(([key, rows]) => ({
      key,
      titles: rows.toSorted((a, b) => b.count - a.count).map(({ title }) => title),
      people: rows.reduce((sum, { count }) => sum + count, 0),
    }))
    .toSorted((a, b) => b.people - a.people)
}
