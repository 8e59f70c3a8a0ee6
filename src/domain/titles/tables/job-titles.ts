/**
 * Functions that an offer can concern (docs/reference/law.md#b1). Safety and environment count as quality, facilities
 * as maintenance, engineering and design offices as research, communication as marketing, training and payroll as HR.
 */
export const jobFunctions = [
  'management', 'it', 'purchasing', 'production', 'finance', 'hr', 'marketing', 'sales', 'logistics', 'quality', 'legal', 'maintenance', 'research', 'administration', 'service', 'data',
] as const
export type JobFunction = (typeof jobFunctions)[number]
