import type { Outcome } from './outcome.ts'

/** What went wrong with a whole call, by what happens next (the table is src/queue/failure-policy.ts). */
export const connectorErrorKinds = [
  'rate-limited',
  'not-ready',
  'unavailable',
  'auth-expired',
  'access-revoked',
  'forbidden',
  'cursor-lost',
  'unexpected-response',
  'bad-request',
] as const
export type ConnectorErrorKind = (typeof connectorErrorKinds)[number]

export interface ConnectorErrorDetails {
  /** How long to wait, in milliseconds (`rate-limited`, `not-ready`, sometimes `unavailable`). */
  retryAfterMs?: number
  /** The scope, permission or field that is missing (`forbidden`). */
  missing?: string
  /** The vendor's own id for this answer, to give to its support. */
  correlationId?: string
  /** HTTP status, when there was an answer. */
  status?: number
  /** No answer came, but what was asked may have been done all the same. */
  maybeDone?: true
  /** What came of the first orders, in their order, before the call failed; the failure is about the one after them. */
  done?: readonly Outcome[]
  cause?: unknown
}

/**
 * A failure of a whole vendor call. `message` is one sentence for the admin: what happened and what to do.
 * It never holds an address, a name, a token or a vendor's body.
 */
export class ConnectorError extends Error {
  readonly kind: ConnectorErrorKind
  readonly details: ConnectorErrorDetails

  constructor(kind: ConnectorErrorKind, message: string, details: ConnectorErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'ConnectorError'
    this.kind = kind
    this.details = details
  }
}
