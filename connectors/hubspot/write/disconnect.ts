import { ConnectorError } from '../../../src/connector/errors.ts'
import { send } from '../transport/api.ts'
import { paths } from '../transport/endpoints.ts'
import type { HubspotSystem } from '../read/system.ts'

/**
 * Uninstalls our app from the account (docs/reference/hubspot.md#uninstall), which ends its refresh and access tokens.
 * Revoking the refresh token needs the app's secret and adds nothing to it. An app that is gone already is fine.
 */
export async function disconnect(system: HubspotSystem): Promise<void> {
  try {
    await send(system, { method: 'DELETE', path: paths.uninstall, accept: [404] })
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.kind !== 'access-revoked') throw error
  }
}
