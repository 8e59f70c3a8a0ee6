import { z } from 'zod'
import { audiences } from './tables/france.ts'
import { jobFunctions } from './tables/job-titles.ts'

/** Written balance of interests; without one, legitimate interest cannot be a basis (legal-rules B1). */
export const Assessment = z.object({ id: z.string().min(1), author: z.string().min(1), on: z.iso.date() })
export type Assessment = z.infer<typeof Assessment>

/** What is sold, and which job functions it concerns. */
export const Offer = z.object({
  name: z.string().min(1),
  functions: z.array(z.enum(jobFunctions)),
  /** An offer to consumers is never related to a profession (legal-rules FR12, FR13). */
  audience: z.enum(audiences).default('business'),
  /** What counts as a similar product for an existing customer (B3.4); null = not declared. */
  productFamily: z.string().trim().min(1).max(60).nullable().default(null),
  assessment: Assessment.nullable(),
})
export type Offer = z.infer<typeof Offer>
