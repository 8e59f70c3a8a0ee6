import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import type { Answer, Call, Json } from '../core/call.ts'
import { isObject, listOf, stringOf } from '../core/call.ts'
import type { Clock } from '../core/clock.ts'
import type { ControlledSystem } from '../core/control.ts'
import { ActError } from '../core/control.ts'
import { Router } from '../core/router.ts'
import { Journal } from '../core/table.ts'
import type { Vendor } from '../core/vendor-server.ts'
import { dataVendor } from './data-vendor.ts'

interface Subscription {
  id: string
  url: string
  name: string | null
  isActive: boolean
  blockReason: string | null
}

/** One attempt to deliver. `status` 0: no answer within 10 s, or none at all. */
interface Attempt {
  readonly id: string
  readonly payloadId: string
  readonly status: number
  readonly taken: boolean
  readonly last: boolean
  readonly at: string
}

const answerMs = 10_000
const maxRetries = 3
const perMinute = 100

/**
 * Lusha's subscription to opt-outs and its webhook (docs/reference/brokers.md#lusha-door): key in `api_key`, one
 * subscription an account, deliveries signed over `JSON.stringify` of the payload, three retries, then the subscription
 * is off. An answer counts only as 2xx with `received: true`.
 */
export class Lusha {
  readonly key = 'sandbox-lusha-key'
  secret = `whsec_${randomBytes(24).toString('hex')}`
  readonly vendor: Vendor
  /**
   * `retryMs`: the first pause of the backoff. `spacedBody`: the bytes on the line are not those that are signed.
   * `otherUrl`: an address that somebody else subscribed before. `perPage`: most rows of a page.
   * `withoutSecret`: nobody made the account's secret yet; what its refusal looks like is not published.
   */
  readonly switches = { retryMs: 20, spacedBody: false, otherUrl: '', perPage: 100, withoutSecret: false }
  private subscription: Subscription | null = null
  private readonly attempts: Attempt[] = []
  private readonly clock: Clock

  constructor(clock: Clock, limitsX: number) {
    this.clock = clock
    const router = new Router()
    const keyed = (work: (call: Call) => Answer) => (call: Call) =>
      call.headers['api_key'] === this.key ? work(call) : refused(401, 'Invalid API key')
    router.on(
      'POST',
      '/api/subscriptions/opt-out',
      keyed((call) => this.subscribe(call)),
    )
    router.on(
      'GET',
      '/api/subscriptions',
      keyed((call) => this.page(call, this.listed())),
    )
    router.on(
      'PATCH',
      '/api/subscriptions/:id',
      keyed((call) => this.change(call)),
    )
    router.on(
      'POST',
      '/api/subscriptions/delete',
      keyed((call) => this.remove(call)),
    )
    router.on(
      'GET',
      '/api/audit-logs',
      keyed((call) => this.logs(call)),
    )
    this.vendor = dataVendor(
      'lusha',
      { router, journal: new Journal() },
      { max: Math.floor(perMinute * limitsX), windowMs: 60_000 },
      refused,
    )
  }

  private own(): Subscription | null {
    const { otherUrl } = this.switches
    return otherUrl === ''
      ? this.subscription
      : { id: 'sub-other', url: otherUrl, name: 'Theirs', isActive: true, blockReason: null }
  }

  private subscribe(call: Call): Answer {
    const body = bodyOf(call)
    const url = stringOf(body['url']) ?? ''
    if (body['entityType'] !== 'contact') return refused(400, 'entityType must be contact')
    if (!isReachable(url)) return refused(400, 'url must be an https address')
    if (this.switches.withoutSecret) return refused(400, 'Create a webhook secret first')
    if (this.own() !== null) return refused(403, 'An opt-out subscription already exists for this account')
    this.subscription = {
      id: randomUUID().replaceAll('-', '').slice(0, 24),
      url,
      name: stringOf(body['name']) ?? null,
      isActive: true,
      blockReason: null,
    }
    return { status: 201, json: this.shown(this.subscription) }
  }

  /** Signals of an account stand beside its one subscription to opt-outs, the newest first. */
  private listed(): Json[] {
    const signals = Array.from({ length: 12 }, (_, at) => ({
      id: `signal-${at}`,
      entityType: 'contact',
      entityId: String(900 + at),
      signalTypes: ['promotion'],
      url: 'https://signals.example.test/',
      isActive: true,
    }))
    const own = this.own()
    return [...signals, ...(own === null ? [] : [this.shown(own)])]
  }

  private shown({ id, url, name, isActive, blockReason }: Subscription): Json {
    return {
      id,
      entityType: 'contact',
      entityId: '431705',
      signalTypes: ['optOut'],
      url,
      name,
      isActive,
      ...(blockReason === null ? {} : { blockReason, blockedAt: this.clock.iso() }),
      createdAt: this.clock.iso(),
      updatedAt: this.clock.iso(),
    }
  }

  private change(call: Call): Answer {
    const own = this.own()
    if (own === null || own.id !== call.params['id']) return refused(404, 'Subscription not found')
    const { isActive, url } = bodyOf(call)
    if (typeof url === 'string' && !isReachable(url)) return refused(400, 'url must be an https address')
    if (typeof url === 'string') own.url = url
    if (typeof isActive === 'boolean') own.isActive = isActive
    if (own.isActive) own.blockReason = null
    return { status: 200, json: this.shown(own) }
  }

