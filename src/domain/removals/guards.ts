import { dependencyKinds } from './dependencies.ts'
import type { PlannedKind } from './removal-kinds.ts'

/** The guards that our own tables answer; the others ask the systems what is open with a person. */
export const storedGuards = [
  'legal-hold',
  'pending',
  'customer',
  'unjudged',
  'objection',
  'blind',
  'active',
  'assumed',
  'maybe',
  'not-granted',
  'refused',
] as const
export type StoredGuard = (typeof storedGuards)[number]

/**
 * Names of the guards in the order they are asked (docs/reference/promises.md#removal-2): what is open is read only of
 * whom nothing else keeps.
 */
export const guardNames = [...storedGuards, ...dependencyKinds, 'unknown'] as const
export type GuardName = (typeof guardNames)[number]

/**
 * Guards that say nothing for a kind of plan: an objection asks for no term, and who said it is what the plan is about.
 */
export const guardsNotAsked: Readonly<Record<PlannedKind, readonly GuardName[]>> = {
  silent: ['active'],
  'no-source': ['assumed'],
  objected: ['active', 'assumed', 'objection', 'encounter'],
}
