/** Every Salesforce path, version and limit used, with its row of docs/reference/salesforce.md. */
/** docs/reference/salesforce.md#version-pin: pinned; every live org has it. */
export const version = '66.0'
const data = `/services/data/v${version}`

export const paths = {
  root: data, // docs/reference/salesforce.md#identity: names the identity URL
  authorize: '/services/oauth2/authorize', // docs/reference/salesforce.md#authorize
  token: '/services/oauth2/token',
  revoke: '/services/oauth2/revoke',
  query: `${data}/query`, // docs/reference/salesforce.md#query
  queryAll: `${data}/queryAll`,
  describe: (object: string) => `${data}/sobjects/${object}/describe`,
  retrieve: (object: string) => `${data}/composite/sobjects/${object}`,
  collection: `${data}/composite/sobjects`,
  composite: `${data}/composite`, // docs/reference/salesforce.md#composite
  limits: `${data}/limits`,
  soap: `/services/Soap/u/${version}`, // docs/reference/salesforce.md#recycle-bin: only for the recycle bin
  cometd: `/cometd/${version}`, // docs/reference/salesforce.md#cometd
  queryJobs: `${data}/jobs/query`, // docs/reference/salesforce.md#bulk-query
} as const

/** docs/reference/salesforce.md#query: asked for with Sforce-Query-Options; never guaranteed. */
export const pageSize = 2_000
/**
 * docs/reference/salesforce.md#collections: a collection write holds at most 200 records; reads are kept to the same
 * size.
 */
export const collectionSize = 200
/** docs/reference/salesforce.md#composite: at most 5 of the requests of one call may be queries. */
export const maxQueriesTogether = 5
/** docs/reference/salesforce.md#url-length: keep URLs under 2,000 characters, and IN lists under 200 values. */
export const maxQueryChars = 1_700
export const maxListValues = 190
/**
 * Objects with more live records are swept by a Bulk 2.0 job: it runs outside the 2 minutes that one query may take
 * (docs/reference/salesforce.md#bulk-query; Bulk pays above 2,000).
 */
export const bulkAboveRecords = 10_000
/**
 * docs/reference/salesforce.md#bulk-query: looks at a job while its caller waits, in ms between them; then the caller
 * comes back by itself.
 */
export const jobPausesMs = [1_000, 2_000, 4_000] as const
export const jobReturnMs = { least: 15_000, most: 5 * 60_000 } as const
/**
 * A job that takes longer is left alone; the org forgets it after 7 days (docs/reference/salesforce.md#bulk-limits).
 */
export const jobPatienceMs = 2 * 3_600_000
/** Jobs made for one object of a sweep, when their results are lost, before the sweep goes on without. */
export const maxJobs = 3
/**
 * Descriptions cost a call of the day each. One that an answer contradicts, or in which something is hidden, is dropped
 * at once.
 */
export const describeKeepMs = 30 * 60_000
/** What people did moves a clock of years: it is looked for this often, opt-outs with every poll. */
export const actsEveryMs = 15 * 60_000
/** docs/reference/salesforce.md#polling: long transactions commit with older stamps. */
export const overlapMs = 5 * 60_000
/** docs/reference/salesforce.md#recycle-bin: 15 days in the recycle bin; what left it cannot come back. */
export const binDays = 15
/** docs/reference/salesforce.md#empty-bin: ids of one emptyRecycleBin. */
export const soapIds = 200
/** docs/reference/salesforce.md#anonymise: LastName is required, so a neutral word stands there in the end. */
export const anonymousName = 'Anonymised'
/**
 * docs/reference/salesforce.md#daily-calls: REQUEST_LIMIT_EXCEEDED is a rolling day that is used up, which passes
 * little by little, or 25 long calls at once, which ends with one of them.
 */
export const limitWaitMs = { day: 5 * 60_000, atOnce: 3_000, unknown: 30_000 } as const
/** From this share of the day's calls on, a refusal is taken for the day's. */
export const spentShare = 0.95
/** docs/reference/salesforce.md#server-busy: 429 is rare and carries no documented delay. */
export const throttleWaitMs = 60_000
/** Only an update of Lawbase ends a retired API version; it is looked at again now and then. */
export const retiredWaitMs = 3_600_000
export const retryAfterCapMs = 3_600_000
/**
 * docs/reference/salesforce.md#cdc: one channel per object, so that an object which was not selected does not silence
 * the other.
 */
export const changeChannels = ['/data/ContactChangeEvent', '/data/LeadChangeEvent'] as const
/** docs/reference/salesforce.md#cdc: where the org has Individuals and selected them. */
export const individualChannel = '/data/IndividualChangeEvent'
/** docs/reference/salesforce.md#cometd: the server holds a connect for 110 s at most. */
export const streamingHoldMs = 130_000
export const connectDeadlineMs = 20_000
/** docs/reference/salesforce.md#call-options: comes back in change events as their origin. */
export const clientName = 'Lawbase'
/** The mystery shopper's no must look like anybody's: under our own name it would be taken for an echo. */
export const shopperClientName = 'MysteryShopper'
/**
 * docs/reference/salesforce.md#daily-calls: Enterprise's base allowance over a rolling day; `Sforce-Limit-Info`
 * corrects it with the first answer.
 */
export const startLimits = { calls: { max: 100_000, windowMs: 86_400_000 } } as const

/** docs/reference/salesforce.md#engagement: the API of Account Engagement, version 5, on a host of its own. */
export const engagementPaths = {
  activities: '/api/v5/objects/visitor-activities',
  prospects: '/api/v5/objects/prospects',
} as const
/** The most a query gives (vendor's page "Version 5 overview"). */
export const engagementPageSize = 1_000
/** Ids of one query, so that its address stays short. */
export const engagementIds = 100
/** One query by page tokens ends there, whatever is left (same page); a new one begins long before. */
export const engagementMostRows = 100_000
export const engagementChainRows = 50_000
/** Five calls at once and a number of calls a day, without a header that says when (same page). */
export const engagementWaitMs = { calls: 60_000, day: 3_600_000 } as const
