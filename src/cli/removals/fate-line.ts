import type { RelatedFate } from '../../domain/removals/related.ts'

/** What becomes of one kind of record related to removed people, on one line. */
export function fateLine(fate: RelatedFate): string {
  const parts = [
    `${fate.deleted} deleted`,
    ...(fate.inBin > 0 ? [`${fate.inBin} of them in the recycle bin`] : []),
    `${fate.along} deleted with the record`,
    ...fate.kept.map(({ why, count }) => `${count} kept (${why})`),
    ...fate.refused.map(({ detail, count }) => `${count} refused (${detail})`),
    ...(fate.unread === null ? [] : [fate.unread]),
  ]
  return `${fate.kind}: ${parts.join(', ')}${fate.countedAt === null ? '' : `, counted ${fate.countedAt}`}`
}
