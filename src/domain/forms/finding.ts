import type { FormReason } from './tables/form-reasons.ts'

export const formRows = [
  'J1',
  'J2',
  'J3',
  'J4',
  'J5',
  'J6',
  'J7',
  'J8',
  'J9',
  'J10',
  'J11',
  'J12',
  'J13',
  'J14',
] as const
export type FormRow = (typeof formRows)[number]
/** `unsure`: a person must look; it counts as open, never as passed. */
export type RowState = 'pass' | 'fail' | 'unsure' | 'not-applicable'

/** One thing that was found; its words stand in tables/form-reasons. */
export interface FormFinding {
  state: RowState
  reason: FormReason
  /** Texts of the page, as they were read. */
  quotes: readonly string[]
  /** Fields and boxes it is about. */
  names: readonly string[]
}

export function finding(
  state: RowState,
  reason: FormReason,
  quotes: readonly (string | null)[] = [],
  names: readonly string[] = [],
): FormFinding {
  return { state, reason, quotes: quotes.filter((quote): quote is string => quote !== null && quote !== ''), names }
}
