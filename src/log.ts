import { pino, type DestinationStream, type Logger } from 'pino'
import { requestFields } from './operations/app/trail.ts'

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

/** Lines of one text and level that are written in a minute; the next minute says how many more there were. */
const maxAlike = 30
const windowMs = 60_000
/** From here on a line tells of something wrong; what is below is told once per request, and told whole. */
const warnLevel = 40

/** Says of each line whether it is written, and how many like it were left out before it. */
function capAlike(now: () => number): (key: string) => { isWritten: boolean; leftOut: number } {
  const seen = new Map<string, { since: number; n: number; leftOut: number }>()
  return (key) => {
    const at = now()
    const known = seen.get(key)
    if (known === undefined || at - known.since >= windowMs) {
      seen.set(key, { since: at, n: 1, leftOut: 0 })
      return { isWritten: true, leftOut: known?.leftOut ?? 0 }
    }
    known.n += 1
    if (known.n <= maxAlike) return { isWritten: true, leftOut: 0 }
    known.leftOut += 1
    return { isWritten: false, leftOut: 0 }
  }
}

/**
 * JSON lines on stderr, so that stdout stays for what a command answers. Each names the request it is written for. A
 * fault that repeats itself is written thirty times a minute at most: it must not hide what else is wrong, or fill the
 * disk.
 */
export function openLog(
  level: string,
  to: DestinationStream = pino.destination({ fd: 2, sync: false }),
  now: () => number = () => performance.now(),
): Logger {
  const cap = capAlike(now)
  return pino(
    {
      level,
      base: null,
      redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
      mixin: requestFields,
      // What the line itself says of requests goes before what is under way.
      mixinMergeStrategy: (line, under) => ({ ...under, ...line }),
      hooks: {
        logMethod(inputs, method, lineLevel) {
          if (lineLevel < warnLevel) return method.apply(this, inputs)
          const [first, second] = inputs as unknown as [unknown, unknown]
          const text = typeof first === 'string' ? first : typeof second === 'string' ? second : ''
          const { isWritten, leftOut } = cap(`${lineLevel} ${text}`)
          if (!isWritten) return
          if (leftOut > 0 && typeof first === 'object' && first !== null)
            return method.apply(this, [{ ...first, leftOut }, second] as unknown as typeof inputs)
          return method.apply(this, leftOut > 0 ? ([{ leftOut }, text] as unknown as typeof inputs) : inputs)
        },
      },
    },
    to,
  )
}
