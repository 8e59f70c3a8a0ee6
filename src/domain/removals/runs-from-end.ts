/**
 * The term of a former customer runs from the end of the relationship, unless an act came later
 * (docs/reference/law.md#g2).
 */
export function runsFromEnd({
  relationEndedOn,
  lastActAt,
}: {
  relationEndedOn: string | null
  lastActAt: Date | null
}): boolean {
  return relationEndedOn !== null && (lastActAt === null || relationEndedOn > lastActAt.toISOString().slice(0, 10))
}
