import { Refused } from '../../domain/app/refused.ts'
import { randomUUID } from 'node:crypto'
import { checkUrl } from '../../outbound/http.ts'
import { newWebhookSecret } from '../../outbound/sign-webhook.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import {
  deleteHook,
  insertDecisionHook,
  listHooks,
  pauseHook,
  resumeHook,
} from '../../store/decisions/decision-hooks.ts'
import type { App } from '../app/app.ts'
import { secretPlace } from './tell-changes.ts'

/** An address that cannot be taken; the code names the sentence of the screen. */
export class HookRefused extends Refused<'name' | 'url' | 'many'> {}

/** Each change is a row per address until it is told. */
const maxHooks = 10

/**
 * Adds an address that is told when a verdict changed. Gives the secret that signs its messages, which is shown once.
 * Throws HookRefused.
 */
export async function addHook(app: App, actor: string, input: { name: string; url: string }): Promise<string> {
  const name = input.name.trim().slice(0, 100)
  const url = input.url.trim()
  if (name === '') throw new HookRefused('name')
  try {
    checkUrl(url, { allowedHosts: app.outboundHosts, isLoopbackNamed: true })
  } catch {
    throw new HookRefused('url')
  }
  if ((await listHooks(app.pool)).length >= maxHooks) throw new HookRefused('many')
  const id = randomUUID()
  const secret = newWebhookSecret()
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    await insertDecisionHook(sql, { id, name, url, secret: app.keys.seal(secret, secretPlace(id)) }, actor, now)
    await insertAudit(
      sql,
      [{ actId: `hook:${id}`, act: 'hook', actor, details: { hook: id, name, host: new URL(url).host } }],
      now,
    )
  })
  return secret
}

/**
 * Stops, goes on with, or forgets an address; what changes while it is stopped is collected. False when there is none.
 */
export async function changeHook(
  app: App,
  actor: string,
  id: string,
  change: 'pause' | 'resume' | 'remove',
): Promise<boolean> {
  const now = app.clock.now()
  const done = await inTransaction(app.pool, async (sql) => {
    if (!(await listHooks(sql)).some((hook) => hook.id === id)) return false
    if (change === 'pause') await pauseHook(sql, id, 'by-hand', now)
    else if (change === 'resume') await resumeHook(sql, id)
    else await deleteHook(sql, id)
    await insertAudit(
      sql,
      [{ actId: `hook:${id}:${change}:${now.getTime()}`, act: 'hook', actor, details: { hook: id, change } }],
      now,
    )
    return true
  })
  if (done && change === 'resume') await app.enqueue('tell-changes', { hookId: id })
  return done
}
