import { z } from 'zod'
import type { ConnectorDeps } from '../../src/connector/access.ts'
import { ConnectorError } from '../../src/connector/errors.ts'
import { urlOf } from '../../src/connector/deps/vendor.ts'
import { jsonOf, throwUnlessGood } from './feed.ts'
import type { LushaCredentials } from './lusha-credentials.ts'

/** docs/reference/brokers.md#lusha-door. */
const vendor = 'Lusha'
const perPage = 100
/** An account has few; more pages than this are a fault of theirs. */
const maxPages = 50
const subscriptionName = 'Lawbase opt-outs'

type Keys = Pick<LushaCredentials, 'apiKey'>

const Subscription = z.object({
  id: z.string().min(1),
  signalTypes: z.array(z.string()).catch([]),
  url: z.string(),
  name: z.string().nullish().catch(null),
  isActive: z.boolean(),
})
type Subscription = z.infer<typeof Subscription>
const page = <T extends z.ZodType>(row: T) =>
  z.object({ data: z.array(row), pagination: z.object({ hasMore: z.boolean().catch(false) }).optional() })
const Log = z.object({ deliveredAt: z.coerce.date() })

/**
 * Sees that the account's one subscription to opt-outs is ours and active; makes it, or turns it on again after Lusha
 * turned it off. One that leads elsewhere is left alone: somebody else needs it.
 */
export async function keepPosted(
  keys: Keys,
  deps: ConnectorDeps,
  hookUrl: string,
  since: Date | null,
): Promise<{ missed: number }> {
  const [own] = (await listSubscriptions(keys, deps)).filter(isOptOut)
  if (own === undefined) {
    await call(keys, deps, 'POST', '/api/subscriptions/opt-out', {
      entityType: 'contact',
      url: hookUrl,
      name: subscriptionName,
    })
    return { missed: 0 }
  }
  if (own.url !== hookUrl)
    throw new ConnectorError(
      'bad-request',
      'Lusha sends the opt-outs of this account to another address, and there is only one for an account. Delete that subscription there, or have its owner pass the messages on.',
    )
  const missed = since === null ? 0 : await countGivenUp(keys, deps, since)
  if (!own.isActive)
    await call(keys, deps, 'PATCH', `/api/subscriptions/${encodeURIComponent(own.id)}`, { isActive: true })
  return { missed }
}

/** Every subscription of the account. */
export async function listSubscriptions(keys: Keys, deps: ConnectorDeps): Promise<Subscription[]> {
  const rows: Subscription[] = []
  for (let read = 0; read < maxPages; read += 1) {
    const answer = page(Subscription).safeParse(
      await call(keys, deps, 'GET', `/api/subscriptions?limit=${perPage}&offset=${rows.length}`),
    )
    if (!answer.success) throw unexpected()
    rows.push(...answer.data.data)
    if (answer.data.pagination?.hasMore !== true || answer.data.data.length === 0) break
  }
  return rows
}

/** Ends our subscription, where there is one: another's is known by its name. */
export async function leave(keys: Keys, deps: ConnectorDeps): Promise<void> {
  const own = (await listSubscriptions(keys, deps)).filter((one) => isOptOut(one) && one.name === subscriptionName)
  if (own.length > 0) await call(keys, deps, 'POST', '/api/subscriptions/delete', { ids: own.map(({ id }) => id) })
}

const isOptOut = ({ signalTypes }: Subscription): boolean =>
  signalTypes.some((type) => type.replaceAll(/[^a-z]/giu, '').toLowerCase() === 'optout')

/** Deliveries that Lusha gave up since then; what they held it does not send again. The latest stand first. */
async function countGivenUp(keys: Keys, deps: ConnectorDeps, since: Date): Promise<number> {
  let count = 0
  let offset = 0
  for (let read = 0; read < maxPages; read += 1) {
    const answer = page(Log).safeParse(
      await call(keys, deps, 'GET', `/api/audit-logs?status=permanent_failure&limit=${perPage}&offset=${offset}`),
    )
    if (!answer.success) throw unexpected()
    const { data, pagination } = answer.data
    const fresh = data.filter(({ deliveredAt }) => deliveredAt > since).length
    count += fresh
    offset += data.length
    if (fresh < data.length || data.length === 0 || pagination?.hasMore !== true) break
  }
  return count
}

async function call(
  { apiKey }: Keys,
  deps: ConnectorDeps,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  await deps.budget.take(deps.lane, 1)
  const response = await deps.http({
    method,
    url: urlOf(deps.vendor, 'api') + path,
    headers: { api_key: apiKey, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(deps.signal === undefined ? {} : { signal: deps.signal }),
  })
  throwUnlessGood(response, vendor, {
    400: 'Lusha does not take the subscription. Our address must be public and start with https:// (PUBLIC_URL), and the account needs a webhook secret: make the webhook secret of the account at Lusha, then enter it here.',
    403: 'Lusha does not let this account subscribe to opt-outs, or has such a subscription already. Ask it.',
  })
  return jsonOf(response.body)
}

const unexpected = () =>
  new ConnectorError('unexpected-response', 'Lusha answered in another shape than documented. It is tried again.')
