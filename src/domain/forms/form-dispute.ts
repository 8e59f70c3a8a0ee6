import type { Instant } from '../decisions/facts.ts'
import type { FormRow } from './finding.ts'

/**
 * What a consent of a form with this fault lacks; the row of docs/reference/law.md#e is named by the verdict (J4 → E2,
 * J5 → E5, J6 and J12 → E3).
 */
export type ConsentFault = 'preTicked' | 'bundled' | 'misleading'
const consentRows: Readonly<Partial<Record<FormRow, ConsentFault>>> = {
  J4: 'preTicked',
  J5: 'misleading',
  J6: 'bundled',
  J12: 'bundled',
}
/**
 * Faults with which nobody was told, or could refuse, when the data were collected (docs/reference/law.md#d1, #fr1):
 * the notice is due.
 */
const noticeRows: readonly FormRow[] = ['J3', 'J7', 'J8', 'J14']
/** Rows whose fault takes something out. The others are to be put right and change nothing that was collected. */
export const disputingRows: readonly FormRow[] = ['J3', 'J4', 'J5', 'J6', 'J7', 'J8', 'J12', 'J14']

export const takesNotice = (row: FormRow): boolean => noticeRows.includes(row)

/** One look at a form, oldest first in a list. */
export interface PastLook {
  at: Instant
  /** The look before; until then the form was as the one before says. */
  before: Instant | null
  /** Rows that failed and that nobody answers for. */
  failed: readonly FormRow[]
}

/** Whose people come through the form. */
export interface FormTie {
  sourceName: string | null
  questionnaireId: string | null
  /** Exact origins that the questionnaire's versions name (C4). */
  events: readonly string[]
}

interface DisputedTime {
  row: FormRow
  from: Instant
  /** The look that found it repaired; null = it still is. */
  until: Instant | null
}

/** What one fault of a form puts in doubt: whatever was collected in that time. */
export interface FormDispute extends DisputedTime {
  formId: string
  form: string
  tie: FormTie
}

/**
 * The times in which each row failed: from the last look that found it good, or the first that looked, to the look that
 * found it repaired.
 */
export function disputedTimes(looks: readonly PastLook[]): DisputedTime[] {
  return disputingRows.flatMap((row) => {
    const found: DisputedTime[] = []
    let from: Instant | null = null
    for (const [place, look] of looks.entries()) {
      if (look.failed.includes(row)) from ??= place === 0 ? look.at : (look.before ?? look.at)
      else if (from !== null) {
        found.push({ row, from, until: look.at })
        from = null
      }
    }
    return from === null ? found : [...found, { row, from, until: null }]
  })
}

/**
 * Whether the notice at collection is in doubt for people of a source who were collected on a day. The days at both
 * ends count.
 */
export function noticeDisputed(
  disputes: readonly FormDispute[],
  source: { kind: string; name: string; obtainedOn: string },
): FormDispute | null {
  return (
    disputes.find(
      ({ row, tie, from, until }) =>
        takesNotice(row) &&
        ((source.kind === 'C1' && source.name === tie.sourceName) ||
          (source.kind === 'C4' && tie.events.includes(source.name))) &&
        source.obtainedOn >= from.slice(0, 10) &&
        (until === null || source.obtainedOn <= until.slice(0, 10)),
    ) ?? null
  )
}

/** What consents given through a questionnaire in that moment lack. */
export function consentFaults(
  disputes: readonly FormDispute[],
  questionnaireId: string | null,
  givenAt: Instant,
): ConsentFault[] {
  const faults = disputes.flatMap(({ row, tie, from, until }) => {
    const fault = consentRows[row]
    return fault !== undefined &&
      questionnaireId !== null &&
      tie.questionnaireId === questionnaireId &&
      givenAt >= from &&
      (until === null || givenAt < until)
      ? [fault]
      : []
  })
  return [...new Set(faults)]
}
