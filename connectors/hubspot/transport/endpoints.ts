/**
 * Every HubSpot path, version and limit used, with its row of docs/reference/hubspot.md.
 * 2026-03 is pinned: 2026-09 enforces the portal's own write rules on API calls
 * (docs/reference/hubspot.md#version-pin).
 */
const version = '2026-03'

/**
 * Where people work with HubSpot; accounts of other regions name their own host
 * (docs/reference/hubspot.md#record-page).
 */
export const defaultApp = 'https://app.hubspot.com'

export const paths = {
  token: `/oauth/${version}/token`, // docs/reference/hubspot.md#token
  authorize: '/oauth/authorize', // docs/reference/hubspot.md#authorize, on the app host
  uninstall: `/appinstalls/${version}/external-install`, // docs/reference/hubspot.md#uninstall
  contacts: `/crm/objects/${version}/contacts`, // docs/reference/hubspot.md#contacts-api
  contact: (id: string) => `/crm/objects/${version}/contacts/${encodeURIComponent(id)}`,
  search: `/crm/objects/${version}/contacts/search`, // docs/reference/hubspot.md#search
  searchOf: (type: string) => `/crm/objects/${version}/${type}/search`,
  // docs/reference/hubspot.md#batch
  batch: (verb: 'read' | 'update' | 'archive') => `/crm/objects/${version}/contacts/batch/${verb}`,
  gdprDelete: `/crm/objects/${version}/contacts/gdpr-delete`, // docs/reference/hubspot.md#gdpr-delete
  // docs/reference/hubspot.md#associations, #associations-batch
  objects: (type: string) => `/crm/objects/${version}/${type}/batch/read`,
  associations: (from: string, to: string) => `/crm/associations/${version}/${from}/${to}/batch/read`,
  dispositions: '/calling/v1/dispositions', // docs/reference/hubspot.md#dispositions, not dated yet
  pipelines: (type: string) => `/crm/pipelines/${version}/${type}`, // docs/reference/hubspot.md#deal-states
  properties: `/crm/properties/${version}/contacts`, // docs/reference/hubspot.md#properties-api
  property: (name: string) => `/crm/properties/${version}/contacts/${name}`,
  propertiesBatch: `/crm/properties/${version}/contacts/batch/create`,
  groups: `/crm/properties/${version}/contacts/groups`,
  definitions: `/communication-preferences/${version}/definitions`, // docs/reference/hubspot.md#pref-calls
  statuses: (email: string) => `/communication-preferences/${version}/statuses/${encodeURIComponent(email)}`,
  unsubscribeAll: (email: string) =>
    `/communication-preferences/${version}/statuses/${encodeURIComponent(email)}/unsubscribe-all`,
  unsubscribeAllBatch: `/communication-preferences/${version}/statuses/batch/unsubscribe-all`,
  unsubscribeAllBatchRead: `/communication-preferences/${version}/statuses/batch/unsubscribe-all/read`,
  preferenceLinks: `/communication-preferences/${version}/links/generate`, // docs/reference/hubspot.md#pref-calls
  // docs/reference/hubspot.md#forms-api, not dated yet (docs/reference/hubspot.md#paths-undated)
  forms: '/marketing/v3/forms',
  form: (id: string) => `/marketing/v3/forms/${encodeURIComponent(id)}`,
  // docs/reference/hubspot.md#record-page
  recordPage: (portalId: string, id: string) => `/contacts/${portalId}/record/0-1/${id}`,
  account: `/account-info/${version}/details`, // docs/reference/hubspot.md#account-api
  journalSubscriptions: `/webhooks-journal/subscriptions/${version}`, // docs/reference/hubspot.md#journal
  journal: (end: 'latest' | 'earliest') => `/webhooks-journal/journal-local/${version}/${end}`,
  journalAfter: (offset: string) =>
    `/webhooks-journal/journal-local/${version}/offset/${encodeURIComponent(offset)}/next`,
} as const

/**
 * Between two looks at a journal that had nothing new (docs/reference/hubspot.md#journal: it has no limits of its own).
 */
export const journalPauseMs = 2_000
/** docs/reference/hubspot.md#contacts-api: list pages hold at most 100. */
export const listPageSize = 100
/**
 * Contacts with secondary addresses that each poll asks about, one call per address and brand: fewer where there are
 * brands.
 */
export const rotationSize = 5
/** docs/reference/hubspot.md#search: alternatives of one search. */
export const maxSearchGroups = 5
/** docs/reference/hubspot.md#search: values of one IN. */
export const maxSearchValues = 100
/** Companies change seldom, and a change of one is no hurry: they are looked for so often. */
export const companiesEveryMs = 60 * 60_000
/** docs/reference/hubspot.md#search-body: the whole body of a search. */
export const maxSearchCharacters = 3_000
/**
 * docs/reference/hubspot.md#long-url: a URL that is too long is a 414, without a bound; names beyond this go into
 * bodies.
 */
export const maxNamesCharacters = 2_500
/** Answers of an account that has no such path or method. */
export const notThere: readonly number[] = [404, 405, 501]
/** docs/reference/hubspot.md#pref-not-offered: answers of an account that has no such call, or not for us. */
export const notOffered: readonly number[] = [403, ...notThere]
/** Calls for single addresses that are under way at once; the budget decides how soon each may go. */
export const singlesAtOnce = 5
/** Calls for one address are as many as there are brands: with more of them people are carried one after the other. */
export const fewBrands = 4
/**
 * docs/reference/hubspot.md#search: search pages hold at most 200; the 10,000 cap is avoided by an id keyset, not by
 * `after`.
 */
export const searchPageSize = 200
/** docs/reference/hubspot.md#associations-batch: records of one question. */
export const associationBatch = 1_000
/** Our choice: forms of one page (docs/reference/hubspot.md#forms-api names no greatest size). */
export const formPageSize = 50
/** docs/reference/hubspot.md#batch and, assumed, docs/reference/hubspot.md#pref-tier (undocumented there). */
export const batchSize = 100
/** docs/reference/hubspot.md#history: contacts of one batch read with history. */
export const historyBatchSize = 50
/** docs/reference/hubspot.md#search-lag: the index lags by "a few moments"; increments reach this far back. */
export const overlapMs = 10 * 60_000
/**
 * docs/reference/hubspot.md#archive: archived contacts stay 90 days in the bin; only a person can restore them in
 * HubSpot.
 */
export const binDays = 90

/** docs/reference/hubspot.md#rate-429: waits for a 429 without Retry-After, by policyName. */
export const policyWaitMs: Readonly<Record<string, number>> = {
  TEN_SECONDLY_ROLLING: 10_000,
  SECONDLY: 1_000,
  DAILY: 3_600_000,
}
/**
 * docs/reference/hubspot.md#rate-429: longest Retry-After that is believed: an hour on 429, a day on 477 (data-centre
 * migration).
 */
export const retryAfterCapMs = { rateLimited: 3_600_000, migration: 86_400_000 } as const
/** docs/reference/hubspot.md#transient: a 423 lock lasts two seconds. */
export const lockWaitMs = 2_000

/**
 * docs/reference/hubspot.md#rate-limits: where a budget starts; it follows the vendor's headers from there. Search: 5 a
 * second per account (docs/reference/hubspot.md#search-rate).
 */
export const startLimits = { calls: { max: 100, windowMs: 10_000 }, search: { max: 5, windowMs: 1_000 } } as const
