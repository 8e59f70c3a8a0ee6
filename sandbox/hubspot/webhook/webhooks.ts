import type { HubSpotAuth } from '../account/auth.ts'
import { isInstalled } from '../account/auth.ts'
import { signatureV1, signatureV3 } from './signatures.ts'
import type { HubSpotJournal } from './journal.ts'
import type { ContactEvent, HubSpotApp, HubSpotStore } from '../account/types.ts'

interface Delivery {
  readonly at: string
  readonly appId: number
  readonly attempt: number
  readonly events: number
  /** 0: no answer (refused, cut, or over 5 s). */
  readonly status: number
}

const maxEvents = 100
const maxAttempts = 10
const gatherMs = 50
const lateLookMs = 200

/**
 * Push of change events (docs/reference/hubspot.md#webhooks, #hook-delivery): app-wide, batched, signed, retried, at
 * least once, in no order.
 */
export class Webhooks {
  private readonly store: HubSpotStore
  private readonly auth: HubSpotAuth
  private readonly journal: HubSpotJournal
  private readonly waiting = new Map<string, Record<string, unknown>[]>()
  private readonly timers = new Set<NodeJS.Timeout>()
  private readonly abort = new AbortController()
  readonly deliveries: Delivery[] = []
  private nextEventId = 100

  constructor(store: HubSpotStore, auth: HubSpotAuth, journal: HubSpotJournal) {
    this.journal = journal
    this.store = store
    this.auth = auth
  }

  /** Moves what the last write said into the queues, or forgets it. */
  flush(keep: boolean): void {
    const events = this.store.outbox.splice(0)
    if (!keep) return
    this.journal.publish(events)
    for (const app of this.auth.apps.values()) {
      if (app.webhookTargetUrl === null || !isInstalled(this.auth, app.clientId)) continue
      const wanted = events.filter((event) => isSubscribed(app, event)).map((event) => this.payload(app, event))
      if (wanted.length > 0) this.enqueue(app, wanted)
    }
  }

  private payload(app: HubSpotApp, event: ContactEvent): Record<string, unknown> {
    const { type, ...rest } = event
    return {
      eventId: this.nextEventId++,
      subscriptionId: subscriptionIdOf(type, event.propertyName),
      portalId: this.store.portalId,
      appId: app.appId,
      subscriptionType: type,
      attemptNumber: 0,
      ...rest,
      ...(event.propertyName === undefined ? {} : { isSensitive: false }),
    }
  }

  private enqueue(app: HubSpotApp, events: Record<string, unknown>[]): void {
    const list = this.waiting.get(app.clientId) ?? []
    const idle = list.length === 0
    list.push(...events)
    this.waiting.set(app.clientId, list)
    if (idle) this.later(gatherMs, () => this.drain(app))
  }

  private drain(app: HubSpotApp): void {
    const list = this.waiting.get(app.clientId)?.splice(0) ?? []
    const { webhookDuplicate, webhookReorder, webhookLateMs } = this.store.switches
    const dueAt = this.store.clock.now() + webhookLateMs
    const events = webhookReorder ? list.toReversed() : list
    for (let from = 0; from < events.length; from += maxEvents) {
      const batch = events.slice(from, from + maxEvents)
      this.whenDue(dueAt, () => {
        void this.deliver(app, batch, 0)
        if (webhookDuplicate) void this.deliver(app, batch, 0)
      })
    }
  }

  private async deliver(app: HubSpotApp, events: readonly Record<string, unknown>[], attempt: number): Promise<void> {
    if (app.webhookTargetUrl === null || !isInstalled(this.auth, app.clientId)) return
    const body = JSON.stringify(events.map((event) => ({ ...event, attemptNumber: attempt })))
    const timestamp = String(this.store.clock.now())
    let status = 0
    try {
      const response = await fetch(app.webhookTargetUrl, {
        method: 'POST',
        body,
        redirect: 'manual',
        signal: AbortSignal.any([this.abort.signal, AbortSignal.timeout(this.store.switches.webhookTimeoutMs)]),
        headers: {
          'content-type': 'application/json',
          'user-agent': 'HubSpot Webhooks',
          'x-hubspot-signature': signatureV1(app.clientSecret, body),
          'x-hubspot-signature-version': 'v1',
          'x-hubspot-signature-v3': signatureV3(app.clientSecret, 'POST', app.webhookTargetUrl, body, timestamp),
          'x-hubspot-request-timestamp': timestamp,
        },
      })
      status = response.status
      await response.arrayBuffer()
    } catch {
      status = 0
    }
    if (this.abort.signal.aborted) return
    this.deliveries.push({ at: new Date().toISOString(), appId: app.appId, attempt, events: events.length, status })
    if (this.deliveries.length > 10_000) this.deliveries.splice(0, 1_000)
    if ((status >= 200 && status < 300) || attempt >= maxAttempts) return
    // The vendor spreads ten tries over 24 h; here the wait is compressed and doubles.
    this.later(this.store.switches.webhookRetryMs * 2 ** attempt, () => void this.deliver(app, events, attempt + 1))
  }

  /** Waits for the sandbox's own clock, which is moved by hand. */
  private whenDue(dueAt: number, work: () => void): void {
    if (this.store.clock.now() >= dueAt) work()
    else this.later(lateLookMs, () => this.whenDue(dueAt, work))
  }

  private later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      work()
    }, ms)
    this.timers.add(timer)
  }

  close(): void {
    this.abort.abort()
    for (const timer of this.timers) clearTimeout(timer)
    this.timers.clear()
  }
}

/** Properties an app asks for; a trailing `*` takes a family such as `hs_email_optout_*`. */
function isSubscribed(app: HubSpotApp, event: ContactEvent): boolean {
  const name = event.propertyName
  if (name === undefined) return true
  return app.webhookProperties.some((wanted) =>
    wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : wanted === name,
  )
}

function subscriptionIdOf(type: string, propertyName: string | undefined): number {
  let sum = 7
  for (const char of type + (propertyName ?? '')) sum = (sum * 31 + char.charCodeAt(0)) % 900_000
  return 1_000 + sum
}
