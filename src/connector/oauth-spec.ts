import type { HttpRequest, HttpResponse } from './deps/http.ts'
import type { Words } from './form.ts'
import type { Vendor } from './deps/vendor.ts'

/** Credentials kept for a Connection made by OAuth. `expiresAt` null: only a 401 tells. */
export interface OAuthCredentials {
  accessToken: string
  refreshToken: string
  expiresAt: Date | null
  instanceUrl: string | null
}

/** What the token endpoint gave, mapped to our words. */
export interface TokenGrant extends OAuthCredentials {
  accountId: string
  scopes: readonly string[]
}

/** One admin app at a vendor, as the OAuth client needs it. */
export interface OAuthApp {
  clientId: string
  clientSecret: string
  redirectUri: string
  /** Login host typed by the admin, an origin; null for vendors with one host. */
  loginHost: string | null
}

/** The host at which the accounts of a vendor log in. */
export interface LoginHost {
  /** Used when nothing is typed. */
  readonly default: string
  readonly hint: Words
  /** Hosts of the vendor at which nobody logs in, as suffixes. */
  readonly notLogin: readonly string[]
  /** What to type instead of something that is no login host. */
  readonly wrong: Words
}

/** HTTP for OAuth calls, before a Connection exists: own deadline, no redirects. */
export type PlainHttp = (request: HttpRequest) => Promise<HttpResponse>

/** What a call of the OAuth client goes through. */
export interface OAuthCall {
  readonly http: PlainHttp
  readonly vendor: Vendor
  readonly now: Date
}

/** What the vendor sent back with the admin; `codeVerifier` null where PKCE is not used. */
interface Consent {
  readonly code: string
  readonly codeVerifier: string | null
}

/**
 * Each function throws ConnectorError; `bad-request` for a wrong key or code of a consent, `access-revoked` when a
 * refresh is refused, be it for a dead grant or a key that was changed.
 */
export interface OAuth2Spec {
  readonly type: 'oauth2'
  readonly scopes: readonly ScopeNeed[]
  readonly pkce: boolean
  /** For a vendor whose accounts log in at hosts of their own: what the admin types. */
  readonly loginHost?: LoginHost
  /**
   * For a vendor whose token answer names the host of the account's data: the hosts that are its own, as suffixes such
   * as `.example.com`. A token is sent nowhere else.
   */
  readonly dataHosts?: readonly string[]
  /** Steps an admin follows at the vendor, shown on the wizard's first page, in order. */
  readonly steps: readonly AppStep[]
  /** How the vendor's screens call what is copied; left out = our own words. */
  readonly names?: Partial<Readonly<Record<'clientId' | 'clientSecret' | 'redirect' | 'webhook', Words>>>
  /** For a vendor that refuses an app which its account has not let in: how that refusal looks, and what mends it. */
  readonly notInstalled?: {
    is(answer: { error: string; description: string }): boolean
    readonly text: Words
    readonly steps: readonly AppStep[]
  }
  /** `activities`: the scope of the vendor's tool beside its records is asked for too. */
  authorizeUrl(
    app: OAuthApp,
    request: { state: string; codeChallenge: string | null; activities?: boolean },
    vendor: Vendor,
  ): string
  exchange(app: OAuthApp, consent: Consent, call: OAuthCall): Promise<TokenGrant>
  refresh(app: OAuthApp, current: OAuthCredentials, call: OAuthCall): Promise<TokenGrant | OAuthCredentials>
  /** A token of the app itself, of no account (client credentials), where the vendor has such a thing. */
  appToken?(app: OAuthApp, scopes: readonly string[], call: OAuthCall): Promise<string>
  /** Files that make the app at the vendor when they are uploaded there, where it takes such files. */
  appFiles?(addresses: AppAddresses): readonly AppFile[]
}

/** One thing to do at the vendor. */
export interface AppStep {
  readonly text: Words
  /** Screens to go through, by the labels that the vendor gives them. */
  readonly path?: readonly string[]
  /** A page of the vendor's whose address is documented. */
  readonly link?: { readonly href: string; readonly label: Words }
  /** Commands to type one after the other. */
  readonly commands?: readonly string[]
  /** What of ours is needed here: shown in this step to be copied. */
  readonly gives?: readonly AppGift[]
  /** Only where something can be pushed to us: the step is left out without a public address. */
  readonly withWebhook?: boolean
}

/** What an installation hands over to its app at the vendor. */
export type AppGift = 'redirect' | 'webhook' | 'scopes' | 'files'

/** What an app at the vendor must know of this installation; `webhookUrl` null = nothing can be pushed to us. */
export interface AppAddresses {
  redirectUri: string
  webhookUrl: string | null
}

/** One text file, its path inside the upload. */
export interface AppFile {
  path: string
  content: string
}

export interface ScopeNeed {
  readonly scope: string
  readonly required: boolean
  readonly reason: { en: string; fr: string }
}
