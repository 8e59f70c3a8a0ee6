import { z } from 'zod'
import type { ZodType } from 'zod'
import type { HttpResponse } from '../../../src/connector/deps/http.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { assertRunning, parseJson, shaped } from '../transport/api.ts'
import type { SalesforceContext } from '../transport/api.ts'
import { engagementPaths, engagementWaitMs } from '../transport/endpoints.ts'
import { engagementOrigin } from '../transport/hosts.ts'
import { engagementScope } from '../transport/oauth.ts'

const Fault = z.object({ code: z.coerce.number() })

/**
 * One query of Account Engagement (docs/reference/salesforce.md#engagement: token and business unit in the headers,
 * only fields that were asked for come back). A 401 renews the token once. Throws ConnectorError; messages hold numbers
 * only.
 */
export async function askEngagement<T>(
  ctx: SalesforceContext,
  unit: string,
  what: keyof typeof engagementPaths,
  query: Readonly<Record<string, string>>,
  schema: ZodType<T>,
): Promise<T> {
  const path = `${engagementPaths[what]}?${new URLSearchParams(query)}`
  if (!mayReadEngagement(ctx.access.scopes))
    throw new ConnectorError(
      'forbidden',
      `Account Engagement was not opened to us: add the scope ${engagementScope} to the app in Salesforce, then allow it on the connection's page.`,
      { missing: engagementScope },
    )
  const token = await ctx.access.token()
  let response = await attempt(ctx, unit, path, token)
  if (response.status === 401) response = await attempt(ctx, unit, path, await ctx.access.renewToken(token))
  if (response.status < 200 || response.status >= 300) throw refusalOf(response, unit)
  return shaped({ json: parseJson(response), status: response.status }, schema)
}

/** An answer that named no scopes says nothing. */
export function mayReadEngagement(scopes: readonly string[]): boolean {
  return scopes.length === 0 || scopes.includes(engagementScope) || scopes.includes('full')
}

async function attempt(ctx: SalesforceContext, unit: string, path: string, token: string): Promise<HttpResponse> {
  const { access, deps } = ctx
  assertRunning(deps.signal)
  await deps.budget.take(deps.lane, 1)
  const origin = engagementOrigin(await access.baseUrl(), deps.vendor.urls['engagement'])
  return deps.http({
    method: 'GET',
    url: origin + path,
    headers: { authorization: `Bearer ${token}`, 'pardot-business-unit-id': unit, accept: 'application/json' },
    ...(deps.signal === undefined ? {} : { signal: deps.signal }),
  })
}

/**
 * Codes: 66 too many calls at once, 122 the calls of the day are used up, 184 a token that is not accepted (vendor's
 * page "Error codes").
 */
function refusalOf(response: HttpResponse, unit: string): ConnectorError {
  const { status } = response
  const code = codeOf(response.body)
  const told = `${status}${code === null ? '' : `, code ${code}`}`
  if (code === 122)
    return new ConnectorError('rate-limited', 'The calls that Account Engagement allows in a day are used up.', {
      status,
      retryAfterMs: engagementWaitMs.day,
    })
  if (code === 66 || status === 429)
    return new ConnectorError('rate-limited', 'Account Engagement asks us to slow down.', {
      status,
      retryAfterMs: engagementWaitMs.calls,
    })
  if (status >= 500 || status === 408)
    return new ConnectorError('unavailable', `Account Engagement answered ${told}.`, { status })
  if (status >= 300 && status < 400)
    return new ConnectorError(
      'unexpected-response',
      'Account Engagement answered with a redirect; set ACCOUNT_ENGAGEMENT_URL to the host of this account.',
      { status },
    )
  if (code === 184 || status === 401)
    return new ConnectorError(
      'forbidden',
      `Account Engagement does not accept our token (${told}): the app needs the scope ${engagementScope}, and the user that connected must be able to log in there.`,
      { status, missing: engagementScope },
    )
  return new ConnectorError(
    'forbidden',
    `Account Engagement refuses business unit ${unit} (${told}): compare its id, and give the user that connected the right to see prospects and visitors.`,
    { status },
  )
}

function codeOf(body: string): number | null {
  try {
    const parsed = Fault.safeParse(JSON.parse(body))
    return parsed.success ? parsed.data.code : null
  } catch {
    return null
  }
}
