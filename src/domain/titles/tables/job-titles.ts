/**
 * Functions that an offer can concern (docs/reference/law.md#b1). Finer where offers differ: IT security apart from IT,
 * communication from marketing, privacy and compliance from legal, safety from quality, buildings from machines.
 * Outside professions are themselves, not the function of their clients.
 */
export const offerFunctions = [
  'management', 'it', 'it_security', 'data', 'finance', 'hr', 'legal', 'privacy', 'compliance', 'purchasing', 'production', 'industrial_engineering', 'maintenance', 'quality', 'qhse', 'research', 'logistics', 'supply_chain', 'sales', 'sales_operations', 'marketing', 'communication', 'service', 'product', 'administration', 'office_management', 'facilities', 'external_accountant', 'external_lawyer', 'external_consultant', 'external_agent',
] as const

/** What a title may say: one of them, or an occupation that is none of them, which no offer of the list concerns. */
export const jobFunctions = [...offerFunctions, 'other'] as const
export type JobFunction = (typeof jobFunctions)[number]

/** The functions release 0.1 knows, and what each of them is split into since. */
export const splitFunctions = {
  management: ['management'], it: ['it', 'it_security'], purchasing: ['purchasing'], production: ['production', 'industrial_engineering'], finance: ['finance', 'external_accountant'], hr: ['hr'], marketing: ['marketing', 'communication', 'product'], sales: ['sales', 'sales_operations', 'external_agent'], logistics: ['logistics', 'supply_chain'], quality: ['quality', 'qhse'], legal: ['legal', 'privacy', 'compliance', 'external_lawyer'], maintenance: ['maintenance', 'facilities', 'industrial_engineering'], research: ['research'], administration: ['administration', 'office_management'], service: ['service'], data: ['data'],
} as const satisfies Readonly<Partial<Record<JobFunction, readonly JobFunction[]>>>
