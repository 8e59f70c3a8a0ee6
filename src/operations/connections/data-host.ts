import type { Connector } from '../../connector/contract.ts'
import { checkUrl, isOnThisMachine } from '../../outbound/http.ts'
import { vendorOf, type App } from '../app/app.ts'

/**
 * The data host comes from the vendor's answer and our token goes there: it must be one of the vendor's own, or on this
 * machine when the token was asked for on this machine too (docs/reference/security.md#oauth). Gives a sentence that
 * says what is wrong, or null. `dataHost` null = none was named.
 */
export function dataHostFault(
  app: Pick<App, 'vendors' | 'outboundHosts'>,
  connector: Connector,
  { dataHost, loginHost }: { dataHost: string | null; loginHost: string | null },
): string | null {
  if (dataHost === null) return null
  const vendor = vendorOf(app, connector.id)
  const own = connector.auth.type === 'oauth2' ? (connector.auth.dataHosts ?? []) : []
  const asked = loginHost === null ? Object.values(vendor.urls) : [loginHost]
  const { protocol, hostname } = checkUrl(dataHost, { allowedHosts: app.outboundHosts })
  const isOwn = [...own, ...vendor.moreHosts].some(
    (suffix) => hostname === suffix || hostname.endsWith(suffix.startsWith('.') ? suffix : `.${suffix}`),
  )
  if (protocol === 'https:' && isOwn) return null
  if (isOnThisMachine(dataHost) && asked.length > 0 && asked.every(isOnThisMachine)) return null
  const more = connector.moreHosts?.variable
  return `The answer names a data host that is not ${connector.label}'s.${more === undefined ? '' : ` Add its suffix to ${more} if it is yours.`}`
}
