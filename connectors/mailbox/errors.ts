import type { MailDoor } from './door.ts'
import { ConnectorError } from '../../src/connector/errors.ts'

/**
 * Certificate faults of node:tls: the admin must act, retrying alone does not help, but a certificate may be renewed
 * meanwhile.
 */
const certificateCodes: ReadonlySet<string> = new Set([
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
])

/** Refusals that end by themselves: the password, or the message asked for, may be as good as ever (RFC 5530 §3). */
const passingCodes: ReadonlySet<string> = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG', 'EXPUNGEISSUED'])
/**
 * The same in words, from servers that give no code: "Too many simultaneous connections", "User is authenticated but
 * not connected".
 */
const passingWords = /too many|simultaneous|temporar|try again|not connected|unavailable|overload/iu
const laterMs = 60_000

/** Faults of a form filled in wrongly, as the socket names them. They may pass too, so it is tried again. */
const placeFaults: Readonly<Record<string, string>> = {
  ENOTFOUND: 'No server has this name. Check the IMAP server.',
  ECONNREFUSED: 'Nothing listens at this port of the mail server. Check the port, usually 993.',
  ERR_SSL_WRONG_VERSION_NUMBER:
    'This port of the mail server does not speak imaps. Use the one that does, usually 993.',
}

interface ImapFault {
  authenticationFailed?: boolean
  mailboxMissing?: boolean
  code?: string
  responseStatus?: string
  serverResponseCode?: string
  response?: unknown
  throttleReset?: number
  message?: string
  tlsFailed?: boolean
}

/** Whether the server itself said no to a command, and means what was asked for rather than the moment. */
export function isRefusal(cause: unknown): boolean {
  const fault = (cause ?? {}) as ImapFault
  return (
    (fault.responseStatus === 'NO' || fault.responseStatus === 'BAD') && fault.code !== 'ETHROTTLE' && !isPassing(fault)
  )
}

function isPassing({ serverResponseCode, response }: ImapFault): boolean {
  if (serverResponseCode !== undefined && serverResponseCode !== 'ALERT') return passingCodes.has(serverResponseCode)
  return typeof response === 'string' && passingWords.test(response)
}

/** Whether the login itself was refused, for good as far as the server says. */
export function isAuthFailure(cause: unknown): boolean {
  const fault = (cause ?? {}) as ImapFault
  return fault.authenticationFailed === true && !isPassing(fault)
}

/** The line was to be encrypted first, and the server does not know how. */
const isWithoutTls = ({ tlsFailed, message }: ImapFault): boolean =>
  tlsFailed === true && /does not support STARTTLS/u.test(message ?? '')

/** What an error of the IMAP library means for us. The server's own text is never passed on: it may name people. */
export function mailboxError(cause: unknown, door?: Pick<MailDoor, 'refused' | 'tls'>): ConnectorError {
  if (cause instanceof ConnectorError) return cause
  const fault = (cause ?? {}) as ImapFault
  if (fault.authenticationFailed === true) return loginError(fault, cause, door)
  if (door?.tls === 'starttls' && isWithoutTls(fault))
    return new ConnectorError(
      'unavailable',
      'The mail server does not offer STARTTLS on this port. Nothing was sent to it: use imaps, usually port 993.',
      { cause },
    )
  if (fault.mailboxMissing === true)
    return new ConnectorError('bad-request', 'The folder does not exist in this mailbox. Check its name.', { cause })
  if (certificateCodes.has(fault.code ?? ''))
    return new ConnectorError(
      'unavailable',
      'The certificate of the mail server is not valid for its name. Nothing was sent to it.',
      { cause },
    )
  if (fault.code === 'ETHROTTLE')
    return new ConnectorError('rate-limited', 'The mail server asks to slow down.', {
      retryAfterMs: fault.throttleReset ?? laterMs,
      cause,
    })
  return new ConnectorError(
    'unavailable',
    placeFaults[fault.code ?? ''] ?? 'The mail server does not answer. It is tried again.',
    { cause },
  )
}

/** A login that was refused: for the moment, on this line, or for good. */
function loginError(fault: ImapFault, cause: unknown, door: Pick<MailDoor, 'refused'> | undefined): ConnectorError {
  if (isPassing(fault))
    return new ConnectorError(
      'rate-limited',
      'The mail server lets nobody in for the moment. It is tried again in a minute.',
      { retryAfterMs: laterMs, cause },
    )
  if (door?.refused !== undefined) return new ConnectorError('access-revoked', door.refused, { cause })
  if (fault.responseStatus === undefined)
    return new ConnectorError(
      'forbidden',
      'The mail server takes no password on this line. Use imaps, usually port 993; connect a mailbox of Google or Microsoft by its own kind, which logs in there.',
      { cause },
    )
  return new ConnectorError('access-revoked', 'The mail server refuses the user or the password. Enter them again.', {
    cause,
  })
}
