import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  ClientSecretPost,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  ResponseBodyError,
  type Configuration,
  type CustomFetch,
  type ServerMetadata,
} from 'openid-client'
import { ConnectorError } from '../../../connector/errors.ts'
import type { CompanyLogin } from '../../../domain/accounts/company-login.ts'
import { Refused } from '../../../domain/app/refused.ts'
import { isOnThisMachine } from '../../../outbound/http.ts'
import type { App } from '../../app/app.ts'

/**
 * Why the provider let nobody in. `detail`: what it or the guard said, for the screen of an admin. `unreachable`: no
 * answer, or none that may be asked for; `not-a-provider`: the answer is no discovery document of this issuer;
 * `secret`: it does not know the client or its secret; `denied`: it or the person said no; `answer`: what came back
 * does not hold; `not-proven`: it does not say that the person proved anew who they are.
 */
export class ProviderRefused extends Refused<
  'unreachable' | 'not-a-provider' | 'secret' | 'denied' | 'answer' | 'not-proven'
> {
  readonly detail: string
  constructor(code: ProviderRefused['code'], detail: string) {
    super(code)
    this.detail = detail
  }
}

/** What one round trip to the provider is checked against when it comes back. */
interface RoundTrip {
  state: string
  nonce: string
  verifier: string
}

/** What the provider says of a person. */
export interface ProviderAnswer {
  issuer: string
  subject: string
  claims: Readonly<Record<string, unknown>>
  /** When the person proved to the provider who they are; null = it does not say. */
  provedAt: Date | null
}

type Provider = Pick<CompanyLogin, 'issuer' | 'clientId'> & { secret: string }

/** docs/reference/security.md#step-up. */
const freshSeconds = 300
/**
 * How old a login at the provider may be that opens the console: as old as one of ours. To be asked is what makes a
 * provider say when it was.
 */
const oldestSeconds = 12 * 3_600

/** What the discovery document of an issuer says. Throws ProviderRefused. */
export async function discover(app: App, provider: Provider): Promise<ServerMetadata> {
  return (await open(app, provider)).serverMetadata()
}

/**
 * Where a browser is sent to log in, and what its return is checked against (docs/reference/security.md#company-login).
 * `anew`: the person must prove once more who they are. Throws ProviderRefused.
 */
export async function startRoundTrip(
  app: App,
  provider: Provider,
  { redirectUri, anew }: { redirectUri: string; anew: boolean },
): Promise<{ url: string; trip: RoundTrip }> {
  const configuration = await open(app, provider)
  const trip = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    state: trip.state,
    nonce: trip.nonce,
    code_challenge: await calculatePKCECodeChallenge(trip.verifier),
    code_challenge_method: 'S256',
    ...(anew ? { prompt: 'login', max_age: '0' } : { max_age: String(oldestSeconds) }),
  })
  if (!isSafe(url.href)) throw new ProviderRefused('not-a-provider', 'authorization_endpoint')
  return { url: url.href, trip }
}

/**
 * Ends a round trip: trades the code of the address that the browser came back to, and checks issuer, state, nonce and
 * signature. `anew`: it must say that the person proved who they are within five minutes. Throws ProviderRefused.
 */
export async function endRoundTrip(
  app: App,
  provider: Provider,
  { back, trip, anew, claim }: { back: URL; trip: RoundTrip; anew: boolean; claim: string },
): Promise<ProviderAnswer> {
  const configuration = await open(app, provider)
  const tokens = await authorizationCodeGrant(configuration, back, {
    expectedState: trip.state,
    expectedNonce: trip.nonce,
    pkceCodeVerifier: trip.verifier,
    idTokenExpected: true,
  }).catch((error: unknown) => {
    throw refusalOf(error)
  })
  const claims = tokens.claims()
  if (claims === undefined) throw new ProviderRefused('answer', 'id_token')
  const provedAt = claims.auth_time === undefined ? null : new Date(claims.auth_time * 1000)
  if (anew && (provedAt === null || Date.now() - provedAt.getTime() > freshSeconds * 1000))
    throw new ProviderRefused('not-proven', 'auth_time')
  const { userinfo_endpoint: more } = configuration.serverMetadata()
  const lacks = !Object.hasOwn(claims, claim) || !Object.hasOwn(claims, 'email')
  const added =
    more === undefined || !lacks
      ? {}
      : await fetchUserInfo(configuration, tokens.access_token, claims.sub).catch((error: unknown) => {
          throw refusalOf(error)
        })
  return { issuer: claims.iss, subject: claims.sub, claims: { ...added, ...claims }, provedAt }
}

