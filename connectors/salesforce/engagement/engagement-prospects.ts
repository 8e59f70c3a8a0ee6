import { chunksOf } from '../../../src/connector/calls/chunks.ts'
import { z } from 'zod'
import { engagementIds } from '../transport/endpoints.ts'
import { askEngagement } from './engagement-api.ts'
import type { SalesforceSystem } from '../fields/system.ts'

export const engagementText = z
  .string()
  .nullish()
  .transform((text) => text ?? null)
export const engagementId = z
  .union([z.string(), z.number()])
  .transform(String)
  .nullish()
  .transform((id) => id ?? null)

/** Who an activity is of. `optedOut` left out: not shown. */
export const Prospect = z.object({
  email: engagementText,
  salesforceId: engagementText,
  optedOut: z.boolean().nullish(),
})
export type Prospect = z.infer<typeof Prospect>
const Page = z.object({ values: z.array(Prospect.extend({ id: engagementId })) })

/**
 * Prospects by id, those in the recycle bin too: what they did before they were deleted is theirs. Who is not among
 * them is not there any more (docs/reference/salesforce.md#acts; `idList` and `deleted`: vendor's page "Version 5
 * overview"). Throws ConnectorError.
 */
export async function prospectsById(
  system: SalesforceSystem,
  unit: string,
  ids: readonly string[],
): Promise<Map<string, Prospect>> {
  const found = new Map<string, Prospect>()
  for (const slice of chunksOf([...new Set(ids)], engagementIds)) {
    const query = {
      fields: 'id,email,salesforceId,optedOut',
      idList: slice.join(','),
      deleted: 'all',
      limit: String(engagementIds),
    }
    for (const { id, ...prospect } of (await askEngagement(system, unit, 'prospects', query, Page)).values)
      if (id !== null) found.set(id, prospect)
  }
  return found
}
