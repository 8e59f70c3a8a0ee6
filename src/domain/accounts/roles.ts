/** What an account may be, from most to least. */
export const roles = ['admin', 'dpo', 'operator', 'viewer'] as const
export type Role = (typeof roles)[number]

/** Who may open what. Each route names one of these; nav entries follow the same table. */
export const may = {
  all: roles,
  person: ['admin', 'dpo', 'operator'],
  seePlans: ['admin', 'dpo', 'viewer'],
  judge: ['admin', 'dpo'],
  /** To say that an objection was entered for the wrong person. */
  correct: ['dpo'],
  configure: ['admin', 'dpo'],
  connect: ['admin'],
  export: ['admin', 'dpo'],
} as const satisfies Record<string, readonly Role[]>

/** Whether an account of this role is among `roles`, one of the lists of `may`. */
export function allowed(role: Role, roles: readonly Role[]): boolean {
  return roles.includes(role)
}
