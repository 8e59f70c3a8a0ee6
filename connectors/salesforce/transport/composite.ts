import { chunksOf } from '../../../src/connector/calls/chunks.ts'
import { z } from 'zod'
import type { Memory } from '../../../src/connector/deps/memory.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { exchange, parseJson, type SalesforceAnswer, type SalesforceContext } from './api.ts'
import { maxQueriesTogether, paths } from './endpoints.ts'
import { errorCodeOf, errorFor } from './errors.ts'

const Composite = z.object({
  compositeResponse: z.array(z.object({ referenceId: z.string(), httpStatusCode: z.number(), body: z.unknown() })),
})

const concernsAll = new Set(['rate-limited', 'auth-expired'])

interface Waiting {
  ctx: SalesforceContext
  path: string
  answer: (found: SalesforceAnswer | null) => void
  fail: (error: unknown) => void
}

/**
 * Queries that are asked in the same turn share a call: `POST /composite` counts once, whatever it holds
 * (docs/reference/salesforce.md#composite). Gives each query's own answer; null = it is to be asked alone, because it
 * has no company, or because the org does not answer such a call as documented, which `memory` keeps for a while.
 */
export function besideEachOther(memory: Memory): NonNullable<SalesforceContext['askBeside']> {
  let waiting: Waiting[] = []
  const askAll = async (asked: readonly Waiting[]) => {
    const org = await memory.get('composite', () => Promise.resolve({ closed: false }))
    for (const these of chunksOf(asked, maxQueriesTogether)) {
      try {
        const answers = org.closed || these.length < 2 ? [] : await askTogether(these)
        org.closed ||= answers === null
        these.forEach(({ answer }, place) => answer(answers?.[place] ?? null))
      } catch (error) {
        for (const { fail } of these) fail(error)
      }
    }
  }
  return (ctx, path) =>
    new Promise((answer, fail) => {
      waiting.push({ ctx, path, answer, fail })
      if (waiting.length > 1) return
      setImmediate(() => {
        const asked = Map.groupBy(waiting, (one) => one.ctx.deps.lane)
        waiting = []
        for (const ofLane of asked.values()) void askAll(ofLane)
      })
    })
}

/**
 * The answers in the order asked, null for one that is missing; null = no answer to such a call. Throws what concerns
 * every call: the limit that is reached, the access that has ended.
 */
async function askTogether(asked: readonly Waiting[]): Promise<(SalesforceAnswer | null)[] | null> {
  const ctx = asked[0]?.ctx
  if (ctx === undefined) return null
  const compositeRequest = asked.map(({ path }, place) => ({ method: 'GET', url: path, referenceId: `q${place}` }))
  try {
    const response = await exchange(ctx, {
      method: 'POST',
      path: paths.composite,
      body: { allOrNone: false, compositeRequest },
    })
    if (response.status < 200 || response.status >= 300) {
      const error = errorFor(response)
      if (error.kind === 'rate-limited') ctx.deps.budget.observe({ rateLimitedForMs: error.details.retryAfterMs ?? 0 })
      throw error
    }
    const parsed = Composite.safeParse(parseJson(response))
    if (!parsed.success) return null
    const byReference = new Map(parsed.data.compositeResponse.map((one) => [one.referenceId, one]))
    return asked.map((_, place) => answerIn(byReference.get(`q${place}`)))
  } catch (error) {
    if (!(error instanceof ConnectorError) || concernsAll.has(error.kind)) throw error
    return null
  }
}

function answerIn(part: z.infer<typeof Composite>['compositeResponse'][number] | undefined): SalesforceAnswer | null {
  if (part === undefined) return null
  const status = part.httpStatusCode
  if (status >= 200 && status < 300) return { code: null, json: part.body, status }
  const code = errorCodeOf(JSON.stringify(part.body))
  return code === null ? null : { code, json: null, status }
}
