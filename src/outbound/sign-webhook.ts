import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'

/**
 * Headers that sign a message (Standard Webhooks, docs/reference/brokers.md#standard-webhooks): the receiver checks id,
 * time and raw body.
 */
export function signWebhook(secret: string, id: string, at: Date, body: string): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  }
}

/** A new shared secret of 32 random bytes. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`
