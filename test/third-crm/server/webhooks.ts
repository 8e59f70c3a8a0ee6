import { createHmac, randomUUID } from 'node:crypto'
import type { Account, CarnetEvent } from './account.ts'
import { accountId } from './account.ts'
import type { Auth, CarnetApp } from './oauth.ts'

const maxAttempts = 5
const maxEvents = 100

/** Tells each app that was allowed what changed: signed with its secret, and again until it is answered 2xx. */
export class Webhooks {
  private readonly account: Account
  private readonly auth: Auth
  private readonly stop = new AbortController()

  constructor(account: Account, auth: Auth) {
    this.account = account
    this.auth = auth
  }

  /** Sends what the last write said, or forgets it. */
  flush(keep: boolean): void {
    const events = this.account.outbox.splice(0)
    if (!keep || events.length === 0) return
    const apps = new Set(this.auth.grants.filter(({ alive }) => alive).map(({ app }) => app))
    for (const app of apps)
      for (let from = 0; from < events.length; from += maxEvents)
        void this.deliver(app, bodyOf(events.slice(from, from + maxEvents)), 1)
  }

  close(): void {
    this.stop.abort()
  }

  private async deliver(app: CarnetApp, body: string, attempt: number): Promise<void> {
    if (app.webhookUrl === null || this.stop.signal.aborted) return
    const signature = signatureOf(app.clientSecret, new Date(this.account.clock.now()), Buffer.from(body))
    const headers = { 'content-type': 'application/json', 'carnet-signature': signature }
    const signal = AbortSignal.any([this.stop.signal, AbortSignal.timeout(5_000)])
    const answer = await fetch(app.webhookUrl, { method: 'POST', body, headers, signal }).catch(() => null)
    if (answer?.ok === true || attempt >= maxAttempts) return
    setTimeout(() => void this.deliver(app, body, attempt + 1), 1_000 * attempt).unref()
  }
}

/** What stands in the header `carnet-signature`. */
export function signatureOf(secret: string, at: Date, body: Buffer): string {
  const seconds = Math.floor(at.getTime() / 1_000)
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')}`
}

function bodyOf(events: readonly CarnetEvent[]): string {
  return JSON.stringify({
    account: accountId,
    events: events.map(({ at, ...event }) => ({ id: randomUUID(), ...event, at: new Date(at).toISOString() })),
  })
}
