/**
 * Every HubSpot path, version and limit used, with its row of the fact sheet (hubspot.md).
 * 2026-03 is pinned: 2026-09 enforces the portal's own write rules on API calls (§1).
 */
export const version = '2026-03'

export const paths = {
  token: `/oauth/${version}/token`, // §2.3
  authorize: '/oauth/authorize', // §2.2, on the app host
  uninstall: `/appinstalls/${version}/external-install`, // §2.4
  contacts: `/crm/objects/${version}/contacts`, // §3
  contact: (id: string) => `/crm/objects/${version}/contacts/${encodeURIComponent(id)}`,
  search: `/crm/objects/${version}/contacts/search`, // §3.2
  batch: (verb: 'read' | 'update' | 'archive') => `/crm/objects/${version}/contacts/batch/${verb}`, // §3.3
  gdprDelete: `/crm/objects/${version}/contacts/gdpr-delete`, // §6
  properties: `/crm/properties/${version}/contacts`, // §3.5
  property: (name: string) => `/crm/properties/${version}/contacts/${name}`,
  groups: `/crm/properties/${version}/contacts/groups`,
  definitions: `/communication-preferences/${version}/definitions`, // §5.1
  statuses: (email: string) => `/communication-preferences/${version}/statuses/${encodeURIComponent(email)}`,
  unsubscribeAll: (email: string) =>
    `/communication-preferences/${version}/statuses/${encodeURIComponent(email)}/unsubscribe-all`,
  unsubscribeAllBatch: `/communication-preferences/${version}/statuses/batch/unsubscribe-all`,
  unsubscribeAllBatchRead: `/communication-preferences/${version}/statuses/batch/unsubscribe-all/read`,
  preferenceLinks: `/communication-preferences/${version}/links/generate`, // §5.1
  forms: '/marketing/v3/forms', // §9.1, not dated yet (§1)
  form: (id: string) => `/marketing/v3/forms/${encodeURIComponent(id)}`,
  account: `/account-info/${version}/details`, // §9.5
  journalSubscriptions: `/webhooks-journal/subscriptions/${version}`, // §7.5
  journal: (end: 'latest' | 'earliest') => `/webhooks-journal/journal-local/${version}/${end}`,
  journalAfter: (offset: string) =>
    `/webhooks-journal/journal-local/${version}/offset/${encodeURIComponent(offset)}/next`,
} as const

/** Between two looks at a journal that had nothing new (§7.5: it has no limits of its own). */
export const journalPauseMs = 2_000
/** §3: list pages hold at most 100. */
export const listPageSize = 100
/**
 * Contacts with secondary addresses that each poll asks about, one call per address and brand: fewer where there are
 * brands.
 */
export const rotationSize = 5
/** §3.2: alternatives of one search. */
export const mostSearchGroups = 5
/** §3.2: the whole body of a search. */
export const mostSearchCharacters = 3_000
/** §8: a URL that is too long is a 414, without a bound; names beyond this go into bodies. */
export const mostNamesCharacters = 2_500
/** Calls for one address are as many as there are brands: with more of them people are carried one after the other. */
export const fewBrands = 4
/** §3.2: search pages hold at most 200; the 10,000 cap is avoided by an id keyset, not by `after`. */
export const searchPageSize = 200
/** §9.1: forms of one page; the greatest that list pages of HubSpot hold. */
export const formPageSize = 50
/** §3.3 and, assumed, §5.1 (undocumented there). */
export const batchSize = 100
/** §7.4: the index lags by "a few moments"; increments reach this far back. */
export const overlapMs = 10 * 60_000
/** §6: archived contacts stay 90 days in the bin; only a person can restore them in HubSpot. */
export const binDays = 90

/** §8: waits for a 429 without Retry-After, by policyName. */
export const policyWaitMs: Readonly<Record<string, number>> = {
  TEN_SECONDLY_ROLLING: 10_000,
  SECONDLY: 1_000,
  DAILY: 3_600_000,
}
/** §8: longest Retry-After that is believed: an hour on 429, a day on 477 (data-centre migration). */
export const retryAfterCapMs = { rateLimited: 3_600_000, migration: 86_400_000 } as const
/** §8: a 423 lock lasts two seconds. */
export const lockWaitMs = 2_000

/** §8: where a budget starts; it follows the vendor's headers from there. Search: 5 a second per account (§3.2). */
export const startLimits = { calls: { max: 100, windowMs: 10_000 }, search: { max: 5, windowMs: 1_000 } } as const
