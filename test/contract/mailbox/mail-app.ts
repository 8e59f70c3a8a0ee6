import type { OAuthApp } from '../../../src/connector/oauth-spec.ts'
import { redirectUri } from '../hubspot/hubspot-subject.ts'
import type { World } from '../suite/harness.ts'

/** An app registered at one of the providers of mailboxes. */
export async function mailApp(world: World, connector: string): Promise<OAuthApp> {
  const app = await world.control<{ clientId: string; clientSecret: string }>('POST', `/_sandbox/apps/${connector}`, {
    redirectUris: [redirectUri],
  })
  return { ...app, redirectUri, loginHost: null }
}
