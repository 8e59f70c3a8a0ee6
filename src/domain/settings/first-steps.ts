import { may, type Role } from '../accounts/roles.ts'

/** What is set up in the first days, in this order; `crm` stands once for each CRM that can be connected. */
const kinds = [
  ['account', 1, may.connect],
  ['factor', 3, may.configure],
  ['company', 3, may.configure],
  ['console', 20, may.connect],
  ['public', 20, may.connect],
  ['mail', 10, may.connect],
  ['dpo', 2, may.connect],
  ['crm', 20, may.connect],
  ['tools', 2, may.configure],
  ['customers', 5, may.configure],
  ['offer', 30, may.configure],
  ['sources', 10, may.configure],
  ['notice', 20, may.configure],
  ['privacy', 1, may.configure],
  ['retention', 3, may.configure],
  ['schedule', 1, may.configure],
  ['backup', 10, may.connect],
] as const satisfies readonly (readonly [string, number, readonly Role[]])[]

type FirstStepKind = (typeof kinds)[number][0]

/** One step: `id` is its kind, with the connector behind it for a CRM. `minutes`: about how long it takes. */
export interface FirstStep {
  id: string
  kind: FirstStepKind
  connector: string | null
  minutes: number
  roles: readonly Role[]
}

/** All steps of an installation that can connect these CRMs, by the ids of their connectors. */
export function firstSteps(crms: readonly string[]): FirstStep[] {
  return kinds.flatMap(([kind, minutes, roles]): FirstStep[] =>
    kind === 'crm'
      ? crms.map((connector) => ({ id: `crm:${connector}`, kind, connector, minutes, roles }))
      : [{ id: kind, kind, connector: null, minutes, roles }],
  )
}

/** Steps whose default may be right: looking at it and leaving it is enough. */
export const seenSteps: readonly FirstStepKind[] = ['retention', 'schedule']
