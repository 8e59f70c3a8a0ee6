import type { Role } from '../../../store/accounts/users.ts'

/** Who may open what. Each route names one of these; nav entries follow the same table. */
export const may = {
  all: ['admin', 'dpo', 'operator', 'viewer'],
  person: ['admin', 'dpo', 'operator'],
  seePlans: ['admin', 'dpo', 'viewer'],
  judge: ['admin', 'dpo'],
  configure: ['admin', 'dpo'],
  connect: ['admin'],
  export: ['admin', 'dpo'],
} as const satisfies Record<string, readonly Role[]>

export function allowed(role: Role, roles: readonly Role[]): boolean {
  return roles.includes(role)
}
