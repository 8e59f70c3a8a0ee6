import type { Vendor } from '../../src/connector/deps/vendor.ts'

/** The sandbox's HubSpot in the place of the vendor; Salesforce is found by its login host. */
export function sandboxVendors(urls: { hubspotApi: string; hubspotApp: string }): Record<string, Vendor> {
  return { hubspot: { urls: { api: urls.hubspotApi, app: urls.hubspotApp }, moreHosts: [] } }
}

/** Vendors that nobody answers for: a test that calls one has made a mistake. */
export const noVendors = sandboxVendors({ hubspotApi: 'http://127.0.0.1:1', hubspotApp: 'http://127.0.0.1:1' })