  private remove(call: Call): Answer {
    const ids = listOf(bodyOf(call)['ids'])
    const found = this.subscription !== null && ids.includes(this.subscription.id)
    if (found) this.subscription = null
    return { status: 200, json: { total: ids.length, successful: found ? 1 : 0, failed: ids.length - (found ? 1 : 0) } }
  }

  private logs(call: Call): Answer {
    const status = call.url.searchParams.get('status')
    const rows = this.attempts
      .map((attempt) => ({
        id: attempt.id,
        subscriptionId: this.subscription?.id ?? '',
        payloadId: attempt.payloadId,
        status: attempt.taken ? 'success' : attempt.last ? 'permanent_failure' : 'failed',
        statusCode: attempt.status,
        url: this.subscription?.url ?? '',
        deliveredAt: attempt.at,
        error: null,
      }))
      .filter((row) => status === null || row.status === status)
      .toReversed()
    return this.page(call, rows)
  }

  private page(call: Call, rows: readonly Json[]): Answer {
    const query = call.url.searchParams
    const limit = Number(query.get('limit') ?? '10')
    const offset = Number(query.get('offset') ?? '0')
    if (!(limit >= 1 && limit <= 100)) return refused(400, 'limit must be between 1 and 100')
    const size = Math.min(limit, this.switches.perPage)
    return {
      status: 200,
      json: {
        data: rows.slice(offset, offset + size),
        pagination: { total: rows.length, limit: size, offset, hasMore: offset + size < rows.length },
      },
    }
  }

  controlled(url: () => string): ControlledSystem {
    return {
      switches: this.switches,
      state: () => ({ subscription: this.subscription, attempts: this.attempts }),
      counts: () => ({ 'oppositions livrées': this.attempts.filter((one) => one.taken).length }),
      search: () => [],
      settings: () => ({ url: url(), apiKey: this.key, secret: this.secret }),
      act: (body) => this.act(body),
    }
  }

  /** `opt-out`: somebody opts out there. `again`: what was sent last is sent once more, as after a lost answer. */
  private act(body: Json): Json {
    if (body['act'] === 'opt-out') {
      const payload = payloadOf(body)
      void this.deliver(payload, stringOf(body['key']) ?? this.secret)
      return payload
    }
    if (body['act'] === 'new-secret') {
      this.secret = `whsec_${randomBytes(24).toString('hex')}`
      return { secret: this.secret }
    }
    throw new ActError('act must be opt-out or new-secret')
  }

  private async deliver(payload: Json, secret: string): Promise<void> {
    for (let attempt = 0; attempt <= maxRetries; attempt += 1) {
      const to = this.subscription
      if (to === null || !to.isActive) return
      if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, this.switches.retryMs * 2 ** (attempt - 1)))
      const taken = await this.attempt(to, payload, secret, attempt === maxRetries)
      if (taken) return
    }
    if (this.subscription !== null)
      Object.assign(this.subscription, { isActive: false, blockReason: 'Max retries exceeded' })
  }

  private async attempt({ url }: Subscription, payload: Json, secret: string, last: boolean): Promise<boolean> {
    const timestamp = String(Math.floor(this.clock.now() / 1_000))
    const signature = createHmac('sha256', secret)
      .update(`${timestamp}.${JSON.stringify(payload)}`)
      .digest('hex')
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Lusha-Webhooks/1.0',
        'x-lusha-signature': signature,
        'x-lusha-timestamp': timestamp,
      },
      body: this.switches.spacedBody ? JSON.stringify(payload, null, 2) : JSON.stringify(payload),
      signal: AbortSignal.timeout(answerMs),
    }).catch(() => null)
    const said: unknown = await answer?.json().catch(() => null)
    const taken = answer?.ok === true && isObject(said) && said['received'] === true
    this.attempts.push({
      id: `log-${this.attempts.length}`,
      payloadId: String(payload['contactId']),
      status: answer?.status ?? 0,
      taken,
      last,
      at: this.clock.iso(),
    })
    return taken
  }
}

function payloadOf(body: Json): Json {
  const contactId = stringOf(body['contactId']) ?? '987654321'
  const points = (name: string, type: string) =>
    listOf(body[name]).map((value) => ({ datapointId: String(value), datapointType: type }))
  return {
    contactId,
    fullName: stringOf(body['fullName']) ?? 'Jane Doe',
    companyName: 'Acme',
    jobTitle: 'Director',
    linkedinUrl: stringOf(body['linkedinUrl']) ?? null,
    contactOptOutDate: stringOf(body['on']) ?? '2026-11-20 14:32:11.412',
    contactExposureDate: '2025-08-03 09:15:47',
    datapoints: [...points('phones', 'phone'), ...points('emails', 'email')],
    partnerClientId: null,
    ...(isObject(body['more']) ? body['more'] : {}),
  }
}

const isReachable = (url: string): boolean =>
  URL.canParse(url) && (url.startsWith('https://') || /^http:\/\/(?:localhost|127\.0\.0\.1)[:/]/u.test(url))

const refused = (statusCode: number, message: string): Answer => ({ status: statusCode, json: { statusCode, message } })

function bodyOf(call: Call): Json {
  try {
    const body: unknown = JSON.parse(call.raw.toString('utf8'))
    return isObject(body) ? body : {}
  } catch {
    return {}
  }
}
