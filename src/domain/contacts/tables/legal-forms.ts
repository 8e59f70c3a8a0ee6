/**
 * Legal form of the firm. `unknown` is judged as a sole trader where that matters and the name tells nothing
 * (docs/reference/law.md#order).
 */
export const legalForms = ['company', 'public-body', 'association', 'partnership', 'sole-trader', 'unknown'] as const
export type LegalForm = (typeof legalForms)[number]
