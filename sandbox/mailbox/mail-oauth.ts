import { createHash, randomUUID } from 'node:crypto'
import type { Answer, Call, Json } from '../core/call.ts'
import { formOf } from '../core/call.ts'
import type { Clock } from '../core/clock.ts'
import { consentPage, problemPage } from '../core/consent-page.ts'
import type { ControlledSystem } from '../core/control.ts'
import { ActError } from '../core/control.ts'
import type { Mailbox } from './mailbox.ts'
import { Router } from '../core/router.ts'
import { Journal } from '../core/table.ts'
import type { Vendor } from '../core/vendor-server.ts'

/** What differs between the providers (docs/reference/mailboxes.md). */
interface MailProviderRules {
  readonly name: string
  readonly colour: string
  readonly authorizePath: string
  readonly tokenPath: string
  readonly imapScope: string
  /** A lasting token is given only for this question. */
  readonly isLasting: (query: URLSearchParams) => boolean
  /** A refresh gives a new lasting token, and the old one ends. */
  readonly rotates: boolean
  /** Claim of the id token that names the mailbox. */
  readonly claim: 'email' | 'preferred_username'
  /** A login opens a mailbox that it has full access to, named as the user (docs/reference/mailboxes.md#shared). */
  readonly shares: boolean
}

const mailProviders = {
  'mailbox-google': {
    name: 'Google',
    colour: '#1a73e8',
    authorizePath: '/o/oauth2/v2/auth',
    tokenPath: '/token',
    imapScope: 'https://mail.google.com/',
    isLasting: (query) => query.get('access_type') === 'offline' && query.get('prompt') === 'consent',
    rotates: false,
    claim: 'email',
    shares: false,
  },
  'mailbox-microsoft': {
    name: 'Microsoft',
    colour: '#0067b8',
    authorizePath: '/oauth2/v2.0/authorize',
    tokenPath: '/oauth2/v2.0/token',
    imapScope: 'https://outlook.office.com/IMAP.AccessAsUser.All',
    isLasting: (query) => (query.get('scope') ?? '').split(' ').includes('offline_access'),
    rotates: true,
    claim: 'preferred_username',
    shares: true,
  },
} as const satisfies Record<string, MailProviderRules>

interface Grant {
  clientId: string
  scopes: readonly string[]
  refreshToken: string | null
  alive: boolean
}

interface App {
  clientSecret: string
  redirectUris: readonly string[]
}

const accessMs = 3_599_000

/** One provider's consent page and token endpoint; its tokens open the sandbox mailbox of `address`. */
class MailAuth {
  private readonly router = new Router()
  /**
   * `imapOff`: an administrator turned IMAP off for the mailbox, no token opens it. `login`: whoever consents, where
   * the mailbox is shared and has no login of its own. `fullAccess`: whether that login may open it.
   */
  readonly switches = { imapOff: false, login: '', fullAccess: false }
  private readonly apps = new Map<string, App>()
  private readonly codes = new Map<string, { clientId: string; redirectUri: string; query: URLSearchParams }>()
  private readonly tokens = new Map<string, { grant: Grant; expiresAt: number }>()
  private grants: Grant[] = []
  private readonly rules: MailProviderRules
  private readonly clock: Clock
  private readonly address: string

  constructor(rules: MailProviderRules, clock: Clock, address: string) {
    this.rules = rules
    this.clock = clock
    this.address = address
    this.router.on('GET', rules.authorizePath, (call) => this.authorize(call, call.url.searchParams, null))
    this.router.on('POST', rules.authorizePath, (call) => {
      const form = formOf(call)
      return this.authorize(call, form, form.get('decision'))
    })
    this.router.on('POST', rules.tokenPath, (call) => this.token(formOf(call)))
  }

  /** Whether this access token opens the mailbox of this user over IMAP. */
  opens(user: string, accessToken: string): boolean {
    const found = this.tokens.get(accessToken)
    return (
      found !== undefined &&
      found.grant.alive &&
      found.expiresAt > this.clock.now() &&
      found.grant.scopes.includes(this.rules.imapScope) &&
      user.toLowerCase() === this.address &&
      (this.switches.login === '' || (this.rules.shares && this.switches.fullAccess)) &&
      !this.switches.imapOff
    )
  }

  vendor(system: string): Vendor {
    return {
      system,
      router: this.router,
      journal: new Journal(),
      isWrite: () => false,
      notFound: () => ({ status: 404, json: { error: 'not_found' } }),
      wrongMethod: (_call, allow) => ({ status: 405, headers: { allow: allow.join(', ') }, json: { error: 'method' } }),
      rateLimited: () => ({ status: 429, json: { error: 'rate_limited' } }),
      around: (_call, work) => ({ answer: work() }),
      afterWrite: () => undefined,
    }
  }

