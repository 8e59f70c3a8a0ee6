import { z } from 'zod'
import type { HttpResponse } from '../../src/connector/contract.ts'
import { throwUnlessAboutMessage } from '../../src/connector/http-answer.ts'
import type { Outcome } from '../../src/connector/outcome.ts'

const Ticket = z.union([z.string().trim().min(1).max(200), z.number().transform(String)])
const Receipt = z.object({ receipt: Ticket.optional(), ticket: Ticket.optional(), id: Ticket.optional() })

/**
 * What the broker's answer proves (brokers-and-optout-protocols.md §4.2, state mapping): 2xx is transport, level 1;
 * with a receipt the broker has acknowledged, level 2. Nothing can be read back, so never more.
 * Throws for what concerns the whole broker: refused credentials, and everything worth trying again.
 */
export function outcomeOf(orderId: string, messageId: string, response: HttpResponse): Outcome {
  throwUnlessAboutMessage(response, { name: 'The broker', credential: 'shared secret' })
  const { status } = response
  if (status < 300) {
    const ticket = receiptIn(response.body)
    return ticket === null ? { orderId, status: 'accepted', ticket: messageId, proof: 1 } : { orderId, status: 'accepted', ticket, proof: 2 }
  }
  if (status === 410) return { orderId, status: 'refused', reason: 'not-permitted', detail: 'the broker has closed this address (410); ask it for the new one' }
  if (status === 409) return { orderId, status: 'refused', reason: 'conflict', detail: 'the broker reports a conflict (409); ask it what it holds' }
  return { orderId, status: 'refused', reason: 'bad-request', detail: `the broker refused the message (${status})` }
}

function receiptIn(body: string): string | null {
  try {
    const parsed = Receipt.safeParse(JSON.parse(body))
    return parsed.success ? (parsed.data.receipt ?? parsed.data.ticket ?? parsed.data.id ?? null) : null
  } catch {
    return null
  }
}
