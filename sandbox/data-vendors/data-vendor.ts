import type { Answer, Call } from '../core/call.ts'
import type { Fault } from '../core/faults.ts'
import { RateBucket } from '../core/rate-bucket.ts'
import type { Router } from '../core/router.ts'
import type { Journal } from '../core/table.ts'
import type { Vendor } from '../core/vendor-server.ts'

/** What the vendors of data have in common: one limit for the account, errors in their own shape. */
export function dataVendor(
  system: string,
  { router, journal }: { router: Router; journal: Journal },
  limit: { max: number; windowMs: number },
  refused: (status: number, message: string) => Answer,
): Vendor {
  const bucket = new RateBucket(limit.max, limit.windowMs)
  return {
    system,
    router,
    journal,
    isWrite: (call) => call.method !== 'GET',
    afterWrite: () => undefined,
    around: (_call: Call, work: () => Answer) =>
      bucket.take('account').allowed
        ? { answer: work() }
        : { answer: refused(429, 'Rate limit exceeded'), effect: 'rate-limited' },
    notFound: () => refused(404, 'Not found'),
    wrongMethod: (_call, allow) => ({ ...refused(405, 'Method not allowed'), headers: { allow: allow.join(', ') } }),
    rateLimited: (fault: Fault) => refused(fault.status ?? 429, 'Rate limit exceeded'),
  }
}
