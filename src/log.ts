import { pino, type Logger } from 'pino'

/**
 * Names whose values never reach a log line (docs/reference/security.md#redaction). The net, not the method: lines
 * carry ids only.
 */
const secretNames = [
  'authorization',
  'cookie',
  'token',
  'accessToken',
  'refreshToken',
  'secret',
  'clientSecret',
  'password',
  'code',
  'codeVerifier',
  'state',
  'signature',
  'email',
  'phone',
  'name',
  'firstName',
  'lastName',
  'address',
  'body',
  'html',
  'text',
  'to',
  'from',
  'subject',
]

/** JSON lines on stderr, so that stdout stays for what a command answers. */
export function openLog(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
    },
    pino.destination({ fd: 2, sync: false }),
  )
}
