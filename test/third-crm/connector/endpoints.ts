/** Every path and limit of Carnet CRM that we use. The vendor is invented: its rules are those of ../server. */
export const paths = {
  authorize: '/oauth/authorize', // on the host of its pages
  token: '/oauth/token',
  account: '/v1/account',
  people: '/v1/people',
  read: '/v1/people/read',
  find: '/v1/people/find',
  bin: '/v1/people/bin',
  purge: '/v1/people/purge',
  fields: '/v1/fields',
  disconnect: '/v1/disconnect',
} as const

/** Ids, addresses or changes in one call. */
export const maxItems = 50
/** People on one page of a list. */
export const pageSize = 100
/** A change may show a little late: increments reach this far back. */
export const overlapMs = 5 * 60_000
/** People stay in the bin this long; only a user of the account can take them out. */
export const binDays = 30
/** Where a new budget starts; it follows the headers from there. */
export const startLimits = { calls: { max: 600, windowMs: 60_000 } } as const
/** A limit without Retry-After. */
export const limitWaitMs = 60_000

export function chunksOf<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / maxItems) }, (_, at) =>
    items.slice(at * maxItems, (at + 1) * maxItems),
  )
}
