import { randomUUID } from 'node:crypto'
import { ConnectorError } from '../../connector/errors.ts'
import { throwUnlessAboutMessage } from '../../connector/calls/http-answer.ts'
import { signWebhook } from '../../outbound/sign-webhook.ts'
import { offerAgainDelayMs } from '../../queue/failure-policy.ts'
import { inTransaction } from '../../store/app/database.ts'
import {
  claimMessage,
  dueHooks,
  endMessage,
  pauseHook,
  postponeMessage,
  type HookMessage,
} from '../../store/decisions/decision-hooks.ts'
import type { App } from '../app/app.ts'

/** Changes in one message: a night that moves a hundred thousand verdicts is a thousand messages. */
const maxChanges = 100
const deliveryTimeoutMs = 20_000

export const secretPlace = (hookId: string) => ({ table: 'decision_hooks', row: hookId, column: 'secret' })

/** Wakes the sending to every address that has something to be told. */
export async function wakeHooks(app: App): Promise<void> {
  for (const hookId of await dueHooks(app.pool, app.clock.now())) await app.enqueue('tell-changes', { hookId })
}

/**
 * Tells one address of its verdict changes, oldest first, as signed messages (Standard Webhooks). A message that was
 * not taken is offered again with the same id and the same changes, for about 75 hours; then, and after a 410, the
 * address is paused and what changes is collected meanwhile.
 */
export async function tellChanges(app: App, hookId: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const message = await inTransaction(app.pool, (sql) =>
      claimMessage(sql, hookId, `msg_${randomUUID()}`, maxChanges, app.clock.now()),
    )
    if (message === null) return
    const failure = await offer(app, message, signal)
    const now = app.clock.now()
    if (failure === null) {
      await inTransaction(app.pool, (sql) => endMessage(sql, hookId, message.id, now))
      continue
    }
    const delay = offerAgainDelayMs(message.hook.offers + 1, failure.details.retryAfterMs)
    if (failure.details.status === 410) await pauseHook(app.pool, hookId, 'gone', now)
    else if (delay === null) await pauseHook(app.pool, hookId, 'not-taken', now)
    else await postponeMessage(app.pool, hookId, new Date(now.getTime() + delay), failure.message)
    return
  }
}

/** Sends one message; null when it was taken. */
async function offer(
  app: App,
  { hook, id, changes }: HookMessage,
  signal: AbortSignal,
): Promise<ConnectorError | null> {
  const at = app.clock.now()
  const body = JSON.stringify({ type: 'decision.changed', timestamp: at.toISOString(), data: { changes } })
  const secret = app.keys.open(hook.secret, secretPlace(hook.id))
  try {
    const answer = await app.hookHttp({
      method: 'POST',
      url: hook.url,
      headers: { 'content-type': 'application/json', ...signWebhook(secret, id, at, body) },
      body,
      timeoutMs: deliveryTimeoutMs,
      signal,
    })
    throwUnlessAboutMessage(answer, { name: 'The address', credential: 'signature' })
    if (answer.status >= 200 && answer.status < 300) return null
    throw new ConnectorError('unexpected-response', `The address answered ${answer.status}.`, { status: answer.status })
  } catch (error) {
    if (error instanceof ConnectorError) return error
    throw error
  }
}
