import { z } from 'zod'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { RefusalReason } from '../../../src/connector/outcome.ts'
import { ask } from '../transport/api.ts'
import { paths } from '../transport/endpoints.ts'
import { elementFault } from '../transport/errors.ts'
import type { SalesforceSystem } from '../fields/system.ts'

const Element = z.object({
  id: z.string().nullish(),
  success: z.boolean(),
  errors: z.array(z.object({ statusCode: z.string(), fields: z.array(z.string()).nullish() })).default([]),
})
type Element = z.infer<typeof Element>

/**
 * One record through the collection call, whose elements carry their own errors
 * (docs/reference/salesforce.md#collections, #duplicate-rules); alert-type duplicate rules are passed. `client`: under
 * another name than ours.
 */
export async function writeOne(
  system: SalesforceSystem,
  method: 'POST' | 'PATCH',
  record: Readonly<Record<string, unknown>>,
  client?: string,
): Promise<Element> {
  const [element] = await ask(
    system,
    {
      method,
      path: paths.collection,
      body: { allOrNone: false, records: [record] },
      write: true,
      ...(client === undefined ? {} : { client }),
    },
    z.array(Element).length(1),
  )
  if (element === undefined)
    throw new ConnectorError('unexpected-response', 'Salesforce said nothing about the record.')
  return element
}

/** Why the element was refused; throws `unavailable` when the record is only locked for the moment. */
export function refusalOf(element: Element): { reason: RefusalReason; detail: string } {
  const [error] = element.errors
  const fault = elementFault(error?.statusCode ?? 'UNKNOWN_ERROR', error?.fields ?? [])
  if (fault.kind === 'locked')
    throw new ConnectorError('unavailable', 'Salesforce keeps the record locked; it is written again later.')
  return fault.kind === 'refused'
    ? { reason: fault.reason, detail: fault.detail }
    : { reason: 'conflict', detail: error?.statusCode ?? 'UNKNOWN_ERROR' }
}