async function open(app: App, { issuer, clientId, secret }: Provider): Promise<Configuration> {
  if (!isSafe(issuer)) throw new ProviderRefused('unreachable', 'https')
  const configuration = await discovery(new URL(issuer), clientId, {}, authOf(secret), {
    timeout: 15,
    [customFetch]: guardedFetch(app),
    // Every address it names is looked at by the guard below, which takes no plain http but on this machine.
    execute: isPlain(issuer) ? [allowInsecureRequests, enableNonRepudiationChecks] : [enableNonRepudiationChecks],
  }).catch((error: unknown) => {
    const refusal = refusalOf(error)
    throw refusal.code === 'unreachable' ? refusal : new ProviderRefused('not-a-provider', refusal.detail)
  })
  // One that stands for many companies names none of them as the issuer: anybody's account would open the console.
  if (configuration.serverMetadata().issuer.replace(/\/$/u, '') !== issuer.replace(/\/$/u, ''))
    throw new ProviderRefused('not-a-provider', configuration.serverMetadata().issuer)
  return configuration
}

/** How the secret is sent: in the header, unless the provider takes it in the body alone. */
const authOf = (secret: string): ReturnType<typeof ClientSecretPost> => {
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)]
  return (server, client, body, headers) => {
    const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    return (ways.includes('client_secret_basic') ? basic : post)(server, client, body, headers)
  }
}

const isPlain = (url: string) => URL.parse(url)?.protocol === 'http:'

/** https, or plain http on this machine. */
function isSafe(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isOnThisMachine(text)))
}

/** Calls past the guard of everything an admin types (docs/reference/security.md#ssrf). */
function guardedFetch({ hookHttp }: Pick<App, 'hookHttp'>): CustomFetch {
  return async (url, { method, headers, body, signal }) => {
    if (!isSafe(url))
      throw new ConnectorError('bad-request', 'The address must start with https:// (http:// only for this machine).')
    const answer = await hookHttp({
      method: method === 'POST' ? 'POST' : 'GET',
      url,
      headers,
      timeoutMs: 15_000,
      ...(body == null ? {} : { body: textOf(body) }),
      ...(signal === undefined ? {} : { signal }),
    })
    const given = new Headers(answer.headers)
    given.delete('content-encoding')
    return new Response(answer.body, { status: answer.status, headers: given })
  }
}

const textOf = (body: unknown): string => {
  if (typeof body === 'string') return body
  if (body instanceof URLSearchParams) return body.toString()
  throw new TypeError('A body of this kind is not sent to a provider')
}

/** The first cause that says something, as a refusal; anything that is no answer of a provider is thrown as it is. */
function refusalOf(error: unknown): ProviderRefused {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ConnectorError) return new ProviderRefused('unreachable', cause.message)
    if (cause instanceof AuthorizationResponseError) return new ProviderRefused('denied', cause.error)
    if (cause instanceof ResponseBodyError)
      return new ProviderRefused(cause.error === 'invalid_client' ? 'secret' : 'answer', cause.error)
  }
  if (error instanceof Error && 'code' in error)
    return new ProviderRefused(
      error.code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE' ? 'secret' : 'answer',
      String(error.code),
    )
  throw error
}
