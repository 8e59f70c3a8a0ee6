import type { Call } from './call.ts'
import type { Clock } from './clock.ts'
import type { SystemName } from './faults.ts'

interface RecordedRequest {
  readonly seq: number
  readonly at: string
  readonly virtualAt: string
  readonly system: SystemName
  readonly method: string
  /** Path with its query string; tokens removed. */
  readonly path: string
  /** 0: the connection was cut without an answer. */
  readonly status: number
  readonly body: unknown
  /** What the stand-in did besides answering: a fault's kind, or `rate-limited`. */
  readonly effect?: string
  /** Salesforce `Sforce-Call-Options` (docs/reference/salesforce.md#call-options). */
  readonly client?: string
}

const keep = 200_000
const secretNames = new Set([
  'client_secret',
  'refresh_token',
  'access_token',
  'token',
  'code',
  'code_verifier',
  'oauth_token',
  'clientSecret',
])

export class Recorder {
  private readonly clock: Clock
  private readonly ring: RecordedRequest[] = []
  private nextSeq = 1

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** The sequence number is taken on arrival; the line is kept when the answer is known. */
  open(system: SystemName, call: Call): (status: number, effect?: string) => void {
    const seq = this.nextSeq++
    const line = {
      seq,
      at: new Date().toISOString(),
      virtualAt: this.clock.iso(),
      system,
      method: call.method,
      path: redactPath(call.url),
      body: readable(call),
    }
    const client = call.headers['sforce-call-options']
    return (status, effect) => {
      this.insert({
        ...line,
        status,
        ...(effect === undefined ? {} : { effect }),
        ...(typeof client === 'string' ? { client } : {}),
      })
    }
  }

  after(seq: number, system: string | null, limit = keep): readonly RecordedRequest[] {
    const lines = this.ring.filter((line) => line.seq > seq && (system === null || line.system === system))
    return lines.slice(0, limit)
  }

  latest(count: number): readonly RecordedRequest[] {
    return this.ring.slice(-count).toReversed()
  }

  counts(): Record<string, number> {
    return { recorded: this.ring.length, last: this.nextSeq - 1 }
  }

  private insert(line: RecordedRequest): void {
    let at = this.ring.length
    while (at > 0 && (this.ring[at - 1]?.seq ?? 0) > line.seq) at -= 1
    if (at === this.ring.length) this.ring.push(line)
    else this.ring.splice(at, 0, line)
    if (this.ring.length > keep + 1_000) this.ring.splice(0, 1_000)
  }
}

function redactPath(url: URL): string {
  const copy = new URL(url)
  for (const name of copy.searchParams.keys()) if (secretNames.has(name)) copy.searchParams.set(name, '[removed]')
  return (
    copy.pathname +
    (copy.searchParams.size === url.searchParams.size && copy.href === url.href ? url.search : copy.search)
  )
}

function readable(call: Call): unknown {
  const text = call.raw.toString('utf8')
  if (text === '') return null
  if (String(call.headers['content-type'] ?? '').includes('x-www-form-urlencoded')) {
    return Object.fromEntries(
      [...new URLSearchParams(text)].map(([name, value]) => [name, secretNames.has(name) ? '[removed]' : value]),
    )
  }
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
