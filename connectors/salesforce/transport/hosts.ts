import { ConnectorError } from '../../../src/connector/errors.ts'
import type { OAuthApp } from '../../../src/connector/oauth-spec.ts'

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Origin of the login host an admin typed, with or without a scheme. Throws `bad-request` when it is not one. */
export function loginOrigin(app: OAuthApp): string {
  const typed = (app.loginHost ?? 'https://login.salesforce.com').trim()
  const url = parse(/^https?:\/\//i.test(typed) ? typed : `https://${typed}`)
  const safe =
    url !== null &&
    url.username === '' &&
    url.password === '' &&
    (url.protocol === 'https:' || loopback.has(url.hostname))
  if (!safe)
    throw new ConnectorError(
      'bad-request',
      'The login host must be an https address such as https://login.salesforce.com or your My Domain.',
    )
  if (url.hostname.endsWith('.lightning.force.com'))
    throw new ConnectorError(
      'bad-request',
      'Use the My Domain address that ends in my.salesforce.com, not lightning.force.com.',
    )
  return url.origin
}

/**
 * The data host from a token answer: our token goes there, so it must be Salesforce's
 * (docs/reference/security.md#oauth), the very host the admin typed, a host or suffix that the operator named
 * (`moreHosts`), or on loopback when the login host is.
 */
export function checkedInstanceUrl(text: string, app: OAuthApp, moreHosts: readonly string[]): string {
  const url = parse(text)
  const login = new URL(loginOrigin(app))
  if (url !== null && url.username === '' && url.password === '') {
    if (loopback.has(login.hostname) && loopback.has(url.hostname)) return url.origin
    const named = moreHosts.map((host) => host.replace(/^\./u, ''))
    const known =
      url.hostname.endsWith('.salesforce.com') ||
      url.hostname === login.hostname ||
      named.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`))
    if (url.protocol === 'https:' && known && (url.port === '' || url.host === login.host)) return url.origin
  }
  throw new ConnectorError(
    'unexpected-response',
    'Salesforce named a data host outside salesforce.com; check the login host, or add the suffix to SALESFORCE_HOSTS if it is yours.',
  )
}

/**
 * Where Account Engagement answers for an org: sandboxes and developer orgs have a host of their own (vendor's page
 * "Authentication"); a stand-in on this machine answers at its own origin.
 */
export function engagementOrigin(instanceUrl: string, configured: string | undefined): string {
  if (configured !== undefined) return configured
  const url = new URL(instanceUrl)
  if (loopback.has(url.hostname)) return url.origin
  return /\.(?:sandbox|develop|scratch)\.|--|-dev-ed\.|^(?:cs\d+|test)\./u.test(url.hostname)
    ? 'https://pi.demo.pardot.com'
    : 'https://pi.pardot.com'
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}
