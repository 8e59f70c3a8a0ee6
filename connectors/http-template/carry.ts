import { md5Hex, n1, sha256Hex } from '../../src/domain/brokers/broker-hash.ts'
import type { ConnectorDeps } from '../../src/connector/access.ts'
import type { HttpRequest, HttpResponse } from '../../src/connector/deps/http.ts'
import { retryAfterMs, throwUnlessAboutMessage } from '../../src/connector/calls/http-answer.ts'
import { oneByOne } from '../../src/connector/calls/one-by-one.ts'
import type { SuppressionOrder } from '../../src/connector/orders.ts'
import type { Outcome, SeenItem } from '../../src/connector/outcome.ts'
import { fill, fillBody, isPerAddress, valueAt, type Definition, type TemplateCall } from './definition.ts'

const timeoutMs = 20_000

/** What one call came to, for one address or the whole order. */
type Step =
  | { is: 'seen'; item: SeenItem }
  | { is: 'unseen' }
  | { is: 'absent' }
  | { is: 'taken'; ticket: string | null }
  | { is: 'refused'; outcome: Outcome }

/** A definition with the key that goes into its headers, and the network. */
interface Carrier {
  definition: Definition
  secret: string
  deps: ConnectorDeps
}

/** Writes (`write`) or only reads the state of each order, one after the other. */
export function carryAll(
  carrier: Carrier,
  orders: readonly SuppressionOrder[],
  write: boolean,
): Promise<readonly Outcome[]> {
  return oneByOne(carrier.deps, orders, (order) => carryOne(carrier, order, write))
}

async function carryOne(carrier: Carrier, order: SuppressionOrder, write: boolean): Promise<Outcome> {
  const { orderId } = order
  const calls = carrier.definition.calls.filter((call) =>
    call.channels.some((channel) => order.channels.includes(channel)),
  )
  if ((order.kinds ?? []).length > 0)
    return {
      orderId,
      status: 'refused',
      reason: 'not-supported',
      detail: 'this system has no switch for one kind of message',
    }
  if (calls.length === 0)
    return {
      orderId,
      status: 'refused',
      reason: 'not-supported',
      detail: 'this system has no block for these channels',
    }
  if (order.emails.length === 0)
    return {
      orderId,
      status: 'refused',
      reason: 'bad-request',
      detail: 'no address of this person is known in clear any more',
    }
  const steps: Step[] = []
  for (const call of calls) {
    for (const email of isPerAddress(call) ? order.emails : [null]) {
      const step = write ? await writeStep(carrier, call, order, email) : await readStep(carrier, call, order, email)
      steps.push(step)
    }
  }
  return outcomeOf(orderId, steps, carrier.deps.clock.now())
}

/**
 * All addresses and channels count: one that is refused, or does not show, keeps the whole order from being `applied`.
 */
function outcomeOf(orderId: string, steps: readonly Step[], at: Date): Outcome {
  const refused = steps.find((step) => step.is === 'refused')
  if (refused !== undefined) return refused.outcome
  const present = steps.filter((step) => step.is !== 'absent')
  if (present.length === 0) return { orderId, status: 'absent' }
  if (present.some((step) => step.is === 'unseen')) return { orderId, status: 'written' }
  const taken = present.filter((step) => step.is === 'taken')
  if (taken.length > 0) {
    const tickets = taken.flatMap((step) => (step.ticket === null ? [] : [step.ticket]))
    return {
      orderId,
      status: 'accepted',
      ticket: tickets.join(' ').slice(0, 200) || orderId,
      proof: tickets.length === taken.length ? 2 : 1,
    }
  }
  const items = present.flatMap((step) => (step.is === 'seen' ? [step.item] : []))
  return {
    orderId,
    status: 'applied',
    seen: { value: [...new Set(items.map((item) => item.value))].join(', '), at, items },
  }
}

async function writeStep(
  carrier: Carrier,
  call: TemplateCall,
  order: SuppressionOrder,
  email: string | null,
): Promise<Step> {
  const values = valuesOf(order, email)
  const body = call.body === undefined ? undefined : JSON.stringify(fillBody(call.body, values, order.emails))
  const response = await send(carrier, values, {
    method: call.method,
    url: fill(call.url, values, encodeURIComponent),
    ...(body === undefined ? {} : { body }),
  })
  const { status } = response
  if (call.absent.includes(status)) return { is: 'absent' }
  const read = () => readStep(carrier, call, order, email)
  // What the vendor holds is looked at before anything is sent again.
  if (status === 409 && call.readBack !== undefined) {
    const step = await read()
    if (step.is === 'seen') return step
  }
  if (!succeeded(call, response)) return { is: 'refused', outcome: refusal(order.orderId, response) }
  if (call.readBack !== undefined) {
    // It took the objection: that it finds nobody yet does not make the person absent.
    const step = await read()
    return step.is === 'absent' ? { is: 'unseen' } : step
  }
  const ticket = call.ticket === undefined ? undefined : valueAt(parsed(response), call.ticket)
  return {
    is: 'taken',
    ticket: typeof ticket === 'string' || typeof ticket === 'number' ? String(ticket).slice(0, 100) : null,
  }
}

