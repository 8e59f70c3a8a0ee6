import { z } from 'zod'
import type { HttpResponse } from '../../src/connector/deps/http.ts'
import { ConnectorError } from '../../src/connector/errors.ts'
import { retryAfterMs, throwUnlessAboutMessage } from '../../src/connector/calls/http-answer.ts'
import type { Outcome, RefusalReason } from '../../src/connector/outcome.ts'

/** What stands there in another form is no receipt, and keeps no other field from being one. */
const Ticket = z
  .union([z.string().trim().min(1).max(200), z.number().transform(String)])
  .optional()
  .catch(undefined)
const Receipt = z.object({ receipt: Ticket, ticket: Ticket, id: Ticket })

/** The broker has too much to do, or is not there: nothing more is sent to it for a while. */
const aboutBroker: ReadonlySet<number> = new Set([401, 403, 429, 502, 503, 504])

/**
 * What the broker's answer proves (docs/reference/brokers.md#proof-levels, #state-mapping): 2xx is transport, level 1;
 * with a receipt the broker has acknowledged, level 2. Nothing can be read back, so never more. Any other answer is a
 * failure of this one message, offered again. Throws for what concerns the whole broker: refused credentials, a load it
 * cannot take, and an address it closed for good (410).
 */
export function outcomeOf(orderId: string, messageId: string, response: HttpResponse): Outcome {
  const { status } = response
  if (aboutBroker.has(status)) throwUnlessAboutMessage(response, { name: 'The broker', credential: 'shared secret' })
  if (status === 410)
    throw new ConnectorError(
      'access-revoked',
      'The broker has closed this address (410): nothing more is sent to it. Ask it for the new one and change the settings.',
      { status },
    )
  if (status >= 200 && status < 300) {
    const ticket = receiptIn(response.body)
    return ticket === null
      ? { orderId, status: 'accepted', ticket: messageId, proof: 1 }
      : { orderId, status: 'accepted', ticket, proof: 2 }
  }
  const wait = retryAfterMs(response.headers)
  return { orderId, status: 'not-taken', ...faultOf(status), ...(wait === null ? {} : { retryAfterMs: wait }) }
}

function faultOf(status: number): { reason: RefusalReason; detail: string } {
  if (status < 400)
    return {
      reason: 'unexpected-response',
      detail: `the broker answered with a redirect (${status}), which is not followed; enter its final address`,
    }
  if (status === 409) return { reason: 'conflict', detail: 'the broker reports a conflict (409); ask it what it holds' }
  return status >= 500
    ? { reason: 'unexpected-response', detail: `the broker failed on this message (${status})` }
    : { reason: 'bad-request', detail: `the broker refused the message (${status})` }
}

function receiptIn(body: string): string | null {
  try {
    const parsed = Receipt.safeParse(JSON.parse(body))
    return parsed.success ? (parsed.data.receipt ?? parsed.data.ticket ?? parsed.data.id ?? null) : null
  } catch {
    return null
  }
}
