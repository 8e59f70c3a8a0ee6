/** What a column of a list of prospects can hold. */
export const screeningColumns = [
  'email',
  'phone',
  'mobile',
  'firstName',
  'lastName',
  'fullName',
  'company',
  'jobTitle',
  'country',
  'legalForm',
  'headcount',
  'sourceKind',
  'sourceName',
  'broker',
  'obtainedOn',
  'optOut',
  'doNotCall',
] as const

export type ScreeningColumn = (typeof screeningColumns)[number]
