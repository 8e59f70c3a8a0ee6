import { ConnectorError } from '../../../src/connector/errors.ts'
import { paths } from '../transport/endpoints.ts'
import { errorFor } from '../transport/errors.ts'
import type { SalesforceSystem } from '../fields/system.ts'

/**
 * Revokes the refresh token, which also ends its access tokens (docs/reference/salesforce.md#revoke). A grant that is
 * dead already (400 invalid_token or unsupported_token_type) is fine.
 */
export async function disconnect(system: SalesforceSystem): Promise<void> {
  const { access, deps } = system
  await deps.budget.take(deps.lane, 1)
  const response = await deps.http({
    method: 'POST',
    url: (await access.baseUrl()) + paths.revoke,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ token: access.credentials.refreshToken }).toString(),
    ...(deps.signal === undefined ? {} : { signal: deps.signal }),
  })
  if (response.status >= 200 && response.status < 300) return
  if (response.status === 400 && /invalid_token|unsupported_token_type/.test(response.body)) return
  const error = errorFor(response)
  throw error.kind === 'bad-request'
    ? new ConnectorError(
        'unexpected-response',
        'Salesforce did not confirm that our access has ended; revoke it in Setup, Connected Apps OAuth Usage.',
        error.details,
      )
    : error
}
