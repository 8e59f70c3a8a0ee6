import { z } from 'zod'
import type { Connector } from '../../../src/connector/contract.ts'
import type { Words } from '../../../src/connector/form.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type {
  OAuth2Spec,
  OAuthApp,
  OAuthCall,
  OAuthCredentials,
  TokenGrant,
} from '../../../src/connector/oauth-spec.ts'
import { urlOf } from '../../../src/connector/deps/vendor.ts'
import { normalEmail } from '../../../src/domain/contacts/identity.ts'
import { tokenDoor } from '../door.ts'
import { mailboxSystem, mailboxWrites } from '../system.ts'
import { french } from '../french.ts'

/** What differs between providers whose mailboxes are opened by a token (docs/reference/mailboxes.md). */
interface MailProvider extends Pick<Connector, 'id' | 'label' | 'about' | 'addresses'> {
  /** As its own screens call it. */
  readonly vendor: string
  readonly scopes: OAuth2Spec['scopes']
  readonly steps: OAuth2Spec['steps']
  /** Paths below the addresses `login` and `api`. */
  readonly authorizePath: string
  readonly tokenPath: string
  /** Sent with the question for consent beside what OAuth itself asks for. */
  readonly asked: Readonly<Record<string, string>>
  /** Why a consent may bring no lasting token, and what to do. */
  readonly noRefresh: string
  /** What to do where its mail server refuses even a new token. */
  readonly refused: string
  /** A login may open a mailbox that it shares: what it needs, and what to do where the server refuses that. */
  readonly shared?: { needs: Words; refused: string }
}

const Credentials = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  expiresAt: z.coerce.date().nullable(),
  instanceUrl: z.string().nullable(),
})

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.coerce.number().positive(),
  scope: z.string().optional(),
  id_token: z.string().optional(),
})
type TokenAnswer = z.infer<typeof TokenAnswer>
const TokenRefusal = z.object({ error: z.string().optional() })
const IdToken = z.object({ email: z.string().optional(), preferred_username: z.string().optional() })

/** A connector for the inbox of one account at this provider. It is only read. */
export function oauthMailbox(provider: MailProvider): Connector<OAuthCredentials> {
  const { id, label, about, addresses, refused, shared } = provider
  return {
    id,
    label,
    ...(about === undefined ? {} : { about }),
    ...(addresses === undefined ? {} : { addresses }),
    kind: 'mailbox',
    ...(shared === undefined ? {} : { sharedMailboxes: shared.needs }),
    auth: specOf(provider),
    credentials: Credentials,
    french,
    writes: mailboxWrites,
    limits: { calls: { max: 60, windowMs: 60_000 } },
    open: (access, deps) =>
      mailboxSystem(
        tokenDoor(
          access,
          urlOf(deps.vendor, 'imap'),
          access.sharedMailbox === undefined ? refused : (shared?.refused ?? refused),
        ),
        access.accountId,
        deps,
      ),
  }
}

function specOf(provider: MailProvider): OAuth2Spec {
  return {
    type: 'oauth2',
    scopes: provider.scopes,
    pkce: true,
    steps: provider.steps,
    authorizeUrl(app, { state, codeChallenge }, vendor) {
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: app.clientId,
        redirect_uri: app.redirectUri,
        scope: provider.scopes.map(({ scope }) => scope).join(' '),
        state,
        ...provider.asked,
        ...(codeChallenge === null ? {} : { code_challenge: codeChallenge, code_challenge_method: 'S256' }),
      })
      return `${urlOf(vendor, 'login')}${provider.authorizePath}?${query.toString()}`
    },
    async exchange(app, { code, codeVerifier }, call) {
      const answer = await tokenCall(provider, app, call, {
        grant_type: 'authorization_code',
        code,
        redirect_uri: app.redirectUri,
        ...(codeVerifier === null ? {} : { code_verifier: codeVerifier }),
      })
      if (answer.refresh_token === undefined) throw new ConnectorError('bad-request', provider.noRefresh)
      const grant: TokenGrant = {
        ...credentialsOf(answer, answer.refresh_token, call.now),
        accountId: addressIn(provider, answer.id_token),
        scopes: answer.scope?.split(' ').filter((scope) => scope !== '') ?? [],
      }
      return grant
    },
    async refresh(app, current, call) {
      const answer = await tokenCall(provider, app, call, {
        grant_type: 'refresh_token',
        refresh_token: current.refreshToken,
      })
      // Microsoft gives a new one each time, Google keeps the first (docs/reference/mailboxes.md#refresh).
      return credentialsOf(answer, answer.refresh_token ?? current.refreshToken, call.now)
    },
  }
}

const credentialsOf = (answer: TokenAnswer, refreshToken: string, now: Date): OAuthCredentials => ({
  accessToken: answer.access_token,
  refreshToken,
  expiresAt: new Date(now.getTime() + answer.expires_in * 1_000),
  instanceUrl: null,
})

/**
 * The address of whoever consented. The token came straight from the provider over TLS, so its signature adds nothing
 * (docs/reference/mailboxes.md#who).
 */
function addressIn({ vendor }: MailProvider, idToken: string | undefined): string {
  const claims = IdToken.safeParse(jsonOf(Buffer.from(idToken?.split('.')[1] ?? '', 'base64url').toString()))
  const { email, preferred_username: name } = claims.success ? claims.data : {}
  const address = normalEmail(email ?? '') ?? normalEmail(name ?? '')
  if (address === null)
    throw new ConnectorError(
      'bad-request',
      `${vendor} did not say which mailbox this is; leave the scopes openid and email in the consent.`,
    )
  return address
}

async function tokenCall(
  provider: MailProvider,
  app: OAuthApp,
  { http, vendor }: OAuthCall,
  form: Readonly<Record<string, string>>,
): Promise<TokenAnswer> {
  const body = new URLSearchParams({ ...form, client_id: app.clientId, client_secret: app.clientSecret }).toString()
  const response = await http({
    method: 'POST',
    url: `${urlOf(vendor, 'api')}${provider.tokenPath}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body,
  })
  const refreshing = form['grant_type'] === 'refresh_token'
  if (response.status < 200 || response.status >= 300)
    throw refusalOf(provider, response.status, response.body, refreshing)
  const parsed = TokenAnswer.safeParse(jsonOf(response.body))
  if (parsed.success) return parsed.data
  throw new ConnectorError(
    'unexpected-response',
    `${provider.vendor} gave a token answer of another shape than documented.`,
    { status: response.status },
  )
}

/** RFC 6749 §5.2; whatever refuses a refresh is for the admin to mend. */
function refusalOf({ vendor }: MailProvider, status: number, body: string, refreshing: boolean): ConnectorError {
  if (status === 429 || status >= 500)
    return new ConnectorError('unavailable', `${vendor} does not answer. It is tried again.`, { status })
  const parsed = TokenRefusal.safeParse(jsonOf(body))
  const error = parsed.success ? parsed.data.error : undefined
  const kind = refreshing ? 'access-revoked' : 'bad-request'
  const words =
    error === 'invalid_client' || error === 'unauthorized_client'
      ? `${vendor} does not accept the client ID or secret; copy both again from the app.`
      : error === 'redirect_uri_mismatch'
        ? `${vendor} does not know our redirect address; add it to the app exactly as shown.`
        : error === 'invalid_grant' && !refreshing
          ? 'The consent code was used or is too old; start the connection again.'
          : error === 'invalid_grant'
            ? `${vendor} has ended our access to this mailbox; connect it again.`
            : `${vendor} refused to give a token; check the client ID, the secret and the redirect address.`
  return new ConnectorError(kind, words, { status })
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