/** Without a read-back nothing can be shown: the caller sends again what it is not sure of. */
async function readStep(
  carrier: Carrier,
  call: TemplateCall,
  order: SuppressionOrder,
  email: string | null,
): Promise<Step> {
  if (call.readBack === undefined) return { is: 'unseen' }
  const { url, path, equals, absent } = call.readBack
  const values = valuesOf(order, email)
  const response = await send(carrier, values, { method: 'GET', url: fill(url, values, encodeURIComponent) })
  // A list of blocks that does not hold somebody says nothing about the person: only where the write can say "absent"
  // too is it one of people.
  if (absent.includes(response.status) && call.absent.length > 0) return { is: 'absent' }
  if (response.status === 404 || absent.includes(response.status)) return { is: 'unseen' }
  if (response.status >= 300) return { is: 'refused', outcome: refusal(order.orderId, response) }
  if (valueAt(parsed(response), path) !== equals) return { is: 'unseen' }
  const channel = call.channels.find((one) => order.channels.includes(one)) ?? 'email'
  return {
    is: 'seen',
    item: {
      target: email ?? order.emails[0] ?? '',
      targetKind: 'address',
      channel,
      level: 'enforced',
      value: `${path}=${String(equals)}`,
    },
  }
}

async function send(
  { definition, secret, deps }: Carrier,
  values: Readonly<Record<string, string>>,
  request: HttpRequest,
): Promise<HttpResponse> {
  const all = { ...values, secret, secretBasic: Buffer.from(secret, 'utf8').toString('base64') }
  await deps.budget.take(deps.lane, 1)
  const response = await deps.http({
    ...request,
    headers: {
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...Object.fromEntries(
        Object.entries(definition.headers).map(([name, text]) => [name.toLowerCase(), fill(text, all)]),
      ),
    },
    timeoutMs,
    ...(deps.signal === undefined ? {} : { signal: deps.signal }),
  })
  if (!isAboutMessage(response.status)) throwUnlessAboutMessage(response, { name: 'The system', credential: 'key' })
  return response
}

/** A system that breaks on one message (500) is there for the others; 502, 503 and 504 say that it is not. */
const isAboutMessage = (status: number): boolean => status >= 500 && ![502, 503, 504].includes(status)

function valuesOf(order: SuppressionOrder, email: string | null): Record<string, string> {
  const address = email ?? order.emails[0] ?? ''
  return {
    email: address,
    emails: order.emails.join(','),
    emailSha256: sha256Hex(n1(address)),
    emailMd5: md5Hex(n1(address)),
    reference: order.reference ?? '',
    orderId: order.orderId,
    objectedAt: order.objectedAt.toISOString(),
    reason: order.reason,
  }
}

function succeeded({ success }: TemplateCall, response: HttpResponse): boolean {
  const { statuses, path, equals } = success ?? {}
  if (statuses === undefined ? response.status >= 300 : !statuses.includes(response.status)) return false
  return path === undefined || valueAt(parsed(response), path) === equals
}

function parsed(response: HttpResponse): unknown {
  try {
    return JSON.parse(response.body)
  } catch {
    return null
  }
}

function refusal(orderId: string, { status, headers }: HttpResponse): Outcome {
  if (status >= 500) {
    const wait = retryAfterMs(headers)
    return {
      orderId,
      status: 'not-taken',
      reason: 'unexpected-response',
      detail: `the system failed on this message (${status})`,
      ...(wait === null ? {} : { retryAfterMs: wait }),
    }
  }
  if (status === 410)
    return {
      orderId,
      status: 'refused',
      reason: 'not-permitted',
      detail: 'the system has closed this address (410); ask it for the new one',
    }
  if (status === 409)
    return {
      orderId,
      status: 'refused',
      reason: 'conflict',
      detail: 'the system reports a conflict (409), and does not show the block',
    }
  if (status < 300)
    return {
      orderId,
      status: 'refused',
      reason: 'unexpected-response',
      detail: `the answer (${status}) is not what the template calls a success`,
    }
  return { orderId, status: 'refused', reason: 'bad-request', detail: `the system refused the message (${status})` }
}
