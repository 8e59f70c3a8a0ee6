import type { PlanKind } from '../../../../domain/removals/removal-kinds.ts'
import type { View } from '../../app/view.ts'

/** Why somebody of a plan goes and since when: only a plan of the inactive goes by a term. */
export function whyGone(
  { t, f }: View,
  kind: PlanKind,
  { termOn, sinceOn }: { termOn: string; sinceOn: string | null },
): string {
  const { whyGone: why } = t.removals
  const since = sinceOn === null ? '' : f.day(sinceOn)
  if (kind === 'no-source') return why.noSource(since)
  if (kind === 'objected') return why.objected(since)
  return kind === 'erasure' ? why.erasure : f.day(termOn)
}

/** Heading of the column with it. */
export function whyHead({ t }: View, kind: PlanKind): string {
  return kind === 'silent' ? t.removals.sample.term : t.removals.whyGone.head
}
