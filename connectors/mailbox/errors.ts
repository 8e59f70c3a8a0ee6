import { ConnectorError } from '../../src/connector/errors.ts'

/** Certificate faults of node:tls: the admin must act, retrying alone does not help, but a certificate may be renewed meanwhile. */
const certificateCodes: ReadonlySet<string> = new Set(['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'])

interface ImapFault {
  authenticationFailed?: boolean
  mailboxMissing?: boolean
  code?: string
  responseStatus?: string
  throttleReset?: number
}

/** What an error of the IMAP library means for us. The server's own text is never passed on: it may name people. */
export function mailboxError(cause: unknown): ConnectorError {
  if (cause instanceof ConnectorError) return cause
  const fault = (cause ?? {}) as ImapFault
  if (fault.authenticationFailed === true) return new ConnectorError('access-revoked', 'The mail server refuses the user or the password. Enter them again.', { cause })
  if (fault.mailboxMissing === true) return new ConnectorError('bad-request', 'The folder does not exist in this mailbox. Check its name.', { cause })
  if (certificateCodes.has(fault.code ?? '')) return new ConnectorError('unavailable', 'The certificate of the mail server is not valid for its name. Nothing was sent to it.', { cause })
  if (fault.code === 'ETHROTTLE') return new ConnectorError('rate-limited', 'The mail server asks to slow down.', { retryAfterMs: fault.throttleReset ?? 60_000, cause })
  return new ConnectorError('unavailable', 'The mail server does not answer. It is tried again.', { cause })
}
