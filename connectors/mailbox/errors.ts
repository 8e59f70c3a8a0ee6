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

/** What an error of the IMAP library means for us. The server's own text is never passed on: it may name people. */
export function mailboxError(cause: unknown): ConnectorError {
  if (cause instanceof ConnectorError) return cause
  const fault = (cause ?? {}) as ImapFault
  if (fault.authenticationFailed === true && fault.responseStatus === undefined) {
    return new ConnectorError(
      'forbidden',
      'The mail server takes no password on this line. Use imaps, usually port 993; where the provider only knows OAuth, let it allow passwords for programs, or read a mailbox of another provider to which this one forwards.',
      { cause },
    )
  }
  if (fault.authenticationFailed === true && isPassing(fault))
    return new ConnectorError(
      'rate-limited',
      'The mail server lets nobody in for the moment. It is tried again in a minute.',
      { retryAfterMs: laterMs, cause },
    )
  if (fault.authenticationFailed === true)
    return new ConnectorError('access-revoked', 'The mail server refuses the user or the password. Enter them again.', {
      cause,
    })
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
