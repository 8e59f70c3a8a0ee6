import { dayOf } from '../app/day.ts'
import { momentOf } from '../app/moment.ts'
import type { SourceKind } from '../sources/tables/source-kinds.ts'

/** What a case or a history tells elsewhere than among its events. */
interface Reported {
  sources: readonly { kind: SourceKind | null; obtainedOn: string | null }[]
  /** Moments at which the person gave a valid consent on a form of ours. */
  ownForms?: readonly string[]
  /** Days of sales by us. */
  sales?: readonly string[]
}

/**
 * Acts of the person that are told as something else (docs/reference/law.md#g-events: form sent, order): an own form or
 * a questionnaire filled in after the first day on which the data were there (`firstDay`, by whatever record or
 * source), a consent given on a form of ours, a sale. What lies ahead of `today` is none.
 */
export function reportedActs(
  { sources, ownForms = [], sales = [] }: Reported,
  firstDay: string | null,
  today: string,
): { kind: 'form' | 'order'; at: Date }[] {
  const act = (kind: 'form' | 'order') => (text: string) => ({ kind, at: momentOf(text) })
  const forms = sources.flatMap(({ kind, obtainedOn }) => {
    if ((kind !== 'C1' && kind !== 'C4') || obtainedOn === null || firstDay === null) return []
    const day = dayOf(momentOf(obtainedOn))
    return day > firstDay && day <= today ? [obtainedOn] : []
  })
  return [...[...forms, ...ownForms].map(act('form')), ...sales.filter((on) => on <= today).map(act('order'))]
}
