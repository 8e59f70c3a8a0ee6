/**
 * An address of the vendor that the operator may replace: the environment variable that does it and what holds without
 * it; `default` null = the connector finds it by itself.
 */
export interface AddressVariable {
  readonly variable: string
  readonly default: string | null
}

/** Where one vendor is reached: the addresses of `Connector.addresses` by name, as configured. */
export interface Vendor {
  readonly urls: Readonly<Record<string, string>>
  /** Hosts, or suffixes of them, that the vendor's answers may name besides its own. */
  readonly moreHosts: readonly string[]
}

/** The configured address of that name. Throws when the connector declares none: a fault of the connector. */
export function urlOf({ urls }: Vendor, name: string): string {
  const url = urls[name]
  if (url === undefined) throw new Error(`No address "${name}" is configured for this vendor`)
  return url
}

/** What a connector declares of the environment. */
export interface VendorDeclaration {
  readonly addresses?: Readonly<Record<string, AddressVariable>>
  readonly moreHosts?: { readonly variable: string }
}

/** The vendor as it is without any variable set. */
export function defaultVendor({ addresses = {} }: VendorDeclaration): Vendor {
  const urls = Object.entries(addresses).flatMap(([name, { default: url }]) =>
    url === null ? [] : [[name, url] as const],
  )
  return { urls: Object.fromEntries(urls), moreHosts: [] }
}

/** Every configured address that an account may be reached at; `loginHost` null = it logs in where all do. */
export function hostsOf({ urls }: Vendor, loginHost: string | null): string[] {
  return [...(loginHost === null ? [] : [loginHost]), ...Object.values(urls)]
}