  controlled(): ControlledSystem {
    return {
      switches: this.switches,
      state: (): Json => ({ grants: this.grants.length, tokens: this.tokens.size }),
      counts: () => ({ tokens: this.tokens.size }),
      search: () => [],
      registerApp: (body) => {
        const uris = Array.isArray(body['redirectUris']) ? body['redirectUris'].map(String) : []
        if (uris.length === 0) throw new ActError('redirectUris needs at least one URL')
        const [clientId, clientSecret] = [`app-${randomUUID()}`, `secret-${randomUUID()}`]
        this.apps.set(clientId, { clientSecret, redirectUris: uris })
        return { clientId, clientSecret }
      },
      tokens: (action) => {
        if (action === 'revoke') for (const grant of this.grants) grant.alive = false
        for (const token of this.tokens.values()) token.expiresAt = Math.min(token.expiresAt, this.clock.now() - 1)
      },
    }
  }

  private authorize(call: Call, query: URLSearchParams, decision: string | null): Answer {
    const { name, colour } = this.rules
    const app = this.apps.get(query.get('client_id') ?? '')
    const redirectUri = query.get('redirect_uri') ?? ''
    const problem = (detail: string): Answer => ({ status: 400, html: problemPage(name, 'Accès bloqué', detail) })
    if (app === undefined) return problem('invalid_client: the OAuth client was not found.')
    if (!app.redirectUris.includes(redirectUri)) return problem('redirect_uri_mismatch')
    const back = (more: Readonly<Record<string, string>>): Answer => {
      const url = new URL(redirectUri)
      for (const [key, value] of Object.entries({ ...more, state: query.get('state') ?? '' }))
        url.searchParams.set(key, value)
      return { status: 302, headers: { location: url.href } }
    }
    if (decision === 'refuse') return back({ error: 'access_denied' })
    if (decision === 'allow') {
      const code = randomUUID()
      this.codes.set(code, { clientId: query.get('client_id') ?? '', redirectUri, query })
      return back({ code })
    }
    const fields = Object.fromEntries([...query].filter(([key]) => key !== 'decision'))
    const scopes = (query.get('scope') ?? '').split(' ')
    const [account, own] = [this.switches.login || this.address, 'Lawbase']
    return {
      status: 200,
      html: consentPage({ vendor: name, colour, account, app: own, scopes, path: call.path, fields }),
    }
  }

  private token(form: URLSearchParams): Answer {
    const clientId = form.get('client_id') ?? ''
    if (this.apps.get(clientId)?.clientSecret !== (form.get('client_secret') ?? ''))
      return { status: 401, json: { error: 'invalid_client' } }
    const done =
      form.get('grant_type') === 'refresh_token' ? this.refresh(form, clientId) : this.exchange(form, clientId)
    return typeof done === 'string' ? { status: 400, json: { error: done, error_description: done } } : done
  }

  /** The word of a refusal, or the answer. */
  private refresh(form: URLSearchParams, clientId: string): Answer | string {
    const grant = this.grants.find((one) => one.refreshToken === form.get('refresh_token') && one.alive)
    if (grant === undefined || grant.clientId !== clientId) return 'invalid_grant'
    if (this.rules.rotates) grant.refreshToken = randomUUID()
    return this.answer(grant, this.rules.rotates)
  }

  private exchange(form: URLSearchParams, clientId: string): Answer | string {
    const code = this.codes.get(form.get('code') ?? '')
    this.codes.delete(form.get('code') ?? '')
    if (code === undefined || code.clientId !== clientId) return 'invalid_grant'
    if (code.redirectUri !== form.get('redirect_uri')) return 'redirect_uri_mismatch'
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (code.query.get('code_challenge') !== challenge) return 'invalid_grant'
    const lasting = this.rules.isLasting(code.query)
    const grant: Grant = {
      clientId,
      scopes: (code.query.get('scope') ?? '').split(' '),
      refreshToken: lasting ? randomUUID() : null,
      alive: true,
    }
    this.grants = [...this.grants, grant]
    return this.answer(grant, lasting)
  }

  private answer(grant: Grant, withRefresh: boolean): Answer {
    const accessToken = `at-${randomUUID()}`
    this.tokens.set(accessToken, { grant, expiresAt: this.clock.now() + accessMs })
    const part = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const idToken = `${part({ alg: 'RS256' })}.${part({ [this.rules.claim]: (this.switches.login || this.address).toUpperCase() })}.signature`
    return {
      status: 200,
      json: {
        token_type: 'Bearer',
        access_token: accessToken,
        expires_in: accessMs / 1_000,
        scope: grant.scopes.join(' '),
        ...(grant.scopes.includes('openid') ? { id_token: idToken } : {}),
        ...(withRefresh ? { refresh_token: grant.refreshToken } : {}),
      },
    }
  }
}

/** Both providers over one mailbox, by the name of the connector. */
export function openMailAuths(clock: Clock, mailbox: Mailbox): ReadonlyMap<string, MailAuth> {
  const auths = new Map(
    Object.entries(mailProviders).map(([id, rules]) => [id, new MailAuth(rules, clock, mailbox.address)]),
  )
  mailbox.openByTokens((user, token) => [...auths.values()].some((auth) => auth.opens(user, token)))
  return auths
}
