import type { Connector } from '../../connector/contract.ts'
import type { AppFile, AppStep, OAuth2Spec, ScopeNeed } from '../../connector/oauth-spec.ts'
import { findRegistration, type AppRegistration } from '../../store/connections/registrations.ts'
import { findPreparedApp, savePreparedApp, type PreparedApp } from '../../store/connections/prepared-apps.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { newToken, tokenHash } from '../../crypto/tokens.ts'
import { ConnectRefused } from './connect-refused.ts'
import { beginConsent } from './connect-system.ts'
import { newAppKey, redirectUriOf, registerApp } from './register-app.ts'
import { takeTypedSecret } from './vendor-app.ts'

/** All that an app at the vendor must be told, before its id and secret are known here. */
interface Preparation extends PreparedApp {
  webhookUrl: string | null
  scopes: readonly ScopeNeed[]
  steps: readonly string[]
  files: readonly AppFile[]
}

/**
 * Addresses for an app that a command line waits for at `port` of this machine. Told twice they are the same, so that
 * what was typed at the vendor stays right; a new app gets new ones.
 */
export async function prepareApp(app: App, connectorId: string, port: number): Promise<Preparation> {
  const { connector, auth } = oauthConnector(app.connectors, connectorId)
  const known = await findPreparedApp(app.pool, connector.id)
  const fresh = known === null || (await findRegistration(app.pool, { appKey: known.appKey })) !== null
  const appKey = fresh ? newAppKey() : known.appKey
  const prepared = {
    connector: connector.id,
    appKey,
    redirectUri: redirectUriOf({ consoleUrl: `http://localhost:${port}` }, appKey),
  }
  await savePreparedApp(app.pool, prepared, app.clock.now())
  const webhookUrl =
    connector.webhook === undefined || app.publicUrl === null
      ? null
      : `${app.publicUrl}/webhooks/${connector.id}/${appKey}`
  return {
    ...prepared,
    webhookUrl,
    scopes: auth.scopes,
    steps: auth.steps.filter((step) => step.withWebhook !== true || webhookUrl !== null).map(stepLine),
    files: auth.appFiles?.({ redirectUri: prepared.redirectUri, webhookUrl }) ?? [],
  }
}

/** A step as one line of text: what to do, where, with which commands. */
function stepLine({ text, path = [], commands = [], link }: AppStep): string {
  return [
    text.en,
    path.length === 0 ? '' : `(${path.join(' > ')})`,
    commands.length === 0 ? '' : commands.join(' ; '),
    link?.href ?? '',
  ]
    .filter((part) => part !== '')
    .join(' ')
}

/** Registers the app that was prepared; again with the same client id it is the same app, with the secret given now. */
export async function registerPrepared(
  app: App,
  user: User,
  input: { connector: string; clientId: string; clientSecret: string; loginHost: string | null },
): Promise<AppRegistration> {
  const { connector } = oauthConnector(app.connectors, input.connector)
  const prepared = await findPreparedApp(app.pool, connector.id)
  if (prepared === null)
    throw new ConnectRefused(
      'state',
      `Nothing is prepared: run lawbase connect ${connector.id} --prepare first, and make the app at ${connector.label} with what it prints.`,
    )
  const known = await findRegistration(app.pool, { appKey: prepared.appKey })
  if (known === null)
    return registerApp(app, user, { ...input, appKey: prepared.appKey, redirectUri: prepared.redirectUri })
  if (known.clientId !== input.clientId.trim())
    throw new ConnectRefused(
      'state',
      `These addresses belong to another app: run lawbase connect ${connector.id} --prepare again for this one.`,
    )
  await takeTypedSecret(app, known, input.clientSecret.trim())
  // The console may have renewed the access at its own address since: this command waits at the one it prepared.
  return { ...known, redirectUri: prepared.redirectUri }
}

/** Begins a consent whose login is the calling process: its secret and cookie live there only. */
export async function beginHeadless(
  app: App,
  { id: registrationId, redirectUri }: Pick<AppRegistration, 'id' | 'redirectUri'>,
  user: User,
): Promise<{ url: string; cookie: string; sessionHash: Buffer }> {
  const sessionHash = tokenHash(newToken())
  const question = { registrationId, user, sessionHash, connectionId: null, redirectUri }
  return { ...(await beginConsent(app, question)), sessionHash }
}

function oauthConnector(connectors: App['connectors'], id: string): { connector: Connector; auth: OAuth2Spec } {
  const connector = connectors.get(id)
  if (connector?.auth.type !== 'oauth2') {
    const known = [...connectors.values()].filter(({ auth }) => auth.type === 'oauth2').map((one) => one.id)
    throw new ConnectRefused('unknown-connector', `Name one of these: ${known.join(', ')}.`)
  }
  return { connector, auth: connector.auth }
}
