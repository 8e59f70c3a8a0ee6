import type { Role } from '../../domain/accounts/roles.ts'
import { isDataException } from '../../store/app/database.ts'
import { isDatabaseUnable } from '../../store/app/database-away.ts'

/**
 * Codes of the sentences that error pages know; each has a French and an English text in
 * src/http/locales.
 */
export type ProblemCode =
  | 'not-found'
  | 'not-allowed'
  | 'foreign-form'
  | 'session-ended'
  | 'too-many'
  | 'conflict'
  | 'bad-input'
  | 'failed'
  | 'stopping'
  | 'away'

/** An answer other than the page asked for. The text shown is ours, never the error's own message. */
export class HttpProblem extends Error {
  readonly status: number
  readonly code: ProblemCode
  /** Roles that may do what was refused; empty = it is not a matter of roles. */
  readonly roles: readonly Role[]
  constructor(status: number, code: ProblemCode, roles: readonly Role[] = []) {
    super(code)
    this.status = status
    this.code = code
    this.roles = roles
  }
}

/** Status of the answer to an error, whatever threw it: ours, Fastify's, or a value that the database cannot keep. */
export function statusOf(error: unknown): number {
  if (error instanceof HttpProblem) return error.status
  if (isDataException(error)) return 400
  if (isDatabaseUnable(error)) return 503
  const status = (error as { statusCode?: unknown } | null)?.statusCode
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500
}
