import { z } from 'zod'
import { ConnectorError } from '../../src/connector/errors.ts'
import type { HttpResponse } from '../../src/connector/contract.ts'
import type { Outcome } from '../../src/connector/outcome.ts'

/** Longest Retry-After that is believed. */
const retryAfterCapMs = 86_400_000
const transient: ReadonlySet<number> = new Set([408, 425, 429])

const Ticket = z.union([z.string().trim().min(1).max(200), z.number().transform(String)])
const Receipt = z.object({ receipt: Ticket.optional(), ticket: Ticket.optional(), id: Ticket.optional() })

/**
 * What the broker's answer proves (brokers-and-optout-protocols.md §4.2, state mapping): 2xx is transport, level 1;
 * with a receipt the broker has acknowledged, level 2. Nothing can be read back, so never more.
 * Throws for what concerns the whole broker: refused credentials, and everything worth trying again.
 */
export function outcomeOf(orderId: string, messageId: string, response: HttpResponse): Outcome {
  const { status } = response
  if (status >= 200 && status < 300) {
    const ticket = receiptIn(response.body)
    return ticket === null ? { orderId, status: 'accepted', ticket: messageId, proof: 1 } : { orderId, status: 'accepted', ticket, proof: 2 }
  }
  if (status >= 300 && status < 400) throw new ConnectorError('unexpected-response', 'The broker answered with a redirect, which is not followed; enter its final address.', { status })
  if (status === 401 || status === 403) throw new ConnectorError('forbidden', 'The broker refuses our signature; check the shared secret with it.', { status, missing: 'shared secret' })
  if (transient.has(status) || status >= 500) throw later(response)
  if (status === 410) return { orderId, status: 'refused', reason: 'not-permitted', detail: 'the broker has closed this address (410); ask it for the new one' }
  if (status === 409) return { orderId, status: 'refused', reason: 'conflict', detail: 'the broker reports a conflict (409); ask it what it holds' }
  return { orderId, status: 'refused', reason: 'bad-request', detail: `the broker refused the message (${status})` }
}

function later(response: HttpResponse): ConnectorError {
  const { status } = response
  const wait = retryAfterMs(response.headers)
  const details = wait === null ? { status } : { status, retryAfterMs: wait }
  if (status === 429) return new ConnectorError('rate-limited', 'The broker asks us to slow down.', { ...details, retryAfterMs: wait ?? 60_000 })
  return new ConnectorError('unavailable', `The broker answered ${status}; the message is sent again later.`, details)
}

function receiptIn(body: string): string | null {
  try {
    const parsed = Receipt.safeParse(JSON.parse(body))
    return parsed.success ? (parsed.data.receipt ?? parsed.data.ticket ?? parsed.data.id ?? null) : null
  } catch {
    return null
  }
}

function retryAfterMs(headers: Headers): number | null {
  const value = headers.get('retry-after')?.trim()
  if (value === undefined || value === '') return null
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now()
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), retryAfterCapMs) : null
}
